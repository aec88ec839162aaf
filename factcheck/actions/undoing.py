"""Undo and do again one's own last deeds, whatever they were.

An event says what a person did, and the history rows it left say what was there before. So undoing writes the rows
of one event back under a new event; a row that the event made is withdrawn. Doing it again is undoing the undoing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone

from annotations.models import Anchor, Revision, Span
from annotations.reversal import Written, written_by
from factcheck.accounts.models import User
from factcheck.actions.notices import tell_again
from factcheck.actions.recording import Recording, recording
from factcheck.actions.stack import DECIDED, Deed, stacks_of
from factcheck.actions.standing import refuse_misplaced
from factcheck.actions.tally import recount_all
from factcheck.choices import Move, State, Verb
from factcheck.errors import Conflict
from factcheck.models import Claim, Event, Evidence, Occurrence, Upheld, Verdict
from factcheck.rules import require
from factcheck.transitions import after


class ChangedSince(Conflict):
    """Something the deed wrote is not as it left it. ``written`` are those rows, as they were left and as they are."""

    def __init__(self, deed: Deed, written: Collection[Written]) -> None:
        super().__init__("This was changed since, as shown here. Nothing was saved.")
        self.deed = deed
        self.written = written


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was undone or done again: the deed, the claims and spans it is about, and where spans stood or stand.

    ``places`` are (revision, start, end) in code points, of anchors that moved.
    """

    deed: Deed
    verb: Verb
    claims: list[int]
    spans: list[int]
    places: list[tuple[int, int, int]]


def undo_last(*, by: User, seen: str, key: str = "") -> Reversal:
    """Take back what this person did last and has not taken back yet.

    ``seen`` is the token of the deed they were shown: raises Conflict if it is another one by now. ChangedSince if
    a row of it is not as the deed left it; Conflict if a claim of it is decided, or what comes back may not stand
    where it stood: as the actions that put it there. NotAllowed if the person may not do such things any more.
    First answers and sides stay: undoing neither hides what was seen nor makes anybody a stranger to a claim. An
    approval that is taken back leaves its decisions on record, out of force.
    """
    return _reverse(Verb.UNDONE, by=by, seen=seen, key=key)


def redo_last(*, by: User, seen: str, key: str = "") -> Reversal:
    """Do again what this person took back last, if they did nothing else since; raises as ``undo_last``."""
    return _reverse(Verb.REDONE, by=by, seen=seen, key=key)


def _reverse(verb: Verb, *, by: User, seen: str, key: str) -> Reversal:
    with recording(verb, by=by, key=key, content=[verb, seen]) as record:
        if (earlier := record.earlier) is not None:
            return _reversal(earlier.deed or earlier, earlier, written_by(earlier.id))
        deed = _as_seen(verb, by, seen)
        written = written_by(deed.latest)
        claims = list(Claim.objects.select_for_update().filter(pk__in=_claims_of(written)).order_by("pk"))
        _require(deed, by, claims)
        if moved_on := [one for one in written if one.moved_on]:
            raise ChangedSince(deed, moved_on)
        _refuse_frozen(deed, claims, written)
        _refuse_older_text(written)
        _write_back(record, written)
        claims = list(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))
        refuse_misplaced(_spans_of(written), claims)
        recount_all(claims)
        # Whose answer is taken back, or put back for an earlier wording, has the claim to answer again.
        record.follow(claims)
        record.deed = deed.event
        _tell_of_versions(record, deed.event, written)
        record.about(_principal(deed.event))
        for one in written:
            if isinstance(one.row, Claim):  # not those of verdicts: what others answered is told to nobody
                record.also(one.row)
        return _reversal(deed.event, Event(id=record.id, verb=verb), written)


def _as_seen(verb: Verb, by: User, seen: str) -> Deed:
    stacks = stacks_of(by)
    stack = stacks.undo if verb == Verb.UNDONE else stacks.redo
    if not stack or stack[-1].token != seen:
        raise Conflict("You did something else meanwhile, perhaps in another window. See what is next, then ask again.")
    return stack[-1]


def _require(deed: Deed, by: User, claims: Collection[Claim]) -> None:
    about: list[Claim | None] = [*claims]
    for claim in about or [None]:
        require(deed.permission, by, claim)


def _refuse_frozen(deed: Deed, claims: Iterable[Claim], written: Iterable[Written]) -> None:
    """Raise Conflict unless each claim is in work, or withdrawn or approved and comes back by this."""
    back = {one.row.pk for one in written if isinstance(one.row, Claim) and one.row.state == State.WITHDRAWN}
    for claim in claims:
        if deed.event.verb in DECIDED:
            after(claim.state, Move.TAKE_BACK)
        else:
            after(claim.state, Move.RESTORE if claim.pk in back else Move.EDIT)


def _refuse_older_text(written: Iterable[Written]) -> None:
    """Raise Conflict if a passage would move in a text that was corrected since: the newer one has its own place."""
    moved = [one.row.revision_id for one in written if isinstance(one.row, Anchor) and one.before is not None]
    for revision in Revision.objects.filter(pk__in=moved):
        if Revision.objects.filter(article=revision.article_id, number__gt=revision.number).exists():
            raise Conflict("The text of this article was corrected meanwhile. Move the passage in the new text.")


def _write_back(record: Recording, written: Iterable[Written]) -> None:
    """Write each row as it was before. Those that leave go first: what comes back may take their place."""
    rows = []
    for one in written:
        if one.before is not None:
            one.put_back()
        elif isinstance(one.row, Claim):
            one.row.state = State.WITHDRAWN
        elif isinstance(one.row, Anchor):
            continue  # every span has an anchor in every text, withdrawn ones too
        else:
            one.row.withdrawn_at = timezone.now()
        rows.append(one.row)
    for row in sorted(rows, key=lambda row: getattr(row, "withdrawn_at", None) is None):
        record.write(row)


def _claims_of(written: Collection[Written]) -> set[int]:
    """The claims these rows are about, before and after."""
    states = [state for one in written for state in (one.left, one.before) if state is not None]
    rows = [one.row for one in written]
    found = {row.pk for row in rows if isinstance(row, Claim)}
    joined = {type(one.row) for one in written if isinstance(one.row, (Occurrence, Verdict))}
    found |= {state.claim_id for state in states if state.instance_type in joined}
    evidence = [row.pk for row in rows if isinstance(row, Evidence)]
    upheld = [row.verdict_id for row in rows if isinstance(row, Upheld)]
    joined_by = Q(verdicts__evidence__in=evidence) | Q(verdicts__in=upheld)
    others = Claim.objects.filter(joined_by | Q(occurrences__span__in=_spans_of(written)))
    return found | set(others.values_list("pk", flat=True))


def _spans_of(written: Iterable[Written]) -> list[int]:
    rows = [one.row for one in written]
    spans = {row.pk for row in rows if isinstance(row, Span)} | {row.span_id for row in rows if isinstance(row, Anchor)}
    return sorted(spans | {row.span_id for row in rows if isinstance(row, Occurrence)})


def _tell_of_versions(record: Recording, deed: Event, written: Iterable[Written]) -> None:
    """Tell those who answered a version that was the claim's until now; who heard it of the same to and fro, once."""
    for one in written:
        if isinstance(one.row, Claim) and one.before and one.before.current_version_id != one.left.current_version_id:
            tell_again(record, deed, one.row, of=one.left.current_version_id)


def _principal(event: Event) -> Model:
    """What the deed was about; so is undoing it."""
    found: Model = apps.get_model(event.principal_kind)._default_manager.get(pk=event.principal_id)
    return found


def _reversal(event: Event, latest: Event, written: Collection[Written]) -> Reversal:
    anchors = [(one.before, one.left) for one in written if isinstance(one.row, Anchor) and one.before is not None]
    places = [(at.revision_id, at.start, at.end) for both in anchors for at in both]
    return Reversal(
        Deed(event, latest.id),
        Verb(latest.verb),
        sorted(_claims_of(written)),
        _spans_of(written),
        [place for place in places if None not in place],
    )
