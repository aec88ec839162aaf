"""A text cut into units for comparing: sentences, or what stands between two line breaks. Offsets are code points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from annotations.folding import shrink

# A unit ends with its line, behind 。！？, or behind .!?… with closing quotes and brackets where white space
# follows. "Mr. Smith" is cut in two: it is in both texts, and a bead grows over a border that only one has.
_BORDER = re.compile(r"\n+|[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”」』]*")

# Comparing costs the product of two lengths. What is longer (a page without a full stop, a million characters
# without a space) is cut where the letters say so, not every so many letters: then an insertion moves one cut.
LONGEST = 600
SHORTEST_PIECE = 60


@dataclass(frozen=True, slots=True)
class Units:
    """The units of ``text`` in order: where each starts and ends, and its folded words, by which it is compared.

    No unit begins or ends with white space, none is empty; between two stands white space or nothing.
    """

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.keys)

    def opens_paragraph(self, at: int) -> bool:
        """Say whether a line break, or nothing, stands before the unit."""
        return at == 0 or "\n" in self.text[self.ends[at - 1] : self.starts[at]]

    def closes_paragraph(self, at: int) -> bool:
        """Say whether a line break, or nothing, stands behind the unit."""
        return at + 1 == len(self) or self.opens_paragraph(at + 1)


def cut(text: str, alike: str) -> Units:
    """Cut a text into its units, given the text folded by ``fold_alike``, in time that grows with its length."""
    units = Units(text, [], [], [])
    low = 0
    for high in _borders(text):
        words = text[low:high].lstrip()
        start = high - len(words)
        end = start + len(words.rstrip())
        low = high
        if start < end:
            units.starts.append(start)
            units.ends.append(end)
            units.keys.append(shrink(alike[start:end]))
    return units


def _borders(text: str) -> Iterator[int]:
    low = 0
    for high in (*(border.end() for border in _BORDER.finditer(text)), len(text)):
        if high - low > LONGEST:
            yield from _borders_by_letters(text, low, high)
        yield high
        low = high


def _borders_by_letters(text: str, low: int, high: int) -> Iterator[int]:
    for at in range(low + 2, high):
        length = at - low
        if length >= LONGEST or (length >= SHORTEST_PIECE and _cuts_behind(text[at - 2 : at])):
            yield at
            low = at


@cache
def _cuts_behind(letters: str) -> bool:
    return crc32(letters.encode("utf-8", "surrogatepass")) % 64 == 0
