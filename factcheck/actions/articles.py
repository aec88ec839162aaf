"""Bring in articles and describe them."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from annotations import actions as text_layer
from annotations.incoming import Incoming, store_articles
from annotations.models import DETAILS, Article, Origin
from annotations.sources import read
from annotations.twins import Match, look_up, sketch_missing
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.actions.recording import checked_column, recording, state_of
from factcheck.choices import Twins, Verb
from factcheck.errors import AlreadyHere, Conflict, Invalid
from factcheck.rules import require
from factcheck.tasks import sketch_revisions

__all__ = ["Incoming", "describe_article", "import_articles", "read_file", "state_of_matches"]

#: So many at most are sketched at once as they come in; a larger batch is in the background, at its own pace.
FEW = 20


def read_file(name: str, raw: bytes) -> Incoming:
    """A file of any format that is taken in, with all that it says of itself; raises UnreadableText."""
    source = read(name, raw)
    title = source.title
    return Incoming(
        source.decoded,
        title.value,
        Origin(title.origin) if title.value else Origin.NONE,
        {name: guess.value for name, guess in source.details.items()},
        {name: Origin(guess.origin) for name, guess in source.details.items()},
    )


def import_articles(
    *, incoming: Sequence[Incoming], by: User, twins: Twins = Twins.ASK, seen: str = "", key: str = ""
) -> list[Article]:
    """Store all of them, in order, under one event; return the articles. All or none.

    A text that is here already, or nearly, or comes twice, is for a person to decide upon: raises AlreadyHere,
    naming what it is like. ``twins`` is the decision, and ``seen`` the ``state_of_matches`` it was taken on: if
    others are found now, AlreadyHere is raised all the same. Without ``seen`` it stands whatever is found; as
    Twins.OTHER nothing is looked up then. The event's principal is the first article.
    """
    if by.email != SYSTEM_EMAIL:
        require("import", by)
    if not incoming:
        raise Invalid("There is no text to bring in.")
    for one in incoming:
        _check(one.details)
    asked = bool(seen) or twins != Twins.OTHER
    if asked:
        sketch_missing()
    texts = [[one.decoded.sha256, one.title, dict(one.details)] for one in incoming]
    with recording(Verb.ARTICLES_IMPORTED, by=by, key=key, content=[texts, twins, seen]) as record:
        if record.repeated(Article) is not None and record.earlier is not None:
            # By the revisions, which keep their event: an article's own is that of its latest change.
            return list(Article.objects.filter(revisions__event=record.earlier.id).order_by("id"))
        found = look_up(incoming) if asked else []
        if any(found) and (twins == Twins.ASK or (seen and seen != state_of_matches(incoming, found))):
            raise AlreadyHere(_already_here(incoming, found), found)
        originals = {number: matches[0].original for number, matches in enumerate(found) if matches}
        articles = store_articles(
            incoming=incoming,
            copies=originals if twins == Twins.COPY else {},
            by=by,
            event=record.id,
            reason=record.reason,
        )
        if len(articles) <= FEW:
            sketch_missing(FEW)
        else:
            sketch_revisions.enqueue()
        record.about(articles[0])
        return articles


def state_of_matches(incoming: Sequence[Incoming], found: Sequence[Sequence[Match]]) -> str:
    """A token of which text is like which article or other text: what a decision about them is taken on."""
    pairs = [
        [one.sha256, match.original if match.article is None else f"article {match.article.pk}"]
        for one, matches in zip(incoming, found, strict=True)
        for match in matches[:1]
    ]
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()[:32]


def _already_here(incoming: Sequence[Incoming], found: Sequence[Sequence[Match]]) -> str:
    """What was found, in a sentence."""
    like = [(one, matches[0]) for one, matches in zip(incoming, found, strict=True) if matches]
    if len(like) > 1:
        return f"{len(like)} of these {len(incoming)} texts are here already, or nearly. Nothing was saved."
    ((one, match),) = like
    name = f"The text of «{one.title}»" if one.title else "This text"
    original = match.original
    other = f"«{incoming[original].title}», which comes with it" if isinstance(original, int) else f"«{original}»"
    if match.identical:
        return f"{name} is here already, character for character, as {other}. Nothing was saved."
    return f"{name} is nearly the same as {other} ({match.share}). Nothing was saved."


def _check(details: Mapping[str, str]) -> None:
    """Raise Invalid for what a column cannot hold; a longer title is cut, because it may be a file's name."""
    for name, given in details.items():
        if name in DETAILS and (value := given.strip()):
            checked_column(Article, name, value, field=name)


def describe_article(
    *,
    article: Article,
    title: str,
    details: Mapping[str, str],
    seen: str,
    confirmed: bool = False,
    by: User,
    key: str = "",
) -> Article:
    """Change title and metadata; offsets and text are untouched. Returns the article as stored.

    What changes is a person's from now on; so is every guess left as it is, if they are ``confirmed``. ``seen`` is
    the ``state_of`` the article the form was made from: raises Conflict if somebody changed it since. A
    description that changes nothing leaves no event.
    """
    require("describe", by)
    _check(details)
    content = [article.pk, title, dict(details), seen, confirmed]
    with recording(Verb.ARTICLE_DESCRIBED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Article)) is not None:
            return earlier
        current = Article.objects.select_for_update().get(pk=article.pk)
        if state_of(current) != seen:
            raise Conflict("Somebody described this article meanwhile. Your text is kept; compare and save again.")
        given = [title.strip()[:300], *(details.get(name, "").strip() for name in DETAILS)]
        stored = [getattr(current, name) for name in ("title", *DETAILS)]
        if given == stored and not (confirmed and current.guesses):
            return record.unchanged(current)
        text_layer.describe_article(
            article=current,
            title=title,
            details=details,
            confirmed=confirmed,
            by=by,
            event=record.id,
            reason=record.reason,
        )
        return record.about(current)
