"""Articles, their immutable revisions, and the spans anchored in them."""

from annotations.models.article import DETAILS, Article, Origin, Revision
from annotations.models.sketch import Sketch
from annotations.models.span import OPEN_STATES, PARTS, REMARKS, ZONES, Anchor, AnchorMethod, AnchorState, Kind, Span
from annotations.models.tracked import Immutable, ImmutableRow, Tracked, WriteOnce

__all__ = [
    "DETAILS",
    "OPEN_STATES",
    "PARTS",
    "REMARKS",
    "ZONES",
    "Anchor",
    "AnchorMethod",
    "AnchorState",
    "Article",
    "Immutable",
    "ImmutableRow",
    "Kind",
    "Origin",
    "Revision",
    "Sketch",
    "Span",
    "Tracked",
    "WriteOnce",
]
