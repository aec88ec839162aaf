"""Where spans stand now: in the newest text they are in."""

from collections.abc import Iterable

from django.db.models import QuerySet

from annotations.models import Anchor


def newest_of(anchors: QuerySet[Anchor]) -> list[Anchor]:
    """Of these, each span's anchor in the newest revision, with revision and span, in order of span; one query."""
    return newest_among(newest_first(anchors))


def newest_first(anchors: QuerySet[Anchor]) -> QuerySet[Anchor]:
    """The same with revision and span, in order of span and those in newer revisions first."""
    return anchors.select_related("span", "revision").order_by("span_id", "-revision__number")


def newest_among(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Of anchors as ``newest_first`` has them, the first of each span."""
    newest: dict[int, Anchor] = {}
    for anchor in anchors:
        newest.setdefault(anchor.span_id, anchor)
    return list(newest.values())
