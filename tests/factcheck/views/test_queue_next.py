"""From claim to claim: to the next that waits, or from the pool; and past one, with a reason."""

import pytest

from factcheck.choices import Abstention, Rating, SeatEnding
from factcheck.models import Seat
from tests.desk import abstain, all_rows, assign, propose, rate
from tests.web import HTMX, an_answer, text, value


def led(answer) -> str:
    assert answer.status_code == 302
    return answer.headers["Location"]


def to(claim) -> str:
    return f"/claims/{claim.pk}/?from=queue"


@pytest.fixture
def second(ada, revision, claim):
    return propose(ada, revision, "1954")


@pytest.fixture
def third(ada, revision, second):
    return propose(ada, revision, "Officials")


@pytest.fixture
def held(bo, cleo, claim, second, third):
    """All three, assigned to bo."""
    for one in (claim, second, third):
        assign(one, bo, cleo)
    return claim, second, third


@pytest.mark.parametrize("method", ["get", "post"])
def test_next_leads_to_the_first_and_after_a_claim_past_it_and_round_again(method, as_bo, held):
    ask = getattr(as_bo, method)
    assert led(ask("/queue/next/")) == to(held[0])
    after = {held[0].pk: held[1], held[1].pk: held[2], held[2].pk: held[0], 999_999: held[0], "x": held[0]}
    for number, one in {**after, "9" * 30: held[0]}.items():
        found = as_bo.get(f"/queue/next/?after={number}") if method == "get" else ask("/queue/next/", {"after": number})
        assert led(found) == to(one)


def test_next_passes_by_what_needs_more_time(as_bo, bo, held):
    abstain(held[0], bo, Abstention.NEED_MORE_TIME)
    assert led(as_bo.get("/queue/next/")) == to(held[1])


def test_next_by_get_draws_nothing(as_bo, claim):
    before = all_rows()
    assert (led(as_bo.get("/queue/next/")), all_rows() == before) == ("/queue/", True)


def test_next_by_post_draws_where_nothing_waits_and_only_then(as_bo, bo, claim, second):
    assert [led(as_bo.post("/queue/next/")) for _ in range(2)] == [to(claim)] * 2
    assert [seat.claim for seat in Seat.objects.all()] == [claim]


def test_next_says_so_when_nothing_is_left(as_bo):
    answer = as_bo.post("/queue/next/", follow=True)
    assert answer.redirect_chain == [("/queue/", 302)]
    assert "No claim with a free seat is left for you." in text(answer)


def test_the_pool_gives_one_more_at_once_and_the_same_press_one(as_bo, claim, second):
    key = value(as_bo.get("/queue/"), "key")
    press = {"pool": "1", "key": key}
    assert [led(as_bo.post("/queue/next/", press)) for _ in range(2)] == [to(claim)] * 2
    assert led(as_bo.post("/queue/next/", {"pool": "1", "key": "another"})) == to(second)


def test_drawing_is_not_for_editors(as_cleo, claim):
    assert as_cleo.post("/queue/next/").status_code == 403
    assert led(as_cleo.get("/queue/next/")) == "/queue/"


def test_the_button_for_the_next_stands_on_every_page_and_knows_where_one_is(as_bo, bo, article, held):
    assert 'data-act="next"' in text(as_bo.get("/articles/"))
    assert value(as_bo.get(to(held[1])), "after") == str(held[1].pk)


def test_saving_goes_from_claim_to_claim(as_bo, held):
    path = f"/claims/{held[1].pk}/answer/"
    assert led(as_bo.post(path, an_answer(held[1], **{"from": "queue"}))) == to(held[2])


def test_under_htmx_the_browser_goes_to_the_next(as_bo, held):
    answer = as_bo.post(f"/claims/{held[0].pk}/answer/", an_answer(held[0], **{"from": "queue"}), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, to(held[1]))


def test_who_works_from_the_pool_gets_the_next_one_with_the_save(as_bo, claim, second):
    as_bo.post("/queue/next/")
    sent = an_answer(claim, **{"from": "queue"})
    assert [led(as_bo.post(f"/claims/{claim.pk}/answer/", sent)) for _ in range(2)] == [to(second)] * 2
    assert Seat.objects.count() == 2


def test_after_the_last_assigned_claim_comes_the_list_and_nothing_is_drawn(as_bo, bo, cleo, claim, second):
    assign(claim, bo, cleo)
    assert led(as_bo.post(f"/claims/{claim.pk}/answer/", an_answer(claim, **{"from": "queue"}))) == "/queue/"
    assert Seat.objects.count() == 1


def test_an_answer_from_elsewhere_draws_nothing(as_bo, claim, second):
    as_bo.post("/queue/next/")
    as_bo.post(f"/claims/{claim.pk}/answer/", an_answer(claim))
    assert Seat.objects.count() == 1


def test_a_claim_without_a_seat_is_answered_as_before_and_takes_none(as_bo, bo, second, claim):
    as_bo.post(f"/claims/{claim.pk}/answer/", an_answer(claim, **{"from": "queue"}))
    assert (claim.verdicts.get().reviewer, Seat.objects.count()) == (bo, 0)


def test_skipping_asks_for_the_reason_and_goes_back_to_the_list(as_bo, held):
    path = f"/queue/{held[0].pk}/skip/"
    page = as_bo.get(path)
    refused = as_bo.post(path, {"reason": " ", "key": value(page, "key")})
    assert (refused.status_code, "Skip this claim" in text(refused)) == (422, True)
    done = as_bo.post(path, {"reason": "Not my field.", "key": value(page, "key")}, follow=True)
    assert done.redirect_chain == [("/queue/", 302)]
    assert f"Claim {held[0].pk} is skipped" in text(done)
    assert [(one.ending, one.reason) for one in Seat.objects.filter(claim=held[0])] == [
        (SeatEnding.SKIPPED, "Not my field.")
    ]


def test_from_the_claim_itself_skipping_goes_on_to_the_next(as_bo, held):
    assert f'href="/queue/{held[0].pk}/skip/?from=queue"' in text(as_bo.get(to(held[0])))
    assert value(as_bo.get(f"/queue/{held[0].pk}/skip/?from=queue"), "from") == "queue"
    assert led(as_bo.post(f"/queue/{held[0].pk}/skip/", {"reason": "No.", "from": "queue"})) == to(held[1])


def test_who_works_from_the_pool_gets_another_for_a_skipped_one(as_bo, claim, second):
    as_bo.post("/queue/next/")
    assert led(as_bo.post(f"/queue/{claim.pk}/skip/", {"reason": "No.", "from": "queue"})) == to(second)


def test_what_is_not_in_the_queue_cannot_be_skipped_and_the_reason_is_kept(as_bo, bo, cleo, claim):
    answer = as_bo.post(f"/queue/{claim.pk}/skip/", {"reason": "Not mine."})
    assert (answer.status_code, value(answer, "reason")) == (409, "Not mine.")
    assign(claim, bo, cleo)
    rate(claim, bo, Rating.VERIFIED)
    answer = as_bo.post(f"/queue/{claim.pk}/skip/", {"reason": "Not mine."})
    assert (answer.status_code, "does not wait for you any more" in text(answer)) == (409, True)
    assert "Skip it" not in text(as_bo.get(f"/claims/{claim.pk}/answer/?from=queue"))


def said(answer):
    return [str(one) for one in answer.context["messages"]]


def link(claim, words):
    return f'<a href="/claims/{claim.pk}/">{words}</a>'


def test_after_a_save_it_is_said_which_claim_was_drawn(as_bo, claim, second):
    as_bo.post("/queue/next/", follow=True)
    answer = as_bo.post(f"/claims/{claim.pk}/answer/", an_answer(claim, **{"from": "queue"}), follow=True)
    assert said(answer) == [
        f"Your answer to claim {claim.pk} is saved. {link(claim, 'Look at it and the others’')}",
        f"Claim {second.pk} was drawn from the pool for you.",
    ]


def test_so_it_is_when_next_draws_and_when_one_was_skipped_but_not_of_what_was_asked_for(as_bo, claim, second, third):
    assert said(as_bo.post("/queue/next/", {"pool": "1", "key": "k"}, follow=True)) == []
    skipped = as_bo.post(f"/queue/{claim.pk}/skip/", {"reason": "Busy.", "from": "queue"}, follow=True)
    drawn = f"Claim {second.pk} was drawn from the pool for you."
    assert said(skipped) == [f"Claim {claim.pk} is skipped; its seat is free for others.", drawn]
    as_bo.post(f"/claims/{second.pk}/answer/", an_answer(second), follow=True)
    assert said(as_bo.post("/queue/next/", follow=True)) == [f"Claim {third.pk} was drawn from the pool for you."]


def test_of_a_claim_that_was_assigned_it_is_not_said(as_bo, held):
    answer = as_bo.post(f"/claims/{held[1].pk}/answer/", an_answer(held[1], **{"from": "queue"}), follow=True)
    assert len(said(answer)) == 1


def test_who_needs_more_time_is_not_sent_to_the_others_answers(as_bo, emil, held):
    rate(held[0], emil, Rating.DISPUTED, "The book says less.")
    more = {"answer": "abstain", "abstention": "need-more-time", "rationale": "", "from": "queue"}
    answer = as_bo.post(f"/claims/{held[0].pk}/answer/", an_answer(held[0], **more), follow=True)
    assert said(answer) == [f"You asked for more time for claim {held[0].pk}. {link(held[0], 'Look at it again')}"]
    assert "The book says less." not in text(as_bo.get(f"/claims/{held[0].pk}/"))
