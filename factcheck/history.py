"""Events and history rows -> what a person may read of what happened: who, when, what changed, why.

The rows come through the blind rule: a verdict's history is there only for somebody who may see the
verdict, and an event only if something of it may be seen.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotations.actions import DETAILS
from annotations.differences import Piece, word_difference
from annotations.models import Anchor, Article, Revision, Span
from factcheck.access import verdicts_for
from factcheck.accounts.models import User
from factcheck.choices import Abstention, Rating, Role, Stance, State, Verb
from factcheck.models import Claim, ClaimVersion, Decision, Event, Evidence, Occurrence, Verdict

#: What somebody to whom a claim is blind may read of it. A decision that was taken back speaks of answers.
BLIND_VERBS = frozenset(
    {Verb.CLAIM_PROPOSED, Verb.CLAIM_EDITED, Verb.PASSAGE_LINKED, Verb.CLAIM_WITHDRAWN, Verb.CLAIM_RETURNED}
)

Show = Callable[[Any], str]


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


def article_timeline(article: Article) -> list[Entry]:
    """What happened to the article itself and its text, newest first."""
    changes: dict[uuid.UUID, list[Change]] = defaultdict(list)
    labels: dict[str, tuple[str, Show]] = {"title": ("Title", str)}
    labels |= {name: (name.replace("_", " ").capitalize(), str) for name in DETAILS}
    _collect(changes, Article.history.filter(id=article.pk), labels)
    for revision in Revision.objects.filter(article=article):
        words = f"revision {revision.number}: {len(revision.text):,} characters, {revision.encoding}"
        changes[revision.event].append(Change("Text", None, words))
    return _entries(changes, {})


def claim_timeline(claim: Claim, person: User) -> list[Entry]:
    """What happened to the claim, its passages, and those verdicts on it that the person may see; newest first."""
    changes: dict[uuid.UUID, list[Change]] = defaultdict(list)
    _collect(changes, Claim.history.filter(id=claim.pk), _claim_labels(claim))
    spans = list(Occurrence.objects.filter(claim=claim).values_list("span_id", flat=True))
    _collect(changes, Anchor.history.filter(span_id__in=spans), {"quote": ("Passage", str)})
    _collect(changes, Span.history.filter(id__in=spans), {"withdrawn_at": ("Passage withdrawn", _when)})
    role: dict[str, tuple[str, Show]] = {"role": ("The passage is", lambda value: str(Role(value).label))}
    _collect(changes, Occurrence.history.filter(claim_id=claim.pk), role)
    visible = list(verdicts_for(person).filter(claim=claim))
    for verdict in visible:
        _collect_verdict(changes, verdict)
    decisions = {decision.event: decision for decision in Decision.objects.filter(claim=claim)}
    if Claim.objects.revealed_to(person).filter(pk=claim.pk).exists():
        return _entries(changes, decisions)
    return _entries(changes, {}, BLIND_VERBS, own=person)


def verdict_timeline(verdict: Verdict) -> list[Entry]:
    """Every state of one verdict and its evidence, newest first."""
    changes: dict[uuid.UUID, list[Change]] = defaultdict(list)
    _collect_verdict(changes, verdict)
    return _entries(changes, {})


def _claim_labels(claim: Claim) -> dict[str, tuple[str, Show]]:
    statements = dict(ClaimVersion.objects.filter(claim=claim).values_list("id", "statement"))
    return {
        "current_version_id": ("Statement", lambda value: statements.get(value, "")),
        "state": ("State", lambda value: str(State(value).label)),
        "sensitive": ("Sensitive", lambda value: "yes" if value else "no"),
    }


def _collect_verdict(changes: dict[uuid.UUID, list[Change]], verdict: Verdict) -> None:
    numbers = dict(ClaimVersion.objects.filter(claim=verdict.claim_id).values_list("id", "number"))
    _collect(
        changes,
        Verdict.history.filter(id=verdict.pk),
        {
            "version_id": ("Judges", lambda value: f"version {numbers[value]} of the statement"),
            "rating": ("Rating", lambda value: str(Rating(value).label) if value else ""),
            "abstention": ("Abstains", lambda value: str(Abstention(value).label) if value else ""),
            "rationale": ("Rationale", str),
        },
    )
    _collect(
        changes,
        Evidence.history.filter(verdict_id=verdict.pk),
        {
            "stance": ("Source", lambda value: str(Stance(value).label)),
            "url": ("Address", str),
            "citation": ("Citation", str),
            "excerpt": ("Excerpt", str),
            "withdrawn_at": ("Source withdrawn", _when),
        },
    )


def _when(value: datetime | None) -> str:
    return f"{value:%d %B %Y, %H:%M}" if value else ""


def _collect(
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


def _entries(
    changes: Mapping[uuid.UUID, list[Change]],
    decisions: Mapping[uuid.UUID, Decision],
    only: frozenset[Verb] | None = None,
    own: User | None = None,
) -> list[Entry]:
    events = Event.objects.filter(id__in=[*changes, *decisions]).select_related("actor").order_by("-number")
    return [
        Entry(
            at=event.at,
            actor=event.actor,
            verb=event.get_verb_display(),
            words=event.words,
            changes=changes.get(event.id, []),
            decision=decisions.get(event.id),
        )
        for event in events
        if only is None or event.verb in only or (event.actor == own and event.verb == Verb.VERDICT_RECORDED)
    ]
