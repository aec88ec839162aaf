"""Every rule the database keeps for the text layer, broken once on purpose, past the actions."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from annotations.models import DETAILS, Anchor, AnchorState, Article, ImmutableRow, Kind, Revision, Span


@pytest.fixture
def span(article):
    return Span.objects.create(article=article, kind=Kind.CLAIM, event=uuid.uuid4())


def make_article(**other):
    return Article.objects.create(**{"event": uuid.uuid4(), **other})


def make_revision(article, by, **other):
    given = {"number": 2, "text": "Other words.", "sha256": "b" * 64, "raw_sha256": "b" * 64, "encoding": "utf-8"}
    return Revision.objects.create(article=article, created_by=by, event=uuid.uuid4(), **{**given, **other})


def make_anchor(span, revision, **other):
    given = {"start": 0, "end": 3, "quote": "The", "state": AnchorState.PLACED, "method": "selection"}
    return Anchor.objects.create(span=span, revision=revision, event=uuid.uuid4(), **{**given, **other})


def refused(name):
    """The database refuses what follows, and names this constraint."""
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("broken", [{"title": "A title"}, {"title_origin": "file"}])
def test_a_title_and_its_origin_come_together(db, broken):
    with refused("article_title_says_where_it_is_from"):
        make_article(**broken)


@pytest.mark.parametrize("name", DETAILS)
@pytest.mark.parametrize("broken", ["value", "origin"])
def test_each_detail_and_its_origin_come_together(db, name, broken):
    with refused(f"article_{name}_says_where_it_is_from"):
        make_article(**({name: "https://a.example/"} if broken == "value" else {f"{name}_origin": "file"}))


def test_an_article_is_no_copy_of_itself(article):
    article.copy_of = article
    with refused("article_is_no_copy_of_itself"):
        article.save()


def test_an_article_needs_nothing_but_its_event(db):
    assert make_article().title == ""


def test_a_tracked_row_needs_an_event(db):
    with pytest.raises(IntegrityError, match="event"):
        Article.objects.create()


def test_an_article_has_each_revision_number_once(revision, ada):
    # SQLite names the columns of a broken uniqueness, PostgreSQL the constraint.
    with refused("revision_number_once_per_article|annotations_revision.article_id, annotations_revision.number"):
        make_revision(revision.article, ada, number=1)


def test_revisions_count_from_one(article, ada):
    with refused("revision_numbers_start_at_one"):
        make_revision(article, ada, number=0)


def test_a_revision_has_text(article, ada):
    with refused("revision_has_text"):
        make_revision(article, ada, text="")


def test_a_span_is_of_a_known_kind(article):
    with refused("span_kind_is_known"):
        Span.objects.create(article=article, kind="joke", event=uuid.uuid4())


def test_a_span_has_one_anchor_in_a_revision(span, revision):
    make_anchor(span, revision)
    with refused("anchor_once_per_span_and_revision|annotations_anchor.span_id, annotations_anchor.revision_id"):
        make_anchor(span, revision, start=4, end=9, quote="river")


@pytest.mark.parametrize(
    "broken",
    [
        # Placed nowhere.
        {"start": None, "end": None},
        # Without an end.
        {"end": None},
        # Without a start.
        {"start": None},
        # Covering nothing.
        {"start": 3, "end": 3},
        # Ending before it starts.
        {"start": 4, "end": 3},
        # Orphaned, and yet somewhere.
        {"state": AnchorState.ORPHANED},
    ],
)
def test_an_anchor_has_offsets_unless_it_is_orphaned(span, revision, broken):
    with refused("anchor_has_offsets_unless_orphaned"):
        make_anchor(span, revision, **broken)


def test_an_orphaned_anchor_keeps_its_words_and_has_no_place(span, revision):
    anchor = make_anchor(span, revision, state=AnchorState.ORPHANED, start=None, end=None)
    assert (anchor.quote, anchor.start, anchor.end) == ("The", None, None)


def test_an_anchor_state_is_known(span, revision):
    with refused("anchor_state_is_known"):
        make_anchor(span, revision, state="lost")


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_a_score_is_a_likeness_between_0_and_1(span, revision, score):
    with refused("anchor_score_is_a_likeness"):
        make_anchor(span, revision, score=score)


def test_an_anchor_keeps_its_words(span, revision):
    with refused("anchor_keeps_its_words"):
        make_anchor(span, revision, quote="")


def test_a_revision_cannot_be_saved_again(revision):
    revision.text = "Changed."
    with pytest.raises(ImmutableRow):
        revision.save()
    assert Revision.objects.get(pk=revision.pk).text != "Changed."


@pytest.mark.parametrize(
    "attack",
    [
        lambda row: row.delete(),
        lambda row: Revision.objects.filter(pk=row.pk).update(text="Changed."),
        lambda row: Revision.objects.filter(pk=row.pk).delete(),
        lambda row: Revision.objects.bulk_update([row], ["text"]),
        lambda row: row.article.revisions.all().update(text="Changed."),
        lambda row: row.article.revisions.all().delete(),
        lambda row: Revision.objects.update_or_create(pk=row.pk, defaults={"text": "Changed."}),
    ],
)
def test_a_revision_can_be_neither_changed_nor_deleted(revision, attack):
    with pytest.raises(ImmutableRow):
        attack(revision)
    assert Revision.objects.get(pk=revision.pk).text == revision.text


def test_a_copy_with_the_same_key_does_not_overwrite_a_revision(revision, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_revision(revision.article, ada, id=revision.pk)
    assert Revision.objects.get(pk=revision.pk).text == revision.text


def test_what_people_change_is_withdrawn_and_never_deleted(article, span):
    with pytest.raises(ImmutableRow):
        span.delete()


def test_an_article_with_a_text_is_not_deleted_in_bulk_either(article):
    with pytest.raises(ProtectedError):
        Article.objects.all().delete()
