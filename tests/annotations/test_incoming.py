"""Texts on their way in: what is stored of each, and what is known of where it is from."""

import hashlib
import uuid

import pytest
from django.db import transaction

from annotations.incoming import Incoming, store_articles
from annotations.models import Article, Origin
from annotations.text import decode

EVENT = uuid.UUID(int=7)


def store(raw, by, title="", origin=Origin.NONE, **details):
    one = Incoming(decode(raw), title, origin, details)
    (article,) = store_articles(incoming=[one], copies={}, by=by, event=EVENT, reason="imported")
    return article


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


def test_an_import_that_fails_leaves_no_article_without_a_text(ada, monkeypatch):
    monkeypatch.setattr("annotations.incoming.insert_many", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        store(b"One.", ada)
    assert Article.objects.count() == 0


def test_each_detail_is_stored_with_where_it_is_from_and_without_a_word_a_persons(ada):
    details = {"outlet": "The Paper", "byline": "Mira Holt", "language": " en ", "published": " "}
    origins = {"outlet": Origin.FILE, "byline": Origin.GUESS, "published": Origin.FILE}
    one = Incoming(decode(b"One."), details=details, origins=origins)
    (article,) = store_articles(incoming=[one], copies={}, by=ada, event=EVENT, reason="imported")
    stored = Article.objects.values("outlet_origin", "byline_origin", "language_origin", "published_origin").get()
    assert stored == {
        "outlet_origin": "file",
        "byline_origin": "guess",
        "language_origin": "person",
        "published_origin": "",
    }
    assert (article.language, article.published) == ("en", "")
