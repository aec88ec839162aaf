"""The consensus as plain rows: one per claim. What a row may say is decided here, for every format."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, Confidence, Move, Rating, State
from factcheck.decided import Corrected, corrections, recorded_decisions
from factcheck.exports.answers import ChangeOfMindRow, Said, SourceRow, said_of
from factcheck.exports.passages import OccurrenceRow, Passages, passages_of
from factcheck.models import Claim, Decision, Tally


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A decision that was reopened: what kind of correction, why, and the rating (or "rejected") before and after.

    ``after`` is None until an editor decides again.
    """

    kind: str
    cause: str
    by: str
    at: str
    before: str
    before_version: int
    after: str | None
    after_version: int | None


@dataclass(frozen=True, slots=True)
class ConsensusRow:
    """One claim. Where the claim is blind to whoever asks, everything that depends on answers is None."""

    claim: int
    statement: str
    version: int
    state: str
    #: Whether a passage came to other words after the decision.
    under_review: bool
    sensitive: bool
    proposed_at: str
    occurrences: tuple[OccurrenceRow, ...]
    #: How many articles carry it, and on how many origins they rest: articles on one origin do not confirm each other.
    articles: int
    origins: int
    verified: int | None
    disputed: int | None
    unverified: int | None
    abstentions: int | None
    outcome: str | None
    rule: int | None
    quorum: int | None
    not_checkable: bool | None
    rating: str | None
    decision: str | None
    below_quorum: bool | None
    reason: str | None
    decided_by: str | None
    decided_at: str | None
    corrections: tuple[CorrectionRow, ...] | None
    #: What the counted ratings rest on, how sure people were, and what would change their mind. How sure: None where
    #: nobody was asked.
    evidence: tuple[SourceRow, ...] | None
    confidence_low: int | None
    confidence_medium: int | None
    confidence_high: int | None
    change_of_mind: tuple[ChangeOfMindRow, ...] | None


def consensus_rows(person: User | None, *, unapproved: bool = False) -> list[ConsensusRow]:
    """The rows, in order of claim number: approved claims, and with ``unapproved`` those in work as well.

    ``person`` is who asks: of claims that are blind to them they get the statement and the passages, and
    nothing that depends on answers. None is the operator at the command line, who has the database.
    Withdrawn and rejected claims are never exported. A fixed number of queries.
    """
    states = {State.APPROVED, *(ANSWERABLE_STATES if unapproved else ())}
    if person is None:
        everything = Claim.objects.select_related("current_version", "decision__editor")
    else:
        everything = claims_for(person)
    claims = list(everything.filter(state__in=states).order_by("id"))
    ids = [claim.pk for claim in claims]
    known = ids if person is None else Claim.objects.revealed_to(person).filter(pk__in=ids).values_list("pk", flat=True)
    tallies = {tally.claim_id: tally for tally in Tally.objects.filter(claim__in=list(known))}
    passages = passages_of(ids)
    corrected = _corrections(tallies)
    said = said_of(tallies)
    return [
        _row(claim, tallies.get(claim.pk), passages[claim.pk], corrected.get(claim.pk), said.get(claim.pk))
        for claim in claims
    ]


def _row(
    claim: Claim,
    tally: Tally | None,
    passages: Passages,
    corrected: tuple[CorrectionRow, ...] | None,
    said: Said | None,
) -> ConsensusRow:
    decision = claim.decision if claim.state == State.APPROVED else None
    counted: Decision | Tally | None = decision or tally
    return ConsensusRow(
        claim=claim.pk,
        statement=claim.current_version.statement,
        version=claim.current_version.number,
        state=claim.state,
        under_review=claim.under_review,
        sensitive=claim.sensitive,
        proposed_at=claim.created_at.isoformat(),
        occurrences=tuple(passages.rows),
        articles=passages.weight.articles,
        origins=passages.weight.origins,
        verified=getattr(counted, Rating.VERIFIED, None),
        disputed=getattr(counted, Rating.DISPUTED, None),
        unverified=getattr(counted, Rating.UNVERIFIED, None),
        abstentions=counted.abstentions if counted else None,
        outcome=counted.outcome if counted else None,
        rule=counted.rule if counted else None,
        quorum=counted.quorum if counted else None,
        not_checkable=counted.not_checkable if counted else None,
        rating=decision.rating if decision else None,
        decision={Move.APPROVE: "approved", Move.OVERRIDE: "overridden"}[Move(decision.move)] if decision else None,
        below_quorum=decision.below_quorum if decision else None,
        reason=decision.reason if decision else None,
        decided_by=str(decision.editor) if decision else None,
        decided_at=decision.decided_at.isoformat() if decision else None,
        corrections=corrected,
        evidence=tuple(said.sources) if said else None,
        confidence_low=said.count(Confidence.LOW) if said else None,
        confidence_medium=said.count(Confidence.MEDIUM) if said else None,
        confidence_high=said.count(Confidence.HIGH) if said else None,
        change_of_mind=tuple(said.changes) if said else None,
    )


def _corrections(claims: Iterable[int]) -> dict[int, tuple[CorrectionRow, ...]]:
    """The corrections of each of these claims, the earliest first; one query."""
    decisions: dict[int, list[Decision]] = {claim: [] for claim in claims}
    reopened = Decision.objects.filter(corrects__isnull=False).values("claim")
    for one in recorded_decisions().filter(claim__in=list(decisions)).filter(claim__in=reopened):
        decisions[one.claim_id].append(one)
    return {claim: tuple(_correction(pair) for pair in corrections(made)) for claim, made in decisions.items()}


def _correction(pair: Corrected) -> CorrectionRow:
    why, before, after = pair.reopening, pair.before, pair.after
    return CorrectionRow(
        kind=why.correction,
        cause=why.reason,
        by=str(why.editor),
        at=why.decided_at.isoformat(),
        before=before.rating or "rejected",
        before_version=before.version.number,
        after=(after.rating or "rejected") if after else None,
        after_version=after.version.number if after else None,
    )
