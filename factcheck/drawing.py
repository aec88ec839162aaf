"""What of an article is drawn for one person: its passages as light rows, their looks, the order of its claims.

An article may have a thousand passages, and its page shows a window of their claims: so no row here is a model.
Everything is fetched through the gate and the blind rule, in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from annotations.coverage import are_covered
from annotations.models import OPEN_STATES, Anchor, Revision
from annotations.prepared import Prepared
from annotations.rendering import Highlight, Paragraph, render
from annotations.zones import standing_zones
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, ANSWERING_ABSTENTIONS, State
from factcheck.models import Verdict
from factcheck.reading import standing_anchors
from factcheck.rules import may
from factcheck.windows import Place

#: Claims in these states are drawn into the article.
_DRAWN = frozenset(State) - {State.WITHDRAWN, State.REJECTED}

#: What a screen reader says of a passage, by its tone. A passage answered with an abstention is neutral.
NOTES = {
    "open": "Claim, not yet answered by you",
    "neutral": "Claim, you abstained",
    "verified": "Claim, your verdict: verified",
    "disputed": "Claim, your verdict: disputed",
    "unverified": "Claim, your verdict: unverified",
    "verified-final": "Claim, approved: verified",
    "disputed-final": "Claim, approved: disputed",
    "unverified-final": "Claim, approved: unverified",
}


class Row(NamedTuple):
    """One standing passage as one person sees it. Offsets are code points; None for an orphan.

    ``mine``: they proposed its claim. ``stale``: what they said of it is of an earlier wording.
    """

    span: int
    start: int | None
    end: int | None
    claim: int
    state: str
    tone: str
    answered: bool
    waits: bool
    mine: bool = False
    stale: bool = False


def rows_in(person: User, revision: Revision) -> list[Row]:
    """The standing passages in this revision in text order, orphans first. Two queries."""
    if not may("read", person):
        return []
    stored = _passages(revision=revision.pk)
    mine, stale = _answers(person, revision)
    return [
        Row(  # in their order: by name it takes twice the time
            *(span, start, end, claim, state),
            f"{decided}-final" if state == State.APPROVED else mine.get(claim, "open"),
            claim in mine,
            anchor in OPEN_STATES and settled is None,
            proposer == person.pk,
            claim in stale,
        )
        for span, start, end, anchor, settled, claim, state, decided, proposer in stored
    ]


@Prepared
def _passages(revision: int) -> QuerySet[Anchor, tuple[Any, ...]]:
    claim = "span__occurrence__claim"
    return (
        standing_anchors()
        .filter(revision=revision)
        .order_by(F("start").asc(nulls_first=True), "end", "span_id")
        .values_list(
            *("span_id", "start", "end", "state", "settled_by_id"),
            *(f"{claim}_id", f"{claim}__state", f"{claim}__decision__rating", f"{claim}__proposer_id"),
        )
    )


@Prepared
def _said(person: int, article: int) -> QuerySet[Verdict, tuple[Any, ...]]:
    own = Verdict.objects.standing().filter(reviewer=person, claim__occurrences__span__article=article)
    return own.values_list(*("claim_id", "rating", "abstention", "version_id", "claim__current_version_id"))


def _answers(person: User, revision: Revision) -> tuple[dict[int, str], set[int]]:
    """Of the claims in an article: the tone of this person's answer by claim, and those judged in earlier words."""
    tones, stale = {}, set()
    for claim, rating, abstention, version, current in _said(person=person.pk, article=revision.article_id):
        if version != current:
            stale.add(claim)
        elif rating or abstention in ANSWERING_ABSTENTIONS:
            tones[claim] = rating or "neutral"
    return tones, stale


def zones_in(revision: Revision) -> list[Anchor]:
    """The zones of this revision, with their spans, in text order; those that lost their place last. One query."""
    return sorted(_zones(revision=revision.pk), key=lambda anchor: anchor.start is None)


@Prepared
def _zones(revision: int) -> QuerySet[Anchor]:
    return standing_zones().filter(revision=revision).order_by("start", "end", "span_id")


def meets(row: Row, places: Iterable[tuple[int, int]]) -> bool:
    """Whether the passage shares a character with one of these places (code points); an orphan with none."""
    if row.start is None or row.end is None:
        return False
    return any(row.start < upto and start < row.end for start, upto in places)


def set_aside(rows: Iterable[Row], text: str, outside: list[tuple[int, int]]) -> list[int]:
    """The claims that do not count in this text: all their places in it are covered by the stretches ``outside``.

    Only a correction, or the reopening of a rejected claim, brings one there: no action puts it there.
    """
    if not outside:
        return []
    placed: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        if row.start is not None:
            placed[row.claim].append((row.start, text[row.start : row.end]))
    return sorted(claim for claim, places in placed.items() if are_covered(places, outside))


def paragraphs(
    revision: Revision, rows: Iterable[Row], zones: Iterable[Anchor] = (), only: Collection[int] | None = None
) -> list[Paragraph]:
    """The text with its highlights, or the paragraphs with the numbers in ``only``."""
    return render(revision.text, highlights(rows, zones), only)


def highlights(rows: Iterable[Row], zones: Iterable[Anchor] = ()) -> list[Highlight]:
    """What is drawn into the text, in the order the spans were made, which keeps the lanes of the claims."""
    drawn = [
        Highlight(row.span, row.start, row.end, row.tone, f"note-{row.tone}")
        for row in rows
        if row.state in _DRAWN and row.start is not None and row.end is not None
    ]
    drawn += [
        Highlight(zone.span_id, zone.start, zone.end, zone.span.kind, f"zone-{zone.span_id}", laned=False)
        for zone in zones
        if zone.start is not None and zone.end is not None
    ]
    return sorted(drawn, key=lambda highlight: highlight.span)


def places(rows: Iterable[Row]) -> list[Place]:
    """The claims in the order of the text, each once; those without a place come first."""
    first: dict[int, int] = {}
    for row in rows:
        start = row.start or 0
        if first.get(row.claim, start) >= start:
            first[row.claim] = start
    return sorted(map(Place, first.values(), first))


def progress(rows: Iterable[Row]) -> dict[str, int]:
    """How many claims this person has answered, of those that take or took their answer."""
    counted = {row.claim: row.answered for row in rows if row.answered or row.state in ANSWERABLE_STATES}
    return {"answered": sum(counted.values()), "of": len(counted)}
