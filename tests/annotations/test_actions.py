"""The writers of the text layer: what they store, and what they refuse."""

import uuid

import pytest

from annotations.actions import mark_span
from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.models import Anchor, AnchorState, Kind, Span
from annotations.quotes import unique_context
from tests.desk import TEXT

EVENT = uuid.UUID(int=7)


def mark(revision, by, start, end, quote):
    return mark_span(
        revision=revision, start=start, end=end, quote=quote, kind=Kind.CLAIM, by=by, event=EVENT, reason="marked"
    )


def test_a_mark_covers_exactly_the_words(revision, ada):
    anchor = mark(revision, ada, 4, 9, "river").anchors.get()
    assert (anchor.start, anchor.end, anchor.quote, anchor.state) == (4, 9, "river", AnchorState.PLACED)
    assert revision.text[anchor.start : anchor.end] == anchor.quote


def test_offsets_count_code_points(revision, ada):
    start = revision.text.index("“Nobody")
    anchor = mark(revision, ada, start, start + 7, "“Nobody").anchors.get()
    assert (anchor.start, anchor.quote) == (TEXT.index("“Nobody"), "“Nobody")


def test_a_mark_keeps_a_context_that_no_twin_has(revision, ada):
    start = revision.text.index("rose four metres")
    anchor = mark(revision, ada, start, start + 16, "rose four metres").anchors.get()
    assert (anchor.prefix, anchor.suffix) == unique_context(revision.text, start, start + 16)
    assert revision.text.count(anchor.prefix + anchor.quote + anchor.suffix) == 1


def test_white_space_at_the_edges_is_left_out(revision, ada):
    anchor = mark(revision, ada, 3, 10, " river ").anchors.get()
    assert (anchor.start, anchor.end, anchor.quote) == (4, 9, "river")


def test_a_mark_may_cross_paragraphs_and_comes_with_the_line_ends_of_a_form(revision, ada):
    start, end = revision.text.index("night."), revision.text.index("said")
    quote = revision.text[start:end].replace("\n", "\r\n")
    assert mark(revision, ada, start, end, quote).anchors.get().quote == "night.\nOfficials"


def test_the_same_words_can_be_marked_twice(revision, ada):
    spans = [mark(revision, ada, 4, 9, "river") for _ in range(2)]
    assert spans[0] != spans[1]


@pytest.mark.parametrize(
    ("start", "end", "quote", "error"),
    [
        # Other words stand there.
        (4, 9, "water", QuoteMismatch),
        # The words stand one further on: never shifted silently.
        (3, 8, "river", QuoteMismatch),
        # Before the text.
        (-1, 3, "The", InvalidOffsets),
        # Beyond the text.
        (0, 10**12, TEXT, InvalidOffsets),
        # Nothing.
        (4, 4, "", InvalidOffsets),
        # Backwards.
        (9, 4, "river", InvalidOffsets),
        # Only white space.
        (3, 4, " ", InvalidOffsets),
    ],
)
def test_a_passage_that_is_not_there_is_refused_and_nothing_is_written(revision, ada, start, end, quote, error):
    with pytest.raises(error):
        mark(revision, ada, start, end, quote)
    assert (Span.objects.count(), Anchor.objects.count()) == (0, 0)
