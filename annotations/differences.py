"""Two texts compared word by word."""

import difflib
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came (``ins``) or went (``del``)."""

    kind: str
    words: str


def word_difference(old: str, new: str) -> list[Piece]:
    """The two texts as one list of pieces, compared word by word; joined without ``ins`` they are the old text."""
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
