"""Keep the pool equal to what claims and seats say, and the seats that may wait among the pending."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, State
from factcheck.models import Claim, Pending, Seat, Vacancy


def wanted(claims: Collection[Claim], standing: Collection[Seat]) -> dict[int, Vacancy]:
    """The vacancies, unsaved, that these claims have by their states and their standing seats; by number."""
    days: dict[int, list[date]] = defaultdict(list)
    for seat in standing:
        days[seat.claim_id].append(seat.due_on or date.max)
    return {
        claim.pk: Vacancy(
            claim=claim,
            asked=claim.state == State.RETURNED,
            due_on=min(days[claim.pk], default=date.max),
            taken=len(days[claim.pk]),
            since=claim.created_at,
        )
        for claim in claims
        if claim.state in ANSWERABLE_STATES and len(days[claim.pk]) < claim.seats
    }


def keep_up(claims: Collection[Claim]) -> None:
    """Store what follows from these claims, which this transaction has locked, and their seats.

    Two queries, one more where there are seats, and one for each vacancy that changes.
    """
    if not claims:
        return
    standing = list(Seat.objects.standing().filter(claim__in=claims))
    found = wanted(claims, standing)
    stored = Vacancy.objects.in_bulk([claim.pk for claim in claims])
    if gone := stored.keys() - found.keys():
        Vacancy.objects.filter(pk__in=gone).delete()
    for number, vacancy in found.items():
        if number not in stored:
            vacancy.save(force_insert=True)
        elif _needs(stored[number]) != _needs(vacancy):
            vacancy.save(force_update=True)
    if standing:
        # Those too that are answered: whether a new version, or what is undone, lets them wait again is not asked here.
        rows = [Pending(seat=seat, person_id=seat.person_id) for seat in standing]
        Pending.objects.bulk_create(rows, ignore_conflicts=True)


def forget(person: User) -> None:
    """Take from this person's pending seats those that do not wait for them; one query. Whenever they get a seat."""
    waiting = Seat.objects.waiting_for(person).order_by().values("pk")
    Pending.objects.filter(person=person).exclude(pk__in=waiting).delete()


def _needs(vacancy: Vacancy) -> tuple[object, ...]:
    return vacancy.asked, vacancy.due_on, vacancy.taken
