"""The article page and its parts: what it shows, and which parts of an open one change when something was saved."""

from collections.abc import Iterable
from typing import Any

from annotations.models import Article, Revision
from annotations.rendering import paragraph_bounds
from factcheck import drawing
from factcheck.access import get_revision
from factcheck.accounts.models import User
from factcheck.forms.claims import SelectionForm
from factcheck.responses import Part

DETAIL = "factcheck/articles/detail.html"


def article_context(person: User, article: Article, after: drawing.Place | None = None) -> dict[str, Any]:
    """What the article page shows to this person: text, highlights, a window of its claims in text order."""
    revision = get_revision(person, article)
    rows = drawing.rows_in(person, revision)
    return {
        "article": article,
        "paragraphs": drawing.paragraphs(revision, rows),
        "notes": drawing.NOTES,
        "waiting": sum(row.waits for row in rows),
        "selection": SelectionForm(),
        **claims_context(person, revision, rows, after),
    }


def claims_context(
    person: User, revision: Revision, rows: list[drawing.Row], after: drawing.Place | None
) -> dict[str, Any]:
    """The claims that are listed after a place (from the first without one), and how many there are in all."""
    places = drawing.places(rows)
    shown, further = drawing.window(places, after)
    return {
        "revision": revision,
        "items": drawing.cards(person, revision, [place.claim for place in shown]),
        "further": further,
        "after": after,
        "count": len(places),
        "progress": drawing.progress(rows),
    }


def changed_parts(
    person: User, article: Article, claim: int, where: Iterable[tuple[int, int]] | None = None, *, fresh: bool = False
) -> list[Part]:
    """The parts of an open article page that change with a claim: its card, the counts, the paragraphs it touches.

    ``where`` are the places (code points) whose marks are new or look different; all of the claim's without it.
    """
    revision = get_revision(person, article)
    rows = drawing.rows_in(person, revision)
    if where is None:
        where = [(row.start, row.end) for row in rows if row.claim == claim and row.start is not None and row.end]
    places = drawing.places(rows)
    later = [place for place in places if (place.start, place.claim) > _first(places, claim)]
    shared = {"article": article, "revision": revision}
    head = {**shared, "count": len(places), "progress": drawing.progress(rows)}
    cards = drawing.cards(person, revision, [claim])
    touched = drawing.paragraphs(revision, rows, _paragraphs_at(revision.text, list(where)))
    return [
        Part(DETAIL, "article-paragraphs", {**shared, "paragraphs": touched}),
        Part(DETAIL, "claims-head", head),
        Part(
            DETAIL, "arrivals", {**shared, "items": cards, "before": later[0].claim if later else None, "fresh": fresh}
        ),
    ]


def _first(places: list[drawing.Place], claim: int) -> drawing.Place:
    return next((place for place in places if place.claim == claim), drawing.Place(0, claim))


def _paragraphs_at(text: str, where: list[tuple[int, int]]) -> set[int]:
    """The numbers of the paragraphs that any of these places touches."""
    return {
        number
        for number, (start, end) in enumerate(paragraph_bounds(text))
        if any(start < upto and begin < end for begin, upto in where)
    }
