"""What an event changed on the pages of articles, for the open pages of others."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Max, Model, Q

from annotations.models import Anchor, Article, Revision, Span
from annotations.tracking import insert_many
from factcheck.choices import Verb
from factcheck.models import Change, Claim, Decision, Event, Occurrence

#: Nobody has an article open that was not there.
_NOBODY_LOOKS = frozenset({Verb.ARTICLES_IMPORTED})


class _Subject(NamedTuple):
    """What a row is about: a claim, on every article where it occurs; or an article, and perhaps a span of it."""

    claim: int | None = None
    article: int | None = None
    span: int | None = None


def note_changes(event: Event, rows: Iterable[Model]) -> None:
    """Append one change per article and thing these rows are about, each once; three queries at most.

    A claim changes on every article where it occurs or occurred; its passages and decisions are the claim's.
    Verdicts, their evidence, and whatever else is not named here are about nothing: no query, no number. Call it in
    the event's transaction, under the lock of the events: that keeps the numbers in order.
    """
    subjects = [] if event.verb in _NOBODY_LOOKS else [*filter(None, map(_subject, rows))]
    if not subjects:
        return
    claims, spans = ({key for one in subjects if (key := one[at])} for at in (0, 2))
    owners, occurring = _claims(claims, spans)
    subjects = [_Subject(claim=owners[one.span]) if one.span in owners else one for one in subjects]
    noted = [
        Change(event=event, article_id=article, claim_id=subject.claim, span_id=subject.span)
        for subject in dict.fromkeys(subjects)
        for article in (occurring[subject.claim] if subject.claim else [subject.article])
        if article is not None
    ]
    last = Change.objects.filter(article__in={change.article_id for change in noted})
    numbers = dict(last.order_by().values_list("article_id").annotate(Max("number")))
    for change in noted:
        change.number = numbers[change.article_id] = numbers.get(change.article_id, 0) + 1
    insert_many(noted)


def _claims(claims: set[int], spans: set[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """The claims of those spans that are passages, and the articles of these and the given claims; one query.

    By what is history too: a passage that goes to another claim leaves the page of the one it was of.
    """
    owners: dict[int, int] = {}
    occurring: dict[int, list[int]] = defaultdict(list)
    if claims or spans:
        theirs = Occurrence.history.filter(Q(claim__in=claims) | Q(claim__occurrences__span__in=spans)).distinct()
        for claim, span, article in theirs.order_by("history_id").values_list(
            "claim_id", "span_id", "span__article_id"
        ):
            owners[span] = claim
            if article not in occurring[claim]:
                occurring[claim].append(article)
    return owners, occurring


def _subject(row: Model) -> _Subject | None:
    subject = None
    match row:
        case Claim():
            subject = _Subject(claim=row.pk)
        case Occurrence() | Decision():
            subject = _Subject(claim=row.claim_id)
        case Span():
            subject = _Subject(article=row.article_id, span=row.pk)
        case Anchor():
            subject = _Subject(article=row.revision.article_id, span=row.span_id)
        case Revision():
            subject = _Subject(article=row.article_id)
        case Article():
            subject = _Subject(article=row.pk)
    return subject
