"""Highlights -> the marks of a text: classes, attributes and the HTML of a paragraph. All offsets are code points."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from annotations.segments import Interval, Segment, assign_lanes

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
    One that is not ``laned`` is drawn as ground, below the lanes: it takes none, and moves no span to another.
    """

    span: int
    start: int
    end: int
    tone: str
    note: str
    laned: bool = True

    def __post_init__(self) -> None:
        _check(self.tone, self.note)


@lru_cache(maxsize=1024)
def _check(tone: str, note: str) -> None:
    """A text has few looks and many spans: an answer is remembered, a refusal is not."""
    if not _TONE.fullmatch(tone):
        raise ValueError(f"not a class token: {tone!r}")
    if note and not _DOM_ID.fullmatch(note):
        raise ValueError(f"not a DOM id: {note!r}")


def lanes_of(highlights: Iterable[Highlight], intervals: Iterable[Interval]) -> dict[int, int]:
    """Return the lanes by span, given all highlights of a text in order of creation, and their intervals."""
    laned = [interval for it, interval in zip(highlights, intervals, strict=True) if it.laned]
    return assign_lanes(laned, lowest=LOWEST_LANE)


class Marks:
    """The marks of a text, given what there is to be drawn in the order in which a segment names it."""

    def __init__(self, text: str, highlights: Sequence[Highlight], lanes: dict[int, int]) -> None:
        self.text = text
        self.names = [str(it.span) for it in highlights]
        self.classes = [f"lane-{lanes[it.span]}-{it.tone}" if it.laned else f"ground-{it.tone}" for it in highlights]
        self.firsts = _firsts(text, highlights)
        self.lasts = _lasts(text, highlights)

    def paragraph(self, covering: Sequence[Segment], start: int, end: int) -> SafeString:
        """Return the HTML of ``[start, end)``; the segments may reach beyond it on both sides."""
        text, firsts, lasts, all_names, all_classes = self.text, self.firsts, self.lasts, self.names, self.classes
        # Looked for once in a paragraph: most have none. A quotation mark is no danger outside an attribute.
        hostile = any(text.find(character, start, end) >= 0 for character in "&<>")
        parts = []
        for low, high, places, count in covering:
            # Cheaper than max and min, and than a function for each segment.
            at = low if low > start else start
            to = high if high < end else end
            words = escape(text[at:to], quote=False) if hostile else text[at:to]
            if not places or at >= to:
                parts.append(words)
                continue
            names, classes = [], []
            for place in places:
                names.append(all_names[place])
                # Two spans in the lowest lane may need the same.
                if (drawn := all_classes[place]) not in classes:
                    classes.append(drawn)
            several = f' data-count="{count}"' if count > 1 else ""
            parts.append(
                f'<mark class="span {" ".join(classes)}" data-spans="{" ".join(names)}"'
                f"{several}{firsts.get(at, '')}{lasts.get(to, '')}>{words}</mark>"
            )
        # Escaped text, numbers and checked tokens, and nothing else, are in it.
        return SafeString("".join(parts))  # nosec B703


def _firsts(text: str, highlights: Iterable[Highlight]) -> dict[int, str]:
    """Return the attributes of the segments, by offset, before which nothing of some span is visible.

    A span may start on an LF, which is in no paragraph: it begins for the reader after it. A span that
    covers LF only is nowhere.
    """
    spans: dict[int, str] = {}
    notes: dict[int, list[str]] = {}
    for it in highlights:
        at = it.start
        if text[at] == "\n":
            visible = _VISIBLE.search(text, at, it.end)
            if not visible:
                continue
            at = visible.start()
        spans[at] = f"{spans[at]} {it.span}" if at in spans else str(it.span)
        if it.note:
            notes.setdefault(at, []).append(it.note)
    return {
        at: f' data-first="{those}" tabindex="0"{_described(notes[at]) if at in notes else ""}'
        for at, those in spans.items()
    }


def _described(notes: list[str]) -> str:
    return f' aria-describedby="{" ".join(dict.fromkeys(notes)) if len(notes) > 1 else notes[0]}"'


def _lasts(text: str, highlights: Iterable[Highlight]) -> dict[int, str]:
    """Return the attributes of the segments, by the offset of their end, behind which nothing is visible."""
    spans: dict[int, str] = {}
    for it in highlights:
        at, start = it.end, it.start
        while at > start and text[at - 1] == "\n":
            at -= 1
        if at > start:
            spans[at] = f"{spans[at]} {it.span}" if at in spans else str(it.span)
    return {at: f' data-last="{those}"' for at, those in spans.items()}
