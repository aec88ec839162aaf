"""What an editor may decide, when, and what the decision keeps."""

import pytest

from factcheck.actions import decide, link_passage, withdraw_claim
from factcheck.actions.answers import Source
from factcheck.actions.decisions import fingerprint
from factcheck.choices import Abstention, Move, Outcome, Part, Rating, Stance, State
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Decision, Participation
from tests.desk import abstain, all_rows, edit, passage, rate, rule_on

V, D, U = Rating
GAUGE = Source(Stance.SUPPORTS, citation="The gauge book")
CHRONICLE = Source(Stance.CONTRADICTS, citation="The town chronicle")


@pytest.fixture
def unanimous(claim, ada, bo):
    rate(claim, ada, V)
    rate(claim, bo, V, evidence=[GAUGE])
    return claim


@pytest.fixture
def split(claim, ada, bo):
    rate(claim, ada, V)
    rate(claim, bo, D)
    return claim


def test_approving_carries_the_rating_the_rule_proposes(unanimous, cleo):
    decision = rule_on(unanimous, cleo, Move.APPROVE)
    claim = Claim.objects.get()
    assert (claim.state, claim.decision, decision.rating) == (State.APPROVED, decision, V)


def test_a_rating_sent_along_with_an_approval_counts_for_nothing(unanimous, cleo):
    assert rule_on(unanimous, cleo, Move.APPROVE, rating=D).rating == V


def test_the_decision_keeps_what_the_rule_said(unanimous, cleo, emil, ines):
    rate(unanimous, emil, D)
    abstain(unanimous, ines, Abstention.OUTSIDE_MY_FIELD)
    seen = fingerprint(Claim.objects.get())
    kept = Decision.objects.filter(pk=rule_on(unanimous, cleo, Move.APPROVE, reason="Sound.").pk).values().get()
    assert {name: kept[name] for name in kept if name not in ("id", "event", "decided_at")} == {
        "claim_id": unanimous.pk,
        "version_id": unanimous.current_version_id,
        "editor_id": cleo.pk,
        "move": Move.APPROVE,
        "rating": V,
        "rejection": "",
        "duplicate_of_id": None,
        "correction": "",
        "corrects_id": None,
        "address": "",
        "reason": "Sound.",
        "rule": 1,
        "quorum": 2,
        "verified": 2,
        "disputed": 1,
        "unverified": 0,
        "abstentions": 1,
        "outcome": Outcome.STRONG_MAJORITY,
        "proposed": V,
        "not_checkable": False,
        "below_quorum": False,
        "fingerprint": seen,
    }


def test_the_editor_becomes_a_decider(unanimous, cleo):
    rule_on(unanimous, cleo, Move.APPROVE)
    assert Participation.objects.get(person=cleo).part == Part.DECIDER


def test_a_split_cannot_be_approved(split, cleo):
    before = all_rows()
    with pytest.raises(Conflict, match="no consensus to approve"):
        rule_on(split, cleo, Move.APPROVE, reason="I know better.")
    assert all_rows() == before


@pytest.mark.parametrize("ratings", [[], [V]])
def test_too_few_verdicts_cannot_be_approved(claim, bo, cleo, ratings):
    for rating in ratings:
        rate(claim, bo, rating)
    with pytest.raises(Conflict, match="no consensus to approve"):
        rule_on(claim, cleo, Move.APPROVE)


def test_what_cannot_be_checked_cannot_be_approved_either(claim, bo, emil, cleo):
    for person in (bo, emil):
        abstain(claim, person, Abstention.NOT_CHECKABLE)
    with pytest.raises(Conflict):
        rule_on(claim, cleo, Move.APPROVE)


@pytest.mark.parametrize("rating", Rating)
def test_a_split_can_be_overridden_with_any_rating(split, cleo, rating):
    decision = rule_on(split, cleo, Move.OVERRIDE, rating=rating, reason="The gauge decides.")
    assert (decision.rating, decision.outcome, decision.proposed, decision.below_quorum) == (rating, "split", "", False)


def test_a_decision_below_quorum_is_marked(claim, bo, cleo):
    rate(claim, bo, V)
    decision = rule_on(claim, cleo, Move.OVERRIDE, rating=V, reason="The gauge decides.")
    assert (decision.outcome, decision.below_quorum, Claim.objects.get().state) == ("below-quorum", True, "approved")


def test_an_override_needs_a_rating(split, cleo):
    with pytest.raises(Invalid) as problem:
        rule_on(split, cleo, Move.OVERRIDE, reason="So.")
    assert problem.value.field == "rating"


def test_an_override_with_what_the_rule_proposes_is_an_approval(unanimous, cleo):
    with pytest.raises(Invalid, match="approve it instead"):
        rule_on(unanimous, cleo, Move.OVERRIDE, rating=V, reason="So.")


@pytest.mark.parametrize("move", [Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN])
@pytest.mark.parametrize("reason", ["", " \n\t "])
def test_every_other_decision_needs_a_reason_and_changes_nothing_without(split, cleo, gus, move, reason):
    if move == Move.REOPEN:
        rule_on(split, gus, Move.REJECT, reason="No claim.")
    before = all_rows()
    with pytest.raises(Invalid) as problem:
        rule_on(split, cleo, move, reason=reason, rating=U if move == Move.OVERRIDE else None)
    assert (problem.value.field, all_rows()) == ("reason", before)


@pytest.mark.parametrize("reason", ["a \x00 b", "a \ud800 b"])
def test_a_reason_that_no_database_holds_is_invalid(split, cleo, reason):
    with pytest.raises(Invalid, match="cannot be stored"):
        rule_on(split, cleo, Move.RETURN, reason=reason)


def test_a_returned_claim_is_open_to_answers_and_has_no_decision_in_force(split, emil, cleo):
    rule_on(split, cleo, Move.RETURN, reason="Which night?")
    rate(split, emil, V)
    claim = Claim.objects.get()
    assert (claim.state, claim.decision, claim.tally.outcome) == (State.RETURNED, None, Outcome.STRONG_MAJORITY)


def test_reopening_leaves_the_decision_on_record_and_not_in_force(unanimous, cleo, gus):
    rule_on(unanimous, cleo, Move.APPROVE)
    rule_on(unanimous, gus, Move.REOPEN, reason="A new source.")
    claim = Claim.objects.get()
    assert (claim.state, claim.decision) == (State.OPEN, None)
    assert [decision.move for decision in claim.decisions.all()] == [Move.APPROVE, Move.REOPEN]


@pytest.mark.parametrize("move", [Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN])
def test_a_withdrawn_claim_cannot_be_decided(unanimous, ada, cleo, move):
    withdraw_claim(claim=unanimous, reason="Twice here.", by=ada)
    with pytest.raises(Conflict, match="withdrawn"):
        rule_on(unanimous, cleo, move, rating=D, reason="So.")


@pytest.mark.parametrize("move", [Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT])
def test_an_approved_claim_has_to_be_reopened_first(unanimous, cleo, gus, move):
    rule_on(unanimous, cleo, Move.APPROVE)
    with pytest.raises(Conflict, match="reopen"):
        rule_on(unanimous, gus, move, rating=D, reason="So.")


CHANGES = {
    "a new verdict": lambda claim, people: rate(claim, people["emil"], V),
    "a changed rating": lambda claim, people: rate(claim, people["bo"], U, evidence=[GAUGE]),
    "a changed rationale": lambda claim, people: rate(claim, people["bo"], V, "Looked again.", evidence=[GAUGE]),
    "other evidence": lambda claim, people: rate(claim, people["bo"], V, evidence=[CHRONICLE]),
    "more evidence": lambda claim, people: rate(claim, people["bo"], V, evidence=[GAUGE, CHRONICLE]),
    "evidence taken out": lambda claim, people: rate(claim, people["bo"], V),
    "an abstention": lambda claim, people: abstain(claim, people["emil"], Abstention.OUTSIDE_MY_FIELD),
    "another passage": lambda claim, people: link_passage(
        claim=claim, passage=passage(people["revision"], "rose four metres", 2), by=people["bo"]
    ),
    "another statement": lambda claim, people: edit(claim, people["ada"]),
    "a decision of somebody else": lambda claim, people: rule_on(claim, people["gus"], Move.RETURN, reason="Which?"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("move", [Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT])
def test_whatever_changed_since_the_editor_looked_is_a_conflict(unanimous, cleo, request, change, move):
    people = {name: request.getfixturevalue(name) for name in ("ada", "bo", "emil", "gus", "revision")}
    claim = Claim.objects.get()
    seen = fingerprint(claim)
    CHANGES[change](claim, people)
    before = all_rows()
    with pytest.raises(Conflict, match="Something changed"):
        decide(claim=claim, move=move, seen=seen, rating=D, reason="So.", by=cleo)
    assert all_rows() == before


def test_nothing_changed_means_an_equal_fingerprint(unanimous, bo):
    before = fingerprint(Claim.objects.get())
    rate(unanimous, bo, V, evidence=[GAUGE])
    assert fingerprint(Claim.objects.get()) == before
