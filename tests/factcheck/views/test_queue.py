"""What waits for me: claims I have a seat at, articles I am to read, and the pool."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.actions import assign_article, draw_next, end_article_assignment
from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim, Seat
from tests.desk import abstain, assign, edit, propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, text

PLACES = ("night", "Officials", "1954")


def waiting(client) -> list[Claim]:
    return [seat.claim for seat, _ in client.get("/queue/").context["rows"]]


@pytest.fixture
def given(bo, cleo, claim) -> Claim:
    """The claim, assigned to bo."""
    assign(claim, bo, cleo)
    return claim


def test_index_comes_whole_through_every_door(as_bo, given):
    assert doors(as_bo, "/queue/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(
    rows, as_bo, ada, bo, cleo, revision, article, django_assert_num_queries
):
    for words in PLACES[:rows]:
        propose(ada, revision, f"{words}")
        assign(propose(ada, revision, words, f"Again: {words}"), bo, cleo)
    assign_article(article=article, to=bo, by=cleo)
    with django_assert_num_queries(10):
        assert len(waiting(as_bo)) == rows


def test_a_claim_in_the_pool_waits_for_nobody_until_it_is_drawn(as_bo, bo, claim):
    assert waiting(as_bo) == []
    draw_next(by=bo)
    assert waiting(as_bo) == [claim]


def test_what_is_due_soonest_stands_first_and_what_is_overdue_says_so_in_words(as_bo, ada, bo, cleo, revision, claim):
    second, third = propose(ada, revision, "night"), propose(ada, revision, "1954")
    assign(claim, bo, cleo, timezone.localdate())
    assign(second, bo, cleo)
    assign(third, bo, cleo, date(2020, 1, 2))
    assert waiting(as_bo) == [third, claim, second]
    page = text(as_bo.get("/queue/"))
    assert [words in page for words in ("Overdue since", "2 Jan 2020", "Due today", "no day")] == [True] * 4


def test_an_answered_claim_waits_no_more(as_bo, bo, given):
    rate(given, bo, Rating.VERIFIED)
    assert waiting(as_bo) == []


def test_a_claim_waits_on_however_many_have_answered(as_bo, ada, emil, given):
    rate(given, ada, Rating.VERIFIED)
    rate(given, emil, Rating.VERIFIED)
    assert waiting(as_bo) == [given]


def test_a_claim_that_needs_more_time_waits_on(as_bo, bo, given):
    abstain(given, bo, Abstention.NEED_MORE_TIME)
    assert waiting(as_bo) == [given]


def test_an_edited_claim_waits_again(as_bo, ada, bo, given):
    rate(given, bo, Rating.VERIFIED)
    edit(given, ada)
    assert waiting(as_bo) == [given]


def test_a_returned_claim_waits_for_those_who_have_not_answered(as_bo, cleo, given):
    rule_on(given, cleo, Move.RETURN, reason="Which gauge?")
    assert waiting(as_bo) == [given]


def test_a_decided_claim_waits_for_nobody(as_bo, cleo, given):
    rule_on(given, cleo, Move.REJECT, reason="An opinion.")
    assert waiting(as_bo) == []


def test_a_claim_seen_at_the_desk_waits_no_more(ines, cleo, claim, sign_in):
    assign(claim, ines, cleo)
    client = sign_in(ines)
    client.get(f"/desk/{claim.pk}/")
    assert waiting(client) == []


def test_nothing_waits_for_who_checks_no_facts_any_more(as_bo, bo, given):
    bo.groups.clear()
    bo.groups.create(name="Editors of old")
    assert as_bo.get("/queue/").status_code == 403


def test_nothing_waits_for_an_editor(as_cleo, claim):
    assert waiting(as_cleo) == []


def test_an_empty_queue_says_so(as_bo):
    assert "Nothing waits for you" in text(as_bo.get("/queue/"))


def test_the_pool_is_counted_by_seats_and_never_by_answers(as_bo, ada, emil, ines, revision, claim):
    def free():
        found = as_bo.get("/queue/").context
        return found["free"], found["uncounted"]

    propose(ada, revision, "1954")
    assert free() == (2, False)
    for person in (ada, emil, ines):
        rate(claim, person, Rating.VERIFIED)
    assert free() == (2, False)
    draw_next(by=emil)
    assert free() == (2, False)
    draw_next(by=ines)
    assert free() == (1, False)


def test_of_a_large_pool_it_says_more_than(as_bo, ada, revision, monkeypatch):
    monkeypatch.setattr("factcheck.views.queue.COUNTED", 2)
    for words in PLACES:
        propose(ada, revision, words)
    assert "More than 2 claims have a free seat that you could take." in " ".join(text(as_bo.get("/queue/")).split())


def test_only_so_many_are_listed(as_bo, ada, bo, cleo, revision, monkeypatch):
    monkeypatch.setattr("factcheck.views.queue.LISTED", 2)
    for words in PLACES:
        assign(propose(ada, revision, words), bo, cleo)
    page = as_bo.get("/queue/")
    assert (len(page.context["rows"]), "The others follow as these are answered." in text(page)) == (2, True)


def test_an_article_to_read_stands_there_until_one_has_read_it(as_bo, bo, cleo, article):
    given = assign_article(article=article, to=bo, due_on=date(2020, 1, 2), note="The numbers.", by=cleo)
    page = text(as_bo.get("/queue/"))
    assert [words in page for words in ("flood", "The numbers.", "Cleo", "Overdue since")] == [True] * 4
    answer = as_bo.post(f"/queue/articles/{given.pk}/end/", follow=True)
    assert answer.redirect_chain == [("/queue/", 302)]
    assert ("Marked as read." in text(answer), list(answer.context["articles"])) == (True, [])


def test_nobody_ends_what_is_anothers(as_bo, emil, cleo, article):
    given = assign_article(article=article, to=emil, by=cleo)
    assert as_bo.post(f"/queue/articles/{given.pk}/end/").status_code == 404


def test_an_assignment_that_ended_already_says_so(as_bo, bo, cleo, article):
    given = assign_article(article=article, to=bo, by=cleo)
    end_article_assignment(assignment=given, by=bo)
    answer = as_bo.post(f"/queue/articles/{given.pk}/end/")
    assert (answer.status_code, "ended already" in text(answer)) == (409, True)


def test_the_page_shows_since_when_and_from_whom(as_bo, bo, cleo, given):
    Seat.objects.update(taken_at=timezone.now() - timedelta(days=3))
    page = " ".join(text(as_bo.get("/queue/")).split())
    assert ("Cleo, <time" in page, "3 days ago" in page) == (True, True)
