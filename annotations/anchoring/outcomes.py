"""What goes into re-anchoring and what comes out. All offsets are code points, ``end`` exclusive."""

from dataclasses import dataclass
from typing import Literal

State = Literal["kept", "changed", "found", "orphaned"]
Method = Literal["identical", "difference", "moved", "search", "none"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A span in the old revision: it covers ``old[start:end]``, which is not empty."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the new text, and its likeness to the words sought: 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a span is in the new revision, and how that is known.

    ``kept``: the same words, and ``new[start:end]`` equals ``old[start:end]``. ``changed``: the difference names
    the place, and something in the words is another, be it a quotation mark. ``found``: in text that is new in
    this revision; provisional until a person confirms. ``orphaned``: no offsets; ``suggestion`` is the best
    (start, end, score), if any, for a person to take, never applied.

    ``score`` is the likeness of the words, 0 to 1: 1 means the same but for quotes, dashes and white space; 0
    for an orphan. ``method``: both texts ``identical``; the ``difference`` in its place; a paragraph or sentence
    that ``moved``; a ``search`` in what is new; or ``none``.
    """

    id: int
    state: State
    start: int | None
    end: int | None
    score: float
    method: Method
    suggestion: tuple[int, int, float] | None = None
