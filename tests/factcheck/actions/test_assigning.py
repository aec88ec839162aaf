"""What editors give people to do, by a day or without one."""

from datetime import date

import pytest

from factcheck.actions import assign_article, assign_claims, draw_next, end_article_assignment, undo_last
from factcheck.actions.participation import record_sightings
from factcheck.actions.stack import stacks_of
from factcheck.choices import AssignmentEnding, Move, NoticeKind, Rating
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import ArticleAssignment, Event, Notice, Seat
from tests.desk import all_rows, assign, propose, rate, rule_on

FRIDAY = date(2030, 3, 1)


@pytest.fixture
def second(ada, revision, claim):
    return propose(ada, revision, "1954")


def test_several_claims_are_one_event(bo, cleo, claim, second):
    before = Event.objects.count()
    seats = assign_claims(claims=[second.pk, claim.pk], to=bo, due_on=FRIDAY, by=cleo)
    assert [(one.claim, one.person, one.due_on, one.given_by) for one in seats] == [
        (claim, bo, FRIDAY, cleo),
        (second, bo, FRIDAY, cleo),
    ]
    assert [(one.verb, one.actor) for one in Event.objects.order_by("number")[before:]] == [("seat-assigned", cleo)]
    assert {one.history.get().history_user for one in seats} == {cleo}


def test_they_wait_soonest_due_first(bo, cleo, ada, revision, claim, second):
    third = propose(ada, revision, "Officials")
    assign(claim, bo, cleo)
    assign(third, bo, cleo, date(2030, 3, 2))
    assign(second, bo, cleo, FRIDAY)
    assert [seat.claim for seat in Seat.objects.waiting_for(bo)] == [second, third, claim]


def test_an_assigned_seat_is_one_less_in_the_pool(bo, emil, ines, cleo, claim):
    assign(claim, bo, cleo)
    assert draw_next(by=emil).number == 2
    assert draw_next(by=ines) is None


def test_a_named_person_may_be_one_more_than_asked_for(bo, emil, ines, ada, cleo, claim):
    assert [assign(claim, one, cleo).number for one in (bo, emil, ines, ada)] == [1, 2, 3, 4]


def test_who_has_a_seat_gets_the_new_day(bo, cleo, claim):
    seat = draw_next(by=bo)
    again = assign(claim, bo, cleo, FRIDAY)
    assert (again, again.due_on, again.given_by, again.number) == (seat, FRIDAY, cleo, 1)
    before = all_rows()
    assert (assign(claim, bo, cleo, FRIDAY), all_rows() == before) == (seat, True)
    # Without a day it keeps the one it has.
    assert (assign(claim, bo, cleo), all_rows() == before) == (seat, True)


def test_the_same_key_assigns_once(bo, cleo, claim, second):
    twice = [assign_claims(claims=[claim.pk, second.pk], to=bo, by=cleo, key="k") for _ in range(2)]
    assert (twice[0], Event.objects.filter(verb="seat-assigned").count()) == (twice[1], 1)


def test_only_who_checks_facts_is_assigned(cleo, gus, dan, claim, article):
    for person in (gus, dan):
        with pytest.raises(Invalid, match="does not check facts here"):
            assign(claim, person, cleo)
        with pytest.raises(Invalid, match="does not check facts here"):
            assign_article(article=article, to=person, by=cleo)


def test_who_saw_or_decided_is_not_assigned_and_nobody_else_with_them(ines, cleo, claim, second):
    record_sightings([claim], ines)
    with pytest.raises(Invalid, match="Ines has seen the others’ answers to claim"):
        assign_claims(claims=[claim.pk, second.pk], to=ines, by=cleo)
    rule_on(second, ines, Move.RETURN, reason="Which gauge?")
    with pytest.raises(Invalid, match="Ines has decided on claim"):
        assign(second, ines, cleo)
    assert Seat.objects.count() == 0


def test_that_somebody_has_answered_is_told_to_who_may_know_it(bo, cleo, ines, claim):
    rate(claim, bo, Rating.VERIFIED)
    seat = assign(claim, bo, ines)
    assert list(Seat.objects.waiting_for(bo)) == []
    record_sightings([claim], cleo)
    with pytest.raises(Conflict, match=f"Bo has answered claim {claim.pk} already"):
        assign(claim, bo, cleo)
    assert list(Seat.objects.all()) == [seat]


def test_who_took_their_answer_back_is_assigned_it_again(claim, bo, cleo):
    record_sightings([claim], cleo)
    rate(claim, bo, Rating.VERIFIED)
    with pytest.raises(Conflict, match="has answered"):
        assign(claim, bo, cleo)
    undo_last(by=bo, seen=stacks_of(bo).undo[-1].token)
    assert assign(claim, bo, cleo).person == bo


def test_a_decided_claim_is_not_assigned(bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    with pytest.raises(Conflict, match="This claim was rejected"):
        assign(claim, bo, cleo)


@pytest.mark.parametrize("claims", [[], [999_999], range(1, 300)])
def test_no_claim_one_that_is_not_there_and_too_many_are_refused(claims, bo, cleo):
    with pytest.raises(Invalid):
        assign_claims(claims=claims, to=bo, by=cleo)


def test_assigning_is_for_editors(ada, bo, hana, claim, article):
    for person in (ada, hana):
        with pytest.raises(NotAllowed, match=r"Assigning is for editors\."):
            assign(claim, bo, person)
        with pytest.raises(NotAllowed, match=r"Assigning is for editors\."):
            assign_article(article=article, to=bo, by=person)


def test_an_article_is_assigned_with_a_day_and_a_note(bo, cleo, article):
    given = assign_article(article=article, to=bo, due_on=FRIDAY, note=" Numbers. ", by=cleo)
    assert (given.person, given.due_on, given.note, given.given_by) == (bo, FRIDAY, "Numbers.", cleo)
    again = assign_article(article=article, to=bo, note="Names.", by=cleo)
    assert (again.pk, again.due_on, again.note, again.history.count()) == (given.pk, FRIDAY, "Names.", 2)
    before = all_rows()
    assert (assign_article(article=article, to=bo, by=cleo).pk, all_rows() == before) == (given.pk, True)


def test_it_ends_when_its_reader_says_so_and_may_be_given_again(bo, cleo, article):
    ended = end_article_assignment(assignment=assign_article(article=article, to=bo, by=cleo), by=bo)
    assert (ended.ending, ended.history.first().history_user) == (AssignmentEnding.READ, bo)
    with pytest.raises(Conflict, match="ended already"):
        end_article_assignment(assignment=ended, by=bo)
    assert assign_article(article=article, to=bo, by=cleo).pk != ended.pk


def test_an_editor_takes_it_back_and_nobody_else_does(bo, emil, cleo, gus, article):
    given = assign_article(article=article, to=bo, by=cleo)
    with pytest.raises(NotAllowed, match="assigned to somebody else"):
        end_article_assignment(assignment=given, by=emil)
    assert end_article_assignment(assignment=given, by=gus).ending == AssignmentEnding.TAKEN_BACK


def test_the_same_key_makes_one_assignment_and_ends_it_once(bo, cleo, article):
    given = [assign_article(article=article, to=bo, by=cleo, key="k") for _ in range(2)]
    ended = [end_article_assignment(assignment=given[0], by=bo, key="k") for _ in range(2)]
    assert (given[0], ended[0], ArticleAssignment.objects.count()) == (given[1], ended[1], 1)


def test_assignments_leave_the_stacks_of_undo_alone(bo, cleo, claim, article):
    rate(claim, bo, Rating.VERIFIED)
    before = [deed.token for deed in stacks_of(bo).undo]
    end_article_assignment(assignment=assign_article(article=article, to=bo, by=cleo), by=bo)
    assert ([deed.token for deed in stacks_of(bo).undo], stacks_of(cleo).undo) == (before, [])


def test_who_is_assigned_something_is_told_of_it_once(bo, cleo, ines, claim, second, article):
    assign_claims(claims=[claim.pk, second.pk], to=bo, by=cleo)
    assign(claim, bo, cleo)
    assign_article(article=article, to=bo, by=cleo)
    assign_article(article=article, to=bo, by=cleo)
    assign(claim, ines, ines)
    told = [(one.recipient, one.kind, one.claim, one.article) for one in Notice.objects.order_by("made_at", "claim")]
    assert told == [
        (bo, NoticeKind.ASSIGNED, claim, None),
        (bo, NoticeKind.ASSIGNED, second, None),
        (bo, NoticeKind.ASSIGNED, None, article),
    ]
