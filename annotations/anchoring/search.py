"""Search for words in text that is new in this revision, and nowhere else: a twin that stood there is no candidate."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import accumulate

from annotations.anchoring.evidence import Evidence
from annotations.anchoring.mapping import Map
from annotations.anchoring.outcomes import Candidate
from annotations.anchoring.words import WORD, Words

# Of a candidate so much must be new; the rest is letters in common by chance.
FRESH = 0.8


class Fresh:
    """The text that is new in this revision, without the stretches that are taken."""

    def __init__(self, way: Map, evidence: Evidence, taken: Collection[tuple[int, int]]) -> None:
        self.way, self.old, self.alike = way, evidence.old, evidence.new
        self._starts = [start for start, _ in sorted(taken)]
        # Where the stretches up to each reach at most: they may overlap.
        self._reach = list(accumulate((end for _, end in sorted(taken)), max))

    def fresh(self, start: int, end: int) -> bool:
        """Say whether the stretch is new, and free."""
        at = bisect_left(self._starts, end)
        if at and self._reach[at - 1] > start:
            return False
        return self.way.covered(start, end) <= (1 - FRESH) * (end - start)

    def exact(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield the places of the old words, but for quotes, dashes and kinds of space, in order."""
        wanted = self.old[start:end]
        at = self.alike.find(wanted)
        while at != -1:
            if self.fresh(at, at + len(wanted)):
                yield Candidate(at, at + len(wanted), 1.0)
            at = self.alike.find(wanted, at + 1)

    def likeliest(self, start: int, end: int) -> Candidate | None:
        """Return the new stretch that is most alike the old words, if any has most of them near each other."""
        return self._words.likeliest(self.old[start:end])

    @cached_property
    def _words(self) -> Words:
        gaps = self.way.uncovered()
        places = (found.span() for gap in gaps for found in WORD.finditer(self.alike, *gap))
        return Words(self.alike, (place for place in places if self.fresh(*place)), self.fresh)
