"""Two sequences -> the runs they have in common, in order. Knows nothing of texts, and is never quadratic.

A run is (i, j, n): ``a[i : i + n] == b[j : j + n]``. Runs are in order and overlap in neither sequence.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

#: Slices of both can be keys of a dictionary.
Tokens = str | tuple[Hashable, ...]
Run = tuple[int, int, int]
#: A stretch of both sequences: a[low_a:high_a] and b[low_b:high_b].
Gap = tuple[int, int, int, int]

# The longest common subsequence costs a bit per pair: 40 million take 5 MB and 30 ms.
MOST_PAIRS = 40_000_000
# Lengths of the stretches that may serve as landmarks where a sequence is too long for that. Landmarks must
# stand once in each gap; single words do in most texts, sixteen letters do in a text without spaces.
_LANDMARKS = (1, 4, 16)


def align(a: Tokens, b: Tokens) -> list[Run]:
    """Return the longest common subsequence as runs; of long sequences a good one, found through landmarks.

    Where a stretch is longer than MOST_PAIRS allows and has no landmark either, it has nothing in common.
    """
    runs: list[Run] = []
    todo: list[Gap] = [(0, len(a), 0, len(b))]
    while todo:
        gap, edges = trimmed(a, b, todo.pop())
        runs += edges
        if gap[0] == gap[1] or gap[2] == gap[3]:
            continue
        if (gap[1] - gap[0]) * (gap[3] - gap[2]) <= MOST_PAIRS:
            runs += _subsequence(a, b, gap)
            continue
        landmarks = next(filter(None, (unique_runs(a, b, gap, size) for size in _LANDMARKS)), [])
        runs += landmarks
        todo += between(gap, landmarks) if landmarks else []
    return joined(runs)


def trimmed(a: Tokens, b: Tokens, gap: Gap) -> tuple[Gap, list[Run]]:
    """Return the gap without its common head and tail, and these as runs."""
    low_a, high_a, low_b, high_b = gap
    most = min(high_a - low_a, high_b - low_b)
    head = _common(lambda n: a[low_a + n], lambda n: b[low_b + n], most)
    tail = _common(lambda n: a[high_a - 1 - n], lambda n: b[high_b - 1 - n], most - head)
    runs = [(low_a, low_b, head), (high_a - tail, high_b - tail, tail)]
    return (low_a + head, high_a - tail, low_b + head, high_b - tail), [run for run in runs if run[2]]


def unique_runs(a: Tokens, b: Tokens, gap: Gap, size: int = 1) -> list[Run]:
    """Return the longest rising chain of stretches of ``size`` that stand once in either side of the gap."""
    low_a, high_a, low_b, high_b = gap
    in_a = _once(a, low_a, high_a, size)
    in_b = _once(b, low_b, high_b, size)
    pairs = sorted((at, in_b[key]) for key, at in in_a.items() if key in in_b)
    return joined([(i, j, size) for i, j in rising(pairs)])


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of the pairs, sorted by their first, in which the second rises too."""
    lasts: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(lasts, second)
        if length == len(lasts):
            lasts.append(second)
            positions.append(at)
        else:
            lasts[length], positions[length] = second, at
        before.append(positions[length - 1] if length else -1)
    chain = []
    at = positions[-1] if positions else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def between(gap: Gap, runs: Sequence[Run]) -> Iterator[Gap]:
    """Yield what the runs leave of the gap on both sides of each, empty or not."""
    low_a, high_a, low_b, high_b = gap
    for i, j, length in runs:
        yield low_a, i, low_b, j
        low_a, low_b = i + length, j + length
    yield low_a, high_a, low_b, high_b


def joined(runs: Sequence[Run]) -> list[Run]:
    """Return the runs in order, touching or overlapping ones on the same diagonal as one."""
    joint: list[Run] = []
    for i, j, length in sorted(runs):
        if joint and joint[-1][0] - joint[-1][1] == i - j and i <= joint[-1][0] + joint[-1][2]:
            joint[-1] = (joint[-1][0], joint[-1][1], i + length - joint[-1][0])
        elif not joint or (i >= joint[-1][0] + joint[-1][2] and j >= joint[-1][1] + joint[-1][2]):
            joint.append((i, j, length))
    return joint


def _subsequence(a: Tokens, b: Tokens, gap: Gap) -> list[Run]:
    low_a, high_a, low_b, high_b = gap
    blocks = LCSseq.editops(a[low_a:high_a], b[low_b:high_b]).as_matching_blocks()
    return [(low_a + block.a, low_b + block.b, block.size) for block in blocks if block.size]


def _common(left: Callable[[int], Hashable], right: Callable[[int], Hashable], most: int) -> int:
    length = 0
    while length < most and left(length) == right(length):
        length += 1
    return length


def _once(items: Tokens, low: int, high: int, size: int) -> dict[Hashable, int]:
    """Return the stretches of ``size`` that stand once in ``items[low:high]``, with their positions."""
    seen: dict[Hashable, int] = {}
    for at in range(low, high - size + 1):
        key = items[at] if size == 1 else items[at : at + size]
        seen[key] = -1 if key in seen else at
    return {key: at for key, at in seen.items() if at >= 0}
