"""The claims beside a text come in windows: where one stands in the order of the text, and where the next goes on."""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.numbers import number_in

#: So many claims are listed beside an article at first, and with each step further.
WINDOW = 20


class Place(NamedTuple):
    """Where a claim stands in the order of the text: by its first passage, then by its number."""

    start: int
    claim: int

    def __str__(self) -> str:
        return f"{self.start}-{self.claim}"

    @classmethod
    def of(cls, token: str) -> "Place | None":
        """The place that ``str`` of it names, or None."""
        first, _, last = token.partition("-")
        start, claim = number_in(first), number_in(last)
        return None if start is None or claim is None else cls(start, claim)


def window(found: Sequence[Place], after: Place | None) -> tuple[list[Place], Place | None]:
    """The next claims to list after a place, from the first without one; and the place to go on after, if any."""
    rest = [place for place in found if after is None or place > after]
    return rest[:WINDOW], rest[WINDOW - 1] if len(rest) > WINDOW else None
