"""Find the stretch of a text that has most of some words near each other, without reading the whole text for it."""

import re
from collections.abc import Callable, Iterable

from annotations.anchoring.likeness import likeness
from annotations.anchoring.outcomes import Candidate
from annotations.folding import fold_alike, shrink

WORD = re.compile(r"\w+")

# A word that stands in more places than this says nothing of the place.
TOO_FREQUENT = 30
# Words of the quote that must stand near each other before letters are compared: a likeness of 0.8 has 0.6 or more.
SHARED = 1 / 3
# By how many words a window may be longer than the quote: words were inserted.
ROOM = 2
# How a window is widened: words more to the left, words more to the right.
_WIDENINGS = ((1, 0), (0, 1), (1, 1), (2, 0), (0, 2))


class Words:
    """Words of a folded text in order, and where each stands.

    ``usable`` says whether a stretch may be a candidate: words next to each other here may stand far apart.
    """

    def __init__(self, alike: str, places: Iterable[tuple[int, int]], usable: Callable[[int, int], bool]) -> None:
        self.alike, self.usable = alike, usable
        self.places = list(places)
        self.at: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self.places):
            self.at.setdefault(alike[start:end], []).append(number)

    def likeliest(self, quote: str) -> Candidate | None:
        """Return the most alike stretch that begins and ends with a word of the quote or near one; None without any."""
        alike = fold_alike(quote)
        wanted = WORD.findall(alike)
        known = {word: self.at[word] for word in wanted if len(self.at.get(word, ())) in range(1, TOO_FREQUENT + 1)}
        hits = sorted(number for numbers in known.values() for number in numbers)
        window = _densest(hits, len(wanted) + ROOM)
        if len(window) < max(1, SHARED * len(wanted)):
            return None
        return self._fitted(shrink(alike), window[0], window[-1])

    def _fitted(self, sought: str, first: int, last: int) -> Candidate:
        """Widen the window word by word as long as it becomes more alike."""
        best = self._scored(sought, first, last)
        while True:
            wider = [
                (self._scored(sought, first - left, last + right), first - left, last + right)
                for left, right in _WIDENINGS
                if first - left >= 0 and last + right < len(self.places)
            ]
            top = max(wider, key=lambda one: one[0].score, default=None)
            if top is None or top[0].score <= best.score:
                return best
            best, first, last = top

    def _scored(self, sought: str, first: int, last: int) -> Candidate:
        start, end = self.places[first][0], self.places[last][1]
        if not self.usable(start, end):
            return Candidate(start, end, 0.0)
        return Candidate(start, end, likeness(sought, shrink(self.alike[start:end])))


def _densest(hits: list[int], room: int) -> list[int]:
    """Return the most hits within ``room`` places, the first such."""
    best: list[int] = []
    first = 0
    for last, hit in enumerate(hits):
        while hit - hits[first] >= room:
            first += 1
        if last - first + 1 > len(best):
            best = hits[first : last + 1]
    return best
