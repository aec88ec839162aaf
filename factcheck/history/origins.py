"""On what articles and passages were said to rest, and how the origins were called."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from factcheck.history.entries import Changes, Show, collect
from factcheck.models import ArticleOrigin, Claim, CommonOrigin, Occurrence


def named(numbers: Iterable[int | None]) -> Show:
    """What shows the number of one of these origins by the name it has now; one query, none without numbers."""
    asked = {number for number in numbers if number}
    names = dict(CommonOrigin.objects.filter(pk__in=asked).values_list("pk", "name")) if asked else {}
    return lambda number: names.get(number, "")


def collect_origins(changes: Changes, articles: Iterable[int]) -> None:
    """What was said of these articles as a whole, and what became of the origins that were named."""
    _collect(changes, ArticleOrigin.history.filter(article_id__in=list(articles)), "Origin of the article")


def collect_origins_of(changes: Changes, claim: Claim) -> None:
    """The same of a claim: of its passages, and of the articles they are in."""
    _collect(changes, Occurrence.history.filter(claim_id=claim.pk), "Origin of the passage")
    collect_origins(changes, set(claim.occurrences.values_list("span__article", flat=True)))


def _collect(changes: Changes, rows: Any, label: str) -> None:
    numbers = {row.origin_id for row in rows} - {None}
    collect(changes, rows, {"origin_id": (label, named(numbers))})
    states = CommonOrigin.history.filter(id__in=numbers)
    labels: dict[str, tuple[str, Show]] = {
        "name": ("Name of the origin", str),
        "note": ("Note on the origin", str),
        "merged_into_id": ("Origin merged into", named(row.merged_into_id for row in states)),
    }
    told: Changes = defaultdict(list)
    collect(told, states, labels)
    for event, found in told.items():
        # What it was called at first is told by what came to rest on it.
        if new := [one for one in found if one.old is not None and one not in changes.get(event, ())]:
            changes[event] += new
