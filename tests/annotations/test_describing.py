"""Describing an article: what changes is a person's, what stays keeps where it is from."""

import uuid

import pytest

from annotations.actions import describe_article
from annotations.incoming import Incoming, store_articles
from annotations.models import DETAILS, Article, Origin
from annotations.text import decode

EVENT = uuid.UUID(int=7)
ORIGINS = {"outlet": Origin.FILE, "byline": Origin.GUESS, "language": Origin.PERSON}
DETAILS_OF_IT = {"outlet": "The Paper", "byline": "Mira Holt", "language": "en"}


@pytest.fixture
def article(ada):
    one = Incoming(decode(b"One."), "Flood", Origin.GUESS, DETAILS_OF_IT, ORIGINS)
    (stored,) = store_articles(incoming=[one], copies={}, by=ada, event=EVENT, reason="imported")
    return stored


def described(article, by, title="Flood", confirmed=False, **details):
    """Where each piece is from once these are written; the others stay as they are."""
    given = {**DETAILS_OF_IT, **details}
    describe_article(
        article=article, title=title, details=given, confirmed=confirmed, by=by, event=EVENT, reason="described"
    )
    stored = Article.objects.get(pk=article.pk)
    origins = {name: Origin(getattr(stored, f"{name}_origin")) for name in ("title", *DETAILS)}
    return {name: origin for name, origin in origins.items() if origin}


def test_what_is_left_alone_keeps_its_origin(article, ada):
    assert described(article, ada) == {"title": Origin.GUESS, **ORIGINS}


def test_what_changes_is_a_persons(article, ada):
    assert described(article, ada, "Flood!", outlet="The Post", published="Monday") == {
        **ORIGINS,
        "title": Origin.PERSON,
        "outlet": Origin.PERSON,
        "published": Origin.PERSON,
    }


def test_what_is_emptied_has_no_origin(article, ada):
    assert described(article, ada, "", byline=" ") == {"outlet": Origin.FILE, "language": Origin.PERSON}


def test_confirmed_guesses_are_a_persons_and_what_the_file_says_stays_the_files(article, ada):
    assert described(article, ada, confirmed=True) == {
        "title": Origin.PERSON,
        "byline": Origin.PERSON,
        "outlet": Origin.FILE,
        "language": Origin.PERSON,
    }


def test_an_article_knows_its_guesses(article):
    assert article.guesses == ["title", "byline"]
