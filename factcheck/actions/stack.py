"""What a person can undo and do again: two stacks, worked out from the events they left.

So they are the same on every page and device, and after a reload. A new deed empties the second; what is no deed
(another decision, an import, a correction) leaves both alone. What a person passed over is in neither.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.choices import REVERSALS, Verb
from factcheck.errors import Conflict
from factcheck.models import Event, PassedOver

#: So many deeds can be undone: twice as many events are looked at, as undoing is one too.
MOST = 100

#: What can be undone: verb -> the permission it takes to undo it, and how it is called on a button.
UNDOABLE: dict[str, tuple[str, str]] = {
    Verb.ARTICLE_DESCRIBED: ("describe", "described an article"),
    Verb.ZONE_MARKED: ("zone", "marked words besides the claims"),
    Verb.ZONE_CHANGED: ("zone", "changed a mark"),
    Verb.ZONE_REMOVED: ("zone", "removed a mark"),
    Verb.ZONE_RESTORED: ("zone", "put back a mark"),
    Verb.CLAIM_PROPOSED: ("propose", "marked"),
    Verb.CLAIM_EDITED: ("edit", "edited the statement of"),
    Verb.CLAIM_WITHDRAWN: ("withdraw", "withdrew"),
    Verb.CLAIM_RESTORED: ("restore", "put back"),
    Verb.CLAIM_SPLIT: ("edit", "split off"),
    Verb.CLAIM_MERGED: ("edit", "merged a claim into"),
    Verb.PASSAGE_LINKED: ("link", "added a passage to"),
    Verb.PASSAGE_MOVED: ("edit", "moved the edges of a passage of"),
    Verb.PASSAGE_UNLINKED: ("link", "took a passage off"),
    Verb.PASSAGE_RESTORED: ("link", "put back a passage of"),
    Verb.VERDICT_RECORDED: ("answer", "answered"),
    Verb.VERDICT_UPHELD: ("answer", "let the answer stand to"),
    Verb.CLAIMS_APPROVED: ("decide", "approved several claims at once"),
}
#: What is undone and not done again: an editor decides anew, on what there is to see by then.
DECIDED = frozenset({Verb.CLAIMS_APPROVED})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a person did. ``latest`` is the event that did it last, or undid it last: the one to be reversed."""

    event: Event
    latest: uuid.UUID

    @property
    def token(self) -> str:
        """What says that a person was shown this deed. No id of an event leaves the house."""
        return hashlib.sha256(self.latest.bytes).hexdigest()[:32]

    @property
    def permission(self) -> str:
        return UNDOABLE[self.event.verb][0]

    def name(self, claim: int | None) -> str:
        """What was done, in the past tense, with the number of its claim if it is known."""
        words = UNDOABLE[self.event.verb][1]
        if self.event.verb.startswith(("claim-", "passage-", "verdict-")):
            return f"{words} claim {claim}" if claim else f"{words} a claim"
        return words


@dataclass(slots=True)
class Stacks:
    """Deeds that can be undone, and undone ones that can be done again, the next one last; and the newest event."""

    undo: list[Deed] = field(default_factory=list)
    redo: list[Deed] = field(default_factory=list)
    newest: Event | None = None


def stacks_of(person: User) -> Stacks:
    """The person's stacks, from their newest events; one query."""
    return stacked(reversed(_newest(person)[: 2 * MOST]))


def next_of(person: User) -> Stacks:
    """The same, of which only what is next on each is sure to be there; one query, two if they undid something last.

    A new deed is next, and empties the other stack, whatever was before it.
    """
    newest = _last(person=person.pk)
    is_new = not newest or (newest[0].deed is None and not newest[0].is_passed_over)
    return stacked(newest) if is_new else stacks_of(person)


@Prepared
def _last(person: int) -> QuerySet[Event]:
    return _newest(person)[:1]


def _newest(person: User | int) -> QuerySet[Event]:
    wanted = [*UNDOABLE, *REVERSALS]
    newest = Event.objects.filter(actor=person, verb__in=wanted).order_by("-number")
    return newest.select_related("deed", "passed_over")


def stacked(events: Iterable[Event]) -> Stacks:
    """The stacks after one person's events, oldest first."""
    stacks = Stacks()
    for event in events:
        stacks.newest = event
        if event.deed is None:
            stacks.redo.clear()
        gone, come = (stacks.undo, stacks.redo) if event.verb == Verb.UNDONE else (stacks.redo, stacks.undo)
        gone[:] = [deed for deed in gone if deed.event != event.deed]
        if not event.is_passed_over and (event.deed is None or event.deed.verb not in DECIDED):
            come.append(Deed(event.deed or event, event.id))
    return stacks


def pass_over(*, by: User, seen: str) -> Deed:
    """Leave what is next to be undone, or done again, as it is, so that what came before it is next.

    For a deed that somebody's change keeps from being undone: without this it would bar all older ones. ``seen`` is
    its token: raises Conflict if it is next on neither stack any more. Passing over is no deed: it writes no event,
    changes nothing that anybody judged, and touches no other person's stacks. Twice is once.
    """
    stacks = stacks_of(by)
    offered = [stack[-1] for stack in (stacks.undo, stacks.redo) if stack]
    passed = Event.objects.filter(actor=by).exclude(passed_over=None).select_related("deed").order_by("-number")
    for deed in [*offered, *(Deed(event.deed or event, event.id) for event in passed[:MOST])]:
        if deed.token == seen:
            PassedOver.objects.get_or_create(event_id=deed.latest)
            return deed
    raise Conflict("You did something else meanwhile, perhaps in another window. See what is next, then ask again.")
