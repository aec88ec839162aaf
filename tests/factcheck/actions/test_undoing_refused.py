"""When undoing is refused: what somebody else changed since, the wrong moment, the wrong place, the wrong person."""

import pytest

from annotations.models import Kind, Span
from factcheck.accounts.models import User
from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.actions import (
    change_zone,
    describe_article,
    link_passage,
    redo_last,
    restore_claim,
    undo_last,
    unlink_passage,
    withdraw_claim,
)
from factcheck.actions.recording import state_of
from factcheck.actions.stack import MOST, stacked, stacks_of
from factcheck.actions.undoing import ChangedSince
from factcheck.choices import Abstention, Move, Rating, Verb
from factcheck.errors import Conflict, NotAllowed
from factcheck.models import Claim, Event, FirstAnswer, Occurrence, Tally, Verdict
from tests.deeds import redo, undo
from tests.desk import abstain, all_rows, edit, mark, passage, propose, rate, revise, rule_on

pytestmark = pytest.mark.django_db
V, D, U = Rating


def refused(by, error=Conflict, match=None, act=undo):
    """Try to undo; it raises this, nothing is written, and the stacks are as they were."""
    before = all_rows()
    with pytest.raises(error, match=match) as caught:
        act(by)
    assert all_rows() == before
    return caught.value


@pytest.mark.parametrize(
    "change",
    [
        lambda claim, bo, _cleo: edit(claim, bo, "The river rose by five metres."),
        lambda claim, _bo, cleo: rule_on(claim, cleo, Move.RETURN, reason="Which gauge?"),
        lambda claim, _bo, cleo: rule_on(claim, cleo, Move.REJECT, reason="No claim."),
    ],
    ids=["edited", "returned", "rejected"],
)
def test_a_claim_that_somebody_changed_since_is_not_taken_back(claim, ada, bo, cleo, change):
    change(claim, bo, cleo)
    problem = refused(ada, ChangedSince)
    assert [one.row for one in problem.written] == [claim]
    assert problem.deed.event.verb == Verb.CLAIM_PROPOSED


def test_an_edit_is_not_taken_back_if_a_correction_gave_the_claim_another_version(claim, ada, gus, article):
    edit(claim, ada)
    revise(article, gus, ("rose four metres", "rose five metres"))
    refused(ada, ChangedSince)


def test_a_mark_that_somebody_changed_since_is_not_taken_back(zone, ada, bo):
    span = Span.objects.get(pk=zone.pk)
    change_zone(span=span, kind=Kind.CAPTION, reading="", seen=state_of(span), by=bo)
    assert [one.row for one in refused(ada, ChangedSince).written] == [zone]


def test_what_was_changed_and_put_back_as_it_was_can_be_taken_back(claim, ada, bo):
    edit(claim, bo)
    undo(bo)
    undo(ada)
    assert Claim.objects.get().state == "withdrawn"


def test_nor_is_a_deed_done_again_if_somebody_else_put_the_claim_back(claim, ada, cleo):
    undo(ada)
    restore_claim(claim=claim, by=cleo)
    found = refused(ada, ChangedSince, act=redo).written
    assert [type(one.row) for one in found] == [Span, Claim, Occurrence]


def test_a_claim_with_a_passage_that_somebody_added_is_not_taken_back(claim, ada, bo, revision):
    link_passage(claim=claim, passage=passage(revision, "the river rose"), by=bo)
    refused(ada, match="Somebody added a passage to this claim since")


def test_a_passage_is_not_taken_back_if_it_is_the_last_one_by_now(claim, ada, bo, revision):
    linked = link_passage(claim=claim, passage=passage(revision, "the river rose"), by=bo)
    occurrence = Occurrence.objects.exclude(pk=linked.pk).get()
    unlink_passage(occurrence=occurrence, by=ada)
    refused(bo, match="A claim keeps at least one passage")


@pytest.mark.parametrize(("move", "sentence"), [(Move.OVERRIDE, "is approved"), (Move.REJECT, "was rejected")])
def test_an_answer_to_a_claim_that_is_decided_stays(claim, bo, cleo, move, sentence):
    rate(claim, bo, V)
    rule_on(claim, cleo, move, rating=D, reason="The gauge decides.")
    refused(bo, match=sentence)


def test_an_answer_to_a_claim_that_was_withdrawn_stays(claim, ada, bo):
    rate(claim, bo, V)
    withdraw_claim(claim=claim, reason="So.", by=ada)
    refused(bo, match="was withdrawn")


def test_single_decisions_imports_and_corrections_are_not_undone(claim, ada, cleo, article, revision):
    rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")
    revise(article, cleo, ("four metres, the", "five metres, the"))
    assert (stacks_of(cleo).undo, [deed.event.verb for deed in stacks_of(ada).undo]) == ([], ["claim-proposed"])


def test_what_comes_back_into_boilerplate_is_refused(claim, ada, bo, revision):
    undo(ada)
    mark(bo, revision, "The river rose four metres in a night.", Kind.BOILERPLATE)
    refused(ada, match="marked as not article text", act=redo)


def test_boilerplate_that_would_come_back_over_a_claim_is_refused(ada, bo, revision):
    mark(ada, revision, "Nobody was hurt", Kind.BOILERPLATE)
    undo(ada)
    propose(bo, revision, "Nobody was hurt")
    refused(ada, match="stands on these words", act=redo)


def test_a_mark_does_not_come_back_where_there_is_the_same_by_now(zone, ada, bo, revision):
    undo(ada)
    mark(bo, revision, "Officials said", Kind.ATTRIBUTION)
    refused(ada, match="marked as “Attribution” already", act=redo)


def test_a_passage_does_not_come_back_where_the_claim_has_one_by_now(claim, ada, bo, revision):
    link_passage(claim=claim, passage=passage(revision, "the river rose"), by=ada)
    undo(ada)
    link_passage(claim=claim, passage=passage(revision, "the river rose"), by=bo)
    refused(ada, match="belongs to that claim already", act=redo)


def test_after_a_correction_what_was_taken_back_returns_where_its_words_are_now(claim, ada, gus, article):
    undo(ada)
    revise(article, gus, ("The river", "All night long the river"))
    redo(ada)
    (anchor,) = Span.objects.get(occurrence__claim=claim).anchors.filter(revision__number=2)
    assert (anchor.start, anchor.quote) == (25, "rose four metres")


def test_somebody_who_lost_the_role_undoes_nothing(claim, ada):
    ada.groups.remove(*ada.groups.filter(name=FACT_CHECKERS))
    refused(User.objects.get(pk=ada.pk), NotAllowed, "Marking claims is for fact-checkers")


def test_nobody_undoes_what_somebody_else_did(claim, ada, bo):
    token = stacks_of(ada).undo[-1].token
    assert stacks_of(bo).undo == []
    refused(bo, match="meanwhile", act=lambda by: undo_last(by=by, seen=token))


def test_a_second_window_undoes_nothing_it_did_not_show(claim, ada, revision):
    shown = stacks_of(ada).undo[-1].token
    propose(ada, revision, "Nobody was hurt")
    refused(ada, match="You did something else meanwhile", act=lambda by: undo_last(by=by, seen=shown))
    undo(ada)
    undo_last(by=ada, seen=shown)
    refused(ada, match="You did something else meanwhile", act=lambda by: redo_last(by=by, seen=shown))


def test_the_same_key_undoes_once_and_says_the_same_again(claim, ada, revision):
    propose(ada, revision, "Nobody was hurt")
    seen = stacks_of(ada).undo[-1].token
    first = undo_last(by=ada, seen=seen, key="k")
    before = all_rows()
    again = undo_last(by=ada, seen=seen, key="k")
    assert (again, all_rows()) == (first, before)
    with pytest.raises(Conflict, match="saved before with other content"):
        undo_last(by=ada, seen=stacks_of(ada).undo[-1].token, key="k")


def test_a_new_deed_empties_what_could_be_done_again(claim, ada, revision):
    undo(ada)
    propose(ada, revision, "Nobody was hurt")
    assert stacks_of(ada).redo == []


def test_the_stacks_are_those_of_the_newest_hundred_events(ada):
    one = [Event(number=n, actor=ada, verb=Verb.CLAIM_EDITED) for n in range(3)]
    far = Event(number=0, actor=ada, verb=Verb.UNDONE, deed=Event(verb=Verb.CLAIM_EDITED))
    stacks = stacked([far, *one, Event(verb=Verb.UNDONE, deed=one[2]), Event(verb=Verb.REDONE, deed=one[2])])
    assert ([deed.event for deed in stacks.undo], stacks.redo, MOST) == (one, [], 100)


def test_others_answers_make_no_difference_and_the_record_of_them_stays(claim, ada, bo):
    rate(claim, bo, V)
    undo(ada)
    assert (Tally.objects.get().verified, Verdict.objects.standing().count()) == (1, 1)
    redo(ada)
    assert (Claim.objects.get().state, FirstAnswer.objects.count()) == ("open", 1)


def test_undoing_an_edit_lets_the_answers_before_it_count_again(claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    assert Tally.objects.get().verified == 0
    undo(ada)
    assert Tally.objects.get().verified == 1


def test_an_answer_taken_back_counts_nowhere_hides_nothing_and_waits_again(claim, bo, emil):
    rate(claim, emil, V)
    rate(claim, bo, D)
    undo(bo)
    assert Tally.objects.get().counts == {V: 1, D: 0, U: 0}
    assert list(Claim.objects.revealed_to(bo)) == list(Claim.objects.waiting_for(bo)) == [claim]
    again = rate(claim, bo, U)
    assert (again.withdrawn_at, Tally.objects.get().counts) == (None, {V: 1, D: 0, U: 1})
    assert FirstAnswer.objects.filter(reviewer=bo).values_list("rating", "blind").get() == (D, True)


@pytest.mark.parametrize("before", [None, V])
def test_undoing_an_abstention_does_not_let_somebody_rate_who_saw_the_answers(claim, ada, bo, before):
    if before:
        rate(claim, bo, before)
        edit(claim, ada)
    abstain(claim, bo, Abstention.NOT_CHECKABLE)
    undo(bo)
    with pytest.raises(Conflict, match="You abstained on this statement and have seen"):
        rate(claim, bo, D)


def test_whoever_took_part_and_took_it_back_still_decides_nothing(claim, ines):
    rate(claim, ines, V)
    undo(ines)
    with pytest.raises(NotAllowed, match="You took part"):
        rule_on(claim, ines, Move.REJECT, reason="No claim.")


def test_a_description_is_put_back_with_where_it_was_from(article, ada):
    before = [article.title, article.title_origin]
    describe_article(article=article, title="Rain", details={}, seen=state_of(article), by=ada)
    undo(ada)
    article.refresh_from_db()
    assert [article.title, article.title_origin] == before
