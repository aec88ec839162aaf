"""Keep the stored outcome equal to what the rule says of the stored verdicts."""

from factcheck import consensus
from factcheck.choices import Abstention, Rating
from factcheck.models import Claim, Tally


def compute(claim: Claim) -> Tally:
    """The tally of the verdicts on the claim's current version, unsaved."""
    answers = [
        consensus.Answer(
            reviewer=verdict.reviewer_id,
            rating=Rating(verdict.rating) if verdict.rating else None,
            abstention=Abstention(verdict.abstention) if verdict.abstention else None,
        )
        for verdict in claim.verdicts.filter(version_id=claim.current_version_id, withdrawn_at=None)
    ]
    return _tally(claim, answers)


def recount(claim: Claim) -> Tally:
    """Store the tally of a claim that is locked by this transaction, and return it. Idempotent."""
    tally = compute(claim)
    tally.save()
    return tally


def begin(claim: Claim) -> Tally:
    """Store the tally of a locked claim whose current version was made just now: nobody has answered it."""
    tally = _tally(claim, [])
    tally.save()
    return tally


def _tally(claim: Claim, answers: list[consensus.Answer]) -> Tally:
    found = consensus.consensus(answers, proposer=claim.proposer_id, sensitive=claim.sensitive)
    return Tally(
        claim=claim,
        version_id=claim.current_version_id,
        rule=found.rule,
        quorum=found.quorum,
        verified=found.counts[Rating.VERIFIED],
        disputed=found.counts[Rating.DISPUTED],
        unverified=found.counts[Rating.UNVERIFIED],
        abstentions=found.abstentions,
        outcome=found.outcome,
        proposed=found.proposed or "",
        not_checkable=found.not_checkable,
        ready=found.ready,
    )
