"""Where the lines and boxes of a chart go. Pure: numbers in, whole units of a drawing 680 wide out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 680
#: Words stand left of this, bars right of it; a bar leaves room for its number at the end.
_LEFT, _ROOM, _ROW = 230, 80, 40
#: A curve lies between these heights: 1 at the top, 0 at the bottom.
_TOP, _BOTTOM, _MARGIN = 20, 220, 80


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart: ``solid`` and then ``outlined`` to its right, which both are lengths."""

    label: str
    total: int
    y: int
    solid: int
    outlined_from: int
    outlined: int
    end: int


@dataclass(frozen=True, slots=True)
class Bars:
    """``left`` is where every bar begins and every label ends."""

    rows: list[Bar]
    height: int
    left: int = _LEFT
    width: int = WIDTH


def bars(rows: Iterable[tuple[str, int, int]]) -> Bars:
    """Draw label, solid and outlined amount of each row, in this order; the longest bar fills the room there is."""
    given = list(rows)
    most = max((solid + outlined for _, solid, outlined in given), default=0) or 1
    drawn = []
    for number, (label, solid, outlined) in enumerate(given):
        first, both = (round((WIDTH - _LEFT - _ROOM) * amount / most) for amount in (solid, solid + outlined))
        end = _LEFT + both
        drawn.append(Bar(label, solid + outlined, number * _ROW, first, _LEFT + first, both - first, end + 10))
    return Bars(drawn, len(drawn) * _ROW)


@dataclass(frozen=True, slots=True)
class Point:
    """``sure`` is False where it rests on little: it is drawn hollow."""

    x: int
    y: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Points, the lines that join neighbours, and what stands below and beside them: (place, words)."""

    points: list[Point]
    lines: list[str]
    below: list[tuple[int, str]]
    beside: list[tuple[int, str]]
    left: int = _MARGIN
    width: int = WIDTH
    height: int = _BOTTOM + 40


def curve(steps: Sequence[tuple[str, float | None, bool]]) -> Curve:
    """Draw one point for each step that has a figure from 0 to 1; a step without one breaks the line.

    A step is its label, the figure, and whether it is sure. The first label, the last and the middle one are written.
    """
    apart = (WIDTH - 2 * _MARGIN) / max(1, len(steps) - 1)
    places = [round(_MARGIN + number * apart) for number in range(len(steps))]
    points: list[Point] = []
    lines: list[list[str]] = [[]]
    for x, (_, figure, sure) in zip(places, steps, strict=True):
        if figure is None:
            lines.append([])
            continue
        points.append(Point(x, _height(figure), sure))
        lines[-1].append(f"{x},{_height(figure)}")
    written = sorted({0, len(steps) // 2, len(steps) - 1}) if steps else []
    return Curve(
        points,
        [" ".join(line) for line in lines if len(line) > 1],
        [(places[number], steps[number][0]) for number in written],
        [(_height(part / 2), f"{50 * part} %") for part in (0, 1, 2)],
    )


def _height(figure: float) -> int:
    return round(_BOTTOM - figure * (_BOTTOM - _TOP))
