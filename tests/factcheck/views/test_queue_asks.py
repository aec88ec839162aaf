"""What is asked of me, in the queue: questions about my answers, and wordings that changed since I judged them."""

import pytest

from factcheck.actions.notices import read_notices
from factcheck.choices import Address, Move, Rating
from factcheck.models import Notice, Verdict
from tests.desk import assign, edit, propose, rate, rule_on
from tests.web import text, value


def asked(client) -> list[tuple[int, str, bool]]:
    """The claims of which something is asked, what, and whether the answer can be confirmed there."""
    shown = client.get("/queue/").context["asks"]
    return [(item.notice.claim_id, item.notice.kind, item.may_confirm) for item in shown]


def test_a_changed_wording_and_a_question_stand_there_until_they_are_answered(as_bo, ada, bo, cleo, revision, claim):
    other = propose(ada, revision, "1954")
    assert asked(as_bo) == []
    rate(claim, bo, Rating.VERIFIED), rate(other, bo, Rating.VERIFIED)
    edit(claim, ada, "The river rose by five metres.")
    rule_on(other, cleo, Move.RETURN, address=Address.NAMED, asked=[bo.pk], reason="Which gauge?")
    assert asked(as_bo) == [(other.pk, "asked", False), (claim.pk, "stale", True)]
    # Read is not answered.
    read_notices(by=bo, notices=[one.pk for one in Notice.objects.filter(recipient=bo)])
    assert asked(as_bo) == [(other.pk, "asked", False), (claim.pk, "stale", True)]
    page = text(as_bo.get("/queue/"))
    assert ("Which gauge?" in page, "Mark as read" in page, "Nothing waits for you" in page) == (True, False, False)
    rate(other, bo, Rating.DISPUTED)
    assert asked(as_bo) == [(claim.pk, "stale", True)]


def test_an_answer_is_confirmed_there_with_one_click(as_bo, ada, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada, "The river rose by five metres.")
    page = as_bo.get("/queue/")
    sent = {"key": "k" * 32, **{name: value(page, name) for name in ("version", "from")}}
    answer = as_bo.post(f"/claims/{claim.pk}/confirm/", sent, follow=True)
    assert (answer.redirect_chain, asked(as_bo)) == ([("/queue/", 302)], [])
    assert Verdict.objects.get().version.statement == "The river rose by five metres."


def test_who_confirms_too_late_is_told_so_on_the_list(as_bo, ada, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada, "The river rose by five metres.")
    page = as_bo.get("/queue/")
    sent = {"key": "k" * 32, **{name: value(page, name) for name in ("version", "from")}}
    edit(claim, ada, "The river rose by six metres.")
    answer = as_bo.post(f"/claims/{claim.pk}/confirm/", sent, follow=True)
    assert (answer.redirect_chain, asked(as_bo)) == ([("/queue/", 302)], [(claim.pk, "stale", True)])
    assert "The statement was edited again meanwhile." in text(answer)


def test_of_several_changes_the_last_is_listed(as_bo, ada, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada, "The river rose by five metres.")
    edit(claim, ada, "The river rose by six metres.")
    assert (asked(as_bo), "six" in text(as_bo.get("/queue/"))) == ([(claim.pk, "stale", True)], True)


def test_what_was_reopened_asks_those_whose_answer_is_for_another_wording(as_bo, ada, bo, gus, claim):
    rate(claim, bo, Rating.VERIFIED)
    rule_on(claim, gus, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The gauge says less.")
    rule_on(claim, gus, Move.REOPEN, reason="It was found.")
    assert asked(as_bo) == []
    rule_on(claim, gus, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The gauge says less.")
    rule_on(claim, gus, Move.REOPEN, reason="It was found.")
    edit(claim, ada, "The river rose by five metres.")
    assert asked(as_bo) == [(claim.pk, "stale", True)]


def test_what_is_assigned_stands_once(as_bo, bo, cleo, claim):
    assign(claim, bo, cleo)
    assert (asked(as_bo), len(as_bo.get("/queue/").context["rows"])) == ([], 1)


@pytest.mark.parametrize("claims", [1, 3])
def test_it_takes_the_same_queries_for_one_and_three(claims, as_bo, ada, bo, cleo, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:claims]:
        one = propose(ada, revision, words)
        rate(one, bo, Rating.VERIFIED)
        edit(one, ada, f"About {words}.")
    with django_assert_num_queries(11):
        as_bo.get("/queue/")
