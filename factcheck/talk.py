"""The talk on a claim as one person sees it. Nothing that counts, or decides, reads it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.models import Claim, Remark, Talk
from factcheck.rules import may

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
    if not may("read", person):
        return Thread()
    if not revealed:
        return Thread(_own(person=person.pk, claim=claim.pk))
    asked = {"person": person.pk, "claim": claim.pk}
    found: list[Any] = _newest(**asked) if most == MOST else list(_newest_first(**asked))
    if not found:
        return Thread()
    newest, shown = found[0], found if most is None else found[:most]
    said = frozenset({newest.last_spoken, newest.last_settled} - {None})
    return Thread([*reversed(shown)], len(found) > len(shown), newest.resolved_at, newest.resolved_by or "", said)


def _newest_first(person: Any, claim: Any) -> QuerySet[Remark]:
    talk = Talk.objects.filter(claim=claim)
    spoken, settled = last_said(claim, person)
    rows = Remark.objects.visible_to(person).select_related("author").filter(claim=claim)
    return rows.order_by("-created_at", "-id").annotate(
        resolved_at=Subquery(talk.values("resolved_at")),
        resolved_by=Subquery(talk.values("resolved_by__name")),
        last_spoken=spoken,
        last_settled=settled,
    )


@Prepared
def _newest(person: int, claim: int) -> QuerySet[Remark]:
    return _newest_first(person, claim)[: MOST + 1]


@Prepared
def _own(person: int, claim: int) -> QuerySet[Remark]:
    return Remark.objects.filter(author=person, claim=claim).select_related("author")


def last_said(claim: int, person: User | int) -> tuple[Subquery, Subquery]:
    """The events of what others than this person did last in the talk on a claim: with a remark, and with the talk.

    As columns, for whom the claim is revealed. What the person does changes neither: so their own page is told of
    nothing that it shows.
    """

    def last(model: Any) -> Subquery:
        rows = model.history.filter(claim=claim).exclude(history_user=person)
        return Subquery(rows.order_by("-history_id").values("event")[:1])

    return last(Remark), last(Talk)


def unresolved_among(person: User, claims: Iterable[Claim]) -> set[int]:
    """The claims among these whose talk is unresolved, as far as this person may know; one query."""
    if not may("read", person):
        return set()
    # As ``Talk.objects.visible_to`` decides, asked of these claims: of all there are it takes a tenth of a second.
    revealed = Claim.objects.revealed_to(person).filter(pk__in=[claim.pk for claim in claims])
    return set(Talk.objects.unresolved().filter(claim__in=revealed).values_list("claim", flat=True))
