"""The writers of the text layer: what they store, and what they refuse."""

import hashlib
import uuid

import pytest

from annotations.actions import describe_article, identical_articles, import_article, mark_span
from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.models import Anchor, AnchorState, Article, Kind, Origin, Revision, Span
from annotations.quotes import unique_context
from annotations.text import decode
from tests.desk import TEXT, bring_in

EVENT = uuid.UUID(int=7)


def store(raw, by, title="", origin=Origin.NONE, **details):
    return import_article(
        decoded=decode(raw), title=title, title_origin=origin, details=details, by=by, event=EVENT, reason="imported"
    )


def mark(revision, by, start, end, quote):
    return mark_span(
        revision=revision, start=start, end=end, quote=quote, kind=Kind.CLAIM, by=by, event=EVENT, reason="marked"
    )


def test_an_article_is_stored_with_its_first_revision(ada):
    article = store(b"One.\r\nTwo.", ada, "flood", Origin.FILE, outlet=" The Paper ")
    revision = article.revisions.get()
    assert (article.title, article.title_origin, article.outlet) == ("flood", Origin.FILE, "The Paper")
    assert (revision.number, revision.text, revision.created_by) == (1, "One.\nTwo.", ada)


def test_a_revision_keeps_the_digest_of_its_text_and_of_the_bytes_that_came_in(ada):
    revision = store("Caf\u00e9.\r\n".encode("cp1252"), ada).revisions.get()
    assert revision.sha256 == hashlib.sha256("Caf\u00e9.\n".encode()).hexdigest()
    assert revision.raw_sha256 == hashlib.sha256(b"Caf\xe9.\r\n").hexdigest()


def test_a_revision_says_how_its_bytes_were_read(ada):
    guessed, declared = store(b"Caf\xe9.", ada).revisions.get(), store("Café.".encode(), ada).revisions.get()
    assert (guessed.encoding, guessed.encoding_guessed) == ("cp1252", True)
    assert (declared.encoding, declared.encoding_guessed) == ("utf-8", False)


def test_the_history_row_has_actor_reason_and_event(ada):
    row = store(b"One.", ada).history.get()
    assert (row.history_user, row.history_change_reason, row.event) == (ada, "imported", EVENT)


def test_without_a_title_there_is_no_origin(ada):
    assert store(b"One.", ada, "  ", Origin.FILE).title_origin == Origin.NONE


def test_a_title_longer_than_the_column_is_cut(ada):
    assert store(b"One.", ada, "x" * 301, Origin.FILE).title == "x" * 300


def test_a_changed_title_is_a_persons(article, ada):
    described = describe_article(article=article, title="Flood!", details={}, by=ada, event=EVENT, reason="described")
    assert (described.title, described.title_origin) == ("Flood!", Origin.PERSON)


def test_an_unchanged_title_keeps_its_origin(article, ada):
    described = describe_article(article=article, title="flood", details={}, by=ada, event=EVENT, reason="described")
    assert described.title_origin == Origin.FILE


def test_identical_texts_are_found_oldest_first(ada):
    articles = [bring_in("One.\n", ada), bring_in("One.\r\n", ada)]
    bring_in("One. ", ada)
    assert identical_articles("One.\n") == articles


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


def test_an_import_that_fails_leaves_no_article_without_a_text(ada, monkeypatch):
    from django.db import transaction

    monkeypatch.setattr(Revision, "save", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        store(b"One.", ada)
    assert Article.objects.count() == 0
