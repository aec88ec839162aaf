"""How far a figure may be off: the percentile bootstrap over claims.

A resample has as many claims as there are, drawn with replacement; the ratings of a claim stay together. Claims that
look alike are drawn together, by how many of each pattern there are, so that a resample costs as much as there are
patterns, not claims. Shared claims and claims with a single rating are drawn apart: a claim with a single rating
then changes nothing for the coefficients that leave it out, and no resample is without a shared claim.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import isclose
from random import Random

from factcheck.agreement.coefficients import Sums, Terms
from factcheck.agreement.ratings import Pattern
from factcheck.agreement.words import FEW_RESAMPLES, NO_RESAMPLES, NO_WIDTH, Figure, Interval, NotEstimable

#: One in forty is left over at each end of a 95 % interval.
TAIL = 40


def resamples(patterns: Mapping[Pattern, int], *, rounds: int, seed: int) -> Iterator[Sums]:
    """Yield the sums of so many resamples; the same for the same patterns in the same order, rounds and seed."""
    shared = {pattern: claims for pattern, claims in patterns.items() if sum(pattern) > 1}
    single = {pattern: claims for pattern, claims in patterns.items() if sum(pattern) == 1}
    # Two streams, so that what is drawn of one kind does not depend on how many there are of the other.
    for_shared, for_single = Random(f"{seed} shared"), Random(f"{seed} single")  # noqa: S311 (no secret)  # nosec B311
    terms = Terms([*shared, *single])
    for _ in range(rounds):
        yield terms.sums([*_multinomial(for_shared, shared.values()), *_multinomial(for_single, single.values())])


def interval(figures: Iterable[Figure]) -> Interval | NotEstimable:
    """Return what the middle 95 % of the figures of the resamples span.

    Resamples without a figure are left out and counted. Where that leaves fewer than half of them, or all figures
    are the same, so that the interval would have no width and claim to be sure, there is none.

    Efron and Tibshirani (1993), "An introduction to the bootstrap", 13.3; the ends are the k-th smallest and the
    k-th largest of B figures, with k the whole part of (B + 1) / 40, or 1.
    """
    drawn = list(figures)
    known = sorted(figure for figure in drawn if not isinstance(figure, NotEstimable))
    if not drawn:
        return NO_RESAMPLES
    if 2 * len(known) < len(drawn):
        return FEW_RESAMPLES
    if isclose(known[0], known[-1], abs_tol=1e-9):
        return NO_WIDTH
    k = max(1, (len(known) + 1) // TAIL)
    return Interval(low=known[k - 1], high=known[-k], rounds=len(drawn), left_out=len(drawn) - len(known))


def _multinomial(chance: Random, claims: Iterable[int]) -> list[int]:
    """Draw as many claims as there are in all; return how many were drawn of each kind."""
    kinds = list(claims)
    total = left = sum(kinds)
    drawn = []
    for kind in kinds:
        drawn.append(_binomial(chance, left, kind, total))
        left -= drawn[-1]
        total -= kind
    return drawn


def _binomial(chance: Random, tries: int, part: int, whole: int) -> int:
    """Return how many of the tries hit, each with the exact probability ``part / whole``.

    Each try is a number between 0 and 1 that hits if it is less than that. The binary digits of all undecided ones are
    drawn at once, as the bits of one whole number, and compared with the next digit of the probability: half of
    them are decided by each, so that thousands of tries take some dozen steps.
    """
    hits = 0
    while tries and part:
        part *= 2
        zeros = chance.getrandbits(tries).bit_count()
        if part >= whole:
            part -= whole
            hits += zeros
            tries -= zeros
        else:
            tries = zeros
    return hits
