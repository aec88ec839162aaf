"""What the database keeps of decisions: as what a claim is rejected, and what a reopening corrects."""

import uuid

import pytest
from django.db import IntegrityError

from factcheck.choices import CorrectionKind, Move, Rejection
from tests.desk import propose
from tests.factcheck.models.test_constraints import make_decision


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("move", "rejection"),
    [(Move.REJECT, ""), (Move.REJECT, "rumour"), (Move.RETURN, Rejection.OPINION)],
)
def test_a_decision_says_as_what_exactly_if_it_rejects(claim, cleo, move, rejection):
    with refused("decision_says_as_what_if_it_rejects"):
        make_decision(claim, cleo, move=move, rejection=rejection)


def test_a_duplicate_names_the_other_claim(claim, cleo):
    with refused("decision_names_the_other_claim_if_a_duplicate"):
        make_decision(claim, cleo, move=Move.REJECT, rejection=Rejection.DUPLICATE)


@pytest.mark.parametrize(("move", "rejection"), [(Move.REJECT, Rejection.OPINION), (Move.RETURN, "")])
def test_nothing_else_names_one(claim, ada, cleo, revision, move, rejection):
    other = propose(ada, revision, "Nobody was hurt")
    with refused("decision_names_the_other_claim_if_a_duplicate"):
        make_decision(claim, cleo, move=move, rejection=rejection, duplicate_of=other)


def test_a_claim_is_no_duplicate_of_itself(claim, cleo):
    with refused("decision_is_of_no_duplicate_of_itself"):
        make_decision(claim, cleo, move=Move.REJECT, rejection=Rejection.DUPLICATE, duplicate_of=claim)


@pytest.mark.parametrize(
    ("move", "correction", "corrects_one"),
    [
        (Move.REOPEN, "", True),
        (Move.REOPEN, CorrectionKind.MINOR, False),
        (Move.REOPEN, "other", True),
        (Move.RETURN, CorrectionKind.MINOR, True),
    ],
)
def test_a_correction_has_a_kind_and_what_stood_before_and_reopens(claim, cleo, move, correction, corrects_one):
    before = make_decision(claim, cleo) if corrects_one else None
    with refused("decision_corrects_one_if_it_reopens"):
        make_decision(claim, cleo, move=move, correction=correction, corrects=before)


def test_a_reopening_from_before_corrections_had_kinds_stays(claim, cleo):
    assert make_decision(claim, cleo, move=Move.REOPEN).correction == ""


def test_a_decision_does_not_correct_itself(claim, cleo):
    key = uuid.UUID(int=5)
    with refused("decision_does_not_correct_itself"):
        make_decision(claim, cleo, pk=key, move=Move.REOPEN, correction=CorrectionKind.MINOR, corrects_id=key)
