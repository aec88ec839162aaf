"""The article page and its parts: what it shows, and which parts of an open one change when something was saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models import Anchor, Article, Revision
from annotations.rendering import paragraph_bounds
from factcheck import drawing, zones
from factcheck.access import get_revision
from factcheck.accounts.models import User
from factcheck.forms.claims import SelectionForm
from factcheck.responses import Part
from factcheck.undoing import offers

DETAIL = "factcheck/articles/detail.html"
UNDO = "components/undo.html"
#: From so many code points on, a browser lays out only what is near its window.
LONG = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands in one text, as light rows. ``aside`` are the claims that do not count in it."""

    revision: Revision
    rows: list[drawing.Row]
    zones: list[Anchor]
    aside: list[int]

    @classmethod
    def of(cls, person: User, revision: Revision) -> "Sheet":
        """What this person sees of this revision; three queries."""
        rows, marked = drawing.rows_in(person, revision), drawing.zones_in(revision)
        return cls(revision, rows, marked, drawing.set_aside(rows, revision.text, zones.sure_boilerplate(marked)))

    @property
    def counted(self) -> list[drawing.Row]:
        """The passages of the claims that count."""
        return [row for row in self.rows if row.claim not in self.aside] if self.aside else self.rows

    def head(self) -> dict[str, Any]:
        """How many claims there are, and how many of them are answered."""
        counted = self.counted
        return {"count": len(drawing.places(counted)), "progress": drawing.progress(counted)}


def article_context(person: User, article: Article, after: drawing.Place | None = None) -> dict[str, Any]:
    """What the article page shows to this person: text, highlights, zones, a window of its claims in text order."""
    sheet = Sheet.of(person, get_revision(person, article))
    waiting = [row.waits for row in sheet.rows] + [zone.waits for zone in sheet.zones]
    return {
        "article": article,
        "waiting": sum(waiting),
        "selection": SelectionForm(),
        "offers": offers(person),
        **text_context(person, sheet),
        **claims_context(person, sheet, after),
    }


def text_context(person: User, sheet: Sheet) -> dict[str, Any]:
    """The text with its highlights and what they are called, its zones, and its claims that do not count."""
    return {
        "revision": sheet.revision,
        "is_long": len(sheet.revision.text) > LONG,
        "paragraphs": drawing.paragraphs(sheet.revision, sheet.rows, sheet.zones),
        **zones_context(person, sheet),
    }


def zones_context(person: User, sheet: Sheet) -> dict[str, Any]:
    """The zones, how many words are left without boilerplate, and the claims on boilerplate alone."""
    return {
        "notes": drawing.NOTES,
        "zones": zones.zone_items(sheet.zones),
        "extent": zones.extent(sheet.revision, sheet.zones),
        "aside": drawing.cards(person, sheet.revision, sheet.aside) if sheet.aside else [],
    }


def claims_context(person: User, sheet: Sheet, after: drawing.Place | None) -> dict[str, Any]:
    """The claims that are listed after a place (from the first without one), and how many there are in all."""
    shown, further = drawing.window(drawing.places(sheet.counted), after)
    return {
        "revision": sheet.revision,
        "items": drawing.cards(person, sheet.revision, [place.claim for place in shown]),
        "further": further,
        "after": after,
        **sheet.head(),
    }


def changed_parts(
    person: User, article: Article, claim: int, where: Iterable[tuple[int, int]] | None = None, *, fresh: bool = False
) -> list[Part]:
    """The parts of an open article page that change with a claim: its card, the counts, the paragraphs it touches.

    ``where`` are the places (code points) whose marks are new or look different; all of the claim's without it.
    """
    sheet = Sheet.of(person, get_revision(person, article))
    if where is None:
        where = [(row.start, row.end) for row in sheet.rows if row.claim == claim and row.start is not None and row.end]
    places = drawing.places(sheet.counted)
    own = next((place for place in places if place.claim == claim), None)
    later = next((place for place in places if own is not None and place > own), None)
    shared = {"article": article, "revision": sheet.revision}
    card = {"items": drawing.cards(person, sheet.revision, [claim] if own else []), "fresh": fresh}
    return [
        touched_paragraphs(sheet, where),
        Part(DETAIL, "claims-head", {**shared, **sheet.head()}),
        Part(DETAIL, "arrivals", {**shared, **card, "before": later.claim if later else None}),
        undo_part(person, article, sheet.revision.number),
    ]


def undo_part(person: User, article: Article, number: int | None) -> Part:
    """The buttons that undo and redo, beside the text with this number; two queries at most."""
    return Part(UNDO, "undo", {"article": article, "beside": number, "offers": offers(person)})


def touched_paragraphs(sheet: Sheet, where: Iterable[tuple[int, int]]) -> Part:
    """The paragraphs that any of these places (code points) touches, with their marks as they are now."""
    where = list(where)
    only = {
        number
        for number, (start, end) in enumerate(paragraph_bounds(sheet.revision.text))
        if any(start < upto and begin < end for begin, upto in where)
    }
    return Part(
        DETAIL,
        "article-paragraphs",
        {"paragraphs": drawing.paragraphs(sheet.revision, sheet.rows, sheet.zones, only)},
    )
