"""A text and its highlights -> safe HTML, paragraph by paragraph.

Built with strings and ``escape``: a template loop was measured to be 4 to 17 times slower. All offsets are
code points, ``end`` exclusive. Nothing is ever inserted into the text: what a browser reads out of a
paragraph is ``text[start:end]``, which selection and find-in-page rest on.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from annotations.errors import InvalidOffsets
from annotations.segments import Interval, Segment, assign_lanes, sweep

# More would not be seen, and listing all made 2.9 MB of a 6 kB text.
MOST_SPANS_LISTED = 4
# The stylesheet draws four underlines below one another; deeper spans share the lowest.
LOWEST_LANE = 3

_VISIBLE = re.compile(r"[^\n]")
_TONE = re.compile(r"[a-z][a-z0-9-]*")
_DOM_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Highlight:
    """How one span is drawn: its offsets, its ``tone`` and the DOM id of its ``note``.

    The tone is a class token ("verified") that the caller decides upon; the note is what a screen reader
    is sent to, "" for none. Both stand unescaped in the HTML: anything but a plain token is a ValueError.
    """

    span: int
    start: int
    end: int
    tone: str
    note: str

    def __post_init__(self) -> None:
        if not _TONE.fullmatch(self.tone):
            raise ValueError(f"not a class token: {self.tone!r}")
        if self.note and not _DOM_ID.fullmatch(self.note):
            raise ValueError(f"not a DOM id: {self.note!r}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: its number (from 0), its offsets, and the inner HTML of its ``<p>``."""

    number: int
    start: int
    end: int
    html: SafeString


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every paragraph in order, empty ones too.

    A paragraph ends at LF and nowhere else; the LF belongs to none. So
    ``"\\n".join(text[start:end] for start, end in paragraph_bounds(text)) == text``.
    """
    bounds = []
    start = 0
    for line in text.split("\n"):
        bounds.append((start, start + len(line)))
        start += len(line) + 1
    return bounds


def render(text: str, highlights: Iterable[Highlight], only: Collection[int] | None = None) -> list[Paragraph]:
    """Return the paragraphs in order, or those with the numbers in ``only``, each with its marks.

    Give *all* highlights of the text, in order of creation, even for one paragraph: lanes depend on them.
    A paragraph's HTML does not depend on ``only``. Per marked segment, innermost span first: ``class``
    (lanes and tones) and ``data-spans`` name four spans at most, ``data-count`` says how many there are if
    several, ``data-at`` is its offset. ``data-first`` names the spans whose first visible segment this is,
    and it alone takes the focus and points to their notes: so each span is met and announced once.
    Raises InvalidOffsets for a highlight that is empty or reaches beyond the text.
    """
    numbered = enumerate(paragraph_bounds(text))
    wanted = [(number, *bounds) for number, bounds in numbered if only is None or number in only]
    if not wanted:
        return []
    highlights = list(highlights)
    intervals = _intervals(text, highlights)
    marks = _Marks(text, _classes(highlights, intervals), _firsts(text, highlights))
    segments = sweep(wanted[0][1], wanted[-1][2], intervals, at_most=MOST_SPANS_LISTED)
    starts = [segment.start for segment in segments]
    paragraphs = []
    for number, start, end in wanted:
        covering = segments[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]
        paragraphs.append(Paragraph(number, start, end, marks.paragraph(covering, start, end)))
    return paragraphs


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the marks of one text are made of: the class of each span, and attributes by first offset."""

    text: str
    classes: dict[int, str]
    firsts: dict[int, str]

    def paragraph(self, covering: Sequence[Segment], start: int, end: int) -> SafeString:
        """Return the HTML of ``[start, end)``; the segments may reach beyond it on both sides."""
        parts = [self._segment(part, max(start, part.start), min(end, part.end)) for part in covering]
        html = "".join(parts)
        # Escaped text, numbers and checked tokens, and nothing else, are in it.
        return SafeString(html)  # nosec B703

    def _segment(self, segment: Segment, at: int, end: int) -> str:
        words = escape(self.text[at:end])
        ids = segment.ids
        if not ids or not words:
            return words
        count = f' data-count="{segment.count}"' if segment.count > 1 else ""
        # Two spans in the lowest lane may need the same class; a dict keeps the order, a set would not.
        classes = " ".join(dict.fromkeys([self.classes[span] for span in ids]))
        return (
            f'<mark class="span {classes}" data-at="{at}" data-spans="{" ".join(map(str, ids))}"'
            f"{count}{self.firsts.get(at, '')}>{words}</mark>"
        )


def _intervals(text: str, highlights: Sequence[Highlight]) -> list[Interval]:
    for highlight in highlights:
        if not 0 <= highlight.start < highlight.end <= len(text):
            raise InvalidOffsets(
                f"Span {highlight.span} at positions {highlight.start} to {highlight.end} is no stretch of "
                f"this text, which has {len(text):,} characters."
            )
    return [Interval(highlight.span, highlight.start, highlight.end) for highlight in highlights]


def _classes(highlights: Iterable[Highlight], intervals: Iterable[Interval]) -> dict[int, str]:
    lanes = assign_lanes(intervals, lowest=LOWEST_LANE)
    return {it.span: f"lane-{lanes[it.span]}-{it.tone}" for it in highlights}


def _firsts(text: str, highlights: Iterable[Highlight]) -> dict[int, str]:
    """Return the attributes of the segments, by offset, before which nothing of some span is visible.

    A span may start on an LF, which is in no paragraph: it begins for the reader after it. A span that
    covers LF only is nowhere.
    """
    begun: dict[int, list[Highlight]] = {}
    for highlight in highlights:
        if visible := _VISIBLE.search(text, highlight.start, highlight.end):
            begun.setdefault(visible.start(), []).append(highlight)
    return {at: _first(those) for at, those in begun.items()}


def _first(highlights: Iterable[Highlight]) -> str:
    innermost_first = sorted(highlights, key=lambda it: (it.end - it.start, -it.start, -it.span))
    spans = " ".join([str(it.span) for it in innermost_first])
    notes = " ".join(dict.fromkeys([it.note for it in innermost_first if it.note]))
    described = f' aria-describedby="{notes}"' if notes else ""
    return f' data-first="{spans}" tabindex="0"{described}'
