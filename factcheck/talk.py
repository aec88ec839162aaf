"""The talk on a claim as one person sees it. Nothing that counts, or decides, reads it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from factcheck.access import remarks_for, talks_for
from factcheck.accounts.models import User
from factcheck.models import Claim, Remark, Talk

#: So many remarks are shown with a claim, the newest; its talk has a page with all.
MOST = 50


@dataclass(frozen=True, slots=True)
class Thread:
    """Remarks, the oldest first; whether earlier ones are left out; when and by whom the talk was resolved, if it is.

    ``said``: the events of what others did last in it, for ``factcheck.changes``.
    """

    remarks: list[Remark] = field(default_factory=list)
    has_earlier: bool = False
    resolved_at: datetime | None = None
    resolved_by: str = ""
    said: frozenset[uuid.UUID] = frozenset()

    @property
    def is_unresolved(self) -> bool:
        """Whether something stands that nobody called settled."""
        return self.resolved_at is None and any(remark.withdrawn_at is None for remark in self.remarks)


def thread(person: User, claim: Claim, *, revealed: bool, most: int | None = MOST) -> Thread:
    """The newest remarks on a claim, or all; one query.

    While the claim is blind to this person (``revealed`` is what ``Claim.objects.revealed_to`` says) their own
    remarks and nothing else.
    """
    rows: Any = remarks_for(person).filter(claim=claim).order_by("-created_at", "-id")
    if not revealed:
        return Thread([*reversed(rows.filter(author=person))])
    talk = Talk.objects.filter(claim=claim)
    spoken, settled = last_said(Claim.objects.filter(pk=claim.pk), person)
    rows = rows.annotate(
        resolved_at=Subquery(talk.values("resolved_at")),
        resolved_by=Subquery(talk.values("resolved_by__name")),
        last_spoken=Subquery(spoken.values("event")),
        last_settled=Subquery(settled.values("event")),
    )
    found = list(rows if most is None else rows[: most + 1])
    if not found:
        return Thread()
    newest, shown = found[0], found if most is None else found[:most]
    said = frozenset({newest.last_spoken, newest.last_settled} - {None})
    return Thread([*reversed(shown)], len(found) > len(shown), newest.resolved_at, newest.resolved_by or "", said)


def last_said(claims: QuerySet[Claim], person: User) -> tuple[Any, Any]:
    """What others than this person did last in the talk on this one claim: a history row of a remark, and of the talk.

    Each none or one. What the person does changes neither: so their own page is told of nothing that it shows.
    """

    def last(model: Any) -> Any:
        rows = model.history.filter(claim__in=claims).exclude(history_user=person)
        # As a condition: SQLite takes no order and no limit within a union.
        return model.history.order_by().filter(history_id__in=rows.order_by("-history_id").values("history_id")[:1])

    return last(Remark), last(Talk)


def unresolved_among(person: User, claims: Iterable[Claim]) -> set[int]:
    """The claims among these whose talk is unresolved, as far as this person may know; one query."""
    known = talks_for(person).unresolved().filter(claim__in=[claim.pk for claim in claims])
    return set(known.values_list("claim", flat=True))
