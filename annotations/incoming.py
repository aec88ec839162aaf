"""Texts on their way in: what is known of each, and how they are stored as articles."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser

from annotations.models import DETAILS, Article, Origin, Revision
from annotations.text import Decoded, digest
from annotations.tracking import insert_many, write_many


@dataclass(frozen=True)
class Incoming:
    """A text on its way in. ``title_origin`` says where the title is from.

    ``details`` may name any of DETAILS; ``origins`` says where each is from: those it leaves out, a person.
    """

    decoded: Decoded
    title: str = ""
    title_origin: Origin = Origin.NONE
    details: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the normalised text: equal for identical texts."""
        return digest(self.decoded.text)


def store_articles(
    *,
    incoming: Sequence[Incoming],
    copies: Mapping[int, Article | int],
    by: AbstractBaseUser,
    event: uuid.UUID,
    reason: str,
) -> list[Article]:
    """Store each text as an article with its first revision; return the articles in this order.

    The text is stored as it is: it was normalised when it was decoded, and never is again. ``copies`` says by
    the number of a text, from 0, of which article it is a copy, or of which earlier text. Nothing is looked up.
    """
    articles = [_article(one) for one in incoming]
    waiting: list[Article] = []
    for number, article in enumerate(articles):
        original = copies.get(number)
        if isinstance(original, int):
            original = articles[original]
            if original.pk is None:
                waiting = _write(waiting, by, event, reason)
        article.copy_of = original
        waiting.append(article)
    _write(waiting, by, event, reason)
    insert_many(
        [
            new_revision(article, 1, one.decoded, one.sha256, by=by, event=event)
            for article, one in zip(articles, incoming, strict=True)
        ]
    )
    return articles


def new_revision(
    article: Article,
    number: int,
    decoded: Decoded,
    sha256: str,
    words: str = "",
    *,
    by: AbstractBaseUser,
    event: uuid.UUID,
) -> Revision:
    """The revision of a stored article, not yet saved. ``sha256`` is the text's; ``words`` is why it changed."""
    return Revision(
        article_id=article.pk,
        number=number,
        text=decoded.text,
        sha256=sha256,
        raw_sha256=decoded.sha256,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        created_by_id=by.pk,
        event=event,
        reason=words,
    )


def _article(one: Incoming) -> Article:
    title = one.title.strip()[:300]
    known: dict[str, str] = {"title": title, "title_origin": one.title_origin if title else Origin.NONE}
    for name, given in one.details.items():
        if name in DETAILS and (value := given.strip()):
            known[name], known[f"{name}_origin"] = value, one.origins.get(name, Origin.PERSON)
    return Article(**known)


def _write(articles: list[Article], by: AbstractBaseUser, event: uuid.UUID, reason: str) -> list[Article]:
    """Write these; return the list of those that wait now: none."""
    write_many(articles, by=by, event=event, reason=reason)
    return []
