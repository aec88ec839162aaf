"""Keep the pool equal to what claims and seats say."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from factcheck.choices import ANSWERABLE_STATES, State
from factcheck.models import Claim, Seat, Vacancy


def wanted(claims: Collection[Claim]) -> dict[int, Vacancy]:
    """The vacancies, unsaved, that these claims have by their states and standing seats; by number; one query."""
    in_work = [claim for claim in claims if claim.state in ANSWERABLE_STATES]
    seats: dict[int, list[date]] = defaultdict(list)
    for number, due_on in Seat.objects.standing().filter(claim__in=in_work).values_list("claim", "due_on"):
        seats[number].append(due_on or date.max)
    return {
        claim.pk: Vacancy(
            claim=claim,
            asked=claim.state == State.RETURNED,
            due_on=min(seats[claim.pk], default=date.max),
            taken=len(seats[claim.pk]),
            since=claim.created_at,
        )
        for claim in in_work
        if len(seats[claim.pk]) < claim.seats
    }


def keep_vacancies(claims: Collection[Claim]) -> None:
    """Store what follows from these claims, which this transaction has locked; two queries, and one per change."""
    if not claims:
        return
    found = wanted(claims)
    stored = Vacancy.objects.in_bulk([claim.pk for claim in claims])
    if gone := stored.keys() - found.keys():
        Vacancy.objects.filter(pk__in=gone).delete()
    for number, vacancy in found.items():
        if number not in stored:
            vacancy.save(force_insert=True)
        elif _needs(stored[number]) != _needs(vacancy):
            vacancy.save(force_update=True)


def _needs(vacancy: Vacancy) -> tuple[object, ...]:
    return vacancy.asked, vacancy.due_on, vacancy.taken
