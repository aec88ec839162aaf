"""What an open article page hears of others."""

import re

import pytest

from annotations.models import Kind
from factcheck import changes
from factcheck.actions import change_zone, describe_article, link_passage, remove_zone, withdraw_claim
from factcheck.actions.recording import state_of
from factcheck.choices import Move, Rating
from factcheck.models import Claim, Verdict
from tests.desk import abstain, edit, mark, newest_anchor, passage, propose, rate, revise, rule_on, settle
from tests.open_page import Page, cards, swapped
from tests.web import sentences, text


@pytest.fixture
def opened(as_bo, article, claim):
    """Bo's."""
    return Page(as_bo, article)


def test_without_htmx_it_is_the_article(as_bo, article):
    answer = as_bo.get(f"{article.get_absolute_url()}since/")
    assert (answer.status_code, answer.headers["Location"]) == (302, article.get_absolute_url())


def test_nothing_new_is_204_without_a_body_and_takes_four_queries(opened, django_assert_num_queries):
    with django_assert_num_queries(4):
        answer = opened.ask()
    assert (answer.status_code, answer.content, answer.headers["Vary"]) == (204, b"", "HX-Request, Cookie")


def test_with_a_claim_open_it_takes_five(as_bo, article, claim, django_assert_num_queries):
    opened = Page(as_bo, article, claim)
    with django_assert_num_queries(5):
        assert opened.ask().status_code == 204


def test_a_new_claim_comes_with_its_paragraph_its_card_and_the_counts(opened, ada, revision, claim):
    late = propose(ada, revision, "1954")
    answer = opened.ask()
    assert swapped(answer) == ["arrivals", "claims-head", "live", "p1"]
    assert (cards(answer), "0 of 2 answered by you" in text(answer)) == ([(late.pk, None)], True)
    assert opened.nothing_more()


def test_several_come_last_first_each_before_its_successor(opened, ada, revision, claim):
    first, second = propose(ada, revision, "river"), propose(ada, revision, "Nobody")
    assert cards(opened.ask()) == [(second.pk, None), (first.pk, claim.pk)]


def test_a_withdrawn_claim_leaves_list_and_text(opened, ada, claim):
    withdraw_claim(claim=claim, reason="Mine no more.", by=ada)
    answer = opened.ask()
    assert (cards(answer), swapped(answer)) == ([(claim.pk, "gone")], ["arrivals", "claims-head", "live", "p0"])
    assert "<mark" not in text(answer)


def test_a_decision_changes_card_and_marks(opened, cleo, claim):
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The book says so.")
    answer = opened.ask()
    assert (cards(answer), "lane-0-disputed-final" in text(answer)) == ([(claim.pk, None)], True)


def test_a_rejected_claim_loses_its_mark(opened, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    answer = opened.ask()
    assert ("<mark" in text(answer), "Rejected" in text(answer)) == (False, True)


def test_a_passage_that_moved_is_redrawn_where_it_stood_and_where_it_stands(as_bo, gus, article, claim):
    line = "The river rose four metres in a night."
    revise(article, gus, (f"{line}\n", ""))
    revise(article, gus, ("Nobody was hurt.”", f"Nobody was hurt.”\n{line}"))
    assert newest_anchor(claim).state == "found"
    opened = Page(as_bo, article)
    settle(newest_anchor(claim), gus, "rose four metres")  # in another line, which says the same
    answer = opened.ask()
    assert swapped(answer) == ["arrivals", "claims-head", "live", "p0", "p3"]
    assert text(answer).count("<mark") == 1


def test_a_mark_besides_the_claims_comes_with_list_notes_and_extent(opened, ada, revision):
    zone = mark(ada, revision, "1954", Kind.BOILERPLATE)
    answer = opened.ask()
    assert swapped(answer) == ["arrivals", "article-notes", "claims-head", "extent", "live", "p1", "zones"]
    assert (f"zone-{zone.pk}" in text(answer), "<details open" in text(answer)) == (True, False)


def test_a_mark_that_is_removed_leaves_its_paragraph(as_bo, ada, article, zone):
    opened = Page(as_bo, article)
    change_zone(span=zone, kind=Kind.CAVEAT, reading="", seen=state_of(zone), by=ada)
    assert "ground-caveat" in text(opened.ask())
    zone.refresh_from_db()
    remove_zone(span=zone, seen=state_of(zone), by=ada)
    answer = opened.ask()
    assert ("p1" in swapped(answer), "<mark" in text(answer)) == (True, False)


def test_what_changes_elsewhere_is_not_heard_of_here(opened, ada, article):
    describe_article(article=article, title="Flood", details={}, seen=state_of(article), by=ada)
    assert swapped(opened.ask()) == ["live"]


def test_a_correction_leaves_the_text_and_is_told_once(opened, gus, article, ada):
    newest = revise(article, gus, ("Nobody", "No one"))
    answer = opened.ask()
    assert sentences(answer) == ["Gus corrected the text. What you see is the text before. Open the new text"]
    assert swapped(answer) == ["live", "notice"]
    propose(ada, newest, "1954")
    again = opened.ask()
    assert (swapped(again), sentences(again)) == (["live"], [])


def test_after_many_changes_the_page_is_to_be_opened_again(opened, ada, revision, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 2)
    for words in ("river", "Nobody", "1954"):
        propose(ada, revision, words)
    answer = opened.ask()
    assert sentences(answer) == ["Much has changed in this article. Open the page again"]
    assert (swapped(answer), opened.nothing_more()) == (["live", "notice"], True)


@pytest.mark.parametrize("since", ["", "0", "1", "x" * 20, "\x00", "9" * 5000])
def test_a_token_that_is_none_of_ours_is_long_ago(opened, since):
    opened.asking["since"] = since
    assert sentences(opened.ask()) == ["Much has changed in this article. Open the page again"]


@pytest.mark.parametrize(
    "asked", [{"revision": "²"}, {"claim": "9" * 30, "panel": "x"}, {"claim": "7", "panel": "a.b.c"}]
)
def test_what_cannot_be_read_is_left_out(opened, asked):
    opened.asking |= asked
    assert opened.ask().status_code == 204


def test_a_token_says_no_number(opened, article):
    assert opened.asking["since"] == changes.token_of(article.pk, 1)
    assert re.fullmatch("[0-9a-f]{20}", opened.asking["since"])


class TestAnOpenClaim:
    """Lines in its panel; the panel itself stays."""

    @pytest.fixture
    def opened(self, as_bo, article, claim):
        return Page(as_bo, article, claim)

    def test_an_edited_statement_is_shown_beside_the_old_words(self, opened, ada, claim):
        edit(claim, ada, "The river rose by five metres in one night.")
        answer = opened.ask()
        assert swapped(answer) == ["arrivals", "beforeend:#panel-news", "claims-head", "live", "p0", "panel-seen"]
        (told,) = sentences(answer)
        assert told == (
            "Ada edited the statement. Show the new words here "
            "The river rose by four five metres in one night. Show the claim as it is now"
        )
        assert opened.nothing_more()

    def test_another_passage_and_a_question_are_told_in_order(self, opened, ada, cleo, claim, revision):
        link_passage(claim=claim, passage=passage(revision, "four metres, the highest"), by=ada)
        rule_on(claim, cleo, Move.RETURN, reason="Which night?")
        (told,) = sentences(opened.ask())
        assert told == ("Ada added a passage. Cleo returned the claim with a question. Show the claim as it is now")

    def test_what_was_done_to_another_claim_is_not_told(self, opened, ada, revision):
        propose(ada, revision, "1954")
        assert "beforeend:#panel-news" not in swapped(opened.ask())

    def test_a_new_answer_is_told_to_whoever_has_answered(self, as_bo, bo, emil, article, claim):
        rate(claim, bo, Rating.VERIFIED)
        opened = Page(as_bo, article, claim)
        assert opened.nothing_more()
        rate(claim, emil, Rating.DISPUTED)
        (told,) = sentences(opened.ask())
        assert told == "There is a new answer, or one has changed. Show the claim as it is now"
        assert opened.nothing_more()

    def test_and_to_nobody_else(self, opened, emil, ada, claim):
        rate(claim, emil, Rating.DISPUTED)
        rate(claim, ada, Rating.DISPUTED)
        Verdict.objects.filter(reviewer=emil)
        assert opened.nothing_more()

    def test_a_decision_that_was_taken_back_is_no_more_than_a_change(self, opened, cleo, claim):
        rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The book says so.")
        rule_on(claim, cleo, Move.REOPEN, reason="It was found.")
        assert sentences(opened.ask()) == ["Cleo changed this claim. Show the claim as it is now"]

    def test_an_approval_is_told_with_its_name(self, opened, cleo, claim):
        rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The book says so.")
        assert sentences(opened.ask()) == ["Cleo overrode the consensus. Show the claim as it is now"]

    def test_needing_more_time_tells_nobody_anything(self, opened, emil, claim, bo):
        abstain(claim, emil, "need-more-time")
        assert (opened.nothing_more(), Claim.objects.revealed_to(bo).count()) == (True, 0)
