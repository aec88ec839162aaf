"""Reopening with a typed correction: the kind, the cause, what stood before, and what stands after."""

import pytest

from factcheck.actions import approve_together
from factcheck.actions.decisions import fingerprint
from factcheck.choices import CorrectionKind, Move, Rating, Rejection
from factcheck.decided import Corrected, corrections, judged, recorded_decisions
from factcheck.errors import Invalid
from factcheck.exports.consensus import CorrectionRow, consensus_rows
from factcheck.models import Claim, Decision
from tests.deeds import undo
from tests.desk import all_rows, edit, rate, rule_on

V, D, U = Rating


@pytest.fixture
def approved(claim, cleo):
    return rule_on(claim, cleo, Move.OVERRIDE, rating=V, reason="The gauge decides.")


def override(claim, by, rating):
    return rule_on(claim, by, Move.OVERRIDE, rating=rating, reason="Looked again.")


def of(claim):
    return corrections(recorded_decisions().filter(claim=claim))


@pytest.mark.parametrize("kind", CorrectionKind)
def test_reopening_keeps_the_kind_the_cause_and_what_stood(claim, approved, gus, kind):
    kept = rule_on(claim, gus, Move.REOPEN, correction=kind, reason="The gauge was moved.")
    assert (kept.correction, kept.reason, kept.corrects) == (kind, "The gauge was moved.", approved)


def test_reopening_without_a_kind_is_invalid_and_changes_nothing(claim, approved, gus):
    before = all_rows()
    with pytest.raises(Invalid) as problem:
        rule_on(claim, gus, Move.REOPEN, correction=None, reason="So.")
    assert (problem.value.field, all_rows()) == ("correction", before)


def test_a_kind_sent_along_with_another_move_counts_for_nothing(claim, cleo):
    kept = rule_on(claim, cleo, Move.RETURN, correction=CorrectionKind.MINOR, reason="Which gauge?")
    assert (kept.correction, kept.corrects) == ("", None)


def test_what_stands_after_is_the_next_decision_in_force(claim, approved, ada, cleo, gus):
    reopening = rule_on(claim, gus, Move.REOPEN, reason="The gauge was moved.")
    assert of(claim) == [Corrected(reopening, approved, None)]
    rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")
    assert of(claim) == [Corrected(reopening, approved, None)]
    edit(claim, ada)
    after = override(claim, cleo, D)
    assert of(claim) == [Corrected(reopening, approved, after)]


def test_each_correction_has_its_own_before_and_after(claim, approved, cleo, gus):
    first = rule_on(claim, gus, Move.REOPEN, reason="The gauge was moved.")
    between = rule_on(claim, cleo, Move.REJECT, rejection=Rejection.OPINION, reason="His view.")
    second = rule_on(claim, gus, Move.REOPEN, reason="It is no view.")
    after = override(claim, cleo, U)
    assert of(claim) == [Corrected(first, approved, between), Corrected(second, between, after)]


def test_an_approval_that_was_taken_back_stands_for_nothing(claim, approved, bo, emil, cleo, gus):
    reopening = rule_on(claim, gus, Move.REOPEN, reason="The gauge was moved.")
    for person in (bo, emil):
        rate(claim, person, D)
    (taken,) = approve_together(seen={claim.pk: fingerprint(Claim.objects.get())}, by=cleo)
    assert of(claim) == [Corrected(reopening, approved, taken)]
    undo(cleo)
    assert of(claim) == [Corrected(reopening, approved, None)]
    assert [one.taken_back for one in recorded_decisions()] == [False, False, True]
    after = rule_on(claim, cleo, Move.APPROVE)
    assert of(claim) == [Corrected(reopening, approved, after)]


def test_a_reopening_from_before_corrections_had_kinds_is_none(claim, approved, gus):
    rule_on(claim, gus, Move.REOPEN, reason="So.")
    rows = Decision.objects.order_by("decided_at").values("move", "correction")
    assert [row["move"] for row in rows if row["correction"]] == ["reopen"]
    old = [Decision(move=Move.OVERRIDE, rating=V), Decision(move=Move.REOPEN)]
    assert corrections(old) == []


def test_to_whom_the_claim_is_blind_there_is_no_correction(claim, approved, gus, django_assert_num_queries):
    rule_on(claim, gus, Move.REOPEN, reason="The gauge was moved.")
    with django_assert_num_queries(1):
        assert judged(claim, gus, revealed=False) == {"questions": [], "corrections": []}
    assert len(judged(claim, gus, revealed=True)["corrections"]) == 1


def test_a_corrected_claim_is_exported_with_before_and_after(claim, approved, bo, cleo, gus):
    reopening = rule_on(claim, gus, Move.REOPEN, correction=CorrectionKind.CORRECTED, reason="The gauge was moved.")
    override(claim, cleo, D)
    (row,) = consensus_rows(bo)
    at = reopening.decided_at.isoformat()
    assert row.corrections == (
        CorrectionRow("corrected", "The gauge was moved.", "Gus", at, "verified", 1, "disputed", 1),
    )


def test_a_reopened_claim_is_exported_without_its_correction_to_whom_it_is_blind(claim, approved, bo, emil, gus):
    rule_on(claim, gus, Move.REOPEN, reason="The gauge was moved.")
    rate(Claim.objects.get(), emil, D)
    rows = {person: consensus_rows(person, unapproved=True)[0].corrections for person in (bo, emil, None)}
    assert rows[bo] is None
    assert [(one.before, one.after) for one in rows[emil]] == [("verified", None)]
    assert rows[None] == rows[emil]
