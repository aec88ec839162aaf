"""What waits for one editor: claims in work in which they took no part, by outcome; as quick however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from factcheck import reading
from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, Outcome, Part
from factcheck.models import Claim, FirstAnswer, Tally
from factcheck.models.claim import ClaimQuerySet
from factcheck.reading import ClaimItem

#: What an editor can act on first.
ORDER = [
    Outcome.SPLIT,
    Outcome.SIMPLE_MAJORITY,
    Outcome.STRONG_MAJORITY,
    Outcome.UNANIMOUS,
    Outcome.BELOW_QUORUM,
    Outcome.NO_VERDICT,
]
#: So many claims of each outcome stand side by side with the others; so many where one outcome is looked through.
#: Beyond so many they are not counted.
BESIDE, ALONE, COUNTED = 20, 50, 100


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one outcome, the oldest first, each with the time of its last answer; some of them if there are more.

    ``count`` is COUNTED where there are more than that. ``further`` is the last number shown, if more follow it.
    """

    outcome: Outcome
    count: int
    rows: list[tuple[ClaimItem, datetime | None]]
    further: int | None

    @property
    def is_counted(self) -> bool:
        return self.count < COUNTED


def groups(person: User, only: Outcome | None = None, after: int | None = None) -> list[Group]:
    """The claims by outcome; the groups that are not ``only`` have no rows. ``after`` goes on behind a claim's number.

    Record first that all of it is seen: what is listed nowhere tells something too. A query for each outcome, one
    more with ``after``, and five for the claims.
    """
    waiting = {outcome: list(_waiting(person, outcome)[: COUNTED + 1]) for outcome in ORDER}
    most = BESIDE if only is None else ALONE
    shown = {outcome: waiting[outcome][: most + 1] for outcome in ORDER if only in (None, outcome)}
    if only is not None and after is not None:
        shown[only] = list(_waiting(person, only).filter(claim__gt=after)[: most + 1])
    claims = claims_for(person).filter(pk__in=[pk for found in shown.values() for pk in found[:most]])
    items = {item.claim.pk: item for item in reading.items(person, claims)}
    answered = _last_answers(item.claim for item in items.values())
    return [
        Group(
            outcome,
            min(len(waiting[outcome]), COUNTED),
            [(items[pk], answered.get(pk)) for pk in found[:most] if pk in items],
            found[most - 1] if len(found) > most else None,
        )
        for outcome in ORDER
        for found in [shown.get(outcome, [])]
    ]


def hidden_from(person: User) -> int:
    """In how many claims in work they take part, so that another editor decides on them; COUNTED at most."""
    rows = Claim.objects.filter(state__in=ANSWERABLE_STATES, pk__in=parts_of(person)).order_by()
    return rows[:COUNTED].count()


def decidable(person: User) -> ClaimQuerySet:
    """The claims in work in which this person took no part, with their tallies."""
    rows = claims_for(person).filter(state__in=ANSWERABLE_STATES)
    return rows.exclude(pk__in=parts_of(person)).select_related("tally")


def parts_of(person: User) -> "QuerySet[Claim, int]":
    """The numbers of all claims in which this person takes part."""
    return Claim.objects.with_side(person, Part.PARTY).order_by().values_list("pk", flat=True)


def _waiting(person: User, outcome: Outcome) -> "QuerySet[Tally, int]":
    waits = Tally.objects.filter(waits=True, outcome=outcome).exclude(claim__in=parts_of(person))
    return waits.order_by("claim").values_list("claim", flat=True)


def _last_answers(claims: Iterable[Claim]) -> dict[int, datetime]:
    """When somebody last answered the current version of each claim for the first time; one query."""
    versions = {claim.current_version_id: claim.pk for claim in claims}
    newest = FirstAnswer.objects.filter(version__in=versions).order_by().values_list("version")
    return {versions[version]: at for version, at in newest.annotate(Max("answered_at"))}
