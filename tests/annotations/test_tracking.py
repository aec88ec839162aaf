"""Writing many rows at once is writing each of them: the rows, and their history to the last column."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Anchor, AnchorMethod, AnchorState, Article, Kind, Origin, Revision, Span
from annotations.tracking import insert_many, write, write_many

EVENT = uuid.UUID(int=7)
#: What is another row's in any case.
OWN = {"id", "history_id", "history_date", "created_at"}


def articles(original):
    return [
        Article(title="“Flöd” 100 %s \\ ' %", title_origin=Origin.GUESS, outlet="The Paper", outlet_origin=Origin.FILE),
        Article(source_url="https://a.example/?a=1&b=%20", source_url_origin=Origin.PERSON, copy_of=original),
        Article(),
    ]


def anchors(revision, spans):
    placed = {"state": AnchorState.PLACED, "method": AnchorMethod.SELECTION, "quote": "The river", "score": 0.1 + 0.2}
    orphan = {"state": AnchorState.ORPHANED, "method": AnchorMethod.NONE, "quote": "Gone.", "score": 0}
    return [
        Anchor(span=spans[0], revision=revision, start=0, end=9, prefix="", suffix=" rose\n", **placed),
        Anchor(span=spans[1], revision=revision, suggested_start=3, suggested_end=9, **orphan),
    ]


def stored(model, rows):
    """The columns of these rows and of their history, but for what is each row's own, in the order of writing."""
    keys = [row.pk for row in rows]
    kept = model.objects.filter(pk__in=keys).order_by("pk").values()
    history = model.history.filter(id__in=keys).order_by("history_id").values()
    return [[{name: row[name] for name in row.keys() - OWN} for row in found] for found in (kept, history)]


def test_many_articles_are_written_as_each_would_be(ada, article):
    given = {"by": ada, "event": EVENT, "reason": "articles-imported: 100 % “so”"}
    one_by_one = [write(row, **given) for row in articles(article)]
    at_once = write_many(articles(article), **given)
    rows, history = stored(Article, at_once)
    assert [rows, history] == stored(Article, one_by_one)
    assert (len(rows), len(history)) == (3, 3)
    assert {(row["history_type"], row["history_user_id"], row["event"]) for row in history} == {("+", ada.pk, EVENT)}


def test_many_anchors_are_written_as_each_would_be(ada, revision):
    given = {"by": ada, "event": EVENT, "reason": "article-revised"}
    spans = [write(Span(article=revision.article, kind=Kind.CLAIM), **given) for _ in range(4)]
    one_by_one = [write(row, **given) for row in anchors(revision, spans[:2])]
    at_once = write_many(anchors(revision, spans[2:]), **given)
    without_span = [[{**row, "span_id": None} for row in rows] for rows in stored(Anchor, at_once)]
    assert without_span == [[{**row, "span_id": None} for row in rows] for rows in stored(Anchor, one_by_one)]
    assert [row.span_id for row in Anchor.history.filter(id__in=[row.pk for row in at_once]).order_by("id")] == [
        span.pk for span in spans[2:]
    ]


def test_the_history_has_the_dates_of_the_rows_and_of_its_writing(ada):
    (row,) = write_many([Article()], by=ada, event=EVENT, reason="imported")
    history = row.history.get()
    assert (history.id, history.created_at) == (row.pk, row.created_at)
    assert 0 <= (history.history_date - row.created_at).total_seconds() < 60


def test_a_thousand_rows_keep_their_order_and_take_few_statements(ada, django_assert_max_num_queries):
    rows = [Article(title=f"{number}", title_origin=Origin.FILE) for number in range(1_001)]
    with django_assert_max_num_queries(30):
        write_many(rows, by=ada, event=EVENT, reason="imported")
    in_order = [f"{number}" for number in range(1_001)]
    assert [row.title for row in sorted(rows, key=lambda row: row.pk)] == in_order
    assert [row.title for row in Article.history.order_by("history_id")] == in_order


def test_no_rows_are_no_statement(ada, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (write_many([], by=ada, event=EVENT, reason="imported"), insert_many([])) == ([], [])


def test_a_row_that_is_stored_already_is_refused_and_none_is_written(ada, article, revision):
    with pytest.raises(ValueError, match="new rows"):
        write_many([Article(), article], by=ada, event=EVENT, reason="imported")
    with pytest.raises(ValueError, match="new rows"):
        insert_many([revision])
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)


def test_what_the_database_refuses_leaves_neither_rows_nor_history(ada, db):
    rows = [Article(), Article(title="Without its origin")]
    with pytest.raises(IntegrityError), transaction.atomic():
        write_many(rows, by=ada, event=EVENT, reason="imported")
    assert (Article.objects.count(), Article.history.count()) == (0, 0)
