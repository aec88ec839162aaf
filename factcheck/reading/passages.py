"""The passages of a claim in the newest texts, with the words around them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from annotations.models import Anchor, Article
from annotations.newest import newest_among, newest_first
from annotations.prepared import Prepared
from factcheck.actions.recording import state_of
from factcheck.models import Claim, CommonOrigin
from factcheck.origins import SELECTED, origin_of, weight
from factcheck.reading.anchors import standing_anchors
from factcheck.reading.words import words_around


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a claim with the words around it, for somebody who judges it away from the article."""

    article: Article
    anchor: Anchor
    role: str
    before: str
    after: str
    #: On what it rests, and whether that is named for this very passage.
    origin: CommonOrigin | None = None
    has_its_own: bool = False

    @property
    def seen(self) -> str:
        """The token of its place as it is shown, for moving it."""
        return state_of(self.anchor)


def passages_of(claim: Claim, around: int = 240) -> list[Passage]:
    """The standing passages of a claim in the newest revision of each article, with context; one query.

    ``around`` is the number of code points shown on each side, cut at paragraph borders.
    """
    return [_with_context(anchor, around) for anchor in newest_among(_passages(claim=claim.pk))]


@Prepared
def _passages(claim: int) -> QuerySet[Anchor]:
    anchors = standing_anchors().filter(span__occurrence__claim=claim)
    return newest_first(anchors.select_related("revision__article", *SELECTED))


def where_said(claim: Claim) -> dict[str, Any]:
    """The ``passages`` of a claim, and the ``weight`` of what it rests on; one query."""
    passages = passages_of(claim)
    return {"passages": passages, "weight": weight(one.anchor for one in passages)}


def _with_context(anchor: Anchor, around: int) -> Passage:
    text, occurrence = anchor.revision.text, anchor.span.occurrence
    before = after = ""
    if anchor.start is not None and anchor.end is not None:
        before, after = words_around(text, anchor.start, anchor.end, around)
    return Passage(
        *(anchor.revision.article, anchor, occurrence.get_role_display(), before, after),
        origin=origin_of(anchor),
        has_its_own=occurrence.origin_id is not None,
    )
