"""What was marked in an article besides its claims, changed, removed and put back."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from annotations.models import ZONES, Anchor, Article, Kind, Span
from factcheck.history.entries import Change, Changes, Show, collect


def collect_zones(changes: Changes, article: Article) -> None:
    """Under each event on a zone the words it was on, and what it was and became. Three queries."""
    rows = Span.history.filter(article_id=article.pk, kind__in=ZONES)
    words = _words(article)
    for row in rows.order_by("history_id"):
        changes[row.event].append(Change("Words", None, words(row)))
    labels: dict[str, tuple[str, Show]] = {
        "kind": ("Marked as", lambda value: str(Kind(value).label)),
        "reading": ("Presumed reading", str),
    }
    collect(changes, rows, labels)


def _words(article: Article) -> Callable[[Any], str]:
    """The words of a zone as they were when a history row of it was written."""
    known = defaultdict(list)
    for anchor in Anchor.history.filter(revision__article=article, span__kind__in=ZONES).order_by("history_id"):
        known[anchor.span_id].append(anchor)

    def at(row: Any) -> str:
        # The anchor is written after its span: in the first event it is a moment younger.
        first, *later = known[row.id]
        words: str = [first, *(one for one in later if one.history_date <= row.history_date)][-1].quote
        return words

    return at
