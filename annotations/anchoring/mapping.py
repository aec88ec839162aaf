"""Where a stretch of the old text stands in the new one, by the blocks that both have in common."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotations.anchoring.beads import Bead
from annotations.anchoring.blocks import Block

# Between two parts of a span may stand what was inserted, but not so many characters that stood elsewhere.
FOREIGN = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the new text, never empty; ``moved`` and ``alone`` as the bead that most of it comes from."""

    start: int
    end: int
    moved: bool
    alone: bool


class Map:
    """The way from the old text to the new one. All blocks are in the order of the old text."""

    def __init__(self, old: str, new: str, strung: Sequence[Bead], found: Sequence[Block]) -> None:
        self.old, self.new, self.beads, self.blocks = old, new, strung, found
        self._ends = [block.end for block in found]
        by_new = sorted(found, key=lambda block: block.new_start)
        self._new_starts = [block.new_start for block in by_new]
        self._new_ends = [block.new_end for block in by_new]
        self._sums = [0, *accumulate(block.length for block in by_new)]

    def covered(self, start: int, end: int) -> int:
        """Return how many characters of ``new[start:end]`` stood in the old text."""
        if start >= end:
            return 0
        first, last = bisect_right(self._new_ends, start), bisect_left(self._new_starts, end)
        if first >= last:
            return 0
        whole = self._sums[last] - self._sums[first]
        return whole - max(0, start - self._new_starts[first]) - max(0, self._new_ends[last - 1] - end)

    def uncovered(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the new text that did not stand in the old one, in order."""
        yield from (
            gap for gap in zip([0, *self._new_ends], [*self._new_starts, len(self.new)], strict=True) if gap[0] < gap[1]
        )

    def place(self, start: int, end: int) -> Place | None:
        """Return where ``old[start:end]`` stands now: its largest part that is in one piece, or None."""
        parts = self._parts(start, end)
        if not parts:
            return None
        part = max(parts, key=lambda part: sum(block.length for block in part))
        first, last = part[0], part[-1]
        low = self._low_edge(start, first)
        high = self._high_edge(end, last)
        low, high = self._tidied(start, end, low, high)
        bead = self.beads[max(part, key=lambda block: block.length).bead]
        return Place(low, high, bead.moved, bead.alone) if low < high else None

    def _clipped(self, start: int, end: int) -> list[Block]:
        clipped = []
        for at in range(bisect_right(self._ends, start), len(self.blocks)):
            block = self.blocks[at]
            if block.start >= end:
                break
            low, high = max(start, block.start), min(end, block.end)
            clipped.append(Block(low, block.new_start + low - block.start, high - low, block.bead))
        return clipped

    def _parts(self, start: int, end: int) -> list[list[Block]]:
        parts: list[list[Block]] = []
        reached = 0
        for block in self._clipped(start, end):
            follows = parts and block.new_start >= reached and self.covered(reached, block.new_start) <= FOREIGN
            if follows:
                parts[-1].append(block)
            else:
                parts.append([block])
            reached = block.new_end
        return parts

    def _low_edge(self, start: int, first: Block) -> int:
        """Return where the part begins, with the words that replaced those before its first block."""
        low, new_low = self._before(start, first)
        start = max(start, low)
        outside, inside = self.old[low:start], self.old[start : first.start]
        replacement = self.new[new_low : first.new_start]
        return first.new_start - _share(replacement[::-1], inside[::-1], outside[::-1])

    def _high_edge(self, end: int, last: Block) -> int:
        high, new_high = self._behind(end, last)
        end = min(end, high)
        inside, outside = self.old[last.end : end], self.old[end:high]
        return last.new_end + _share(self.new[last.new_end : new_high], inside, outside)

    def _tidied(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """Pull edges that stood on a word's edge to a word's edge, and white space off that the span has not."""
        old, new = self.old, self.new
        while _inside_word(new, low) and not _inside_word(old, start):
            low -= 1
        while _inside_word(new, high) and not _inside_word(old, end):
            high += 1
        while low < high and new[low].isspace() and not old[start].isspace():
            low += 1
        while low < high and new[high - 1].isspace() and not old[end - 1].isspace():
            high -= 1
        return low, high

    def _before(self, start: int, first: Block) -> tuple[int, int]:
        """Return the old and new places back to which nothing is explained before a block.

        Not beyond its bead, unless the span begins in the bead before: whole sentences that have no mates were
        compared, and are not alike.
        """
        at = bisect_left(self._ends, first.start + 1) - 1
        if at >= 0:
            near = self.blocks[at]
            reaches = near.bead == first.bead or start < self.beads[near.bead].end
            if reaches and near.new_end <= first.new_start and not self.covered(near.new_end, first.new_start):
                return near.end, near.new_end
        bead = self.beads[first.bead]
        return min(bead.start, first.start), min(bead.new_start, first.new_start)

    def _behind(self, end: int, last: Block) -> tuple[int, int]:
        """Return the old and new places up to which nothing is explained behind a block, which may be clipped."""
        at = bisect_right(self._ends, last.end)
        if at < len(self.blocks):
            near = self.blocks[at]
            beyond = max(0, last.end - near.start)
            high, new_high = near.start + beyond, near.new_start + beyond
            reaches = near.bead == last.bead or end > self.beads[near.bead].start
            if reaches and new_high >= last.new_end and not self.covered(last.new_end, new_high):
                return high, new_high
        bead = self.beads[last.bead]
        return max(bead.end, last.end), max(bead.new_end, last.new_end)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _share(replacement: str, inside: str, outside: str) -> int:
    """Return how many characters of a replacement are for those inside the span, not beside it.

    All three begin where the part of the span ends that was found, and lead away from it.
    """
    if not _has_words(inside) or not _has_words(replacement):
        return _share_of_marks(replacement, inside, outside)
    if _has_words(outside):
        return round(len(replacement) * len(inside) / (len(inside) + len(outside)))
    # Far longer than what it replaces: a sentence was inserted beside the span as well.
    return len(replacement) if len(replacement) <= 3 * len(inside) + 20 else len(inside)


def _share_of_marks(replacement: str, inside: str, outside: str) -> int:
    """Return how many punctuation marks stand for those with which the span ended: "hurt!" for "hurt."."""
    own = _marks(inside[::-1])
    if not own:
        return 0
    # Where marks follow beside it, as a bracket behind a full stop, one stands for one.
    return min(_marks(replacement), own) if _marks(outside) else _marks(replacement)


def _marks(text: str) -> int:
    """Count the punctuation marks with which a text begins."""
    return next((at for at, character in enumerate(text) if character.isalnum() or character.isspace()), len(text))


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
