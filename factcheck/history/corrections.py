"""What corrections of an article did to its passages and claims, told under the events that did it."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from annotations.models import OPEN_STATES, Anchor, AnchorState, Revision
from factcheck.history.entries import Change, Changes
from factcheck.models import Claim


def collect_corrections(changes: Changes, revisions: Sequence[Revision]) -> None:
    """For an article: what became of its passages in each revision, and those that a person settled since."""
    events = [revision.event for revision in revisions if revision.number > 1]
    carried = Anchor.history.filter(event__in=events, span__withdrawn_at=None)
    counts = Counter(carried.values_list("event", "state"))
    for state in AnchorState:
        for event in events:
            if number := counts[event, state.value]:
                changes[event].append(Change(f"Passages: {state.label.lower()}", None, str(number)))
    settled = Anchor.history.filter(revision__in=revisions, history_type="~").order_by("history_id")
    for row in settled:
        changes[row.event].append(Change(_settled(row.state), None, row.quote))


def collect_passages(changes: Changes, spans: Collection[int]) -> None:
    """For a claim: the words of its passages as they were marked, altered, in doubt, and settled.

    Each history row of an anchor is paired with the words its span was last known to have, in whatever revision.
    """
    known: dict[int, str] = {}
    for row in Anchor.history.filter(span_id__in=spans).order_by("history_id"):
        before = known.get(row.span_id)
        if row.state not in OPEN_STATES:
            known[row.span_id] = row.quote
        if row.state in OPEN_STATES and row.settled_by_id is None:
            label = f"Passage in doubt: {AnchorState(row.state).label.lower()}"
            changes[row.event].append(Change(label, None, row.quote))
        elif before is not None and row.state not in OPEN_STATES and row.quote != before:
            changes[row.event].append(Change("Passage", before, row.quote))
        elif row.history_type == "~":
            changes[row.event].append(Change(_settled(row.state), None, row.quote))
        elif before is None:
            changes[row.event].append(Change("Passage", None, row.quote))


def collect_versions(changes: Changes, claim: Claim) -> None:
    """For a claim: versions that keep the statement, which no comparison of statements would show."""
    for earlier, version in pairwise(claim.versions.order_by("number")):
        if earlier.statement == version.statement:
            changes[version.event].append(Change("New version", None, f"{version.number}: {version.reason}"))


def _settled(state: str) -> str:
    return "Passage left without a place" if state == AnchorState.ORPHANED else "Passage placed"
