"""Two texts compared word by word."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Indel

# So many comparisons (rows times columns, in machine words of 64) take a second; beyond that all is other.
_MOST = 64 * 6_000_000

# Beyond so many characters the slower comparison, which keeps words and the space between them apart, takes long.
_MOST_APART = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came (``ins``) or went (``del``)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or more paragraphs in pieces; ``gap`` says that unchanged ones before it are left out."""

    pieces: list[Piece] = field(default_factory=list)
    changed: bool = False
    gap: bool = False

    @property
    def blank(self) -> bool:
        """Whether only empty lines came or went, which nobody would see."""
        return self.changed and not any(piece.words.strip() for piece in self.pieces)


def word_difference(old: str, new: str) -> list[Piece]:
    """The two texts as one list of pieces, compared word by word; joined without ``ins`` they are the old text.

    In long texts a word goes with the space behind it.
    """
    if len(old) + len(new) > _MOST_APART:
        return _words(old, new)
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    pieces: list[Piece] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i:j])))
            continue
        if j > i:
            pieces.append(Piece("del", "".join(before[i:j])))
        if m > k:
            pieces.append(Piece("ins", "".join(after[k:m])))
    return pieces


def paragraph_differences(old: str, new: str) -> list[Stretch]:
    """What differs between two texts in text order: each changed stretch with a paragraph of context on both sides.

    Lines are compared first, then the words of the stretches that differ: a long text with few changes
    takes no longer than its lines. Empty lines are no context. Stretches that were not changed have one piece.
    """
    before, after = old.split("\n"), new.split("\n")
    stretches: list[Stretch] = []
    for same, i, j, k, m in _runs(before, after):
        if not same:
            pieces = _words("\n".join(before[i:j]), "\n".join(after[k:m]))
            # An empty line has no words to compare.
            stretches.append(Stretch(pieces or [Piece("ins" if m > k else "del", "\n")], changed=True))
            continue
        lines = [line for line in before[i:j] if line.strip()]
        ahead, behind = lines[-1:] if j < len(before) or m < len(after) else [], lines[:1] if stretches else []
        shown = behind if len(lines) == 1 and behind else [*behind, *ahead]
        for number, line in enumerate(shown):
            left_out = len(lines) > len(shown) and number == len(shown) - len(ahead)
            stretches.append(Stretch([Piece("same", line)], gap=left_out))
    return stretches


def beginning(stretches: Iterable[Stretch], *, most: int, characters: int) -> list[Stretch]:
    """The first ``most`` stretches as far as they have so many characters, the last one cut where these end."""
    shown: list[Stretch] = []
    left = characters
    for stretch in stretches:
        if left <= 0 or len(shown) == most:
            break
        pieces = []
        for piece in stretch.pieces:
            if left > 0:
                pieces.append(Piece(piece.kind, piece.words[:left]))
            left -= len(piece.words)
        shown.append(replace(stretch, pieces=pieces))
    return shown


def _words(old: str, new: str) -> list[Piece]:
    """As ``word_difference``, in a time that long paragraphs do not square; a word goes with the space behind it."""
    before, after = re.findall(r"\S+\s*|\s+", old), re.findall(r"\S+\s*|\s+", new)
    pieces = []
    for same, i, j, k, m in _runs(before, after):
        found = [("same" if same else "del", before[i:j]), ("ins", [] if same else after[k:m])]
        pieces += [Piece(kind, "".join(words)) for kind, words in found if words]
    return pieces


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield (whether they are the same, start, end, new start, new end), same and other by turns."""
    head = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    if head is None:
        head = min(len(before), len(after))
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    i, k = len(before) - tail, len(after) - tail
    if head:
        yield True, 0, head, 0, head
    if (i - head) * (k - head) > _MOST:
        yield False, head, i, head, k
    else:
        yield from _aligned(before[head:i], after[head:k], head)
    if tail:
        yield True, i, len(before), k, len(after)


def _aligned(before: Sequence[str], after: Sequence[str], off: int) -> Iterator[tuple[bool, int, int, int, int]]:
    start, new_start = 0, 0
    for step in Indel.opcodes(before, after):
        if step.tag != "equal":
            continue
        i, j, k, m = step.src_start, step.src_end, step.dest_start, step.dest_end
        if i > start or k > new_start:
            yield False, off + start, off + i, off + new_start, off + k
        yield True, off + i, off + j, off + k, off + m
        start, new_start = j, m
    if len(before) > start or len(after) > new_start:
        yield False, off + start, off + len(before), off + new_start, off + len(after)
