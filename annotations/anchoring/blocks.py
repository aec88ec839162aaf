"""Beads -> blocks: which old characters are which new ones, down to the letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.anchoring.alignment import Gap, Run, align, between, joined
from annotations.anchoring.beads import Bead
from annotations.anchoring.likeness import likeness

_WORD = re.compile(r"\w+|[^\w\s]")

# Words that were replaced have letters in common by chance; words with a typing error have most of them.
SAME_WORD = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """``length`` old characters from ``start`` on are alike the new ones from ``new_start`` on, one by one."""

    start: int
    new_start: int
    length: int
    bead: int

    @property
    def end(self) -> int:
        """Where it ends in the old text."""
        return self.start + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the new text."""
        return self.new_start + self.length


def blocks(old: str, new: str, strung: list[Bead]) -> list[Block]:
    """Return the blocks of all beads, given both texts folded by ``fold_alike``, in the old order, disjoint in both.

    Within a bead the new places rise too. The white space around a bead, as far as both texts have it, is
    the bead's: that behind it first, so that no character is in two blocks.
    """
    found: list[Block] = []
    for at, bead in enumerate(strung):
        before, after = old[bead.start : bead.end], new[bead.new_start : bead.new_end]
        runs = [(0, 0, len(before))] if before == after else _by_words(before, after)
        found += [Block(bead.start + i, bead.new_start + j, length, at) for i, j, length in runs]
    found += _around(old, new, strung)
    return _touching_joined(sorted(found, key=lambda block: block.start))


def _around(old: str, new: str, strung: list[Bead]) -> list[Block]:
    """Return the white space around the beads."""
    found = []
    claimed: set[int] = set()
    claimed_new: set[int] = set()
    for at, bead in enumerate(strung):
        behind = _spaces(old, bead.end, new, bead.new_end, 1)
        found.append(Block(bead.end, bead.new_end, behind, at))
        claimed |= {*range(bead.end, bead.end + behind)}
        claimed_new |= {*range(bead.new_end, bead.new_end + behind)}
    for at, bead in enumerate(strung):
        ahead = _spaces(old, bead.start - 1, new, bead.new_start - 1, -1)
        start, new_start = bead.start - ahead, bead.new_start - ahead
        if claimed.isdisjoint(range(start, bead.start)) and claimed_new.isdisjoint(range(new_start, bead.new_start)):
            found.append(Block(start, new_start, ahead, at))
    return [block for block in found if block.length]


def _spaces(old: str, at: int, new: str, new_at: int, step: int) -> int:
    """Count the spaces that both texts have from these places on, forwards or backwards."""
    length = 0
    while (
        0 <= at + step * length < len(old)
        and 0 <= new_at + step * length < len(new)
        and old[at + step * length] == " " == new[new_at + step * length]
    ):
        length += 1
    return length


def _touching_joined(found: list[Block]) -> list[Block]:
    joint: list[Block] = []
    for block in found:
        last = joint[-1] if joint else None
        if last and (last.end, last.new_end, last.bead) == (block.start, block.new_start, block.bead):
            joint[-1] = Block(last.start, last.new_start, last.length + block.length, last.bead)
        else:
            joint.append(block)
    return joint


def _by_words(old: str, new: str) -> list[Run]:
    """Words first: letters alone would find half of any sentence in any other."""
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    words = [
        (olds[i + step].start(), news[j + step].start(), len(olds[i + step][0]))
        for i, j, length in align(tuple(found[0] for found in olds), tuple(found[0] for found in news))
        for step in range(length)
    ]
    letters = [run for gap in between((0, len(old), 0, len(new)), words) for run in _by_letters(old, new, gap)]
    return joined([*words, *letters])


def _by_letters(old: str, new: str, gap: Gap) -> Iterator[Run]:
    before, after = old[gap[0] : gap[1]], new[gap[2] : gap[3]]
    if not before or not after:
        return
    if before == after:
        yield gap[0], gap[2], len(before)
    elif likeness(before.strip(), after.strip()) >= SAME_WORD:
        for i, j, length in align(before, after):
            yield gap[0] + i, gap[2] + j, length
