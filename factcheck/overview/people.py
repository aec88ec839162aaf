"""Where people part, claim by claim, and what is on whose plate. People stand by name, and nobody is summed up."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from factcheck.access import claims_for, verdicts_for
from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS
from factcheck.choices import DECISIONS, Part
from factcheck.measures import by_name
from factcheck.models import Claim, Decision, FirstAnswer, Participation, Sighting, Verdict
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
    """Everybody who checks or edits, by name; eight queries.

    ``waiting``: claims in work that they could answer, whether they have a seat there or not. ``answered``: claims in
    work that they have answered as they stand. ``decided``: decisions they took on the claims that are counted.
    """
    people = User.objects.filter(is_active=True).prefetch_related("groups")
    roles = {person: {group.name for group in person.groups.all()} for person in people}
    checkers = [person.pk for person, its in roles.items() if FACT_CHECKERS in its]
    in_work = set(sight.in_work.values_list("pk", flat=True))
    answered, not_theirs = _answers(sight, checkers)
    decided = Counter(
        Decision.objects.filter(claim__in=sight.claims.values("pk"), move__in=sorted(DECISIONS))
        .order_by()
        .values_list("editor", flat=True)
    )
    found = []
    for person in sorted(roles, key=by_name):
        checks, edits = FACT_CHECKERS in roles[person], EDITORS in roles[person]
        if checks or edits:
            found.append(
                Load(
                    person,
                    len(in_work - not_theirs[person.pk]) if checks else None,
                    len(answered[person.pk] & in_work) if checks else None,
                    decided[person.pk] if edits else None,
                )
            )
    return found


def _answers(sight: Sight, checkers: list[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Per person the claims in work that they have answered, and those that they cannot answer; four queries.

    As ``ClaimQuerySet.waiting_for`` has it, for many people at once.
    """
    answered: dict[int, set[int]] = {person: set() for person in checkers}
    not_theirs: dict[int, set[int]] = {person: set() for person in checkers}
    claims = sight.in_work
    standing = Verdict.objects.standing().filter(version=F("claim__current_version"), claim__in=claims.values("pk"))
    stands = set(standing.filter(reviewer__in=checkers).order_by().values_list("reviewer", "claim"))
    versions = claims.values("current_version")
    first = FirstAnswer.objects.filter(version__in=versions, reviewer__in=checkers)
    taken_back = set()
    for person, claim in first.values_list("reviewer", "version__claim"):
        if (person, claim) in stands:
            answered[person].add(claim)
            not_theirs[person].add(claim)
        else:
            taken_back.add((person, claim))
    seen = Sighting.objects.filter(version__in=versions, person__in=checkers)
    for person, claim in seen.values_list("person", "version__claim"):
        if (person, claim) not in taken_back:
            not_theirs[person].add(claim)
    sides = Participation.objects.filter(part=Part.DECIDER, person__in=checkers)
    on_them = sides.filter(Q(claim__in=claims.values("pk")) | Q(claim__merged_into__in=claims.values("pk")))
    for person, claim, merged_into in on_them.values_list("person", "claim", "claim__merged_into"):
        not_theirs[person] |= {claim, merged_into} - {None}
    return answered, not_theirs
