"""History rows paired into changes, and events with their changes into entries."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotations.differences import Piece, word_difference
from factcheck.accounts.models import User
from factcheck.choices import Verb
from factcheck.models import Decision, Event

#: Changes by the event that made them.
Changes = dict[uuid.UUID, list["Change"]]
Show = Callable[[Any], str]
#: What a person did to a claim is told to themselves, blind or not.
_OWN = frozenset(
    {
        *(Verb.VERDICT_RECORDED, Verb.VERDICT_UPHELD),
        *(Verb.REMARK_MADE, Verb.REMARK_CHANGED, Verb.REMARK_WITHDRAWN, Verb.REMARK_RESTORED),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing before and after; None where there was nothing before."""

    label: str
    old: str | None
    new: str

    @property
    def old_pieces(self) -> list[Piece]:
        """The old words, with what went marked."""
        return [piece for piece in word_difference(self.old or "", self.new) if piece.kind != "ins"]

    @property
    def new_pieces(self) -> list[Piece]:
        """The new words, with what came marked."""
        return [piece for piece in word_difference(self.old or "", self.new) if piece.kind != "del"]


@dataclass(slots=True)
class Entry:
    """One event as its reader sees it."""

    at: datetime
    actor: User
    verb: str
    words: str
    changes: list[Change] = field(default_factory=list)
    decision: Decision | None = None

    @property
    def first(self) -> list[Change]:
        """What was not there before."""
        return [change for change in self.changes if change.old is None]

    @property
    def altered(self) -> list[Change]:
        """What was there and is different now."""
        return [change for change in self.changes if change.old is not None]


def collect(
    changes: dict[uuid.UUID, list[Change]], rows: Iterable[Any], labels: Mapping[str, tuple[str, Show]]
) -> None:
    """Pair each history row with the one before it of the same object, and note what differs under its event.

    Fetched once and paired here: ``prev_record`` would cost a query each. Ordered by ``history_id``,
    because two rows may have the same time.
    """
    before: dict[Any, Any] = {}
    for row in rows.order_by("history_id"):  # type: ignore[attr-defined]
        earlier = before.get(row.id)
        for name, (label, show) in labels.items():
            new = show(getattr(row, name))
            old = show(getattr(earlier, name)) if earlier is not None else None
            if new != old and (new or old):
                changes[row.event].append(Change(label, old, new))
        before[row.id] = row


def entries_of(
    changes: Mapping[uuid.UUID, list[Change]],
    decisions: Mapping[uuid.UUID, Decision],
    only: frozenset[Verb] | None = None,
    own: User | None = None,
    untold: Collection[uuid.UUID] = (),
) -> list[Entry]:
    """The events of these changes and decisions as entries, newest first; with ``only``, those of these verbs.

    The words of those ``untold`` are left out.

    Undoing something is told to whom the thing itself is told: so are one's ``own`` answers and remarks.
    """
    events = Event.objects.filter(id__in=[*changes, *decisions]).select_related("actor", "deed").order_by("-number")
    return [
        Entry(
            at=event.at,
            actor=event.actor,
            verb=event.told,
            words="" if event.id in untold else event.words,
            changes=changes.get(event.id, []),
            decision=decisions.get(event.id),
        )
        for event in events
        if only is None or event.done in only or (event.actor == own and event.done in _OWN)
    ]
