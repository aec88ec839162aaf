"""How far the desk agrees, for people to read: ratings out of the database, figures into words.

Only claims that an editor has approved or rejected are measured. There blindness has ended for everybody, so the
figures are the same whoever reads them, and nobody learns from them what was answered to a claim still open to them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F

from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.agreement import Agreement, Interval, Measure, NotEstimable, Row, agreement, coincidences, difference
from factcheck.agreement import pairs as two_by_two
from factcheck.choices import DECIDED_STATES, Rating
from factcheck.models import FirstAnswer, Verdict
from factcheck.models.claim import ClaimQuerySet
from factcheck.scope import Scope

LABELS = Rating.values
#: So many resamples are drawn for an interval; always from the same seed, so that a page read again says the same.
ROUNDS = 1000

#: The coefficients that are shown, by their name in ``Agreement``, and what they say.
SHOWN = {
    "percent": (
        "Percent agreement",
        "How often two people gave the same rating; every claim counts the same, however many rated it.",
    ),
    "alpha": (
        "Krippendorff’s alpha",
        "Agreement beyond chance, where chance is how often each rating was given; 1 is full agreement.",
    ),
    "ac1": (
        "Gwet’s AC1",
        "Agreement beyond chance, steady where nearly all ratings are the same; 1 is full agreement.",
    ),
}


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of the same claims: as they were first given, blind, and as they stand."""

    blind: list[Row]
    current: list[Row]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure in words. ``spread`` is its interval, or why there is none; empty where there is no figure."""

    words: str
    spread: str
    claims: int
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """One coefficient on first blind ratings and on current ones; ``change`` is how much greater it is on these."""

    name: str
    about: str
    blind: Figure
    current: Figure
    change: str


@dataclass(frozen=True, slots=True)
class Met:
    """How many pairs of people chose these two ratings on one claim."""

    one: Rating
    other: Rating
    blind: int
    current: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the page says. The warnings are sentences, or empty."""

    lines: list[Line]
    met: list[Met]
    blind_warning: str
    current_warning: str


@dataclass(frozen=True, slots=True)
class Two:
    """Two people in words, the one whose name comes first first."""

    one: User
    other: User
    claims: int
    percent: str
    kappa: str


def measured(person: User, scope: Scope) -> ClaimQuerySet:
    """The claims that are measured: decided ones, by the day of the decision in force."""
    decided = claims_for(person).filter(state__in=DECIDED_STATES).order_by()
    return scope.cut(decided, by="decision__decided_at")


def first_blind(claims: ClaimQuerySet) -> list[Row]:
    """The ratings that were somebody's first answer, given blind, to any version of these claims; one query.

    What is rated is a version: two people agree or part on the same words only. Earlier versions count beside the
    current one: a statement is often edited where people part on it, and who answered it before is not blind again, so
    that without them the very claims on which people part would drop out. What was taken back counts: it was said.
    """
    given = FirstAnswer.objects.filter(blind=True, version__claim__in=claims.values("pk")).exclude(rating="")
    rows = given.values_list("version", "reviewer", "rating")
    return [Row(version.int, person, rating) for version, person, rating in rows]


def current(claims: ClaimQuerySet) -> list[Row]:
    """The ratings that stand on the current version of these claims; one query."""
    standing = Verdict.objects.standing().filter(version=F("claim__current_version"), claim__in=claims.values("pk"))
    return [Row(*given) for given in standing.exclude(rating="").order_by().values_list("claim", "reviewer", "rating")]


def rated(person: User, scope: Scope) -> Rated:
    """What is measured in this scope; two queries."""
    claims = measured(person, scope)
    return Rated(first_blind(claims), current(claims))


def report(rated: Rated) -> Report:
    """All figures of these ratings."""
    blind, later = (agreement(rows, LABELS, rounds=ROUNDS) for rows in (rated.blind, rated.current))
    met, met_later = (coincidences(rows, LABELS).pairs for rows in (rated.blind, rated.current))
    return Report(
        lines=[_line(name, blind, later) for name in SHOWN],
        met=[Met(Rating(one), Rating(other), met[one, other], met_later[one, other]) for one, other in met],
        blind_warning=blind.warning,
        current_warning=later.warning,
    )


def by_two(rated: Rated) -> list[tuple[str, list[Two]]]:
    """Every two people who rated the same words, by name, on first blind ratings and on current ones; one query."""
    blind, later = two_by_two(rated.blind, LABELS), two_by_two(rated.current, LABELS)
    people = User.objects.in_bulk({pk for pair in (*blind, *later) for pk in (pair.one, pair.other)})
    found = []
    for name, pairs in (("First answers, blind", blind), ("Answers now", later)):
        twos = []
        for pair in pairs:
            one, other = sorted((people[pair.one], people[pair.other]), key=by_name)
            twos.append(Two(one, other, pair.claims, in_percent(pair.percent), in_words(pair.kappa)))
        found.append((name, sorted(twos, key=lambda two: (by_name(two.one), by_name(two.other)))))
    return found


def by_name(person: User) -> tuple[str, str]:
    """What people are sorted by wherever they stand beside each other: by nothing that they did."""
    return str(person).casefold(), person.email


def in_words(figure: float | NotEstimable, *, signed: bool = False) -> str:
    """Two decimals with a real minus sign, or why there is none."""
    if isinstance(figure, NotEstimable):
        return str(figure)
    rounded = round(figure, 2) + 0.0  # no -0.00
    return (f"{rounded:+.2f}" if signed else f"{rounded:.2f}").replace("-", "−")


def in_percent(figure: float | NotEstimable, *, signed: bool = False) -> str:
    """Whole percent, a difference in points, or why there is none."""
    if isinstance(figure, NotEstimable):
        return str(figure)
    rounded = round(100 * figure)
    return (f"{rounded:+d} points" if signed else f"{rounded} %").replace("-", "−")


def _line(name: str, blind: Agreement, later: Agreement) -> Line:
    before: Measure = getattr(blind, name)
    now: Measure = getattr(later, name)
    say = in_percent if name == "percent" else in_words
    return Line(*SHOWN[name], _figure(before, name), _figure(now, name), say(difference(before, now), signed=True))


def _figure(measure: Measure, name: str) -> Figure:
    say = in_percent if name == "percent" else in_words
    spread = "" if isinstance(measure.value, NotEstimable) else _spread(measure.interval, say)
    return Figure(say(measure.value), spread, measure.claims, measure.people)


def _spread(interval: Interval | NotEstimable, say: Callable[[float], str]) -> str:
    if isinstance(interval, NotEstimable):
        return f"no interval, because {interval.because}"
    left_out = f"; {interval.left_out} of {interval.rounds} resamples have no figure" if interval.left_out else ""
    return f"95 % interval: {say(interval.low)} to {say(interval.high)}{left_out}"
