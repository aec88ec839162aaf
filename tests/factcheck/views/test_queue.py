"""What waits for me."""

from datetime import UTC, datetime

import pytest

from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim
from tests.desk import abstain, edit, propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, text


def waiting(client) -> list[Claim]:
    return [item.claim for item in client.get("/queue/").context["items"]]


def test_index_comes_whole_through_every_door(as_bo, claim):
    assert doors(as_bo, "/queue/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(rows, as_bo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(7):
        assert len(waiting(as_bo)) == rows


def test_the_oldest_claim_stands_first(as_bo, ada, revision):
    first, second = propose(ada, revision, "night"), propose(ada, revision, "1954")
    Claim.objects.filter(pk=second.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert waiting(as_bo) == [second, first]


def test_an_answered_claim_waits_no_more(as_bo, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    assert waiting(as_bo) == []


def test_a_claim_waits_on_however_many_have_answered(as_bo, ada, emil, claim):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    assert waiting(as_bo) == [claim]


def test_a_claim_that_needs_more_time_waits_on(as_bo, bo, claim):
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert waiting(as_bo) == [claim]


def test_an_edited_claim_waits_again(as_bo, ada, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada)
    assert waiting(as_bo) == [claim]


def test_a_returned_claim_waits_for_those_who_have_not_answered(as_bo, cleo, claim):
    rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")
    assert waiting(as_bo) == [claim]


def test_a_decided_claim_waits_for_nobody(as_bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    assert waiting(as_bo) == []


def test_a_claim_seen_at_the_desk_waits_no_more(ines, claim, sign_in):
    client = sign_in(ines)
    client.get(f"/desk/{claim.pk}/")
    assert waiting(client) == []


def test_nothing_waits_for_an_editor(as_cleo, claim):
    assert waiting(as_cleo) == []


def test_an_empty_queue_says_so(as_bo):
    assert "Nothing waits for you" in text(as_bo.get("/queue/"))


def test_next_leads_to_the_oldest(as_bo, ada, revision, claim):
    propose(ada, revision, "1954")
    assert as_bo.get("/queue/next/").headers["Location"] == f"/claims/{claim.pk}/?from=queue"


def test_next_after_a_claim_leads_past_it_and_round_again(as_bo, ada, revision, claim):
    second, third = propose(ada, revision, "1954"), propose(ada, revision, "Officials")
    after = {claim.pk: second, second.pk: third, third.pk: claim, 999_999: claim, "x": claim, "9" * 30: claim}
    found = {number: as_bo.get(f"/queue/next/?after={number}").headers["Location"] for number in after}
    assert found == {number: f"/claims/{one.pk}/?from=queue" for number, one in after.items()}


def test_next_leads_to_the_list_when_nothing_waits(as_bo):
    assert as_bo.get("/queue/next/").headers["Location"] == "/queue/"


def test_saving_goes_from_claim_to_claim(as_bo, ada, bo, revision, claim):
    second = propose(ada, revision, "1954")
    rate(claim, bo, Rating.VERIFIED)
    assert as_bo.get("/queue/next/").headers["Location"] == f"/claims/{second.pk}/?from=queue"
