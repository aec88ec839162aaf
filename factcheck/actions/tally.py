"""Keep the stored outcome equal to what the rule says of the stored verdicts."""

from collections.abc import Collection

from factcheck import consensus
from factcheck.choices import Abstention, Rating
from factcheck.models import Claim, Tally, Verdict


def compute(claim: Claim) -> Tally:
    """The tally of the verdicts on the claim's current version, unsaved."""
    return compute_all([claim])[claim.pk]


def compute_all(claims: Collection[Claim]) -> dict[int, Tally]:
    """The tally of each of these claims, unsaved, by number; one query."""
    answers: dict[int, list[consensus.Answer]] = {claim.pk: [] for claim in claims}
    current = [claim.current_version_id for claim in claims]
    for verdict in Verdict.objects.standing().filter(claim__in=answers, version__in=current):
        answers[verdict.claim_id].append(
            consensus.Answer(
                reviewer=verdict.reviewer_id,
                rating=Rating(verdict.rating) if verdict.rating else None,
                abstention=Abstention(verdict.abstention) if verdict.abstention else None,
            )
        )
    return {claim.pk: _tally(claim, answers[claim.pk]) for claim in claims}


def recount(claim: Claim) -> Tally:
    """Store the tally of a claim that is locked by this transaction, and return it. Idempotent."""
    (tally,) = recount_all([claim])
    return tally


def recount_all(claims: Collection[Claim]) -> list[Tally]:
    """Store the tallies of claims that are locked by this transaction, and return them. Idempotent."""
    tallies = [*compute_all(claims).values()]
    for tally in tallies:
        tally.save()
    return tallies


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
