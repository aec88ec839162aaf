"""An answer stands after an editor's question: that is said, and nothing of the answer changes."""

import pytest

from factcheck.actions import uphold
from factcheck.actions.decisions import fingerprint
from factcheck.actions.participation import record_sightings
from factcheck.choices import Abstention, Address, Move, NoticeKind, Rating, Rejection
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Decision, Event, FirstAnswer, Notice, Tally, Upheld, Verdict
from tests.deeds import redo, undo
from tests.desk import abstain, all_rows, edit, rate, rule_on

V, D, U = Rating


@pytest.fixture
def question(claim, bo, emil, gus):
    """Bo and Emil answered; Gus asks both."""
    rate(claim, bo, V)
    rate(claim, emil, D)
    return ask(claim, gus)


def ask(claim, by, **more):
    record_sightings([claim], by)
    return rule_on(claim, by, Move.RETURN, reason="Which gauge?", **more)


def stand(question, by, **more):
    return uphold(claim=question.claim, question=question.pk, by=by, **more)


def standing():
    """Whose answers stand, and what they said to it."""
    rows = Upheld.objects.standing().select_related("verdict__reviewer")
    return [(one.verdict.reviewer.name, one.words) for one in rows]


def told(person):
    return [one.kind for one in Notice.objects.unread().filter(recipient=person)]


def test_it_is_said_once_with_its_words_and_the_editor_who_asked_is_told(question, bo, gus, cleo):
    stand(question, bo, words=" The upper one. ")
    assert standing() == [("Bo", "The upper one.")]
    last = Event.objects.latest("number")
    assert (last.actor, last.verb, last.words) == (bo, "verdict-upheld", "The upper one.")
    assert (told(gus), told(cleo)) == ([NoticeKind.UPHELD], [])


def test_nothing_that_is_counted_measured_or_decided_upon_changes(question, bo):
    def judged():
        models = (Verdict, Verdict.history.model, FirstAnswer, Tally, Claim, Claim.history.model, Decision)
        return [list(model._base_manager.order_by("pk").values()) for model in models], fingerprint(question.claim)

    before = judged()
    stand(question, bo)
    assert judged() == before


def test_of_the_question_its_reader_has_nothing_left_to_read(question, bo, emil):
    assert (told(bo), told(emil)) == ([NoticeKind.ASKED], [NoticeKind.ASKED])
    stand(question, bo)
    assert (told(bo), told(emil)) == ([], [NoticeKind.ASKED])


def test_twice_is_once_and_what_was_said_first_is_kept(question, bo, gus):
    stand(question, bo, words="The upper one.", key="k" * 32)
    stand(question, bo, words="The upper one.", key="k" * 32)
    stand(question, bo, words="The lower one.", key="j" * 32)
    assert standing() == [("Bo", "The upper one.")]
    assert Event.objects.filter(verb="verdict-upheld").count() == Notice.objects.filter(recipient=gus).count() == 1


def test_an_editor_to_whom_a_new_wording_is_blind_is_not_told(question, ada, bo, gus):
    stand(question, bo)
    edit(question.claim, ada)
    assert told(gus) == []


def test_an_abstention_stands_too(claim, bo, gus):
    abstain(claim, bo, Abstention.NOT_CHECKABLE)
    stand(ask(claim, gus), bo)
    assert standing() == [("Bo", "")]


def test_undone_it_is_asked_again_and_redone_it_is_answered(question, bo, gus):
    stand(question, bo)
    assert undo(bo).claims == [question.claim_id]
    assert (standing(), told(bo), told(gus)) == ([], [NoticeKind.ASKED], [])
    redo(bo)
    assert (standing(), told(bo), told(gus)) == ([("Bo", "")], [], [NoticeKind.UPHELD])


def test_taken_back_it_can_be_said_anew(question, bo):
    stand(question, bo, words="The upper one.")
    undo(bo)
    stand(question, bo, words="The lower one.")
    assert standing() == [("Bo", "The lower one.")]


def test_an_answer_that_is_taken_back_stands_no_more(question, bo):
    stand(question, bo)
    Verdict.objects.filter(reviewer=bo).update(withdrawn_at=question.decided_at)
    assert standing() == []


def refused(error, question, by, **more):
    before = all_rows()
    with pytest.raises(error) as problem:
        stand(question, by, **more)
    assert all_rows() == before
    return str(problem.value)


NOT_ASKED = "This question is not asked any more. Open the claim again."


def test_who_was_not_asked_by_name_says_nothing_to_it(claim, bo, emil, gus):
    rate(claim, bo, V)
    rate(claim, emil, D)
    question = ask(claim, gus, address=Address.NAMED, asked=[emil.pk])
    assert refused(NotAllowed, question, bo) == "This question was not put to you."
    stand(question, emil)
    assert standing() == [("Emil", "")]


def test_nor_does_anybody_who_answered_where_one_more_is_asked(claim, bo, gus):
    rate(claim, bo, V)
    question = ask(claim, gus, address=Address.ONE_MORE)
    assert refused(NotAllowed, question, bo) == "This question was not put to you."


def test_nor_an_editor_nor_a_stranger(question, cleo, dan):
    for person in (cleo, dan):
        refused(NotAllowed, question, person)


def test_who_has_no_answer_has_none_that_stands(question, ada, ines):
    abstain(question.claim, ines, Abstention.NEED_MORE_TIME)
    for person in (ada, ines):
        assert refused(Conflict, question, person) == "You have no answer to this claim that could stand."


def test_who_answered_since_has_answered(question, bo):
    rate(question.claim, bo, U)
    assert refused(Conflict, question, bo) == "You have answered since the question was put."


def test_for_another_wording_an_answer_is_confirmed_instead(question, ada, bo):
    edit(question.claim, ada)
    assert refused(Conflict, question, bo) == (
        "The wording changed since you answered. Read the new words, then confirm or revise your answer."
    )


def test_an_earlier_question_is_not_asked_any_more(question, bo, gus):
    ask(question.claim, gus)
    assert refused(Conflict, question, bo) == NOT_ASKED


def test_nor_is_one_of_a_claim_that_is_decided(question, bo, gus):
    rule_on(question.claim, gus, Move.REJECT, rejection=Rejection.OPINION, reason="It is one.")
    assert refused(Conflict, question, bo).startswith("This claim was rejected.")


def test_nor_one_of_a_claim_that_was_reopened_since(question, bo, gus):
    rule_on(question.claim, gus, Move.REJECT, rejection=Rejection.OPINION, reason="It is one.")
    rule_on(question.claim, gus, Move.REOPEN, reason="It is none.")
    assert refused(Conflict, question, bo) == NOT_ASKED


def test_many_words_are_too_many(question, bo):
    assert refused(Invalid, question, bo, words="x" * 1_001) == "This has at most 1,000 characters; yours has 1,001."
