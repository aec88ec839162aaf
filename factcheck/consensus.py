"""What the verdicts on one version of a claim come to: consensus rule 1.

The table, read from the top, with n ratings, quorum q, and a for the largest count:

    n = 0                                               no verdict
    n < q, or the only ratings are the proposer's       below quorum
    a = n                                               unanimous
    3a >= 2n                                            strong majority
    2a > n                                              simple majority
    otherwise, every tie included                       split

Change the table and you change RULE: the number stands beside every outcome that was ever published.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.choices import (
    ANSWERING_ABSTENTIONS,
    PROPOSING_OUTCOMES,
    QUORATE_OUTCOMES,
    Abstention,
    Outcome,
    Rating,
)

RULE = 1
QUORUM = 2
QUORUM_SENSITIVE = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One reviewer's current verdict: a rating or an abstention, never both or neither (ValueError)."""

    reviewer: int
    rating: Rating | None
    abstention: Abstention | None

    def __post_init__(self) -> None:
        if bool(self.rating) == bool(self.abstention):
            raise ValueError("an answer is either a rating or an abstention")


@dataclass(frozen=True, slots=True)
class Consensus:
    """What rule number ``rule`` makes of the answers.

    ``counts`` has every rating, 0 included, in the order of ``Rating``; ``ratings`` is their sum.
    ``abstentions`` counts those that answer. ``not_checkable`` stands beside the outcome, never instead of
    it. ``ready``: an editor may look at it now.
    """

    rule: int
    outcome: Outcome
    proposed: Rating | None
    quorum: int
    counts: Mapping[Rating, int]
    ratings: int
    abstentions: int
    not_checkable: bool
    ready: bool


def quorum_of(*, sensitive: bool) -> int:
    """How many ratings a claim needs."""
    return QUORUM_SENSITIVE if sensitive else QUORUM


def consensus(answers: Iterable[Answer], *, proposer: int, sensitive: bool) -> Consensus:
    """Apply the rule to the answers on one version of a claim; their order does not matter.

    ``answers`` holds at most one per reviewer, as the database sees to, those of deactivated people
    included. "Need more time" counts nowhere. ``proposer`` is the id of who proposed the claim.
    """
    answers = list(answers)
    quorum = quorum_of(sensitive=sensitive)
    rated = Counter(answer.rating for answer in answers if answer.rating)
    counts = {rating: rated[rating] for rating in Rating}
    somebody_else = any(answer.rating and answer.reviewer != proposer for answer in answers)
    outcome = _outcome(counts, quorum if somebody_else else None)
    proposed = max(Rating, key=counts.__getitem__) if outcome in PROPOSING_OUTCOMES else None
    reasons = [answer.abstention for answer in answers if answer.abstention in ANSWERING_ABSTENTIONS]
    not_checkable = _not_checkable(reasons, rated.total(), quorum)
    return Consensus(
        rule=RULE,
        outcome=outcome,
        proposed=proposed,
        quorum=quorum,
        counts=counts,
        ratings=rated.total(),
        abstentions=len(reasons),
        not_checkable=not_checkable,
        ready=outcome in QUORATE_OUTCOMES or not_checkable,
    )


def _outcome(counts: Mapping[Rating, int], quorum: int | None) -> Outcome:
    """Read the table from the top; no quorum can be reached (None) by the proposer alone."""
    ratings, largest = sum(counts.values()), max(counts.values())
    if ratings == 0:
        return Outcome.NO_VERDICT
    if quorum is None or ratings < quorum:
        return Outcome.BELOW_QUORUM
    if largest == ratings:
        return Outcome.UNANIMOUS
    if 3 * largest >= 2 * ratings:
        return Outcome.STRONG_MAJORITY
    if 2 * largest > ratings:
        return Outcome.SIMPLE_MAJORITY
    return Outcome.SPLIT


def _not_checkable(reasons: Sequence[Abstention | None], ratings: int, quorum: int) -> bool:
    answered = ratings + len(reasons)
    return answered >= quorum and 2 * reasons.count(Abstention.NOT_CHECKABLE) > answered
