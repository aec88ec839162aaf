"""Overlapping intervals -> lanes that keep them apart, and flat runs that can be drawn.

All offsets are code points, ``end`` exclusive. Plain tuples, because there are thousands in an article: an object
for each was a third of the time.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

#: The id of whatever covers a stretch of text, its start and its end. An empty one is a ValueError.
Interval = tuple[int, int, int]
#: The start and end of a run of text under the same intervals, which these are, and how many.
#: Which: their places in what was swept. They are fewer than how many only where the caller asked for a few.
Segment = tuple[int, int, tuple[int, ...], int]


def assign_lanes(intervals: Iterable[Interval], lowest: int | None = None) -> dict[int, int]:
    """Return each interval's lane by id: the first, from 0, that is free over its whole length.

    First come, first served in the given order, which should be the order of creation: then an interval
    added at the end moves no other one, and a mark does not change its looks because of its neighbour.
    Overlapping intervals never share a lane; touching ones may. With ``lowest``, all that fit in no lane
    above it share that one, overlapping or not: a deep pile otherwise costs a bisection per pair.
    """
    lanes: dict[int, int] = {}
    # Per lane start, end, start, end … in order, because what shares a lane is disjoint.
    occupied: list[list[int]] = []
    for key, start, end in intervals:
        if start >= end:
            raise _empty(key)
        lane = 0
        for borders in occupied:
            at = bisect_right(borders, start)
            # Behind an even number of borders, whatever has begun has ended.
            if not at & 1 and (at == len(borders) or borders[at] >= end):
                borders[at:at] = start, end
                break
            lane += 1
        else:
            if lane != lowest:
                occupied.append([start, end])
        lanes[key] = lane
    return lanes


def innermost_first(intervals: Iterable[Interval]) -> list[int]:
    """Return the places of the intervals, sorted: the shortest, of equals the later start, then the higher id."""
    keys = [(end - start, -start, -key) for key, start, end in intervals]
    return sorted(range(len(keys)), key=keys.__getitem__)


def sweep(start: int, end: int, intervals: Sequence[Interval], at_most: int | None = None) -> list[Segment]:
    """Cut ``[start, end)`` into the longest runs that lie under the same intervals, in text order.

    The segments touch each other and leave nothing out: those under no interval are there, and list none.
    Intervals may reach beyond ``[start, end)``. A segment lists them in the given order, as places in it. With
    ``at_most`` it lists only so many, and the time is n log n: a pile of n intervals otherwise has n² to list.
    """
    events = _events(start, end, intervals)
    first: list[int] = []
    others: list[int] = []
    most = len(intervals) if at_most is None else at_most
    segments = []
    at, count = start, 0
    for point in sorted(events):
        if at < point:
            segments.append((at, point, tuple(first), count))
            at = point
        for place in events[point]:
            if place >= 0:
                count += 1
                insort(first, place)
                if len(first) > most:
                    heappush(others, first.pop())
            else:
                count -= 1
                if ~place in first:
                    first.remove(~place)
                    first += _next(others, intervals, point)
    return segments


def _events(start: int, end: int, intervals: Sequence[Interval]) -> dict[int, list[int]]:
    """Return by offset the places of the intervals that open there, and inverted (~) of those that close."""
    events: dict[int, list[int]] = {start: [], end: []} if start < end else {}
    for place, (key, low, high) in enumerate(intervals):
        if low >= high:
            raise _empty(key)
        if low >= end or high <= start:
            continue
        # Cheaper than min, max and setdefault.
        opens, closes = low if low > start else start, high if high < end else end
        if opens in events:
            events[opens].append(place)
        else:
            events[opens] = [place]
        if closes in events:
            events[closes].append(~place)
        else:
            events[closes] = [~place]
    return events


def _next(others: list[int], intervals: Sequence[Interval], at: int) -> list[int]:
    """Take the first that is not over by now, if there is one: so nothing is searched for in a deep pile."""
    while others:
        place = heappop(others)
        if intervals[place][2] > at:
            return [place]
    return []


def _empty(key: int) -> ValueError:
    return ValueError(f"interval {key} is empty")
