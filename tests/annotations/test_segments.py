"""Lanes that keep overlapping spans apart, and the flat runs that are drawn."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.segments import assign_lanes, innermost_first, sweep

LENGTH = 30


@st.composite
def piles(draw):
    """Intervals with shuffled ids, in an order of creation that has nothing to do with the text."""
    places = draw(
        st.lists(
            st.tuples(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1)).map(sorted),
            max_size=12,
        )
    )
    ids = draw(st.permutations(range(1, len(places) + 1)))
    return [(key, low, high + 1) for key, (low, high) in zip(ids, places, strict=True)]


def overlap(one, other):
    return one[1] < other[2] and other[1] < one[2]


@pytest.mark.parametrize(
    ("places", "lanes"),
    [
        # Apart, and touching: one lane.
        ([(0, 3), (3, 6), (8, 9)], [0, 0, 0]),
        # Nested and crossing.
        ([(0, 9), (2, 4), (3, 12)], [0, 1, 2]),
        # The same words twice.
        ([(0, 3), (0, 3)], [0, 1]),
        # A lane between two others that is free again is used again.
        ([(0, 3), (1, 9), (4, 6), (2, 5)], [0, 1, 0, 2]),
        # The older span keeps the upper lane, though the newer one starts earlier.
        ([(5, 9), (0, 6)], [0, 1]),
    ],
)
def test_assign_lanes_first_come_first_served(places, lanes):
    intervals = [(key, *place) for key, place in enumerate(places)]
    assert assign_lanes(intervals) == dict(enumerate(lanes))


@given(piles())
def test_overlapping_intervals_never_share_a_lane(intervals):
    lanes = assign_lanes(intervals)
    for one, other in combinations(intervals, 2):
        assert not overlap(one, other) or lanes[one[0]] != lanes[other[0]]


@given(piles())
def test_every_lane_is_the_first_that_was_free(intervals):
    lanes = assign_lanes(intervals)
    for at, interval in enumerate(intervals):
        taken = {lanes[older[0]] for older in intervals[:at] if overlap(older, interval)}
        assert lanes[interval[0]] == min(set(range(len(taken) + 1)) - taken)


@given(piles())
def test_a_new_interval_moves_no_other(intervals):
    lanes = assign_lanes(intervals)
    for size in range(len(intervals)):
        earlier = assign_lanes(intervals[:size])
        assert earlier == {key: lanes[key] for key in earlier}


@given(piles(), st.integers(0, 4))
def test_the_lowest_lane_takes_all_the_rest(intervals, lowest):
    lanes = assign_lanes(intervals)
    assert assign_lanes(intervals, lowest) == {key: min(lane, lowest) for key, lane in lanes.items()}


def test_ten_thousand_intervals_over_a_long_text():
    intervals = [(key, key * 7919 % 100_000, key * 7919 % 100_000 + 60) for key in range(10_000)]
    assert max(assign_lanes(intervals).values()) < 20
    assert len(assign_lanes([(key, 0, 9) for key in range(10_000)], lowest=3)) == 10_000


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3)])
def test_an_interval_covers_something(start, end):
    for use in (assign_lanes, lambda intervals: sweep(0, 9, intervals)):
        with pytest.raises(ValueError, match="interval 7 is empty"):
            use([(6, 0, 9), (7, start, end)])


def test_the_innermost_is_the_shortest_then_the_later_then_the_higher_id():
    intervals = [(1, 0, 10), (2, 2, 6), (3, 4, 8), (4, 4, 8), (5, 7, 8)]
    assert innermost_first(intervals) == [4, 3, 2, 1, 0]


def test_sweep_lists_in_the_given_order():
    intervals = [(4, 4, 8), (3, 4, 8), (2, 2, 6), (1, 0, 10)]
    assert sweep(0, 12, intervals) == [
        (0, 2, (3,), 1),
        (2, 4, (2, 3), 2),
        (4, 6, (0, 1, 2, 3), 4),
        (6, 8, (0, 1, 3), 3),
        (8, 10, (3,), 1),
        (10, 12, (), 0),
    ]


def test_sweep_between_touching_intervals_leaves_no_gap():
    assert sweep(0, 4, [(1, 0, 2), (2, 2, 4)]) == [(0, 2, (0,), 1), (2, 4, (1,), 1)]


def test_sweep_of_a_window():
    assert sweep(50, 52, [(1, 0, 100), (2, 49, 51), (3, 40, 50), (4, 52, 53)]) == [
        (50, 51, (0, 1), 2),
        (51, 52, (0,), 1),
    ]


@pytest.mark.parametrize("end", [5, 4])
def test_sweep_of_nothing(end):
    assert sweep(5, end, [(1, 0, 9)]) == []
    assert sweep(0, 9, []) == [(0, 9, (), 0)]


def test_a_deep_pile_is_swept_without_searching_it():
    """Each ends before the one below it: whoever waits has ended when its turn comes, but for the last."""
    pile = [(key, key, 40_000 - key) for key in range(20_000)]
    segments = sweep(0, 40_000, pile, at_most=4)
    assert [segment[3] for segment in segments] == [*range(1, 20_001), *range(19_999, 0, -1)]
    assert {segment[2] for segment in segments[3:-3]} == {(0, 1, 2, 3)}


@given(piles(), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_segments_tile_the_window_and_cover_each_span_exactly(intervals, one, other):
    start, end = sorted((one, other))
    segments = sweep(start, end, intervals)
    assert [at for low, high, _, _ in segments for at in range(low, high)] == list(range(start, end))
    for low, high, places, count in segments:
        for at in range(low, high):
            covering = [place for place, (_, low, high) in enumerate(intervals) if low <= at < high]
            assert (list(places), count) == (covering, len(covering))


@given(piles())
def test_segments_are_as_long_as_can_be(intervals):
    segments = sweep(0, LENGTH, intervals)
    assert all(one[2] != other[2] for one, other in pairwise(segments))


@given(piles(), st.integers(0, 5))
def test_at_most_shortens_the_lists_and_nothing_else(intervals, at_most):
    few = [(low, high, places[:at_most], count) for low, high, places, count in sweep(0, LENGTH, intervals)]
    assert sweep(0, LENGTH, intervals, at_most) == few
