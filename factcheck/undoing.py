"""What a page offers a person to undo and to do again."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.actions.stack import Deed, next_of
from factcheck.changes import token_of_deed
from factcheck.forms.base import new_key
from factcheck.models import Claim, Event, Occurrence, Verdict
from factcheck.request_id import current_request


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed that is next to be undone or done again. ``claim`` is the number of its claim, if it is about one."""

    deed: Deed
    claim: int | None
    key: str = field(default_factory=new_key)

    @property
    def name(self) -> str:
        return self.deed.name(self.claim)


@dataclass(frozen=True, slots=True)
class Offers:
    """What a page offers, and a token of what this very request did, for the page that sent it."""

    undo: Offer | None = None
    redo: Offer | None = None
    own: str = ""

    def of(self, token: str) -> tuple[str, Offer | None]:
        """Which offer is of the deed with this token, and the offer; nothing if neither is."""
        named = (("undo", self.undo), ("redo", self.redo))
        return next(((name, one) for name, one in named if one and one.deed.token == token), ("", None))


def offers(person: User) -> Offers:
    """The next deed to undo and the next to redo; four queries at most, two if nothing was undone last."""
    stacks = next_of(person)
    tops = {name: stack[-1] for name, stack in (("undo", stacks.undo), ("redo", stacks.redo)) if stack}
    claims = _claims_of({name: deed.event for name, deed in tops.items()})
    offered = {name: Offer(deed, claims.get(name)) for name, deed in tops.items()}
    newest, request = stacks.newest, current_request.get()
    own = token_of_deed(newest.id) if newest and request and newest.request == request else ""
    return Offers(offered.get("undo"), offered.get("redo"), own)


def _claims_of(events: dict[str, Event]) -> dict[str, int]:
    """The claim that each event is about; a query for each that is about a verdict or a passage."""
    known = {
        name: int(event.principal_id)
        for name, event in events.items()
        if event.principal_kind == Claim._meta.label_lower
    }
    asked = {
        name: _OF_A_CLAIM[event.principal_kind](event.principal_id)
        for name, event in events.items()
        if event.principal_kind in _OF_A_CLAIM
    }
    return known | {name: claim for name, (claim,) in asked.items()}


@Prepared
def _of_verdict(pk: UUID) -> QuerySet[Verdict, int]:
    return Verdict.objects.filter(pk=pk).order_by().values_list("claim_id", flat=True)


@Prepared
def _of_occurrence(pk: int) -> QuerySet[Occurrence, int]:
    return Occurrence.objects.filter(pk=pk).order_by().values_list("claim_id", flat=True)


#: What an event can be about, besides a claim, that is of one; and how that is asked for.
_OF_A_CLAIM = {
    Verdict._meta.label_lower: lambda pk: _of_verdict(pk=UUID(pk)),
    Occurrence._meta.label_lower: lambda pk: _of_occurrence(pk=int(pk)),
}
