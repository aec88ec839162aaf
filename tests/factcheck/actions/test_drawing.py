"""Drawing from the pool: by need, never twice the same seat, and nothing of it follows from answers."""

from datetime import date

import pytest

from factcheck.actions import draw_next, release_seat, skip_claim
from factcheck.actions.participation import record_sightings
from factcheck.actions.seats import pool_of
from factcheck.actions.stack import stacks_of
from factcheck.choices import Abstention, Move, Rating, SeatEnding
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, Seat
from tests.desk import abstain, all_rows, assign, edit, propose, rate, rule_on


def drawn(by) -> Claim | None:
    seat = draw_next(by=by)
    return seat and seat.claim


@pytest.fixture
def second(ada, revision, claim):
    return propose(ada, revision, "1954")


@pytest.fixture
def third(ada, revision, second):
    return propose(ada, revision, "Officials")


def test_a_draw_takes_a_seat_and_leaves_one_event(bo, claim):
    before = Event.objects.count()
    seat = draw_next(by=bo)
    assert (seat.claim, seat.person, seat.number, seat.given_by, seat.due_on) == (claim, bo, 1, None, None)
    assert [one.verb for one in Event.objects.order_by("number")[before:]] == ["seat-drawn"]
    assert seat.history.get().history_user == bo


def test_the_proposer_does_not_draw_it_and_two_others_do(ada, bo, emil, ines, claim):
    assert [drawn(by) for by in (ada, bo, emil, ines)] == [None, claim, claim, None]
    assert list(Seat.objects.values_list("person__name", "number")) == [("Bo", 1), ("Emil", 2)]


def test_a_sensitive_claim_has_three_seats(ada, bo, emil, ines, revision):
    claim = propose(ada, revision, "1954", sensitive=True)
    assert [drawn(by) for by in (bo, emil, ines)] == [claim] * 3


def test_nobody_draws_a_claim_twice(bo, claim, second):
    assert [drawn(bo), drawn(bo), drawn(bo)] == [claim, second, None]


def test_nothing_left_leaves_no_event(bo, db):
    before = all_rows()
    assert (draw_next(by=bo), all_rows() == before) == (None, True)


def test_the_claim_with_fewest_seats_taken_is_in_most_need_then_the_oldest(bo, emil, claim, second, third):
    assert [drawn(bo), drawn(emil), drawn(emil), drawn(emil)] == [claim, second, third, claim]


def test_a_claim_that_is_due_comes_before_and_one_an_editor_asks_for_first(bo, emil, cleo, claim, second, third):
    assign(second, emil, cleo, date(2030, 1, 2))
    rule_on(third, cleo, Move.RETURN, reason="Which gauge?")
    assert [drawn(bo), drawn(bo), drawn(bo)] == [third, second, claim]


def test_what_others_answered_makes_no_difference(ada, bo, emil, ines, claim, second):
    for person in (ada, emil, ines):
        rate(claim, person, Rating.VERIFIED)
    assert drawn(bo) == claim


def test_answering_frees_no_seat_and_takes_none(bo, emil, ines, claim):
    draw_next(by=bo)
    rate(claim, bo, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    assert [drawn(ines), drawn(emil)] == [claim, None]
    assert Seat.objects.standing().count() == 2


def test_what_one_cannot_answer_is_not_drawn(bo, emil, ines, cleo, claim, second, third):
    rate(claim, ines, Rating.VERIFIED)
    record_sightings([second], ines)
    rule_on(third, ines, Move.RETURN, reason="Which gauge?")
    assert drawn(ines) is None


@pytest.mark.parametrize("move", [Move.REJECT, Move.OVERRIDE])
def test_what_is_decided_is_not_drawn(move, bo, cleo, claim):
    rule_on(claim, cleo, move, reason="So it is.", **({"rating": Rating.VERIFIED} if move == Move.OVERRIDE else {}))
    assert drawn(bo) is None
    rule_on(claim, cleo, Move.REOPEN, reason="It was not.")
    assert drawn(bo) == claim


def test_a_new_version_leaves_the_seats_where_they_are(ada, bo, emil, ines, claim):
    draw_next(by=bo), draw_next(by=emil)
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada)
    assert drawn(ines) is None
    assert [seat.claim for seat in Seat.objects.waiting_for(bo)] == [claim]


def test_more_time_keeps_it_in_the_queue_and_is_not_led_to_again(bo, claim):
    draw_next(by=bo)
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    mine = Seat.objects.waiting_for(bo)
    assert ([seat.claim for seat in mine], list(mine.ready_for(bo))) == ([claim], [])


def test_an_idle_draw_is_for_somebody_whom_nothing_waits_for(bo, claim, second):
    first = draw_next(by=bo, idle=True)
    assert draw_next(by=bo, idle=True) == first
    rate(claim, bo, Rating.VERIFIED)
    assert draw_next(by=bo, idle=True).claim == second


def test_the_same_key_draws_once(bo, claim, second):
    assert draw_next(by=bo, key="k") == draw_next(by=bo, key="k")
    assert Seat.objects.count() == 1


def test_drawing_is_for_fact_checkers(cleo, hana, dan, claim):
    for person in (cleo, hana, dan):
        with pytest.raises(NotAllowed, match=r"The queue is for fact-checkers\."):
            draw_next(by=person)
        assert list(pool_of(person)) == []


def test_a_skipped_claim_is_free_for_others_and_not_drawn_again(bo, emil, ines, claim):
    draw_next(by=bo)
    draw_next(by=emil)
    seat = skip_claim(claim=claim, reason=" Not my field. ", by=bo)
    assert (seat.ending, seat.reason, drawn(bo), drawn(ines)) == (SeatEnding.SKIPPED, "Not my field.", None, claim)
    assert Seat.objects.standing().get(person=ines).number == 1


def test_what_was_skipped_may_be_assigned_all_the_same(bo, cleo, claim):
    draw_next(by=bo)
    skip_claim(claim=claim, reason="Not my field.", by=bo)
    assign(claim, bo, cleo)
    assert [seat.claim for seat in Seat.objects.waiting_for(bo)] == [claim]


def test_skipping_needs_a_reason_and_a_seat(bo, claim):
    with pytest.raises(Conflict, match="not in your queue any more"):
        skip_claim(claim=claim, reason="No.", by=bo)
    draw_next(by=bo)
    with pytest.raises(Invalid, match="Say in a few words why"):
        skip_claim(claim=claim, reason=" ", by=bo)
    rate(claim, bo, Rating.VERIFIED)
    with pytest.raises(Conflict, match="does not wait for you any more"):
        skip_claim(claim=claim, reason="No.", by=bo)


def test_the_same_skip_twice_is_one(bo, claim):
    draw_next(by=bo)
    skips = [skip_claim(claim=claim, reason="No.", by=bo, key="k") for _ in range(2)]
    assert (skips[0], Event.objects.filter(verb="seat-skipped").count()) == (skips[1], 1)


def test_a_released_seat_is_free_to_all(bo, cleo, claim):
    seat = release_seat(seat=draw_next(by=bo), by=cleo)
    assert (seat.ending, seat.history.count(), drawn(bo)) == (SeatEnding.RELEASED, 2, claim)
    with pytest.raises(Conflict, match="free already"):
        release_seat(seat=seat, by=cleo)


def test_releasing_is_for_editors(bo, emil, claim):
    with pytest.raises(NotAllowed, match=r"Assigning is for editors\."):
        release_seat(seat=draw_next(by=bo), by=emil)


def test_seats_leave_the_stacks_of_undo_alone(ada, bo, cleo, claim, second):
    rate(claim, bo, Rating.VERIFIED)
    before = [deed.token for deed in stacks_of(bo).undo]
    seat = draw_next(by=bo)
    skip_claim(claim=second, reason="No.", by=bo)
    release_seat(seat=assign(second, bo, cleo), by=cleo)
    assert (seat.claim, [deed.token for deed in stacks_of(bo).undo], stacks_of(cleo).undo) == (second, before, [])
