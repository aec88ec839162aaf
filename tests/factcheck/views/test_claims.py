"""Claims: the list, one claim, a new one, its statement, withdrawing it."""

import pytest

from factcheck.choices import Move, Rating, State
from factcheck.models import Claim
from tests.desk import edit, propose, rate, rule_on
from tests.web import WHOLE_ONLY, WITH_A_FRAGMENT, doors, sentences, text, value


def listed(client, query: str = "") -> list[Claim]:
    return [item.claim for item in client.get(f"/claims/{query}").context["items"]]


def test_index_comes_whole_through_every_door(as_bo, claim):
    assert doors(as_bo, "/claims/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(rows, as_bo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(7):
        assert len(listed(as_bo)) == rows


def test_index_finds_words_in_the_statement_in_any_case(as_bo, ada, revision, claim):
    propose(ada, revision, "1954", "It was the highest since 1954.")
    assert listed(as_bo, "?words=FOUR METRES") == [claim]


def test_index_leaves_withdrawn_claims_out_until_asked(as_ada, as_bo, claim):
    as_ada.post(f"{claim.get_absolute_url()}withdraw/", {"reason": "Said twice."})
    assert (listed(as_bo), listed(as_bo, "?state=withdrawn")) == ([], [claim])


def test_detail_is_a_page_or_its_panel(as_bo, claim):
    assert doors(as_bo, claim.get_absolute_url()) == WITH_A_FRAGMENT


@pytest.mark.parametrize("act", ["edit", "split", "withdraw"])
def test_each_form_about_it_is_a_page_or_its_panel(act, as_ada, claim):
    assert doors(as_ada, f"{claim.get_absolute_url()}{act}/") == WITH_A_FRAGMENT


def test_edit_makes_a_new_version(as_bo, bo, claim):
    data = {"statement": "Four metres.", "reason": "Shorter", "version": str(claim.current_version_id)}
    answer = as_bo.post(f"{claim.get_absolute_url()}edit/", data)
    claim.refresh_from_db()
    version = claim.current_version
    assert answer.headers["Location"] == claim.get_absolute_url()
    assert (version.number, version.statement, version.reason, version.created_by) == (2, "Four metres.", "Shorter", bo)


def test_edit_leaves_the_form_as_typed_if_it_cannot_be_saved(as_bo, claim):
    data = {"statement": "Four metres.", "reason": "", "version": str(claim.current_version_id)}
    answer = as_bo.post(f"{claim.get_absolute_url()}edit/", data)
    assert (answer.status_code, value(answer, "statement")) == (422, "Four metres.")
    assert sentences(answer) == ["Not saved. Why : This field is required."]


def test_edit_too_late_keeps_the_words_and_shows_both_versions(as_bo, ada, claim):
    old = str(claim.current_version_id)
    edit(claim, ada, "Hers.")
    path = f"{claim.get_absolute_url()}edit/"
    answer = as_bo.post(path, {"statement": "His.", "reason": "Mine", "version": old, "key": "k"})
    assert (answer.status_code, value(answer, "statement"), value(answer, "reason")) == (409, "His.", "Mine")
    assert "<ins>Hers.</ins>" in text(answer)
    again = {name: value(answer, name) for name in ("statement", "reason", "version", "key")}
    assert as_bo.post(path, again).status_code == 302


def test_edit_of_a_decided_claim_is_a_conflict(as_bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    data = {"statement": "x", "reason": "y", "version": str(claim.current_version_id)}
    answer = as_bo.post(f"{claim.get_absolute_url()}edit/", data)
    assert (answer.status_code, value(answer, "statement")) == (409, "x")


def test_withdraw_is_for_the_proposer(as_ada, as_bo, claim):
    path = f"{claim.get_absolute_url()}withdraw/"
    assert [client.post(path, {"reason": "Said twice."}).status_code for client in (as_bo, as_ada)] == [403, 302]
    claim.refresh_from_db()
    assert claim.state == State.WITHDRAWN


def test_withdraw_asks_for_a_reason(as_ada, claim):
    answer = as_ada.post(f"{claim.get_absolute_url()}withdraw/", {"reason": " "})
    assert (answer.status_code, sentences(answer)) == (422, ["Not saved. Why : This field is required."])


def test_withdraw_too_late_keeps_the_reason(as_ada, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    answer = as_ada.post(f"{claim.get_absolute_url()}withdraw/", {"reason": "Said twice."})
    assert (answer.status_code, value(answer, "reason")) == (409, "Said twice.")


def test_the_marks_of_a_withdrawn_claim_leave_the_article(as_ada, claim, article):
    as_ada.post(f"{claim.get_absolute_url()}withdraw/", {"reason": "Said twice."})
    assert "<mark" not in "".join(p.html for p in as_ada.get(article.get_absolute_url()).context["paragraphs"])


def test_an_approved_claim_shows_its_decision_to_everybody(as_bo, ada, emil, cleo, claim):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    rule_on(claim, cleo, Move.APPROVE)
    assert "Approved by Cleo" in text(as_bo.get(claim.get_absolute_url()))
