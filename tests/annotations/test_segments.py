"""Lanes that keep overlapping spans apart, and the flat runs that are drawn."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.segments import Interval, Segment, assign_lanes, sweep

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
    return [Interval(key, low, high + 1) for key, (low, high) in zip(ids, places, strict=True)]


def overlap(one, other):
    return one.start < other.end and other.start < one.end


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
    intervals = [Interval(key, *place) for key, place in enumerate(places)]
    assert assign_lanes(intervals) == dict(enumerate(lanes))


@given(piles())
def test_overlapping_intervals_never_share_a_lane(intervals):
    lanes = assign_lanes(intervals)
    for one, other in combinations(intervals, 2):
        assert not overlap(one, other) or lanes[one.id] != lanes[other.id]


@given(piles())
def test_every_lane_is_the_first_that_was_free(intervals):
    lanes = assign_lanes(intervals)
    for at, interval in enumerate(intervals):
        taken = {lanes[older.id] for older in intervals[:at] if overlap(older, interval)}
        assert taken >= set(range(lanes[interval.id]))


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
    intervals = [Interval(key, key * 7919 % 100_000, key * 7919 % 100_000 + 60) for key in range(10_000)]
    assert max(assign_lanes(intervals).values()) < 20
    assert len(assign_lanes([Interval(key, 0, 9) for key in range(10_000)], lowest=3)) == 10_000


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3)])
def test_an_interval_covers_something(start, end):
    with pytest.raises(ValueError, match="interval 7 is empty"):
        Interval(7, start, end)


def test_sweep_lists_the_innermost_first():
    intervals = [Interval(1, 0, 10), Interval(2, 2, 6), Interval(3, 4, 8), Interval(4, 4, 8)]
    assert sweep(0, 12, intervals) == [
        Segment(0, 2, (1,), 1),
        Segment(2, 4, (2, 1), 2),
        # 2, 3 and 4 are equally long: the later start, then the higher id.
        Segment(4, 6, (4, 3, 2, 1), 4),
        Segment(6, 8, (4, 3, 1), 3),
        Segment(8, 10, (1,), 1),
        Segment(10, 12, (), 0),
    ]


def test_sweep_between_touching_intervals_leaves_no_gap():
    assert sweep(0, 4, [Interval(1, 0, 2), Interval(2, 2, 4)]) == [Segment(0, 2, (1,), 1), Segment(2, 4, (2,), 1)]


def test_sweep_of_a_window_judges_by_the_whole_length():
    outer, inner = Interval(1, 0, 100), Interval(2, 49, 70)
    assert sweep(50, 52, [outer, inner]) == [Segment(50, 52, (2, 1), 2)]


def test_sweep_of_nothing():
    assert sweep(5, 5, [Interval(1, 0, 9)]) == []
    assert sweep(0, 9, []) == [Segment(0, 9, (), 0)]


@given(piles(), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_segments_tile_the_window_and_cover_each_span_exactly(intervals, one, other):
    start, end = sorted((one, other))
    segments = sweep(start, end, intervals)
    assert [at for segment in segments for at in range(segment.start, segment.end)] == list(range(start, end))
    for segment in segments:
        for at in range(segment.start, segment.end):
            covering = [interval for interval in intervals if interval.start <= at < interval.end]
            inwards = sorted(covering, key=lambda it: (it.end - it.start, -it.start, -it.id))
            assert segment.ids == tuple(interval.id for interval in inwards)
            assert segment.count == len(inwards)


@given(piles())
def test_segments_are_as_long_as_can_be(intervals):
    segments = sweep(0, LENGTH, intervals)
    assert all(one.ids != other.ids for one, other in pairwise(segments))


@given(piles(), st.integers(0, 4))
def test_at_most_shortens_the_lists_and_nothing_else(intervals, at_most):
    few = [Segment(it.start, it.end, it.ids[:at_most], it.count) for it in sweep(0, LENGTH, intervals)]
    assert sweep(0, LENGTH, intervals, at_most) == few
