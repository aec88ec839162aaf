"""Pairs of units -> beads: which stretch of the old text became which stretch of the new one.

A bead is one unit and its mate, or several: a sentence that was cut in two, two that were joined.
"""

from dataclasses import dataclass

from annotations.anchoring.likeness import likeness_of_words
from annotations.anchoring.pairing import Pairing

# A unit joins a bead whose words become so much more alike by it. Words, because an unrelated sentence too has
# letters in common with what was cut.
GAIN = 0.03


@dataclass(frozen=True, slots=True)
class Bead:
    """Old characters ``start`` to ``end`` are new ones ``new_start`` to ``new_end``, more or less altered.

    ``alone``: it stands elsewhere than it did, and nothing beside it has moved along.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    moved: bool
    alone: bool


def beads(pairing: Pairing) -> list[Bead]:
    """Return the beads in the order of the old text. No character is in two of them, on either side."""
    strung = []
    free = Free(pairing)
    for i, j in enumerate(pairing.mates):
        if j < 0:
            continue
        units = free.grown(i, j)
        strung.append(
            Bead(
                pairing.old.starts[units[0]],
                pairing.old.ends[units[1]],
                pairing.new.starts[units[2]],
                pairing.new.ends[units[3]],
                i in pairing.moved,
                i in pairing.moved and _alone(pairing, i, j),
            )
        )
    return strung


class Free:
    """The units without a mate, which a bead may take in; each once."""

    def __init__(self, pairing: Pairing) -> None:
        self.old, self.new = pairing.old.keys, pairing.new.keys
        self.free_old = {i for i, j in enumerate(pairing.mates) if j < 0}
        self.free_new = {j for j, i in enumerate(pairing.back) if i < 0}

    def grown(self, i: int, j: int) -> tuple[int, int, int, int]:
        """Return the first and last units, old and new, of the bead that grows from a pair; take them."""
        units = (i, i, j, j)
        if self.old[i] == self.new[j]:
            return units
        score = self._likeness(units)
        while True:
            larger = [wider for wider in _wider(units) if self._may(units, wider)]
            scored = [(self._likeness(wider), wider) for wider in larger]
            best, wider = max(scored, default=(0.0, units))
            if best < score + GAIN:
                break
            score, units = best, wider
            self.free_old.difference_update(units[:2])
            self.free_new.difference_update(units[2:])
        return units

    def _may(self, units: tuple[int, int, int, int], wider: tuple[int, int, int, int]) -> bool:
        added_old = set(wider[:2]) - set(units[:2])
        added_new = set(wider[2:]) - set(units[2:])
        return added_old <= self.free_old and added_new <= self.free_new

    def _likeness(self, units: tuple[int, int, int, int]) -> float:
        first, last, new_first, new_last = units
        return likeness_of_words(" ".join(self.old[first : last + 1]), " ".join(self.new[new_first : new_last + 1]))


def _wider(units: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    a, b, c, d = units
    return [(a - 1, b, c, d), (a, b + 1, c, d), (a, b, c - 1, d), (a, b, c, d + 1)]


def _alone(pairing: Pairing, i: int, j: int) -> bool:
    old, new = pairing.old, pairing.new
    if i and j and pairing.mates[i - 1] == j - 1:
        return False
    if i + 1 < len(old) and j + 1 < len(new) and pairing.mates[i + 1] == j + 1:
        return False
    return not all((old.opens_paragraph(i), old.closes_paragraph(i), new.opens_paragraph(j), new.closes_paragraph(j)))
