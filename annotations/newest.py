"""Where spans stand now: in the newest text they are in."""

from django.db.models import QuerySet

from annotations.models import Anchor


def newest_of(anchors: QuerySet[Anchor]) -> list[Anchor]:
    """Of these, each span's anchor in the newest revision, with revision and span, in order of span; one query."""
    newest: dict[int, Anchor] = {}
    for anchor in anchors.select_related("span", "revision").order_by("span_id", "-revision__number"):
        newest.setdefault(anchor.span_id, anchor)
    return list(newest.values())
