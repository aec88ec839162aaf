"""As what an editor rejects a claim: not a claim, an opinion, or a duplicate of one that is left."""

import pytest

from factcheck.actions import withdraw_claim
from factcheck.choices import Move, Rating, Rejection
from factcheck.errors import Conflict, Invalid
from factcheck.models import Decision
from tests.desk import all_rows, propose, rate, rule_on

DUPLICATE = Rejection.DUPLICATE


@pytest.fixture
def other(claim, ada, revision):
    return propose(ada, revision, "Nobody was hurt")


def reject(claim, by, rejection, of=None, **more):
    return rule_on(claim, by, Move.REJECT, rejection=rejection, duplicate_of=of, **{"reason": "So.", **more})


def refused(claim, by, field, match, rejection=DUPLICATE, of=None):
    before = all_rows()
    with pytest.raises(Invalid, match=match) as problem:
        reject(claim, by, rejection, of)
    assert (problem.value.field, all_rows()) == (field, before)


@pytest.mark.parametrize("rejection", [Rejection.NOT_A_CLAIM, Rejection.OPINION])
def test_a_rejection_says_as_what_and_names_no_other_claim(claim, other, cleo, rejection):
    decision = reject(claim, cleo, rejection, other.pk)
    assert (decision.rejection, decision.duplicate_of) == (rejection, None)


def test_a_duplicate_names_the_claim_that_is_left(claim, other, cleo):
    decision = reject(claim, cleo, DUPLICATE, other.pk)
    assert (decision.rejection, decision.duplicate_of) == (DUPLICATE, other)


def test_a_claim_that_was_approved_can_be_the_one_that_is_left(claim, other, cleo):
    rule_on(other, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The gauge decides.")
    assert reject(claim, cleo, DUPLICATE, other.pk).duplicate_of == other


def test_a_rejection_without_a_kind_is_invalid(claim, cleo):
    refused(claim, cleo, "rejection", "as what", rejection=None)


def test_a_duplicate_of_nothing_is_invalid(claim, cleo):
    refused(claim, cleo, "duplicate_of", "Give the number")


def test_a_duplicate_of_itself_is_invalid(claim, cleo):
    refused(claim, cleo, "duplicate_of", "of itself", of=claim.pk)


def test_a_duplicate_of_what_does_not_exist_is_invalid(claim, cleo):
    refused(claim, cleo, "duplicate_of", "There is no claim 999999", of=999_999)


def test_a_duplicate_of_a_rejected_claim_is_invalid(claim, other, cleo):
    reject(other, cleo, Rejection.OPINION)
    refused(claim, cleo, "duplicate_of", f"Claim {other.pk} is rejected itself", of=other.pk)


def test_a_duplicate_of_a_withdrawn_claim_is_invalid(claim, other, ada, cleo):
    withdraw_claim(claim=other, reason="Twice here.", by=ada)
    refused(claim, cleo, "duplicate_of", f"Claim {other.pk} is withdrawn itself", of=other.pk)


def test_two_claims_are_not_duplicates_of_each_other(claim, other, cleo):
    reject(claim, cleo, DUPLICATE, other.pk)
    refused(other, cleo, "duplicate_of", "rejected itself", of=claim.pk)


@pytest.mark.parametrize("move", [Move.RETURN, Move.OVERRIDE])
def test_a_kind_sent_along_with_another_move_counts_for_nothing(claim, other, cleo, move):
    rating = Rating.DISPUTED if move == Move.OVERRIDE else None
    given = {"rating": rating, "rejection": DUPLICATE, "duplicate_of": other.pk, "reason": "So."}
    decision = rule_on(claim, cleo, move, **given)
    assert (decision.rejection, decision.duplicate_of) == ("", None)


def test_the_same_form_with_another_kind_is_a_conflict(claim, other, bo, cleo):
    rate(claim, bo, Rating.VERIFIED)
    reject(claim, cleo, Rejection.OPINION, key="k")
    with pytest.raises(Conflict, match="other content"):
        reject(claim, cleo, Rejection.NOT_A_CLAIM, key="k")
    assert Decision.objects.get().rejection == Rejection.OPINION
