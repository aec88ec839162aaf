"""Where claims stand in texts."""

from django.db.models import QuerySet

from annotations.models import Anchor, Kind


def standing_anchors() -> QuerySet[Anchor]:
    """Anchors of passages that are not withdrawn, with span and occurrence."""
    # The kind is asked for too: a span without an occurrence has none that is withdrawn.
    standing = Anchor.objects.filter(span__kind=Kind.CLAIM, span__withdrawn_at=None)
    return standing.filter(span__occurrence__withdrawn_at=None).select_related("span__occurrence")


def in_text_order(anchor: Anchor) -> tuple[int, int, int]:
    """What anchors of one text are sorted by: those without a place first, as everywhere beside the text."""
    return (
        (-1, -1, anchor.span_id)
        if anchor.start is None or anchor.end is None
        else (anchor.start, anchor.end, anchor.span_id)
    )
