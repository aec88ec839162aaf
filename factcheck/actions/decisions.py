"""What an editor who took no part does with a claim."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from annotations.models import OPEN_STATES, Anchor
from factcheck.accounts.models import User
from factcheck.actions.notices import tell_reviewers
from factcheck.actions.participation import stand
from factcheck.actions.recording import Recording, recording
from factcheck.actions.returning import address_to, put_to
from factcheck.actions.rulings import correct, decided_rating, reject
from factcheck.actions.seats import open_seat
from factcheck.actions.tally import compute
from factcheck.actions.versions import give_version
from factcheck.choices import (
    DECIDED_STATES,
    QUORATE_OUTCOMES,
    Address,
    CorrectionKind,
    Move,
    NoticeKind,
    Part,
    Rating,
    Rejection,
    State,
    Verb,
)
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Count, Decision, Evidence, Occurrence, Tally, Verdict
from factcheck.rules import require
from factcheck.transitions import after

_VERBS = {
    Move.APPROVE: Verb.CLAIM_APPROVED,
    Move.OVERRIDE: Verb.CLAIM_OVERRIDDEN,
    Move.RETURN: Verb.CLAIM_RETURNED,
    Move.REJECT: Verb.CLAIM_REJECTED,
    Move.REOPEN: Verb.CLAIM_REOPENED,
}


def fingerprint(claim: Claim) -> str:
    """SHA-256 of what an editor judges: state, version, verdicts, evidence and passages.

    Two equal fingerprints mean that nothing of it changed between them.
    """
    return fingerprints([claim])[claim.pk]


def fingerprints(claims: Collection[Claim]) -> dict[int, str]:
    """The fingerprint of each of these claims, by number; four queries."""
    parts = {claim.pk: [f"claim {claim.state} {claim.current_version_id} {claim.event}"] for claim in claims}
    given: dict[int, list[str]] = {number: [] for number in parts}
    for claim, pk, event in Verdict.objects.filter(claim__in=parts).values_list("claim", "pk", "event"):
        given[claim].append(f"verdict {pk} {event}")
    evidence = Evidence.objects.filter(verdict__claim__in=parts)
    for claim, pk, event in evidence.values_list("verdict__claim", "pk", "event"):
        given[claim].append(f"evidence {pk} {event}")
    for claim, number, event in Occurrence.objects.filter(claim__in=parts).values_list("claim", "pk", "event"):
        given[claim].append(f"occurrence {number} {event}")
    for claim, passage in _passages(parts):
        given[claim].append(passage)
    return {
        number: hashlib.sha256("\n".join([*first, *sorted(given[number])]).encode()).hexdigest()
        for number, first in parts.items()
    }


def _passages(claims: Collection[int]) -> Iterator[tuple[int, str]]:
    """Their passages as the newest text has them: a correction elsewhere in an article changes nothing here."""
    anchors = Anchor.objects.filter(span__occurrence__claim__in=claims).select_related("span__occurrence")
    newest = {anchor.span_id: anchor for anchor in anchors.order_by("revision__number")}
    for span, anchor in newest.items():
        yield anchor.span.occurrence.claim_id, f"passage {span} {anchor.state in OPEN_STATES} {anchor.quote}"


def decide(
    *,
    claim: Claim,
    move: Move,
    by: User,
    seen: str,
    rating: Rating | None = None,
    rejection: Rejection | None = None,
    duplicate_of: int | None = None,
    correction: CorrectionKind | None = None,
    address: Address = Address.EVERYBODY,
    asked: Collection[int] = (),
    reason: str = "",
    key: str = "",
) -> Decision:
    """Approve, override, return, reject or reopen; keep a snapshot of what the rule said, and return it.

    ``seen`` is the fingerprint the page was made from: raises Conflict if anything changed since, if the
    state does not allow the move, or if there is no consensus to approve. Raises NotAllowed for anybody
    who took part, Invalid where a reason, a rating or what else the move asks for is missing: for a rejection
    as what, and of which claim it is a duplicate; for reopening what kind of correction it is; for returning to named
    reviewers at least one of them (``asked``, numbers of people). What belongs to another move counts for nothing.
    Those who answered are told, of a return those it is for; one more reviewer gets a seat. A claim that was under
    review when it is reopened gets a new version, so that it is answered anew for the words that stand there now.
    """
    require("decide", by, claim)
    content = [claim.pk, move, rating, rejection, duplicate_of, correction, address, sorted(asked), reason, seen]
    with recording(_VERBS[move], by=by, key=key, content=content, words=reason) as record:
        if (earlier := record.repeated(Decision)) is not None:
            return earlier
        locked = _locked(claim.pk, duplicate_of if rejection == Rejection.DUPLICATE else None)
        current = locked[claim.pk]
        state = after(current.state, move)
        if fingerprint(current) != seen:
            raise Conflict("Something changed since you opened this claim. Look at it again, then decide.")
        tally = compute(current)
        decided = decided_rating(move, rating, tally)
        decision = snapshot(tally, claim=current, editor=by, move=move, rating=decided, fingerprint=seen)
        if move == Move.REJECT:
            reject(decision, rejection, duplicate_of, locked)
        if move == Move.REOPEN:
            correct(decision, correction, current)
        people = address_to(decision, address, asked) if move == Move.RETURN else []
        if move != Move.APPROVE and not record.words:
            raise Invalid("Give the reason in a sentence.", field="reason")
        stand(current, by, Part.DECIDER, record.id)
        decision.reason, decision.event = record.words, record.id
        decision.save()
        _tell(record, decision, people)
        _settle(record, current, state, decision)
        return record.about(decision)


def _locked(number: int, other: int | None) -> Mapping[int, Claim]:
    """Those of these claims that exist, locked in the order of their numbers."""
    wanted = [number] if other is None else [number, other]
    return {one.pk: one for one in Claim.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _tell(record: Recording, decision: Decision, people: Sequence[User]) -> None:
    """Tell those who answered, of a return only these ``people``."""
    if decision.move == Move.RETURN:
        put_to(record, decision, people)
    else:
        kind = NoticeKind.REOPENED if decision.move == Move.REOPEN else NoticeKind.DECIDED
        tell_reviewers(record, kind, [decision.claim])


def _settle(record: Recording, claim: Claim, state: State, decision: Decision) -> None:
    """Write the claim as the decision leaves it, with the new version that was put off while it was frozen."""
    claim.state = state
    claim.decision = decision if state in DECIDED_STATES else None
    reworded, claim.under_review = claim.under_review, False
    if reworded:
        # The answers judged other words than stand in the article now.
        statement = claim.current_version.statement
        give_version(record, claim, statement=statement, reason="A passage changed while the claim was decided.")
    elif decision.address == Address.ONE_MORE:
        open_seat(record, claim)
    else:
        record.write(claim)


def snapshot(tally: Tally, **decided: Any) -> Decision:
    """An unsaved decision with what the rule says now beside what was decided."""
    return Decision(
        **decided,
        **{field.attname: getattr(tally, field.attname) for field in Count._meta.fields},
        below_quorum=tally.outcome not in QUORATE_OUTCOMES,
    )
