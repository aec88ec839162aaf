"""Every rule the database keeps for the judgement layer, broken once on purpose, past the actions."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck.choices import Abstention, Move, Outcome, Part, Rating, State
from factcheck.models import (
    Claim,
    ClaimVersion,
    Decision,
    Event,
    Evidence,
    FirstAnswer,
    Occurrence,
    Participation,
    Sighting,
    Tally,
    Verdict,
)
from tests.desk import rate

EVENT = uuid.UUID(int=7)


def refused(name, columns=""):
    """The database refuses what follows: PostgreSQL names the constraint, SQLite the columns of a uniqueness."""
    return pytest.raises(IntegrityError, match=f"{name}|{columns}" if columns else name)


@pytest.fixture
def verdict(claim, ada):
    return rate(claim, ada, Rating.VERIFIED)


def make_version(claim, by, **other):
    given = {"number": 2, "statement": "Other words."}
    return ClaimVersion.objects.create(claim=claim, created_by=by, event=EVENT, **{**given, **other})


def make_verdict(claim, by, **other):
    given = {"version": claim.current_version, "rating": Rating.VERIFIED, "rationale": "Looked it up."}
    return Verdict.objects.create(claim=claim, reviewer=by, event=EVENT, **{**given, **other})


def make_evidence(verdict, **other):
    given = {"position": 0, "citation": "The gauge book", "stance": "supports"}
    return Evidence.objects.create(verdict=verdict, event=EVENT, **{**given, **other})


def make_decision(claim, by, **other):
    given = {
        "move": Move.RETURN,
        "reason": "Which night?",
        "rating": "",
        "outcome": Outcome.NO_VERDICT,
        "rule": 1,
        **dict.fromkeys(("quorum", "verified", "disputed", "unverified", "abstentions"), 0),
        "not_checkable": False,
        "below_quorum": True,
        "version": claim.current_version,
        "fingerprint": "f" * 64,
    }
    return Decision.objects.create(claim=claim, editor=by, event=EVENT, **{**given, **other})


def make_first_answer(claim, by, **other):
    given = {"version": claim.current_version, "rating": Rating.VERIFIED, "blind": True}
    return FirstAnswer.objects.create(reviewer=by, event=EVENT, **{**given, **other})


def make_event(by, **other):
    given = {"number": 10**6, "verb": "verdict-recorded", "principal_kind": "factcheck.claim", "principal_id": "1"}
    return Event.objects.create(actor=by, **{**given, **other})


def broken_claim(claim, by, **other):
    given = {"proposer": by, "current_version": claim.current_version, "event": EVENT}
    return Claim.objects.create(**{**given, **other})


def test_a_claim_state_is_known(claim, ada):
    with refused("claim_state_is_known"):
        broken_claim(claim, ada, state="ready")


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_a_decided_claim_has_its_decision(claim, ada, state):
    with refused("claim_is_decided_by_a_decision"):
        broken_claim(claim, ada, state=state)


@pytest.mark.parametrize("state", [State.OPEN, State.RETURNED, State.WITHDRAWN])
def test_no_other_claim_has_one(claim, ada, cleo, state):
    with refused("claim_is_decided_by_a_decision"):
        broken_claim(claim, ada, state=state, decision=make_decision(claim, cleo))


def test_a_claim_may_name_a_version_that_comes_later_in_the_transaction_but_not_never(claim, ada):
    broken_claim(claim, ada, current_version=None, current_version_id=uuid.uuid4())
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.set_rollback(True)


def test_a_claim_has_each_version_number_once(claim, ada):
    with refused("version_number_once_per_claim", "claimversion.claim_id, .*claimversion.number"):
        make_version(claim, ada, number=1)


def test_versions_count_from_one(claim, ada):
    with refused("version_numbers_start_at_one"):
        make_version(claim, ada, number=0)


def test_a_version_has_a_statement(claim, ada):
    with refused("version_has_a_statement"):
        make_version(claim, ada, statement="")


def test_an_occurrence_role_is_known(claim):
    span = claim.occurrences.get().span
    with refused("occurrence_role_is_known"):
        Occurrence.objects.create(claim=claim, span=span, role="rumour", event=EVENT)


def test_a_span_belongs_to_one_occurrence(claim):
    span = claim.occurrences.get().span
    with refused("span_id"):
        Occurrence.objects.create(claim=claim, span=span, event=EVENT)


def test_a_reviewer_has_one_verdict_on_a_claim(claim, ada, verdict):
    with refused("verdict_once_per_reviewer_and_claim", "verdict.claim_id, .*verdict.reviewer_id"):
        make_verdict(claim, ada)


@pytest.mark.parametrize(
    ("rating", "abstention"),
    [
        # Neither.
        ("", ""),
        # Both.
        (Rating.VERIFIED, Abstention.NOT_CHECKABLE),
        # "Not yet reviewed" is no rating.
        ("none", ""),
        # No such reason.
        ("", "bored"),
    ],
)
def test_a_verdict_is_a_rating_or_an_abstention(claim, ada, rating, abstention):
    with refused("verdict_is_a_rating_or_an_abstention"):
        make_verdict(claim, ada, rating=rating, abstention=abstention)


def test_a_rating_has_a_rationale(claim, ada):
    with refused("verdict_with_a_rating_has_a_rationale"):
        make_verdict(claim, ada, rationale="")


def test_evidence_names_a_source(verdict):
    with refused("evidence_names_a_source"):
        make_evidence(verdict, citation="")


def test_an_evidence_stance_is_known(verdict):
    with refused("evidence_stance_is_known"):
        make_evidence(verdict, stance="proves")


def test_two_standing_sources_have_no_position_in_common(verdict):
    make_evidence(verdict)
    with refused("evidence_position_once_per_verdict", "evidence.verdict_id, .*evidence.position"):
        make_evidence(verdict)


def test_a_person_gives_one_first_answer_to_a_version(claim, ada, verdict):
    with refused("first_answer_once_per_version_and_reviewer", "firstanswer.version_id, .*firstanswer.reviewer_id"):
        make_first_answer(claim, ada)


@pytest.mark.parametrize(
    ("rating", "abstention"), [("", ""), (Rating.DISPUTED, Abstention.NOT_CHECKABLE), ("", Abstention.NEED_MORE_TIME)]
)
def test_a_first_answer_is_an_answer(claim, bo, rating, abstention):
    with refused("first_answer_is_an_answer"):
        make_first_answer(claim, bo, rating=rating, abstention=abstention)


def test_a_decision_is_a_move_of_an_editor(claim, cleo):
    with refused("decision_move_is_known"):
        make_decision(claim, cleo, move=Move.WITHDRAW)


@pytest.mark.parametrize(
    ("move", "rating"),
    [(Move.APPROVE, ""), (Move.OVERRIDE, ""), (Move.RETURN, Rating.VERIFIED), (Move.OVERRIDE, "true")],
)
def test_a_decision_rates_exactly_if_it_approves(claim, cleo, move, rating):
    with refused("decision_rates_if_it_approves"):
        make_decision(claim, cleo, move=move, rating=rating)


@pytest.mark.parametrize("move", [Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN])
def test_only_approving_needs_no_reason(claim, cleo, move):
    rating = Rating.VERIFIED if move == Move.OVERRIDE else ""
    with refused("decision_needs_a_reason_unless_it_approves"):
        make_decision(claim, cleo, move=move, rating=rating, reason="")


@pytest.mark.parametrize("parts", [(Part.PARTY, Part.DECIDER), (Part.DECIDER, Part.PARTY)])
def test_nobody_takes_part_and_decides(claim, ines, parts):
    Participation.objects.create(claim=claim, person=ines, part=parts[0], event=EVENT)
    with refused("participation_on_one_side_only", "participation.claim_id, .*participation.person_id"):
        Participation.objects.create(claim=claim, person=ines, part=parts[1], event=EVENT)


def test_a_part_is_known(claim, bo):
    with refused("participation_part_is_known"):
        Participation.objects.create(claim=claim, person=bo, part="witness", event=EVENT)


def test_a_sighting_is_noted_once(claim, cleo):
    Sighting.objects.create(version=claim.current_version, person=cleo)
    with refused("sighting_once_per_version_and_person", "sighting.version_id, .*sighting.person_id"):
        Sighting.objects.create(version=claim.current_version, person=cleo)


def test_a_tally_outcome_is_known(claim):
    tally = Tally.objects.get(claim=claim)
    tally.outcome = "true"
    with refused("tally_outcome_is_known"):
        tally.save()


def test_an_event_number_is_given_once(claim, ada):
    with refused("number"):
        make_event(ada, number=Event.objects.earliest("number").number)


def test_an_event_verb_is_known(ada):
    with refused("event_verb_is_known"):
        make_event(ada, verb="guessed")


def test_a_person_uses_an_idempotency_key_once(ada):
    make_event(ada, idempotency_key="k")
    with refused("event_once_per_actor_and_key", "event.actor_id, .*event.idempotency_key"):
        make_event(ada, number=10**6 + 1, idempotency_key="k")
