"""The text work: describe and correct an article, mark and settle a span. ``incoming`` brings articles in.

Changing, withdrawing and restoring a span that is no claim's: ``annotations.zones``. Each runs inside the
caller's transaction and event (``event`` is its UUID) and knows of no person's rights: ``factcheck.actions``
checks those first.
"""

import uuid
from collections.abc import Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser

from annotations.errors import OutdatedPlan, UnchangedText
from annotations.incoming import new_revision
from annotations.models import DETAILS, Anchor, AnchorMethod, AnchorState, Article, Kind, Origin, Revision, Span
from annotations.plans import Plan, last_known, seen_anchors
from annotations.quotes import checked_quote, trim, unique_context
from annotations.text import Decoded, digest
from annotations.tracking import write, write_many


def describe_article(
    *,
    article: Article,
    title: str,
    details: Mapping[str, str],
    confirmed: bool = False,
    by: AbstractBaseUser,
    event: uuid.UUID,
    reason: str,
) -> Article:
    """Write title and details of an article fetched under lock; one that ``details`` leaves out becomes empty.

    What changes is a person's from now on. What stays keeps its origin, but for guesses that are ``confirmed``.
    """
    for name, given in {"title": title, **{name: details.get(name, "") for name in DETAILS}}.items():
        value, origin = given.strip(), f"{name}_origin"
        if name == "title":
            value = value[:300]
        if value != getattr(article, name) or (confirmed and getattr(article, origin) == Origin.GUESS):
            setattr(article, name, value)
            setattr(article, origin, Origin.PERSON if value else Origin.NONE)
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
    reading: str = "",
) -> Span:
    """Mark one place, as ``mark_spans`` does, and return the span."""
    (span,) = mark_spans(
        revision=revision,
        places=[(start, end, quote)],
        kind=kind,
        by=by,
        event=event,
        reason=reason,
        reading=reading,
    )
    return span


def mark_spans(
    *,
    revision: Revision,
    places: Sequence[tuple[int, int, str]],
    kind: Kind,
    by: AbstractBaseUser,
    event: uuid.UUID,
    reason: str,
    reading: str = "",
) -> list[Span]:
    """Mark each (start, end, quote) in code points; return the new spans in order, with their anchors stored.

    A quote is what the person saw there: raises QuoteMismatch if other words stand there, and InvalidOffsets if
    the offsets name no stretch of the text or only white space. White space at the edges is left out of a span.
    ``reading`` is what a text defect presumably should read. The few statements are the same for one and for many.
    """
    anchors = []
    for start, end, quote in places:
        checked_quote(revision.text, start, end, quote)
        anchor = Anchor(revision=revision, state=AnchorState.PLACED, method=AnchorMethod.SELECTION)
        anchor.settled_by_id = by.pk
        _put(anchor, *trim(revision.text, start, end))
        anchors.append(anchor)
    spans = [Span(article_id=revision.article_id, kind=kind, reading=reading) for _ in places]
    write_many(spans, by=by, event=event, reason=reason)
    for anchor, span in zip(anchors, spans, strict=True):
        anchor.span = span
    write_many(anchors, by=by, event=event, reason=reason)
    return spans


def revise_article(
    *, article: Article, decoded: Decoded, words: str, plan: Plan, by: AbstractBaseUser, event: uuid.UUID, reason: str
) -> Revision:
    """Store the next revision of a locked article, and for every span its anchor there, as the plan says.

    ``words`` is why, as the person put it. Raises UnchangedText if the text is the current one, and OutdatedPlan
    if the plan is for another text, or was made before a revision or an anchor that is here now. A row and
    a history row are written for each span, many in one statement.
    """
    current = article.revisions.order_by("-number")[0]
    sha256 = digest(decoded.text)
    if sha256 == current.sha256:
        raise UnchangedText("This is the text that is here already, character for character.")
    made_for = plan.article, plan.number, plan.sha256, plan.seen
    if made_for != (article.pk, current.number, sha256, seen_anchors(Anchor.objects.filter(revision=current))):
        raise OutdatedPlan("The article changed while its correction was looked at. Look at it again, then save.")
    revision = new_revision(article, current.number + 1, decoded, sha256, words, by=by, event=event)
    revision.save()
    anchors = []
    for step in plan.steps:
        anchor = Anchor(span_id=step.span, revision=revision, state=step.state, method=step.method, score=step.score)
        if step.start is None or step.end is None:
            _orphan(anchor, step.standing)
            anchor.suggested_start, anchor.suggested_end = step.suggestion or (None, None)
            anchor.settled_by_id = step.settled_by
        else:
            _put(anchor, step.start, step.end)
        anchors.append(anchor)
    write_many(anchors, by=by, event=event, reason=reason)
    return revision


def settle_anchor(
    *, anchor: Anchor, place: tuple[int, int, str] | None, by: AbstractBaseUser, event: uuid.UUID, reason: str
) -> Anchor:
    """Say where the span of a locked anchor stands in its revision, or that it stands nowhere (None).

    ``place`` is (start, end, words) in code points, as the person saw it: raises QuoteMismatch and
    InvalidOffsets as ``mark_span`` does. The anchor is ``placed`` from then on; an orphan keeps the words
    of the last place that is known.
    """
    if place is None:
        _orphan(anchor, last_known(anchor))
        anchor.state, anchor.method, anchor.score = AnchorState.ORPHANED, AnchorMethod.NONE, 0.0
    else:
        start, end, words = place
        checked_quote(anchor.revision.text, start, end, words)
        start, end = trim(anchor.revision.text, start, end)
        if (start, end) != (anchor.start, anchor.end):
            anchor.method = AnchorMethod.SELECTION
        _put(anchor, start, end)
        anchor.state, anchor.score = AnchorState.PLACED, 1.0
        anchor.suggested_start = anchor.suggested_end = None
    anchor.settled_by_id = by.pk
    return write(anchor, by=by, event=event, reason=reason)


def _put(anchor: Anchor, start: int, end: int) -> None:
    text = anchor.revision.text
    anchor.start, anchor.end, anchor.quote = start, end, text[start:end]
    anchor.prefix, anchor.suffix = unique_context(text, start, end)


def _orphan(anchor: Anchor, standing: Anchor) -> None:
    anchor.start = anchor.end = None
    anchor.quote, anchor.prefix, anchor.suffix = standing.quote, standing.prefix, standing.suffix
