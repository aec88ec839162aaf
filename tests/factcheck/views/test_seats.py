"""Who has what to do: what editors see of seats and assignments, and what they give out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.actions import draw_next, skip_claim
from factcheck.choices import Abstention, Rating
from factcheck.models import Claim, Sighting
from tests.desk import abstain, assign, propose, rate
from tests.web import WHOLE_ONLY, doors, text

SEATS = "/desk/seats/?open=1"
ASSIGN = "/desk/seats/assign/"


@pytest.fixture
def second(ada, revision, claim):
    return propose(ada, revision, "1954")


def listed(answer) -> list[tuple[Claim, str, bool]]:
    return [(seat.claim, str(seat.person), seat.answered) for seat in answer.context["window"].seats]


def test_it_comes_whole_through_every_door(as_cleo, claim):
    assert doors(as_cleo, SEATS) == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_for_one_row_and_three(
    rows, as_cleo, ada, bo, emil, cleo, revision, django_assert_num_queries
):
    for words in ("night", "Officials", "1954")[:rows]:
        claim = propose(ada, revision, words)
        assign(claim, bo, cleo), assign(claim, emil, cleo)
        skip_claim(claim=claim, reason="No.", by=emil)
    with django_assert_num_queries(11):
        found = as_cleo.get(SEATS)
    assert (len(found.context["window"].seats), len(found.context["skipped"])) == (rows, rows)


def test_what_waits_comes_first_overdue_before_then_the_longest(as_cleo, ada, bo, emil, cleo, revision, claim, second):
    third = propose(ada, revision, "Officials")
    assign(second, bo, cleo, date(2020, 1, 2))
    assign(claim, emil, cleo)
    assign(claim, bo, cleo, date(2019, 1, 2))
    assign(third, bo, cleo)
    rate(claim, bo, Rating.VERIFIED)
    assert listed(as_cleo.get(SEATS)) == [
        (second, "Bo", False),
        (claim, "Emil", False),
        (third, "Bo", False),
        (claim, "Bo", True),
    ]


def test_more_time_is_no_answer(as_cleo, bo, claim):
    draw_next(by=bo)
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert listed(as_cleo.get(SEATS)) == [(claim, "Bo", False)]


def test_each_persons_plate_stands_by_name_and_leads_to_their_seats(as_cleo, bo, emil, cleo, claim, second):
    assign(claim, emil, cleo, timezone.localdate() - timedelta(days=1))
    assign(second, emil, cleo, timezone.localdate())
    assign(claim, bo, cleo)
    plates = as_cleo.get(SEATS).context["plates"]
    assert [(str(one.person), one.waiting, one.overdue) for one in plates] == [("Bo", 1, 0), ("Emil", 2, 1)]
    assert listed(as_cleo.get(f"{SEATS}&person={bo.pk}")) == [(claim, "Bo", False)]
    assert listed(as_cleo.get(f"{SEATS}&person=nobody&page=x"))[0][1] == "Emil"


def test_fifty_stand_on_a_page(as_cleo, bo, emil, claim, second, monkeypatch):
    monkeypatch.setattr("factcheck.overview.seats.PER_PAGE", 2)
    for person in (bo, bo, emil):
        draw_next(by=person)
    first, next_page = as_cleo.get(SEATS), as_cleo.get(f"{SEATS}&page=2")
    assert [len(listed(one)) for one in (first, next_page)] == [2, 1]
    assert ("page=2" in text(first), "page=1" in text(next_page)) == (True, True)


def test_skipped_claims_stand_with_their_reasons(as_cleo, bo, claim):
    draw_next(by=bo)
    skip_claim(claim=claim, reason="I know the mayor.", by=bo)
    page = as_cleo.get(SEATS)
    assert ("I know the mayor." in text(page), listed(page)) == (True, [])


def test_who_could_still_answer_is_told_first_what_they_would_lose(ines, bo, sign_in, claim, second):
    draw_next(by=bo)
    client = sign_in(ines)
    page = client.get("/desk/seats/")
    assert (page.context["unanswered"], Sighting.objects.count()) == (1, 0)
    assert listed(client.get(SEATS)) == [(claim, "Bo", False)]
    assert [(one.version.claim, one.person) for one in Sighting.objects.all()] == [(claim, ines)]


def test_of_claims_one_takes_part_in_it_is_not_told_who_answered(ines, bo, emil, cleo, sign_in, revision):
    own = propose(ines, revision, "1954")
    assign(own, bo, cleo, date(2020, 1, 2)), assign(own, emil, cleo)
    client = sign_in(ines)
    before = client.get(SEATS)
    rate(own, bo, Rating.VERIFIED)
    after = client.get(SEATS)
    for page in (before, after):
        assert (listed(page), page.context["plates"]) == ([], [])
        assert [str(seat.person) for seat in page.context["own"]] == ["Bo", "Emil"]


def test_what_an_editor_may_not_know_yet_makes_no_difference_to_assigning(ines, bo, sign_in, claim):
    client = sign_in(ines)

    def page():
        return [
            one for one in text(client.get(f"{ASSIGN}?claim={claim.pk}")).splitlines() if "token" not in one.lower()
        ]

    before = [line for line in page() if 'name="key"' not in line]
    rate(claim, bo, Rating.VERIFIED)
    assert [line for line in page() if 'name="key"' not in line] == before


def test_releasing_frees_the_seat(as_cleo, bo, claim):
    seat = draw_next(by=bo)
    answer = as_cleo.post(f"/desk/seats/{seat.pk}/release/", follow=True)
    assert (answer.redirect_chain, listed(answer)) == ([(SEATS, 302)], [])
    assert f"Bo does not have claim {claim.pk} any more" in text(answer)
    late = as_cleo.post(f"/desk/seats/{seat.pk}/release/", follow=True)
    assert (late.redirect_chain, "This seat is free already." in text(late)) == ([(SEATS, 302)], True)


def test_a_seat_that_is_used_is_not_released_by_who_may_know_it(as_cleo, cleo, bo, claim):
    seat = draw_next(by=bo)
    as_cleo.get(SEATS)
    rate(claim, bo, Rating.VERIFIED)
    assert f"/desk/seats/{seat.pk}/release/" not in text(as_cleo.get(SEATS))
    answer = as_cleo.post(f"/desk/seats/{seat.pk}/release/", follow=True)
    assert [str(one) for one in answer.context["messages"]] == ["Bo has answered this claim: the seat is used."]
    seat.refresh_from_db()
    assert seat.ended_at is None


def test_who_may_not_know_that_a_seat_is_used_releases_it(ines, bo, sign_in, claim):
    # Ines checks facts too, and has not looked at the answers.
    seat = draw_next(by=bo)
    rate(claim, bo, Rating.VERIFIED)
    sign_in(ines).post(f"/desk/seats/{seat.pk}/release/")
    seat.refresh_from_db()
    assert seat.ending == "released"


def test_what_is_not_there_is_not_found(as_cleo):
    assert as_cleo.post("/desk/seats/999999/release/").status_code == 404
    assert as_cleo.post("/queue/articles/999999/end/").status_code == 404
