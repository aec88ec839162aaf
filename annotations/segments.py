"""Overlapping intervals -> lanes that keep them apart, and flat runs that can be drawn.

All offsets are code points, ``end`` exclusive.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# True where an interval opens; and what sorts the innermost interval first: its length, -start, -id.
_Border = tuple[bool, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of text with the id of whatever covers it; never empty (ValueError)."""

    id: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"interval {self.id} is empty: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same intervals: their ids, innermost first, and how many they are.

    ``ids`` is shorter than ``count`` only where the caller of ``sweep`` asked for a few.
    """

    start: int
    end: int
    ids: tuple[int, ...]
    count: int


def assign_lanes(intervals: Iterable[Interval], lowest: int | None = None) -> dict[int, int]:
    """Return each interval's lane by id: the first, from 0, that is free over its whole length.

    First come, first served in the given order, which should be the order of creation: then an interval
    added at the end moves no other one, and a mark does not change its looks because of its neighbour.
    Overlapping intervals never share a lane; touching ones may. With ``lowest``, all that fit in no lane
    above it share that one, overlapping or not: a deep pile otherwise costs a bisection per pair.
    """
    lanes: dict[int, int] = {}
    # Per lane its starts in order, and its ends in the same order, because what shares a lane is disjoint.
    occupied: list[tuple[list[int], list[int]]] = []
    for interval in intervals:
        lane = 0
        for starts, ends in occupied:
            # Of those that start before our end, the last one reaches furthest: it alone can be in the way.
            at = bisect_left(starts, interval.end)
            if at == 0 or ends[at - 1] <= interval.start:
                starts.insert(at, interval.start)
                ends.insert(at, interval.end)
                break
            lane += 1
        else:
            if lane != lowest:
                occupied.append(([interval.start], [interval.end]))
        lanes[interval.id] = lane
    return lanes


def sweep(start: int, end: int, intervals: Iterable[Interval], at_most: int | None = None) -> list[Segment]:
    """Cut ``[start, end)`` into the longest runs that lie under the same intervals, in text order.

    The segments touch each other and leave nothing out: those under no interval are there, with no ids.
    Intervals may reach beyond ``[start, end)``; ids must differ. Innermost is the shortest (by its whole
    length), among equals the one that starts later, then the higher id. With ``at_most``, a segment lists
    only that many ids: a pile of n intervals otherwise has n² of them to list.
    """
    borders = _borders(start, end, intervals)
    points = sorted({start, end, *borders}) if start < end else []
    covering: list[tuple[int, int, int]] = []
    segments = []
    for low, high in pairwise(points):
        for opens, key in borders.get(low, ()):
            if opens:
                insort(covering, key)
            else:
                del covering[bisect_left(covering, key)]
        ids = tuple([-negative_id for _, _, negative_id in covering[:at_most]])
        segments.append(Segment(low, high, ids, len(covering)))
    return segments


def _borders(start: int, end: int, intervals: Iterable[Interval]) -> dict[int, list[_Border]]:
    """Return per offset in ``[start, end]`` what opens or closes there."""
    borders: dict[int, list[_Border]] = {}
    for interval in intervals:
        low, high = max(start, interval.start), min(end, interval.end)
        if low < high:
            key = (interval.end - interval.start, -interval.start, -interval.id)
            borders.setdefault(low, []).append((True, key))
            borders.setdefault(high, []).append((False, key))
    return borders
