"""Zones: spans that are no claim's. Where they stand, and the writers that change one.

Marking one is ``annotations.actions.mark_span``. The writers run inside the caller's transaction and event, on
a span fetched under lock, as those in ``annotations.actions`` do. None touches an anchor: no offset moves.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils import timezone

from annotations.models import OPEN_STATES, ZONES, Anchor, Kind, Span
from annotations.prepared import Prepared
from annotations.tracking import write


def standing_zones() -> QuerySet[Anchor]:
    """Anchors of zones that are not withdrawn, with their span."""
    return Anchor.objects.filter(span__kind__in=ZONES, span__withdrawn_at=None).select_related("span")


def boilerplate(revisions: Iterable[int]) -> dict[int, list[Anchor]]:
    """Per revision the boilerplate that stands in it, in text order; one query.

    Without what a correction left in doubt: nobody vouches for its place, so it takes nothing out of a count.
    """
    found: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in _sure().filter(revision__in=list(revisions)):
        found[anchor.revision_id].append(anchor)
    return found


def boilerplate_in(revision: int) -> list[Anchor]:
    """The same of one revision; one query."""
    return _sure_in(revision=revision)


def _sure() -> QuerySet[Anchor]:
    sure = standing_zones().filter(span__kind=Kind.BOILERPLATE).exclude(state__in=OPEN_STATES)
    return sure.order_by("start", "end")


@Prepared
def _sure_in(revision: int) -> QuerySet[Anchor]:
    return _sure().filter(revision=revision)


def stretches(anchors: Iterable[Anchor]) -> list[tuple[int, int]]:
    """The places of those that have one."""
    return [(a.start, a.end) for a in anchors if a.start is not None and a.end is not None]


def change_zone(*, span: Span, kind: Kind, reading: str, by: AbstractBaseUser, event: uuid.UUID, reason: str) -> Span:
    """Give a zone another kind or reading. A zone never becomes a claim's span, nor the other way: ValueError."""
    if not {span.kind, kind} <= ZONES:
        raise ValueError(f"from {span.kind} to {kind}")
    span.kind, span.reading = kind, reading
    return write(span, by=by, event=event, reason=reason)


def withdraw_zone(*, span: Span, by: AbstractBaseUser, event: uuid.UUID, reason: str) -> Span:
    """Take a zone off the text; its anchors stay and are carried along, so that it can come back."""
    span.withdrawn_at = timezone.now()
    return write(span, by=by, event=event, reason=reason)


def restore_zone(*, span: Span, by: AbstractBaseUser, event: uuid.UUID, reason: str) -> Span:
    """Put a withdrawn zone back where its anchors are."""
    span.withdrawn_at = None
    return write(span, by=by, event=event, reason=reason)
