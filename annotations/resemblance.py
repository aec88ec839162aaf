"""When a passage is another one again: how far two stretches cover the same, and what makes their words the same.

All offsets are code points, ``end`` exclusive, white space at the edges left out.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from annotations.folding import fold_alike, shrink

Stretch = tuple[int, int]


class Likeness(NamedTuple):
    """How like a passage is to another; the greater of two is the liker one."""

    #: Intersection over union of the two stretches, 0 to 1; 0 in another text.
    overlap: float
    same_words: bool
    same_text: bool


def overlap(one: Stretch, other: Stretch) -> float:
    """Intersection over union of two stretches of one text, 0 to 1. Symmetric; 1 only if they are the same."""
    return _shared(one, other) / _spanned(one, other)


def is_same_place(one: Stretch, other: Stretch) -> bool:
    """Whether the overlap is 0.8 or more, computed without rounding."""
    return 5 * _shared(one, other) >= 4 * _spanned(one, other)


def starts_near(start: int, end: int) -> tuple[int, int]:
    """The first and the last start that a stretch may have and still be in the same place as this one."""
    return max(0, start - (end - start) // 4), start + (end - start) // 5


def words_key(words: str) -> str:
    """A short key that words share if they are the same, quotes, dashes and white space aside; "" for none to see."""
    folded = shrink(fold_alike(words))
    return sha256(folded.encode()).hexdigest()[:32] if folded else ""


def likest(found: Iterable[tuple[int, Likeness]]) -> list[tuple[int, Likeness]]:
    """Each key once, with the likest that was found for it: the likest first, of equals the greatest key."""
    best: dict[int, Likeness] = {}
    for key, likeness in found:
        best[key] = max(likeness, best.get(key, likeness))
    return sorted(best.items(), key=lambda pair: (pair[1], pair[0]), reverse=True)


def _shared(one: Stretch, other: Stretch) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _spanned(one: Stretch, other: Stretch) -> int:
    return (one[1] - one[0]) + (other[1] - other[0]) - _shared(one, other)
