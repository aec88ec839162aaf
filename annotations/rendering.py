"""A text and its highlights -> safe HTML, paragraph by paragraph.

Built with strings: a template loop was measured to be 4 to 17 times slower. All offsets are code points, ``end``
exclusive. Nothing is ever inserted into the text: what a browser reads out of a paragraph is
``text[start:end]``, which selection and find-in-page rest on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from django.utils.safestring import SafeString

from annotations.errors import InvalidOffsets
from annotations.marks import LOWEST_LANE, Highlight, Marks, lanes_of
from annotations.segments import Interval, innermost_first, sweep

__all__ = ["Highlight", "Paragraph", "elements", "paragraph_bounds", "render"]

# More would not be seen, and listing all made 2.9 MB of a 6 kB text.
MOST_SPANS_LISTED = 4

_interval = attrgetter("span", "start", "end")


class Paragraph(NamedTuple):
    """One line of the text: its number (from 0), its offsets, and the inner HTML of its ``<p>``."""

    number: int
    start: int
    end: int
    html: SafeString

    @property
    def is_deep(self) -> bool:
        """Whether marks lie in its lowest lane, so that its lines need more room."""
        return f"lane-{LOWEST_LANE}-" in self.html


def elements(paragraphs: Iterable[Paragraph], attributes: str = "") -> SafeString:
    """Return the paragraphs as ``<p>`` elements: their numbers as ids, ``data-start`` as the selection module asks.

    ``attributes`` stands unescaped in each: it is the caller's own markup, never a reader's words.
    """
    more = f" {attributes}" if attributes else ""
    deep = f'{more} class="deep"'
    html = "\n".join(
        [
            f'<p id="p{it.number}" dir="auto" data-start="{it.start}"{deep if it.is_deep else more}>{it.html}</p>'
            for it in paragraphs
        ]
    )
    # Numbers, the caller's markup and HTML that was made here, and nothing else, are in it.
    return SafeString(html)  # nosec B703


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every paragraph in order, empty ones too.

    A paragraph ends at LF and nowhere else; the LF belongs to none. So
    ``"\\n".join(text[start:end] for start, end in paragraph_bounds(text)) == text``.
    """
    return list(_bounds(text))


def render(text: str, highlights: Iterable[Highlight], only: Collection[int] | None = None) -> list[Paragraph]:
    """Return the paragraphs in order, or those with the numbers in ``only``, each with its marks.

    Give *all* highlights of the text, in order of creation, even for one paragraph: lanes depend on them.
    A paragraph's HTML does not depend on ``only``. Per marked segment, innermost span first: ``class``
    (``lane-N-tone`` or ``ground-tone``) and ``data-spans`` name four spans at most, ``data-count`` says how
    many there are if several. ``data-first`` names the spans whose first visible
    segment this is, and it alone takes the focus and points to their notes; ``data-last`` names those whose
    last it is: so each span is met once, and a stylesheet can announce each of its ends once.
    Raises InvalidOffsets for a highlight that is empty or reaches beyond the text.
    """
    wanted = _wanted(text, only)
    if not wanted:
        return []
    highlights = list(highlights)
    intervals = _intervals(text, highlights)
    lanes = lanes_of(highlights, intervals)
    low, high = wanted[0][1], wanted[-1][2]
    seen = [at for at, (_, start, end) in enumerate(intervals) if start < high and end > low]
    seen = [seen[at] for at in innermost_first([intervals[at] for at in seen])]
    segments = sweep(low, high, [intervals[at] for at in seen], at_most=MOST_SPANS_LISTED)
    marks = Marks(text, [highlights[at] for at in seen], lanes)
    starts = [segment[0] for segment in segments]
    paragraphs = []
    for number, start, end in wanted:
        covering = segments[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]
        paragraphs.append(Paragraph(number, start, end, marks.paragraph(covering, start, end)))
    return paragraphs


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


def _wanted(text: str, only: Collection[int] | None) -> list[tuple[int, int, int]]:
    """Return number, start and end of the paragraphs asked for; what is behind the last is not read."""
    last = None if only is None else max(0, max(only, default=-1) + 1)
    numbered = enumerate(islice(_bounds(text), last))
    return [(number, start, end) for number, (start, end) in numbered if only is None or number in only]


def _intervals(text: str, highlights: Iterable[Highlight]) -> list[Interval]:
    intervals = list(map(_interval, highlights))
    length = len(text)
    for span, start, end in intervals:
        if not 0 <= start < end <= length:
            raise InvalidOffsets(
                f"Span {span} at positions {start} to {end} is no stretch of "
                f"this text, which has {length:,} characters."
            )
    return intervals
