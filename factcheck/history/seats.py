"""Who was given what to do, in the timelines of a claim and of an article."""

from collections.abc import Collection
from datetime import date
from typing import Any

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.choices import AssignmentEnding, SeatEnding
from factcheck.history.entries import Changes, Show, collect
from factcheck.models import ArticleAssignment, Claim, Seat


def collect_seats(changes: Changes, claim: Claim) -> None:
    """Seats that were assigned, drawn, skipped and released; two queries at most."""
    rows = Seat.history.filter(claim_id=claim.pk)
    endings = {ending.value: str(ending.label) for ending in SeatEnding}
    collect(changes, rows, {"person_id": ("Seat of", _names(rows)), **_labels(endings)})


def collect_assignments(changes: Changes, article: Article) -> None:
    """To whom the article was assigned, and how that ended; two queries at most."""
    rows = ArticleAssignment.history.filter(article_id=article.pk)
    endings = {ending.value: str(ending.label) for ending in AssignmentEnding}
    labels: dict[str, tuple[str, Show]] = {
        "person_id": ("Assigned to", _names(rows)),
        "note": ("Note", str),
        **_labels(endings),
    }
    collect(changes, rows, labels)


def _labels(endings: dict[str, str]) -> dict[str, tuple[str, Show]]:
    return {"due_on": ("Due on", _day), "ending": ("It ended", lambda value: endings.get(value, ""))}


def _day(value: date | None) -> str:
    return f"{value:%d %B %Y}" if value else ""


def _names(rows: Any) -> Show:
    people: Collection[int] = set(rows.values_list("person_id", flat=True))
    named = User.objects.in_bulk(people) if people else {}
    return lambda value: str(named[value])
