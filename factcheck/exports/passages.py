"""Where claims are said, and on how many origins that rests, for the rows of the consensus."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from annotations.models import Anchor
from annotations.newest import newest_of
from factcheck.origins import SELECTED, Weight, origin_of, weight
from factcheck.reading import standing_anchors
from factcheck.zones import parts_around


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One passage: ``text[start:end] == words`` in the revision with this SHA-256; offsets are code points."""

    article: int
    title: str
    revision: int
    sha256: str
    start: int | None
    end: int | None
    words: str
    role: str
    #: On what it rests, as far as it has a name: named for the passage, or for its article.
    origin: str | None
    #: What part of the text the passage stands in, wholly: "boilerplate", "caption", "headline"; mostly none.
    zones: list[str]


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of one claim, and what it rests on."""

    rows: list[OccurrenceRow]
    weight: Weight


def passages_of(claims: Collection[int]) -> dict[int, Passages]:
    """The standing passages of these claims, each in the newest revision it is anchored in; two queries."""
    standing = standing_anchors().filter(span__occurrence__claim__in=claims)
    anchors = newest_of(standing.select_related("revision__article", *SELECTED).defer("revision__text"))
    zones = parts_around(anchors)
    found: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        found[anchor.span.occurrence.claim_id].append(anchor)
    return {
        claim: Passages([_row(anchor, zones[anchor.pk]) for anchor in found[claim]], weight(found[claim]))
        for claim in claims
    }


def _row(anchor: Anchor, zones: list[str]) -> OccurrenceRow:
    revision, origin = anchor.revision, origin_of(anchor)
    return OccurrenceRow(
        article=revision.article_id,
        title=revision.article.title,
        revision=revision.number,
        sha256=revision.sha256,
        start=anchor.start,
        end=anchor.end,
        words=anchor.quote,
        role=anchor.span.occurrence.role,
        origin=origin.name if origin else None,
        zones=zones,
    )
