"""What became of the rows of a deed since it was done, for somebody who wants to undo it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotations.models import DETAILS, Anchor, Article, Kind, Span
from annotations.reversal import Written, values
from factcheck.accounts.models import User
from factcheck.choices import DECIDED_STATES, Role, State, Verb
from factcheck.history.entries import Change, Show
from factcheck.history.origins import named
from factcheck.history.timelines import BLIND_VERBS
from factcheck.models import Claim, ClaimVersion, Event, Occurrence

#: Verbs about a text tell nothing of answers.
_OF_TEXTS = frozenset(verb for verb in Verb if verb.startswith(("zone-", "article-", "anchor-")))


@dataclass(slots=True)
class Since:
    """What one later event changed. ``actor`` is None where who it was would tell a blind reader of answers."""

    actor: User | None
    at: datetime
    done: str
    changes: list[Change] = field(default_factory=list)


def changed_since(written: Collection[Written], person: User) -> list[Since]:
    """Who changed these rows last, when, and what differs from how the deed left them; the oldest first."""
    events = Event.objects.filter(id__in={one.row.event for one in written}).select_related("actor", "deed")
    told = {event.id: _since(event, written, person) for event in events.order_by("number")}
    labels = _labels(written)
    for one in written:
        before, now = values(one.left, type(one.row)), values(one.row, type(one.row))
        for name, (label, show) in labels.get(type(one.row), {}).items():
            if before[name] != now[name]:
                told[one.row.event].changes.append(Change(label, show(before[name]), show(now[name])))
    return list(told.values())


def _since(event: Event, written: Collection[Written], person: User) -> Since:
    claims = [one.row for one in written if isinstance(one.row, Claim) and one.row.event == event.id]
    known = event.done in BLIND_VERBS | _OF_TEXTS or any(claim.state in DECIDED_STATES for claim in claims)
    if not known and claims:
        revealed = Claim.objects.revealed_to(person).filter(pk__in=[claim.pk for claim in claims])
        known = revealed.count() == len(claims)
    return Since(event.actor if known else None, event.at, event.told if known else "changed this")


def _labels(written: Collection[Written]) -> dict[type, dict[str, tuple[str, Show]]]:
    """By model and column, what a change of it is called, and how its value is shown."""
    claims = [one.row.pk for one in written if isinstance(one.row, Claim)]
    versions = ClaimVersion.objects.filter(claim__in=claims)
    statements = {version.pk: f"{version.statement} (version {version.number})" for version in versions}
    return {
        Claim: {
            "current_version_id": ("Statement", lambda value: statements[value]),
            "state": ("State", lambda value: str(State(value).label)),
        },
        Occurrence: {
            "withdrawn_at": ("The passage", _there),
            "role": ("The passage is", lambda value: str(Role(value).label)),
            "claim_id": ("The passage belongs to", lambda value: f"claim {value}"),
            "origin_id": ("Origin", named(_origins(written))),
        },
        Span: {
            "kind": ("Marked as", lambda value: str(Kind(value).label)),
            "reading": ("Presumed reading", str),
            "withdrawn_at": ("The mark", _there),
        },
        Anchor: {"quote": ("Words", str)},
        Article: {name: (name.replace("_", " ").capitalize(), str) for name in ("title", *DETAILS)},
    }


def _origins(written: Collection[Written]) -> list[int | None]:
    """Those that passages rest on, or rested on when the deed was done."""
    return [state.origin_id for one in written if isinstance(one.row, Occurrence) for state in (one.left, one.row)]


def _there(value: Any) -> str:
    return "withdrawn" if value else "in the text"
