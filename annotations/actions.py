"""The text work: bring in an article, describe it, mark a span. The only writers of the text layer.

Each runs inside the caller's transaction and event (``event`` is its UUID) and knows of no person's
rights: ``factcheck.actions`` checks those first.
"""

import uuid
from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser

from annotations.models import Anchor, AnchorMethod, AnchorState, Article, Kind, Origin, Revision, Span
from annotations.quotes import checked_quote, trim, unique_context
from annotations.text import Decoded, digest
from annotations.tracking import write

#: What is known of an article besides its title and text; each may be empty.
DETAILS = ("outlet", "byline", "published", "source_url", "language")


def identical_articles(text: str) -> list[Article]:
    """Articles that have, or had in an earlier revision, exactly this normalised text; oldest first."""
    return list(Article.objects.filter(revisions__sha256=digest(text)).distinct().order_by("id"))


def import_article(
    *,
    decoded: Decoded,
    title: str,
    title_origin: Origin,
    details: Mapping[str, str],
    by: AbstractBaseUser,
    event: uuid.UUID,
    reason: str,
) -> Article:
    """Store one article with its first revision and return it.

    ``decoded.text`` is stored as it is: it was normalised when it was decoded, and never is again.
    ``details`` may name any of DETAILS. An identical text is not looked for here.
    """
    title = title.strip()[:300]
    article = Article(title=title, title_origin=title_origin if title else Origin.NONE)
    for name in DETAILS:
        setattr(article, name, details.get(name, "").strip())
    write(article, by=by, event=event, reason=reason)
    Revision.objects.create(
        article=article,
        number=1,
        text=decoded.text,
        sha256=digest(decoded.text),
        raw_sha256=decoded.sha256,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        created_by_id=by.pk,
        event=event,
    )
    return article


def describe_article(
    *, article: Article, title: str, details: Mapping[str, str], by: AbstractBaseUser, event: uuid.UUID, reason: str
) -> Article:
    """Write title and details of an article fetched under lock. A changed title is a person's from now on."""
    title = title.strip()[:300]
    if title != article.title:
        article.title, article.title_origin = title, Origin.PERSON if title else Origin.NONE
    for name in DETAILS:
        setattr(article, name, details.get(name, "").strip())
    return write(article, by=by, event=event, reason=reason)


def mark_span(
    *,
    revision: Revision,
    start: int,
    end: int,
    quote: str,
    kind: Kind,
    by: AbstractBaseUser,
    event: uuid.UUID,
    reason: str,
) -> Span:
    """Mark ``revision.text[start:end]`` (code points) and return the new span with its anchor stored.

    ``quote`` is what the person saw there: raises QuoteMismatch if other words stand there, and
    InvalidOffsets if the offsets name no stretch of the text or only white space. White space at the
    edges is left out of the span.
    """
    checked_quote(revision.text, start, end, quote)
    start, end = trim(revision.text, start, end)
    prefix, suffix = unique_context(revision.text, start, end)
    span = write(Span(article_id=revision.article_id, kind=kind), by=by, event=event, reason=reason)
    anchor = Anchor(
        span=span,
        revision=revision,
        start=start,
        end=end,
        quote=revision.text[start:end],
        prefix=prefix,
        suffix=suffix,
        state=AnchorState.PLACED,
        method=AnchorMethod.SELECTION,
        settled_by_id=by.pk,
    )
    write(anchor, by=by, event=event, reason=reason)
    return span
