"""Resamples are what drawing claim by claim would give, and an interval is the middle of their figures."""

import random
import statistics

import pytest

from factcheck.agreement import Interval, NotEstimable, Row, agreement
from factcheck.agreement.bootstrap import interval, resamples
from tests.rated import LABELS

#: Of 100 claims with two ratings or more, how many have so many of each label; and 20 with one.
PATTERNS = {(2, 0, 0): 50, (1, 1, 0): 25, (0, 2, 1): 15, (0, 0, 4): 10, (1, 0, 0): 15, (0, 1, 0): 5}


def some_rows(claims):
    """Like a desk: up to five people, who see what is there seven times in ten."""
    chance = random.Random(7)
    rows = []
    for claim in range(claims):
        truth = chance.choice(LABELS)
        raters = chance.sample(range(5), chance.randint(1, 5))
        rows += [Row(claim, person, truth if chance.random() < 0.7 else chance.choice(LABELS)) for person in raters]
    return rows


def by_claim(rows):
    return [[row for row in rows if row.claim == claim] for claim in sorted({row.claim for row in rows})]


def measured(rows):
    return agreement(rows, LABELS, rounds=0)


def test_every_resample_has_as_many_claims_of_both_kinds():
    drawn = list(resamples(PATTERNS, rounds=50, seed=1))
    assert {(sums.rated, sums.shared) for sums in drawn} == {(120, 100)}
    assert len({sums.matching for sums in drawn}) > 10


def test_claims_are_drawn_as_often_as_there_are_such_claims():
    """Each of 100 draws is by itself, so that the mean and the variance of their sum are known."""
    drawn = list(resamples(PATTERNS, rounds=4000, seed=1))
    # A claim of the third pattern has one rating of the third label, a claim of the fourth has four.
    thirds = [sums.pairable[2] for sums in drawn]
    mean = 15 + 4 * 10
    variance = 100 * ((0.15 * 1 + 0.10 * 16) - (0.15 + 0.4) ** 2)
    assert statistics.mean(thirds) == pytest.approx(mean, abs=4 * (variance / 4000) ** 0.5)
    assert statistics.variance(thirds) == pytest.approx(variance, rel=0.1)
    # Of the claims with a single rating: 20 draws, three in four of the first label.
    # Where the first label stands in a pair, it is half of one for each rating.
    singles = [sums.shares[0] - sums.pairable[0] / 2 for sums in drawn]
    assert statistics.mean(singles) == pytest.approx(15, abs=4 * (20 * 0.75 * 0.25 / 4000) ** 0.5)
    assert statistics.variance(singles) == pytest.approx(20 * 0.75 * 0.25, rel=0.1)


def test_an_interval_is_that_of_drawing_claim_by_claim():
    shared = [rows for rows in by_claim(some_rows(80)) if len(rows) > 1]
    chance = random.Random(3)
    again = [list(enumerate(chance.choices(shared, k=len(shared)))) for _ in range(600)]
    slow = [measured([row._replace(claim=at) for at, rows in drawn for row in rows]) for drawn in again]
    found = agreement([row for rows in shared for row in rows], LABELS, rounds=4000)
    for name in ("percent", "alpha", "ac1"):
        expected, quick = interval(getattr(one, name).value for one in slow), getattr(found, name).interval
        near = 0.1 * (expected.high - expected.low)
        assert (quick.low, quick.high) == pytest.approx((expected.low, expected.high), abs=near)


def test_four_times_the_claims_halve_the_interval():
    few, many = (agreement(some_rows(claims), LABELS).alpha.interval for claims in (100, 400))
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(2, rel=0.15)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    rows = some_rows(60)
    first, again, other = (agreement(rows, LABELS, seed=seed).alpha.interval for seed in (1, 1, 2))
    assert (again == first, other == first) == (True, False)


def test_an_interval_holds_its_value():
    found = agreement(some_rows(60), LABELS)
    for measure in (found.percent, found.alpha, found.ac1, found.fleiss_kappa):
        assert measure.interval.low < measure.value < measure.interval.high
        assert (measure.interval.rounds, measure.interval.left_out) == (1000, 0)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # With 1,000 figures the 25th and the 976th.
        (range(1, 1001), Interval(25, 976, rounds=1000, left_out=0)),
        (range(1000, 0, -1), Interval(25, 976, rounds=1000, left_out=0)),
        (range(1, 80), Interval(2, 78, rounds=79, left_out=0)),
        # With fewer than 79 all of them.
        (range(1, 79), Interval(1, 78, rounds=78, left_out=0)),
        ([1, 2], Interval(1, 2, rounds=2, left_out=0)),
        # What has no figure is left out, up to half.
        ([None, 1, 2, None], Interval(1, 2, rounds=4, left_out=2)),
        ([None, 1, 2, None, None], NotEstimable("fewer than half of the resamples have a figure")),
        ([None], NotEstimable("fewer than half of the resamples have a figure")),
        ([0.5, 0.5], NotEstimable("every resample has the same figure")),
        # A last digit that rounding made is no width.
        ([0.3, 0.1 + 0.2], NotEstimable("every resample has the same figure")),
        ([], NotEstimable("no resamples were drawn")),
    ],
)
def test_the_middle_of_the_figures(figures, expected):
    assert interval(NotEstimable("so") if figure is None else figure for figure in figures) == expected
