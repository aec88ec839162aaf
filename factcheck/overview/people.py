"""Where people part, claim by claim, and what is on whose plate. People stand by name, and nobody is summed up."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q
from django.utils import timezone

from factcheck.access import claims_for, verdicts_for
from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS
from factcheck.choices import DECISIONS, Abstention
from factcheck.measures import by_name
from factcheck.models import Claim, Decision, Seat, Verdict
from factcheck.overview.sight import Sight

#: So many claims stand on one page of the grid.
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Parted:
    """One claim on which people part, and what each person of the grid said: None for nothing."""

    claim: Claim
    said: list[tuple[User, Verdict | None]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One page of them; ``people`` are those who answered any claim on it, by name."""

    page: Page[Claim]
    people: list[User]
    rows: list[Parted]


@dataclass(frozen=True, slots=True)
class Load:
    """What is on one person's plate. None where it is not theirs to do."""

    person: User
    waiting: int | None
    overdue: int | None
    answered: int | None
    decided: int | None


def grid(sight: Sight, page: str | None) -> Grid:
    """The claims whose current ratings differ, newest first; three queries."""
    standing = Verdict.objects.standing().filter(
        version=F("claim__current_version"), claim__in=sight.claims.values("pk")
    )
    rated = standing.exclude(rating="").order_by().values("claim")
    parted = rated.annotate(labels=Count("rating", distinct=True)).filter(labels__gt=1)
    rows = claims_for(sight.person).filter(pk__in=parted.values("claim")).order_by("-created_at", "-id")
    shown = Paginator(rows, PER_PAGE).get_page(page)
    claims = list(shown.object_list)
    said: dict[tuple[int, int], Verdict] = {}
    people: dict[int, User] = {}
    current = verdicts_for(sight.person).filter(claim__in=claims, version=F("claim__current_version"))
    for verdict in current.prefetch_related(None):
        if verdict.is_answer:
            said[verdict.claim_id, verdict.reviewer_id] = verdict
            people[verdict.reviewer_id] = verdict.reviewer
    across = sorted(people.values(), key=by_name)
    return Grid(
        shown,
        across,
        [Parted(claim, [(person, said.get((claim.pk, person.pk))) for person in across]) for claim in claims],
    )


def load(sight: Sight) -> list[Load]:
    """Everybody who checks or edits, by name; five queries.

    ``waiting``: the seats they hold at claims in work and have not answered, whether assigned or drawn; ``overdue``
    of these. ``answered``: claims in work that they have answered as they stand. ``decided``: decisions they took on
    the claims that are counted.
    """
    people = User.objects.filter(is_active=True).prefetch_related("groups")
    roles = {person: {group.name for group in person.groups.all()} for person in people}
    held, answered = _held(sight), _answered(sight)
    taken = Decision.objects.filter(claim__in=sight.claims.values("pk"), move__in=sorted(DECISIONS)).order_by()
    decided = dict(taken.values_list("editor").annotate(Count("pk")))
    found = []
    for person in sorted(roles, key=by_name):
        checks, edits = FACT_CHECKERS in roles[person], EDITORS in roles[person]
        if checks or edits:
            waiting, overdue = held.get(person.pk, (0, 0)) if checks else (None, None)
            said = answered.get(person.pk, 0) if checks else None
            found.append(Load(person, waiting, overdue, said, decided.get(person.pk, 0) if edits else None))
    return found


def _held(sight: Sight) -> dict[int, tuple[int, int]]:
    """Per person the seats that wait for them, and how many of these are overdue; one query."""
    seats = Seat.objects.standing().filter(claim__in=sight.in_work.values("pk")).unanswered()
    late = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    rows = seats.order_by().values_list("person")
    return {person: (waiting, overdue) for person, waiting, overdue in rows.annotate(Count("pk"), late=late)}


def _answered(sight: Sight) -> dict[int, int]:
    """Per person the claims in work that they have answered as they stand; one query."""
    standing = Verdict.objects.standing().filter(
        version=F("claim__current_version"), claim__in=sight.in_work.values("pk")
    )
    given = standing.exclude(abstention=Abstention.NEED_MORE_TIME).order_by()
    return dict(given.values_list("reviewer").annotate(Count("pk")))
