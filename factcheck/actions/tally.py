"""Keep the stored outcome equal to what the rule says of the stored verdicts."""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from annotations.prepared import Prepared
from factcheck import consensus
from factcheck.choices import ANSWERABLE_STATES, Abstention, Rating
from factcheck.models import Claim, Tally, Verdict


def compute(claim: Claim) -> Tally:
    """The tally of the verdicts on the claim's current version, unsaved; one query."""
    said = _said(claim=claim.pk, version=claim.current_version_id)
    return _tally(claim, [_answer(*one) for one in said])


@Prepared
def _said(claim: int, version: uuid.UUID) -> QuerySet[Verdict, tuple[int, str, str]]:
    standing = Verdict.objects.standing().filter(claim=claim, version=version)
    return standing.order_by().values_list("reviewer_id", "rating", "abstention")


def compute_all(claims: Collection[Claim]) -> dict[int, Tally]:
    """The tally of each of these claims, unsaved, by number; one query."""
    answers: dict[int, list[consensus.Answer]] = {claim.pk: [] for claim in claims}
    current = [claim.current_version_id for claim in claims]
    for verdict in Verdict.objects.standing().filter(claim__in=answers, version__in=current):
        answers[verdict.claim_id].append(_answer(verdict.reviewer_id, verdict.rating, verdict.abstention))
    return {claim.pk: _tally(claim, answers[claim.pk]) for claim in claims}


def recount(claim: Claim) -> Tally:
    """Store the tally of a claim that is locked by this transaction, and return it. Idempotent."""
    tally = compute(claim)
    tally.save()
    return tally


def recount_all(claims: Collection[Claim]) -> list[Tally]:
    """Store the tallies of claims that are locked by this transaction, and return them. Idempotent."""
    tallies = [*compute_all(claims).values()]
    for tally in tallies:
        tally.save()
    return tallies


def keep_waits(claims: Collection[Claim]) -> None:
    """Store with the tallies of these claims, which this transaction has locked, whether they are in work; one query.

    One more for each that changed. The frame of every action calls it for the claims that were written.
    """
    if not claims:
        return
    stored = Tally.objects.in_bulk([claim.pk for claim in claims])
    for claim in claims:
        tally, waits = stored.get(claim.pk), claim.state in ANSWERABLE_STATES
        if tally is not None and tally.waits != waits:
            tally.waits = waits
            tally.save()


def begin(claim: Claim, *, is_first: bool) -> Tally:
    """Store the tally of a locked claim whose current version was made just now: nobody has answered it."""
    tally = _tally(claim, [])
    # The first is inserted and the others take its place: to be told which it is saves a query.
    tally.save(force_insert=is_first, force_update=not is_first)
    return tally


def _answer(reviewer: int, rating: str, abstention: str) -> consensus.Answer:
    return consensus.Answer(
        reviewer=reviewer,
        rating=Rating(rating) if rating else None,
        abstention=Abstention(abstention) if abstention else None,
    )


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
        waits=claim.state in ANSWERABLE_STATES,
    )
