"""Bring in articles and describe them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations import actions as text_layer
from annotations.errors import DuplicateText
from annotations.models import Article, Origin
from annotations.sources import read
from annotations.text import Decoded
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.actions.recording import checked_column, recording
from factcheck.choices import Verb
from factcheck.errors import Conflict, Invalid
from factcheck.rules import require


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text on its way in. ``title_origin`` says where the title is from."""

    decoded: Decoded
    title: str = ""
    title_origin: Origin = Origin.NONE
    details: Mapping[str, str] = field(default_factory=dict)


def read_file(name: str, raw: bytes) -> Incoming:
    """A file of any format that is taken in; raises UnreadableText with one sentence.

    Of what the file says of itself, guesses are left out until they can be stored as guesses: only the
    title has a place for where it is from.
    """
    source = read(name, raw)
    title = source.title
    details = {key: guess.value for key, guess in source.details.items() if guess.origin == "file"}
    return Incoming(source.decoded, title.value, Origin(title.origin) if title.value else Origin.NONE, details)


def import_articles(
    *, incoming: Sequence[Incoming], by: User, allow_copies: bool = False, key: str = ""
) -> list[Article]:
    """Store all of them, in order, under one event; return the articles. All or none.

    Raises DuplicateText, naming the articles that have the text, if one is identical to a text that is
    here or comes twice, unless ``allow_copies``. The event's principal is the first article.
    """
    if by.email != SYSTEM_EMAIL:
        require("import", by)
    if not incoming:
        raise Invalid("There is no text to bring in.")
    for one in incoming:
        _check(one.details)
    content = [[one.decoded.sha256, one.title, dict(one.details)] for one in incoming]
    with recording(Verb.ARTICLES_IMPORTED, by=by, key=key, content=[content, allow_copies]) as record:
        if record.repeated(Article) is not None and record.earlier is not None:
            # By the revisions, which keep their event: an article's own is that of its latest change.
            return list(Article.objects.filter(revisions__event=record.earlier.id).order_by("id"))
        articles: list[Article] = []
        for one in incoming:
            if not allow_copies:
                _refuse_copies(one)
            article = text_layer.import_article(
                decoded=one.decoded,
                title=one.title,
                title_origin=one.title_origin,
                details=one.details,
                by=by,
                event=record.id,
                reason=record.reason,
            )
            articles.append(article)
        record.about(articles[0])
        return articles


def _check(details: Mapping[str, str]) -> None:
    """Raise Invalid for what a column cannot hold; a longer title is cut, because it may be a file's name."""
    for name in text_layer.DETAILS:
        checked_column(Article, name, details.get(name, "").strip(), field=name)


def state_of(article: Article) -> str:
    """A token of the present title and metadata. No id of an event leaves the house, so it is a digest of one."""
    return hashlib.sha256(article.event.bytes).hexdigest()[:32]


def _refuse_copies(one: Incoming) -> None:
    twins = text_layer.identical_articles(one.decoded.text)
    if twins:
        name = f"The text of «{one.title}»" if one.title else "This text"
        raise DuplicateText(
            f"{name} is here already, character for character, as «{twins[0]}». Nothing was saved.",
            [twin.pk for twin in twins],
        )


def describe_article(
    *, article: Article, title: str, details: Mapping[str, str], seen: str, by: User, key: str = ""
) -> Article:
    """Change title and metadata; offsets and text are untouched. Returns the article as stored.

    ``seen`` is the ``state_of`` the article the form was made from: raises Conflict if somebody changed
    it since. A description that changes nothing leaves no event.
    """
    require("describe", by)
    _check(details)
    content = [article.pk, title, dict(details), seen]
    with recording(Verb.ARTICLE_DESCRIBED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Article)) is not None:
            return earlier
        current = Article.objects.select_for_update().get(pk=article.pk)
        if state_of(current) != seen:
            raise Conflict("Somebody described this article meanwhile. Your text is kept; compare and save again.")
        stored = [current.title, *(getattr(current, name) for name in text_layer.DETAILS)]
        if stored == [title.strip()[:300], *(details.get(name, "").strip() for name in text_layer.DETAILS)]:
            return record.unchanged(current)
        text_layer.describe_article(
            article=current, title=title, details=details, by=by, event=record.id, reason=record.reason
        )
        return record.about(current)
