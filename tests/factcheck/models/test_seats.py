"""What the database itself refuses of seats and assignments, and what the pool is always equal to."""

import uuid
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.actions import assign_article, draw_next, release_seat, skip_claim, withdraw_claim
from factcheck.actions.recording import recording
from factcheck.actions.seats import open_seat
from factcheck.actions.vacancies import wanted
from factcheck.choices import Move, Rating, Verb
from factcheck.models import ArticleAssignment, Claim, Pending, Seat, Vacancy
from factcheck.newsroom import Newsroom
from tests.deeds import redo, undo
from tests.desk import assign, edit, rate, rule_on


def stored() -> list[tuple[object, ...]]:
    return sorted(Vacancy.objects.values_list("claim", "asked", "due_on", "taken", "since"))


def computed() -> list[tuple[object, ...]]:
    rows = wanted(Claim.objects.all(), Seat.objects.standing()).values()
    return sorted((one.claim_id, one.asked, one.due_on, one.taken, one.since) for one in rows)


def needs() -> dict[int, tuple[object, ...]]:
    assert stored() == computed()
    return {claim: rest for claim, *rest in Vacancy.objects.values_list("claim", "asked", "due_on", "taken")}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"number": 1}, "seat_number_once_per_claim"),
        ({"person": "bo"}, "seat_once_per_person_and_claim"),
        ({"number": 0}, "seat_numbers_start_at_one"),
        ({"ending": "skipped", "reason": "No."}, "seat_says_how_it_ended"),
        ({"ended_at": timezone.now()}, "seat_says_how_it_ended"),
        ({"ended_at": timezone.now(), "ending": "answered"}, "seat_says_how_it_ended"),
        ({"ended_at": timezone.now(), "ending": "skipped"}, "seat_is_skipped_with_a_reason"),
    ],
)
def test_a_seat_that_must_not_be(changes, name, bo, emil, claim):
    assert draw_next(by=bo).number == 1
    given = {"claim": claim, "person": emil, "number": 2, "event": uuid.uuid4(), **changes}
    if given["person"] == "bo":
        given["person"] = bo
    row = Seat(**given)
    broken = r"UNIQUE constraint failed: factcheck_seat\." if "once" in name else name
    with pytest.raises(IntegrityError, match=f"{name}|{broken}"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "changes", [{}, {"ending": "read", "person": "emil"}, {"ended_at": timezone.now(), "person": "emil"}]
)
def test_an_assignment_that_must_not_be(changes, bo, emil, cleo, article):
    assign_article(article=article, to=bo, by=cleo)
    people = {"person": emil if "person" in changes else bo}
    row = ArticleAssignment(**{"article": article, "given_by": cleo, "event": uuid.uuid4(), **changes, **people})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_free_seat_is_in_the_pool_as_long_as_the_claim_is_in_work(ada, bo, emil, cleo, claim):
    no_day = date.max
    assert needs() == {claim.pk: [False, no_day, 0]}
    draw_next(by=bo)
    assert needs() == {claim.pk: [False, no_day, 1]}
    seat = assign(claim, emil, cleo, date(2030, 1, 1))
    assert needs() == {}
    skip_claim(claim=claim, reason="No.", by=bo)
    assert needs() == {claim.pk: [False, date(2030, 1, 1), 1]}
    release_seat(seat=seat, by=cleo)
    edit(claim, ada)
    rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")
    assert needs() == {claim.pk: [True, no_day, 0]}
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.VERIFIED, reason="It is so.")
    assert needs() == {}
    rule_on(claim, cleo, Move.REOPEN, reason="It is not.")
    assert needs() == {claim.pk: [False, no_day, 0]}


def test_withdrawing_takes_it_out_and_undoing_puts_it_back(ada, claim):
    withdraw_claim(claim=claim, reason="A mistake.", by=ada)
    assert needs() == {}
    undo(ada)
    assert [*needs()] == [claim.pk]
    redo(ada)
    assert needs() == {}


def test_who_takes_an_answer_back_has_the_claim_to_answer_again_however_long_ago(ada, bo, cleo, revision, claim):
    assign(claim, bo, cleo)
    rate(claim, bo, Rating.VERIFIED)
    draw_next(by=bo)
    assert (list(Seat.objects.waiting_for(bo)), Pending.objects.count()) == ([], 0)
    undo(bo)
    assert [seat.claim for seat in Seat.objects.waiting_for(bo)] == [claim]
    redo(bo)
    assert list(Seat.objects.waiting_for(bo)) == []


def test_an_answer_confirmed_for_other_words_and_undone_waits_again(ada, bo, cleo, claim):
    assign(claim, bo, cleo)
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada)
    rate(claim, bo, Rating.VERIFIED)
    draw_next(by=bo)
    undo(bo)
    assert [seat.claim for seat in Seat.objects.waiting_for(bo)] == [claim]


def test_a_new_version_and_a_reopening_bring_back_what_was_gone_over(ada, bo, cleo, claim):
    seat = assign(claim, bo, cleo)
    rate(claim, bo, Rating.VERIFIED)
    draw_next(by=bo)
    edit(claim, ada)
    assert list(Seat.objects.waiting_for(bo)) == [seat]
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    draw_next(by=bo)
    rule_on(claim, cleo, Move.REOPEN, reason="It is none.")
    assert list(Seat.objects.waiting_for(bo)) == [seat]


def test_one_more_seat_is_free_whatever_was_assigned_beyond(ada, bo, emil, ines, cleo, claim):
    for person in (ada, bo, emil):
        assign(claim, person, cleo)
    with recording(Verb.CLAIM_RETURNED, by=cleo) as record:
        locked = record.about(Claim.objects.select_for_update().get(pk=claim.pk))
        open_seat(record, locked)
    assert needs()[claim.pk][2] == 3
    assert draw_next(by=ines).claim == claim


def test_the_pool_is_right_after_a_day_in_the_newsroom(db):
    Newsroom(settings.BASE_DIR / "seeds").load("a password")
    assert (stored() == computed(), len(stored()) > 3) == (True, True)
