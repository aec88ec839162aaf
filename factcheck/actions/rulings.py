"""What a decision carries besides its move: a rating, as what it rejects, what it corrects."""

from collections.abc import Mapping

from factcheck.choices import PROPOSING_OUTCOMES, CorrectionKind, Move, Rating, Rejection, State
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Decision, Tally


def reject(decision: Decision, rejection: Rejection | None, other: int | None, locked: Mapping[int, Claim]) -> None:
    """Note on an unsaved decision as what it rejects; raises Invalid without a kind, or for no claim that is left."""
    if rejection is None:
        raise Invalid("Say as what you reject it.", field="rejection")
    decision.rejection = rejection
    if rejection != Rejection.DUPLICATE:
        return
    if other is None:
        raise Invalid("Give the number of the claim that is left.", field="duplicate_of")
    if other == decision.claim_id:
        raise Invalid("A claim is no duplicate of itself. Give the number of the other one.", field="duplicate_of")
    if other not in locked:
        raise Invalid(f"There is no claim {other}.", field="duplicate_of")
    if locked[other].state in {State.REJECTED, State.WITHDRAWN}:
        state = locked[other].get_state_display().lower()
        raise Invalid(f"Claim {other} is {state} itself. Name a claim that is left.", field="duplicate_of")
    decision.duplicate_of = locked[other]


def correct(decision: Decision, correction: CorrectionKind | None, claim: Claim) -> None:
    """Note on an unsaved reopening what it does to what stands now; raises Invalid without a kind."""
    if correction is None:
        raise Invalid("Say what kind of correction it is.", field="correction")
    decision.correction, decision.corrects = correction, claim.decision


def decided_rating(move: Move, rating: Rating | None, tally: Tally) -> str:
    """The rating the decision carries; raises Conflict or Invalid if the move and the outcome do not fit."""
    if move == Move.APPROVE:
        if tally.outcome not in PROPOSING_OUTCOMES:
            raise Conflict("There is no consensus to approve: the rule proposes no rating. Override it or return it.")
        return tally.proposed
    if move == Move.OVERRIDE:
        if rating is None:
            raise Invalid("Choose the rating you decide on.", field="rating")
        if rating == tally.proposed:
            raise Invalid("The rule proposes this rating; approve it instead.", field="rating")
        return rating
    return ""
