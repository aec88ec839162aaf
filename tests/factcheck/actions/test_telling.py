"""Who hears of what: decisions, questions, new wordings, reopenings; and what undoing takes back."""

import pytest

from factcheck.actions import approve_together, decide, merge_claims, record_verdict
from factcheck.actions.answers import given
from factcheck.actions.decisions import fingerprint, fingerprints
from factcheck.choices import Abstention, Address, Move, Rating, Rejection
from factcheck.errors import Invalid
from factcheck.models import Asked, Claim, Notice, Verdict
from tests.deeds import redo, undo
from tests.desk import abstain, edit, propose, rate, revise, rule_on

V, D, U = Rating


def told(kind="", listed=True):
    """Who is told, of which claim; of notices that are there to be known of."""
    rows = (Notice.objects.listed() if listed else Notice.objects.all()).filter(**({"kind": kind} if kind else {}))
    return sorted((one.recipient.name, one.kind, one.claim_id) for one in rows.select_related("recipient"))


@pytest.fixture
def answered(claim, ada, bo, emil, ines):
    """Bo and Emil answered, Ines needs more time; ada proposed it and has not answered."""
    rate(claim, bo, V)
    rate(claim, emil, V)
    abstain(claim, ines, Abstention.NEED_MORE_TIME)
    return claim


@pytest.mark.parametrize(
    ("move", "more"),
    [
        (Move.APPROVE, {}),
        (Move.OVERRIDE, {"rating": D, "reason": "The book says less."}),
        (Move.REJECT, {"rejection": Rejection.OPINION, "reason": "A matter of taste."}),
    ],
)
def test_who_answered_is_told_what_was_decided_and_nobody_else(answered, cleo, move, more):
    rule_on(answered, cleo, move, **more)
    assert told() == [("Bo", "decided", answered.pk), ("Emil", "decided", answered.pk)]


def test_who_answered_an_earlier_wording_is_told_of_the_decision_too(answered, ada, bo, cleo):
    edit(answered, ada)
    rate(answered, bo, V)
    rule_on(answered, cleo, Move.OVERRIDE, rating=U, reason="Too few.")
    assert told("decided") == [("Bo", "decided", answered.pk), ("Emil", "decided", answered.pk)]


def test_an_answer_that_was_taken_back_is_none(answered, bo, cleo):
    undo(bo)
    rule_on(answered, cleo, Move.OVERRIDE, rating=U, reason="Too few.")
    assert told("decided") == [("Emil", "decided", answered.pk)]


def test_of_several_decided_at_once_each_is_told(answered, ada, bo, emil, revision, cleo, django_assert_num_queries):
    other = propose(ada, revision, "Nobody was hurt")
    for person in (bo, emil):
        rate(other, person, D)
    approve_together(seen=fingerprints(Claim.objects.all()), by=cleo)
    both = sorted([answered.pk, other.pk])
    assert told() == [*(("Bo", "decided", one) for one in both), *(("Emil", "decided", one) for one in both)]


def test_taking_several_approvals_back_takes_their_notices_back(answered, cleo):
    approve_together(seen=fingerprints(Claim.objects.all()), by=cleo)
    undo(cleo)
    assert told(listed=False) == [("Bo", "decided", answered.pk), ("Emil", "decided", answered.pk)]
    assert told() == []


def test_a_question_goes_to_all_who_answered_the_wording_it_is_about(answered, ada, bo, cleo):
    edit(answered, ada)
    rate(answered, bo, V)
    rule_on(answered, cleo, Move.RETURN, reason="Which gauge?")
    assert told("asked") == [("Bo", "asked", answered.pk)]


def test_a_question_goes_to_those_named_also_for_an_earlier_wording(answered, ada, bo, emil, cleo):
    edit(answered, ada)
    decision = rule_on(answered, cleo, Move.RETURN, reason="Which gauge?", address=Address.NAMED, asked=[emil.pk])
    assert told("asked") == [("Emil", "asked", answered.pk)]
    assert [(one.decision, one.person, one.event) for one in Asked.objects.all()] == [(decision, emil, decision.event)]


@pytest.mark.parametrize("who", ["nobody", "ada, who proposed it", "ines, who needs more time", "one who is gone"])
def test_nobody_is_asked_by_name_who_has_not_answered_or_is_gone(answered, ada, bo, emil, ines, cleo, who):
    emil.is_active = False
    emil.save()
    asked = {"nobody": [], "ada, who proposed it": [bo.pk, ada.pk], "ines, who needs more time": [ines.pk]}
    with pytest.raises(Invalid) as problem:
        rule_on(answered, cleo, Move.RETURN, reason="?", address=Address.NAMED, asked=asked.get(who, [emil.pk]))
    assert (str(problem.value), problem.value.field) == ("Tick at least one of those who answered.", "address")
    assert told(listed=False) == []


def test_for_one_more_reviewer_a_seat_is_added_and_nobody_is_told(answered, cleo):
    decision = rule_on(answered, cleo, Move.RETURN, reason="Look again.", address=Address.ONE_MORE)
    assert (decision.address, Claim.objects.get().extra_seats, told()) == (Address.ONE_MORE, 1, [])
    assert Claim.history.filter(event=decision.event).count() == 1


def test_missing_evidence_bars_no_return(answered, emil, cleo, settings):
    settings.REQUIRED_EVIDENCE = 2
    assert rule_on(answered, cleo, Move.RETURN, reason="?", address=Address.NAMED, asked=[emil.pk]).asked.count() == 1


def test_whom_a_question_is_for_counts_for_nothing_with_another_move(answered, emil, cleo):
    decision = rule_on(answered, cleo, Move.APPROVE, address=Address.NAMED, asked=[emil.pk])
    assert (decision.address, decision.asked.count()) == ("", 0)


def test_the_same_form_with_others_asked_is_refused(answered, bo, emil, cleo):
    given = {"claim": answered, "move": Move.RETURN, "seen": fingerprint(answered), "by": cleo, "key": "k" * 32}
    once = decide(**given, reason="?", address=Address.NAMED, asked=[bo.pk])
    assert decide(**given, reason="?", address=Address.NAMED, asked=[bo.pk]) == once
    with pytest.raises(Exception, match="saved before with other content"):
        decide(**given, reason="?", address=Address.NAMED, asked=[emil.pk])
    assert told() == [("Bo", "asked", answered.pk)]


def test_who_answered_is_told_that_it_is_reopened(answered, cleo):
    rule_on(answered, cleo, Move.APPROVE)
    rule_on(answered, cleo, Move.REOPEN, reason="It was found.")
    assert told("reopened") == [("Bo", "reopened", answered.pk), ("Emil", "reopened", answered.pk)]


def test_an_edit_is_told_to_those_whose_answers_it_makes_stale_but_not_to_its_author(answered, bo, emil):
    edit(answered, bo)
    assert told() == [("Emil", "stale", answered.pk)]
    edit(answered, bo, "The river rose by some four metres.")
    assert told() == [("Emil", "stale", answered.pk)]  # stale already: told once


def test_a_correction_of_the_article_is_told_once_for_each_claim(answered, article, ada, emil, revision, cleo):
    other = propose(ada, revision, "Nobody was hurt")
    rate(other, emil, D)
    revise(article, cleo, ("rose four metres", "rose five metres"), ("Nobody", "No one"))
    assert told() == sorted([("Bo", "stale", answered.pk), ("Emil", "stale", answered.pk), ("Emil", "stale", other.pk)])


def test_who_answered_either_of_two_merged_claims_is_told_to_look_at_the_one_that_is_left(
    answered, ada, bo, emil, ines, revision
):
    gone = propose(ada, revision, "Nobody was hurt")
    for person in (emil, ines):
        rate(gone, person, D)
    gone, kept = Claim.objects.get(pk=gone.pk), Claim.objects.get(pk=answered.pk)
    seen = {"seen_version": gone.current_version_id, "seen_into": kept.current_version_id}
    merge_claims(claim=gone, into=kept, statement="It rose and nobody was hurt.", reason="One.", by=ada, **seen)
    assert told() == [(name, "stale", kept.pk) for name in ("Bo", "Emil", "Ines")]
    undo(ada)
    assert told() == []


def test_undoing_an_edit_takes_its_notices_back_and_redoing_brings_them_again(answered, ada):
    edit(answered, ada)
    undo(ada)
    assert told() == []
    redo(ada)
    assert told() == [("Bo", "stale", answered.pk), ("Emil", "stale", answered.pk)]


def test_undoing_an_edit_is_told_to_those_who_answered_the_new_wording(answered, ada, emil):
    edit(answered, ada)
    rate(answered, emil, V)
    for _ in range(2):
        undo(ada)
        assert told() == [("Emil", "stale", answered.pk)]
        redo(ada)
        assert told() == [("Bo", "stale", answered.pk), ("Emil", "stale", answered.pk)]
    assert Notice.objects.count() == 3


def test_confirming_a_stale_answer_says_the_same_again_and_is_never_blind(answered, ada, bo):
    edit(answered, ada)
    mine = Verdict.objects.get(reviewer=bo)
    now = Claim.objects.get(pk=answered.pk)
    again = record_verdict(claim=now, answer=given(mine), seen_version=now.current_version_id, by=bo)
    assert (again.rating, again.rationale, again.version_id) == (V, mine.rationale, now.current_version_id)
    first = now.current_version.first_answers.get()
    assert (first.reviewer, first.blind) == (bo, False)
    assert {one.recipient.name for one in Notice.objects.unread()} == {"Emil"}
