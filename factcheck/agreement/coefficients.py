"""The coefficients, each from a few sums over claims, so that a resample is only other weights for the same terms.

With q labels offered, let n_uk be how many people gave label k to claim u, and m_u how many rated it. A claim is
shared if m_u >= 2. P_u = sum_k n_uk (n_uk - 1) / (m_u (m_u - 1)) is the part of the pairs of people on claim u that
agree. p_k is the mean of n_uk / m_u over all rated claims, the ones with a single rating included.

Each is 1 where all agree and answers with NO_SHARED_CLAIM where no two people rated the same claim. All but percent
are 0 where people agree as often as chance would have them, and less than 0 below that.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import NamedTuple

from factcheck.agreement.ratings import Pattern
from factcheck.agreement.words import NO_SHARED_CLAIM, ONE_LABEL, Figure


class Sums(NamedTuple):
    """What the coefficients know of the claims. The last two have one entry for each label."""

    rated: float
    shared: float
    #: The sum of P_u over shared claims.
    agreeing: float
    #: The sum of m_u P_u over shared claims: the diagonal of Krippendorff's coincidences.
    matching: float
    #: The sums of n_uk / m_u over rated claims.
    shares: Sequence[float]
    #: The sums of n_uk over shared claims: Krippendorff's n_c.
    pairable: Sequence[float]


class Terms:
    """The terms of claims with these patterns, to be summed with any weights: 0 or more claims of each pattern."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._columns = list(zip(*map(_terms, patterns), strict=True))

    def sums(self, weights: Sequence[int]) -> Sums:
        """Sum over so many claims of each pattern, in the order of the patterns. Without patterns all sums are 0."""
        summed = [sum(map(mul, weights, column)) for column in self._columns] or [0.0] * 4
        labels = (len(summed) - 4) // 2
        rated, shared, agreeing, matching = summed[:4]
        return Sums(rated, shared, agreeing, matching, summed[4 : 4 + labels], summed[4 + labels :])


def _terms(pattern: Pattern) -> tuple[float, ...]:
    people = sum(pattern)
    shares = [count / people for count in pattern]
    if people < 2:
        return (1, 0, 0, 0, *shares, *[0 for _ in pattern])
    agreeing = sum(count * (count - 1) for count in pattern) / (people * (people - 1))
    return (1, 1, agreeing, agreeing * people, *shares, *pattern)


Coefficient = Callable[[Sums], Figure]


def percent(sums: Sums) -> Figure:
    """Return the mean of P_u over shared claims, 0 to 1: every claim counts the same, however many rated it.

    Fleiss (1971), "Measuring nominal scale agreement among many raters", formula for the overall agreement P.
    """
    return sums.agreeing / sums.shared if sums.shared else NO_SHARED_CLAIM


def alpha(sums: Sums) -> Figure:
    """Return Krippendorff's alpha for nominal data: 1 - D_o / D_e. Claims with a single rating do not enter.

    With n ratings on shared claims, n_c of them c: 1 - D_o is the diagonal of the coincidences over n, and
    1 - D_e = sum_c n_c (n_c - 1) / (n (n - 1)). ONE_LABEL if one n_c is n.

    Krippendorff (2011), "Computing Krippendorff's alpha-reliability", part C: nominal data, any number of
    observers, missing data.
    """
    if not sums.shared:
        return NO_SHARED_CLAIM
    ratings = sum(sums.pairable)
    if max(sums.pairable) == ratings:
        return ONE_LABEL
    chance = sum(count * (count - 1) for count in sums.pairable) / (ratings * (ratings - 1))
    return _beyond(sums.matching / ratings, chance)


def ac1(sums: Sums) -> Figure:
    """Return Gwet's AC1; chance is sum_k p_k (1 - p_k) / (q - 1), so that it depends on how many labels are offered.

    Chance is at most 1 / q, so that AC1 has a figure, 1, where all ratings are the same.

    Gwet (2008), "Computing inter-rater reliability and its variance in the presence of high agreement"; with
    missing ratings as in his "Handbook of inter-rater reliability" (4th edition, 2014) and his package irrCAC.
    """
    if not sums.shared:
        return NO_SHARED_CLAIM
    parts = [share / sums.rated for share in sums.shares]
    return _beyond(sums.agreeing / sums.shared, sum(part * (1 - part) for part in parts) / (len(parts) - 1))


def fleiss_kappa(sums: Sums) -> Figure:
    """Return Fleiss' kappa; chance is sum_k p_k^2. ONE_LABEL if one p_k is 1.

    Fleiss (1971), for the same number of ratings on each claim; where numbers differ, as Gwet (2014) extends it.
    """
    if not sums.shared:
        return NO_SHARED_CLAIM
    if sum(map(bool, sums.shares)) == 1:
        return ONE_LABEL
    return _beyond(sums.agreeing / sums.shared, sum((share / sums.rated) ** 2 for share in sums.shares))


def _beyond(observed: float, chance: float) -> float:
    return (observed - chance) / (1 - chance)
