"""What was taken away in an article and can be put back: claims, passages of claims, marks besides them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annotations.models import Anchor, Article, Kind
from annotations.newest import newest_of
from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.actions.recording import state_of
from factcheck.choices import State
from factcheck.forms.base import new_key
from factcheck.models import Claim, Event
from factcheck.rules import may


@dataclass(frozen=True, slots=True)
class Binned:
    """One thing in the bin: its row, its claim unless it is a zone, its words, and the event that withdrew it."""

    row: Any
    claim: Claim | None
    words: list[Anchor]
    event: Event
    #: Whether this person may put it back.
    allowed: bool
    key: str = field(default_factory=new_key)

    @property
    def seen(self) -> str:
        """What is sent along, so that only this very state is put back."""
        return state_of(self.row)


def bin_of(person: User, article: Article) -> dict[str, list[Binned]]:
    """The ``claims``, ``passages`` and ``zones`` in the bin of this article, the last withdrawn first; three queries.

    A passage is here on its own while its claim is not withdrawn; one that was withdrawn with its claim is shown,
    and comes back, with it.
    """
    gone = Anchor.objects.filter(span__article=article).exclude(span__withdrawn_at=None)
    anchors = newest_of(gone.select_related("span__occurrence").defer("revision__text"))
    of_claims = [anchor for anchor in anchors if anchor.span.kind == Kind.CLAIM]
    claims = claims_for(person).in_bulk({anchor.span.occurrence.claim_id for anchor in of_claims})
    with_claim: dict[int, list[Anchor]] = defaultdict(list)
    alone = []
    for anchor in of_claims:
        claim = claims[anchor.span.occurrence.claim_id]
        if claim.state != State.WITHDRAWN:
            alone.append(anchor)
        elif anchor.span.occurrence.event == claim.event and claim.merged_into_id is None:
            with_claim[claim.pk].append(anchor)
    events = _events([*claims.values(), *(anchor.span for anchor in anchors)])
    zones = [anchor for anchor in anchors if anchor.span.kind != Kind.CLAIM]
    return {
        "claims": _latest_first(
            Binned(claims[pk], claims[pk], words, events[claims[pk].event], may("restore", person, claims[pk]))
            for pk, words in with_claim.items()
        ),
        "passages": _latest_first(
            Binned(
                anchor.span,
                claims[anchor.span.occurrence.claim_id],
                [anchor],
                events[anchor.span.event],
                may("link", person),
            )
            for anchor in alone
        ),
        "zones": _latest_first(
            Binned(anchor.span, None, [anchor], events[anchor.span.event], may("zone", person)) for anchor in zones
        ),
    }


def _events(rows: Iterable[Any]) -> dict[object, Event]:
    wanted = Event.objects.filter(id__in={row.event for row in rows})
    return {event.id: event for event in wanted.select_related("actor", "deed")}


def _latest_first(binned: Iterable[Binned]) -> list[Binned]:
    return sorted(binned, key=lambda one: one.event.number, reverse=True)
