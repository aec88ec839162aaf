"""Which units of the old text are which of the new one: in place, then moved. One unit has one mate at most."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, product, takewhile

from annotations.anchoring.alignment import Gap, Run, align, between, trimmed, unique_runs
from annotations.anchoring.likeness import Likely, containment, likely_pairs, likeness
from annotations.anchoring.units import Units

# A sentence with 45 % of its words replaced has a likeness of 0.63 to 0.77, unrelated ones have 0.25 to 0.51
# (EDITOR.md). In its place a little less is believed: a sentence of which more than half was cut.
IN_PLACE = 0.5
MOVED = 0.6
# What is left when most of a sentence was cut is less alike than that, but has no word of its own.
REMAINS = 0.9
FEW = 64
EDGE = 0.01
MOST_TWINS = 4
# Pairs of units of a gap beyond which only same words are paired before what is alike between them.
MANY = 250_000
# A shorter unit moves only beside a neighbour: "Yes." is no evidence.
MOVES_ALONE = 20


class Pairing:
    """The mates of all units, both ways; -1 where there is none. ``moved`` are the old ones out of order."""

    def __init__(self, old: Units, new: Units) -> None:
        self.old, self.new = old, new
        self.mates = [-1] * len(old)
        self.back = [-1] * len(new)
        self.moved: set[int] = set()
        self._stood = {key for key in old.keys if len(key) >= MOVES_ALONE}
        self._twins = _repeated(old.keys) | _repeated(new.keys)
        self._pair_in_place()
        self._pair_moved()

    def join(self, i: int, j: int) -> bool:
        """Make the two mates if both are free; say whether they were."""
        if self.mates[i] >= 0 or self.back[j] >= 0:
            return False
        self.mates[i], self.back[j] = j, i
        return True

    def _pair_in_place(self) -> None:
        """Landmarks first, what is alike between them afterwards: a twin must not take the place of an edited one."""
        a, b = tuple(self.old.keys), tuple(self.new.keys)
        todo: list[Gap] = [(0, len(a), 0, len(b))]
        while todo:
            gap, runs = self._without_twins(*trimmed(a, b, todo.pop()))
            landmarks = unique_runs(a, b, gap)
            size = (gap[1] - gap[0]) * (gap[3] - gap[2])
            if not landmarks and size > MANY:
                landmarks = [(gap[0] + i, gap[2] + j, n) for i, j, n in align(a[gap[0] : gap[1]], b[gap[2] : gap[3]])]
            if landmarks:
                todo += between(gap, landmarks)
            elif size:
                runs += [(i, j, 1) for i, j in self._likeliest(gap)]
            for i, j, length in (*runs, *landmarks):
                for step in range(length):
                    self.join(i + step, j + step)

    def _without_twins(self, gap: Gap, runs: list[Run]) -> tuple[Gap, list[Run]]:
        """Give twins at the edges of a trimmed gap back to it: which of two it is, their neighbours must say."""
        low_a, high_a, low_b, high_b = gap
        if low_a == high_a and low_b == high_b:
            return gap, runs
        kept = []
        for i, j, length in runs:
            head = i + length == low_a
            inner = range(i + length - 1, i - 1, -1) if head else range(i, i + length)
            back = len(list(takewhile(lambda at: self.old.keys[at] in self._twins, islice(inner, MOST_TWINS))))
            if head:
                low_a, low_b = low_a - back, low_b - back
                kept.append((i, j, length - back))
            else:
                high_a, high_b = high_a + back, high_b + back
                kept.append((i + back, j + back, length - back))
        return (low_a, high_a, low_b, high_b), kept

    def _likeliest(self, gap: Gap) -> list[tuple[int, int]]:
        """Return the heaviest chain of pairs in order: the one that explains the most characters."""
        pairs = likely_pairs(self.old.keys, range(*gap[:2]), self.new.keys, range(*gap[2:]), IN_PLACE)
        if len(range(*gap[:2])) * len(range(*gap[2:])) <= FEW:
            pairs += self._remains(gap, {(i, j) for _, i, j in pairs})
        return heaviest((i, j, self._weight(i, j, score)) for score, i, j in pairs if self._may(i, j))

    def _may(self, i: int, j: int) -> bool:
        """Say whether one can have become the other: what stood in the old text is no edited form of another."""
        return self.old.keys[i] == self.new.keys[j] or self.new.keys[j] not in self._stood

    def _weight(self, i: int, j: int, score: float) -> float:
        """Return how much a pair explains. Of twins that differ in nothing else the paragraph's edge decides."""
        old, new = self.old, self.new
        opens, closes = old.opens_paragraph(i), old.closes_paragraph(i)
        edges = (opens == new.opens_paragraph(j)) + (closes == new.closes_paragraph(j))
        return score * score * (len(old.keys[i]) + len(new.keys[j])) * (1 + EDGE * edges)

    def _remains(self, gap: Gap, known: set[tuple[int, int]]) -> Iterator[Likely]:
        """Yield the pairs of which one is what was left of the other: all its words are in it, in order."""
        for i, j in product(range(*gap[:2]), range(*gap[2:])):
            one, other = self.old.keys[i], self.new.keys[j]
            if (i, j) not in known and containment(one, other) >= REMAINS:
                yield likeness(one, other), i, j

    def _pair_moved(self) -> None:
        """Pair what is left wherever it stands: first the same words, then what is beside them, then alike."""
        for i, j in self._same_elsewhere():
            self._join_moved(i, j)
        self._spread()
        for _, i, j in sorted(self._alike_elsewhere(), key=self._best_first):
            if self._may(i, j):
                self._join_moved(i, j)
        self._spread()

    def _join_moved(self, i: int, j: int) -> None:
        if self.join(i, j):
            self.moved.add(i)

    def _same_elsewhere(self) -> Iterable[tuple[int, int]]:
        olds = {key: i for i, key in self._free_old() if len(key) >= MOVES_ALONE}
        news = {key: j for j, key in self._free_new()}
        times = Counter(key for _, key in self._free_old()) + Counter(key for _, key in self._free_new())
        return [(i, news[key]) for key, i in olds.items() if key in news and times[key] == 2]

    def _alike_elsewhere(self) -> list[Likely]:
        olds = [i for i, key in self._free_old() if len(key) >= MOVES_ALONE]
        news = [j for j, _ in self._free_new()]
        return likely_pairs(self.old.keys, olds, self.new.keys, news, MOVED)

    def _best_first(self, pair: Likely) -> tuple[float, int, int, int]:
        score, i, j = pair
        return -score, abs(self.old.starts[i] - self.new.starts[j]), i, j

    def _spread(self) -> None:
        """Pair the free neighbours of mates that are alike: an edited sentence in a moved paragraph."""
        todo = sorted(self.moved)
        while todo:
            i = todo.pop()
            for step in (-1, 1):
                near_i, near_j = i + step, self.mates[i] + step
                if not (0 <= near_i < len(self.old) and 0 <= near_j < len(self.new) and self._may(near_i, near_j)):
                    continue
                if likeness(self.old.keys[near_i], self.new.keys[near_j]) >= IN_PLACE and self.join(near_i, near_j):
                    self.moved.add(near_i)
                    todo.append(near_i)

    def _free_old(self) -> list[tuple[int, str]]:
        return [(i, key) for i, key in enumerate(self.old.keys) if self.mates[i] < 0]

    def _free_new(self) -> list[tuple[int, str]]:
        return [(j, key) for j, key in enumerate(self.new.keys) if self.back[j] < 0]


def _repeated(keys: list[str]) -> set[str]:
    return {key for key, times in Counter(keys).items() if times > 1}


def heaviest(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the chain of (i, j, weight) with the largest sum of weights in which both i and j rise."""
    # Per second place reached: places and sums rise together, so the best to build on is found by bisection.
    places: list[int] = []
    tops: list[tuple[float, int]] = []
    chosen: list[tuple[int, int, int]] = []
    for i, j, weight in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        at = bisect_left(places, j)
        total, before = tops[at - 1] if at else (0.0, -1)
        chosen.append((i, j, before))
        total += weight
        beaten = at
        while beaten < len(places) and tops[beaten][0] <= total:
            beaten += 1
        if at == len(places) or places[at] != j or beaten > at:
            places[at:beaten] = [j]
            tops[at:beaten] = [(total, len(chosen) - 1)]
    chain = []
    at = tops[-1][1] if tops else -1
    while at >= 0:
        i, j, at = chosen[at]
        chain.append((i, j))
    return chain[::-1]
