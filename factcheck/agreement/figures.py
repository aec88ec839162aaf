"""The figures of a set of ratings, with what they rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.agreement import coefficients
from factcheck.agreement.bootstrap import interval, resamples
from factcheck.agreement.coefficients import Coefficient, Terms
from factcheck.agreement.ratings import Row, gather
from factcheck.agreement.words import FEW_PEOPLE, ONE_SIDED, Figure, Interval, NotEstimable

#: With fewer shared claims than this, a warning stands beside every figure.
ENOUGH_CLAIMS = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """One coefficient, or why there is none; where there is none, its interval says the same.

    ``claims`` are those with two ratings or more, ``people`` those who rated one of them: the figure rests on these.
    """

    value: Figure
    interval: Interval | NotEstimable
    claims: int
    people: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """All coefficients of the same ratings, from the same resamples. ``warning`` is a sentence, or empty."""

    percent: Measure
    alpha: Measure
    ac1: Measure
    fleiss_kappa: Measure
    warning: str


def agreement(rows: Iterable[Row], labels: Sequence[str], *, rounds: int = 1000, seed: int = 1) -> Agreement:
    """Measure how far the rows agree. ``labels`` are all that were offered, used or not: AC1 depends on it.

    The same rows in any order, labels in the same order, rounds and seed give the same result to the last digit. With
    no rounds there are no intervals. Errors as in ``gather``.
    """
    ratings = gather(rows, labels)
    patterns = ratings.patterns()
    shared = ratings.shared()
    raters = {person for given in shared for person in given}
    few = len(ratings.people()) < 2
    found = Terms(patterns).sums(list(patterns.values()))
    drawn = list(resamples(patterns, rounds=rounds if shared else 0, seed=seed))

    def measure(coefficient: Coefficient) -> Measure:
        value = FEW_PEOPLE if few else coefficient(found)
        spread = value if isinstance(value, NotEstimable) else interval(map(coefficient, drawn))
        return Measure(value, spread, claims=len(shared), people=len(raters))

    return Agreement(
        percent=measure(coefficients.percent),
        alpha=measure(coefficients.alpha),
        ac1=measure(coefficients.ac1),
        fleiss_kappa=measure(coefficients.fleiss_kappa),
        warning=warning(len(shared)),
    )


def warning(claims: int) -> str:
    """Return a sentence if figures rest on fewer than ten shared claims, else nothing."""
    if claims >= ENOUGH_CLAIMS:
        return ""
    rest = {0: "No claim has two ratings", 1: "Only 1 claim has two ratings"}
    return f"{rest.get(claims, f'Only {claims} claims have two ratings')} or more: below ten, figures say little."


def difference(before: Measure, after: Measure) -> Figure:
    """Return how much greater the value is after than before. It has no interval: the two share their claims."""
    if isinstance(before.value, NotEstimable) or isinstance(after.value, NotEstimable):
        return ONE_SIDED
    return after.value - before.value
