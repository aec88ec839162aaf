"""The article page and its parts: what it shows, and which parts of an open one change when something was saved."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from annotations.models import Article, Revision
from annotations.rendering import paragraph_bounds
from factcheck import drawing, zones
from factcheck.access import MemberRequest, get_revision
from factcheck.accounts.models import User
from factcheck.cards import cards
from factcheck.forms.claims import SelectionForm
from factcheck.reading import ClaimItem
from factcheck.responses import Part
from factcheck.undoing import offers
from factcheck.unsaved import unfinished
from factcheck.views.sheets import Sheet
from factcheck.windows import Place, window

DETAIL = "factcheck/articles/detail.html"
UNDO = "components/undo.html"
LIVE = "components/live.html"
#: From so many code points on, a browser lays out only what is near its window.
LONG = 20_000


def article_context(request: MemberRequest, article: Article, after: Place | None = None) -> dict[str, Any]:
    """What the article page shows to this person: text, highlights, zones, a window of its claims in text order."""
    sheet = Sheet.of(request, get_revision(request.user, article))
    waiting = [row.waits for row in sheet.rows] + [zone.waits for zone in sheet.zones]
    return {
        "article": article,
        "waiting": sum(waiting),
        "selection": SelectionForm(),
        "offers": offers(request.user),
        **text_context(sheet),
        **claims_context(sheet, after),
    }


def text_context(sheet: Sheet) -> dict[str, Any]:
    """The text with its highlights and what they are called, its zones, and its claims that do not count."""
    return {
        "revision": sheet.revision,
        "is_long": len(sheet.revision.text) > LONG,
        "paragraphs": drawing.paragraphs(sheet.revision, sheet.rows, sheet.zones),
        **zones_context(sheet),
    }


def zones_context(sheet: Sheet) -> dict[str, Any]:
    """The zones, how many words are left without boilerplate, and the claims on boilerplate alone."""
    return {
        "notes": drawing.NOTES,
        "zones": zones.zone_items(sheet.zones),
        "extent": zones.extent(sheet.revision, sheet.zones),
        "aside": cards(sheet.person, sheet.revision, sheet.aside) if sheet.aside else [],
    }


def claims_context(sheet: Sheet, after: Place | None) -> dict[str, Any]:
    """The claims that are listed after a place (from the first without one), and how many there are in all."""
    shown, further = window(sheet.listed, after)
    return {
        "revision": sheet.revision,
        "items": cards(sheet.person, sheet.revision, [place.claim for place in shown]),
        "further": further,
        "after": after,
        **head_context(sheet),
    }


def head_context(sheet: Sheet) -> dict[str, Any]:
    """How many claims there are and how many are answered, and what this person has typed here and not saved."""
    claims, article = {row.claim for row in sheet.rows}, sheet.revision.article
    query = f"?article={article.pk}&revision={sheet.revision.number}"
    return {**sheet.head(), "unfinished": unfinished(sheet.person, article, claims, query)}


def changed_parts(
    request: MemberRequest,
    article: Article,
    claim: int,
    where: Iterable[tuple[int, int]] | None = None,
    *,
    fresh: bool = False,
    item: ClaimItem | None = None,
    revision: Revision | None = None,
) -> list[Part]:
    """The parts of an open article page that change with a claim: its card, the counts, the paragraphs it touches.

    ``where`` are the places (code points) whose marks are new or look different; all of the claim's without it. A
    card that the page's filter does not list, or no more, leaves the list. ``item`` is the claim with its passages in
    the newest text, and ``revision`` that text, if they were just read.
    """
    sheet = Sheet.of(request, revision or get_revision(request.user, article))
    if where is None:
        where = [(row.start, row.end) for row in sheet.rows if row.claim == claim and row.start is not None and row.end]
    places = sheet.listed
    own = next((place for place in places if place.claim == claim), None)
    later = next((place for place in places if own is not None and place > own), None)
    shared = {"article": article, "revision": sheet.revision}
    own_card = [item] if item and own else cards(request.user, sheet.revision, [claim] if own else [])
    card = {
        "items": own_card,
        "fresh": fresh,
        "before": later.claim if later else None,
        "gone": None if own else claim,
    }
    return [
        touched_paragraphs(sheet, where),
        Part(DETAIL, "claims-head", {**shared, **head_context(sheet)}),
        Part(DETAIL, "arrivals", {**shared, **card}),
        undo_part(request.user, article, sheet.revision.number),
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


def arriving(article: Article, sheet: Sheet, claims: Iterable[int]) -> Part:
    """The cards of these claims on their way into the list; those that it does not list leave it.

    Last first, because each is put before one that is in the list already.
    """
    order = [place.claim for place in sheet.listed]
    before = dict(pairwise([*order, None]))
    wanted = set(claims)
    listed = [claim for claim in reversed(order) if claim in wanted]
    found = cards(sheet.person, sheet.revision, listed) if listed else []
    context = {
        "article": article,
        "revision": sheet.revision,
        "arriving": [(item, before[item.claim.pk]) for item in found],
        "gone": sorted(wanted - set(listed)),
    }
    return Part(LIVE, "arrivals", context)
