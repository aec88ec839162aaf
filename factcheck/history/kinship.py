"""Splitting and merging: which passages a claim had and while, and which claims came of it or into it."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from typing import Any

from annotations.models import OPEN_STATES, Anchor
from factcheck.history.entries import Change, Changes
from factcheck.models import Claim, Event, Occurrence

#: Numbers of events: from the first, before the second; None where a passage is the claim's still.
_Stay = tuple[int, int | None]
_Numbers = dict[uuid.UUID, int]


def collect_stays(changes: Changes, claim: Claim, of_spans: Callable[[Changes, Collection[int]], None]) -> None:
    """What ``of_spans`` collects of the claim's passages, of those that came or went only while they were its own.

    With the words of a passage under the event that brought it, or took it to another claim.
    """
    ever = Occurrence.history.filter(claim_id=claim.pk).values("id")
    rows = defaultdict(list)
    for row in Occurrence.history.filter(id__in=ever).order_by("history_id"):
        rows[row.span_id].append(row)
    moved = {span for span, states in rows.items() if {row.claim_id for row in states} != {claim.pk}}
    of_spans(changes, rows.keys() - moved)
    if not moved:
        return
    words = defaultdict(list)
    for row in Anchor.history.filter(span_id__in=moved).order_by("history_id"):
        words[row.span_id].append(row)
    numbers = dict(Event.objects.filter(id__in=_events(rows, words, moved)).values_list("id", "number"))
    together = defaultdict(list)
    for span in sorted(moved):
        _collect_moves(changes, claim, rows[span], words[span], numbers)
        together[_stays(claim, rows[span], numbers)].append(span)
    for stays, spans in together.items():
        of_these: Changes = defaultdict(list)
        of_spans(of_these, spans)
        numbers |= dict(Event.objects.filter(id__in=of_these.keys() - numbers.keys()).values_list("id", "number"))
        for event, found in of_these.items():
            if any(first <= numbers[event] < (end or numbers[event] + 1) for first, end in stays):
                changes[event] += found


def collect_kin(changes: Changes, claim: Claim) -> None:
    """The claims that were split off, merged into it, and taken out again."""
    for row in Claim.history.filter(split_from_id=claim.pk, history_type="+").order_by("history_id"):
        changes[row.event].append(Change("Split off", None, f"claim {row.id}"))
    before: dict[int, int | None] = {}
    ever = Claim.history.filter(merged_into_id=claim.pk).values("id")
    for row in Claim.history.filter(id__in=ever).order_by("history_id"):
        is_in, was_in = row.merged_into_id == claim.pk, before.get(row.id) == claim.pk
        if is_in != was_in:
            changes[row.event].append(Change("Merged with" if is_in else "Parted from", None, f"claim {row.id}"))
        before[row.id] = row.merged_into_id


def _events(*rows_of: Any) -> set[uuid.UUID]:
    *both, moved = rows_of
    return {row.event for rows in both for span in moved for row in rows[span]}


def _stays(claim: Claim, rows: list[Any], numbers: _Numbers) -> tuple[_Stay, ...]:
    """While which events the passage with these states was the claim's."""
    found: list[_Stay] = []
    for row in rows:
        if row.claim_id == claim.pk and not (found and found[-1][1] is None):
            found.append((numbers[row.event], None))
        elif row.claim_id != claim.pk and found and found[-1][1] is None:
            found[-1] = found[-1][0], numbers[row.event]
    return tuple(found)


def _collect_moves(changes: Changes, claim: Claim, rows: list[Any], words: list[Any], numbers: _Numbers) -> None:
    for earlier, row in pairwise(rows):
        if earlier.claim_id == row.claim_id or claim.pk not in {earlier.claim_id, row.claim_id}:
            continue
        came = row.claim_id == claim.pk
        label = f"Passage from claim {earlier.claim_id}" if came else f"Passage gone to claim {row.claim_id}"
        changes[row.event].append(Change(label, None, _words_then(words, numbers[row.event], numbers)))


def _words_then(words: list[Any], number: int, numbers: Mapping[uuid.UUID, int]) -> str:
    """The words a passage was last known to have when the event with this number happened."""
    known = [row for row in words if numbers[row.event] <= number]
    sure = [row for row in known if row.state not in OPEN_STATES]
    quote: str = (sure or known)[-1].quote
    return quote
