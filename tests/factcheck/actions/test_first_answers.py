"""Blindness and what it costs: what bars a rating, and what is kept for ever of the first answers."""

import pytest

from factcheck.actions.participation import record_sightings
from factcheck.choices import ANSWERING_ABSTENTIONS, Abstention, Move, Part, Rating
from factcheck.errors import Conflict
from factcheck.models import FirstAnswer, Participation, Verdict
from tests.desk import abstain, edit, rate, rule_on

V, D, U = Rating
TIME, FIELD = Abstention.NEED_MORE_TIME, Abstention.OUTSIDE_MY_FIELD


def firsts(person):
    """(version, answer, blind) of this person's first answers."""
    rows = FirstAnswer.objects.filter(reviewer=person).order_by("version__number")
    return [(row.version.number, row.rating or row.abstention, row.blind) for row in rows]


def test_the_first_answer_is_blind(claim, bo):
    rate(claim, bo, V)
    assert firsts(bo) == [(1, V, True)]


def test_the_first_answer_stays_when_the_verdict_changes(claim, bo):
    rate(claim, bo, V)
    rate(claim, bo, D)
    assert firsts(bo) == [(1, V, True)]


def test_needing_more_time_is_no_first_answer(claim, bo):
    abstain(claim, bo, TIME)
    assert firsts(bo) == []


def test_the_answer_after_needing_more_time_is_blind(claim, bo):
    abstain(claim, bo, TIME)
    rate(claim, bo, V)
    assert firsts(bo) == [(1, V, True)]


def test_an_abstention_is_a_first_answer(claim, bo):
    abstain(claim, bo, FIELD)
    assert firsts(bo) == [(1, FIELD, True)]


def test_answering_again_after_an_edit_is_not_blind(claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    rate(claim, bo, D)
    assert firsts(bo) == [(1, V, True), (2, D, False)]


def test_a_newcomer_after_an_edit_is_blind(claim, ada, bo, emil):
    rate(claim, bo, V)
    edit(claim, ada)
    rate(claim, emil, D)
    assert firsts(emil) == [(2, D, True)]


def test_needing_more_time_before_an_edit_leaves_the_later_answer_blind(claim, ada, bo):
    abstain(claim, bo, TIME)
    edit(claim, ada)
    rate(claim, bo, V)
    assert firsts(bo) == [(2, V, True)]


def test_a_newcomer_after_a_reopening_is_not_blind(claim, bo, cleo):
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    rule_on(claim, cleo, Move.REOPEN, reason="It is one.")
    rate(claim, bo, V)
    assert firsts(bo) == [(1, V, False)]


def test_a_newcomer_after_a_question_is_blind(claim, bo, cleo):
    rule_on(claim, cleo, Move.RETURN, reason="Which night?")
    rate(claim, bo, V)
    assert firsts(bo) == [(1, V, True)]


def test_abstaining_after_seeing_at_the_desk_is_not_blind(claim, ines):
    record_sightings([claim], ines)
    abstain(claim, ines, FIELD)
    assert firsts(ines) == [(1, FIELD, False)]


def test_seeing_an_earlier_version_makes_the_answer_to_the_new_one_not_blind(claim, ada, ines):
    record_sightings([claim], ines)
    edit(claim, ada)
    rate(claim, ines, V)
    assert firsts(ines) == [(2, V, False)]


def test_a_first_answer_belongs_to_the_event_of_its_verdict(claim, bo):
    verdict = rate(claim, bo, V)
    assert FirstAnswer.objects.get().event == verdict.event


def test_seeing_at_the_desk_bars_a_rating(claim, ines):
    record_sightings([claim], ines)
    with pytest.raises(Conflict, match="at the desk"):
        rate(claim, ines, V)


def test_asking_for_more_time_does_not_lift_that_bar(claim, ines):
    record_sightings([claim], ines)
    abstain(claim, ines, TIME)
    with pytest.raises(Conflict, match="at the desk"):
        rate(claim, ines, V)


def test_whoever_answered_before_seeing_can_change_the_rating(claim, ines):
    rate(claim, ines, V)
    record_sightings([claim], ines)
    assert rate(claim, ines, D).rating == D


@pytest.mark.parametrize("reason", sorted(ANSWERING_ABSTENTIONS))
def test_an_abstention_bars_a_rating_on_that_version(claim, bo, reason):
    abstain(claim, bo, reason)
    with pytest.raises(Conflict, match="abstained"):
        rate(claim, bo, V)
    assert Verdict.objects.get().abstention == reason


def test_the_way_round_by_needing_more_time_is_barred(claim, bo):
    abstain(claim, bo, FIELD)
    abstain(claim, bo, TIME)
    with pytest.raises(Conflict, match="abstained"):
        rate(claim, bo, V)


def test_an_abstention_after_a_rating_bars_the_way_back(claim, bo):
    rate(claim, bo, V)
    abstain(claim, bo, FIELD)
    with pytest.raises(Conflict, match="abstained"):
        rate(claim, bo, D)


def test_whoever_rated_and_then_needed_more_time_can_rate(claim, bo):
    rate(claim, bo, V)
    abstain(claim, bo, TIME)
    assert rate(claim, bo, D).rating == D


def test_an_abstention_on_an_earlier_version_bars_nothing_on_the_next(claim, ada, bo):
    abstain(claim, bo, FIELD)
    edit(claim, ada)
    assert rate(claim, bo, V).version.number == 2


def test_the_reason_of_an_abstention_can_change(claim, bo):
    abstain(claim, bo, FIELD)
    assert abstain(claim, bo, Abstention.NOT_CHECKABLE).abstention == Abstention.NOT_CHECKABLE


@pytest.mark.parametrize("reason", sorted(ANSWERING_ABSTENTIONS))
def test_an_abstention_is_taking_part(claim, bo, reason):
    abstain(claim, bo, reason)
    assert Participation.objects.get(person=bo).part == Part.PARTY


def test_needing_more_time_is_not_taking_part(claim, bo):
    abstain(claim, bo, TIME)
    assert not Participation.objects.filter(person=bo).exists()
