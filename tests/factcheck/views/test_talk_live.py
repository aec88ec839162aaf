"""What an open page hears of the talk on the claim beside the text, and what is kept of what is typed into it."""

import pytest

from factcheck.actions import change_remark, settle_talk
from factcheck.actions.recording import state_of
from factcheck.choices import Rating
from factcheck.models import Claim
from tests.desk import edit, rate, say
from tests.open_page import Page, swapped
from tests.web import HTMX, sentences, text, value, values

TALK = ["innerHTML:#talk-news", "live", "panel-seen", "talk-remarks", "talk-state"]


@pytest.fixture
def answered(claim, bo, emil):
    """By bo and emil."""
    for one in (bo, emil):
        rate(claim, one, Rating.UNVERIFIED)
    return Claim.objects.get()


@pytest.fixture
def opened(as_bo, article, answered):
    """Bo's, with the claim beside the text."""
    return Page(as_bo, article, answered)


def test_a_remark_comes_with_the_list_and_one_line_that_is_read_out(opened, answered, emil):
    say(answered, emil, "The old one.")
    answer = opened.ask()
    assert (swapped(answer), sentences(answer)) == (TALK, [])
    body = text(answer)
    assert (body.count("The old one."), body.count("New in the talk, the last remark by Emil.")) == (1, 1)
    assert "<textarea" not in body
    assert opened.nothing_more()


def test_so_does_a_change_of_one_and_that_it_is_resolved(opened, answered, emil):
    remark = say(answered, emil, "The old one.")
    opened.ask()
    change_remark(remark=remark, words="The new one.", seen=state_of(remark), by=emil)
    assert "The new one." in text(opened.ask())
    settle_talk(claim=answered, resolved=True, by=emil)
    assert "Resolved by Emil" in text(opened.ask())
    assert opened.nothing_more()


def test_what_one_says_oneself_is_told_to_no_page_of_ones_own(opened, as_bo, answered, bo, emil, article):
    say(answered, emil)
    opened.ask()
    path = f"{answered.get_absolute_url()}talk/?article={article.pk}&revision=1"
    as_bo.post(path, {"words": "The old one."}, headers=HTMX)
    settle_talk(claim=answered, resolved=True, by=bo)
    assert swapped(opened.ask()) == ["live"]
    assert opened.nothing_more()


def test_a_remark_and_an_answer_are_both_told(opened, answered, emil, ines):
    say(answered, emil, "The old one.")
    rate(answered, ines, Rating.UNVERIFIED)
    answer = opened.ask()
    assert swapped(answer) == ["beforeend:#panel-news", *TALK]
    assert sentences(answer) == ["There is a new answer, or one has changed. Show the claim as it is now"]


def test_with_a_talk_a_look_takes_no_query_more(opened, answered, emil, django_assert_num_queries):
    say(answered, emil)
    opened.ask()
    with django_assert_num_queries(5):
        assert opened.ask().status_code == 204


def test_to_whom_the_claim_is_blind_nothing_comes(sign_in, ada, article, answered, emil):
    opened = Page(sign_in(ada), article, answered)
    say(answered, emil)
    assert opened.nothing_more()


def test_nor_to_whom_it_has_become_blind_and_once_they_answered_it_comes_again(opened, answered, ada, bo, emil):
    say(answered, emil, "The old one.")
    opened.ask()
    edit(answered, ada)
    assert "The old one." not in text(opened.ask())
    rate(answered, emil, Rating.UNVERIFIED)
    say(answered, emil, "And the new one.")
    assert opened.nothing_more()
    rate(answered, bo, Rating.UNVERIFIED)
    assert "And the new one." in text(opened.ask())


def test_an_answer_given_elsewhere_brings_no_talk_into_a_panel_that_has_none(sign_in, ada, article, answered, emil):
    opened = Page(sign_in(ada), article, answered)
    say(answered, emil, "The old one.")
    rate(answered, ada, Rating.UNVERIFIED)
    answer = opened.ask()
    assert ("The old one." in text(answer), "talk-remarks" in swapped(answer)) == (False, False)
    assert sentences(answer) == ["You answered elsewhere. Show the claim as it is now"]
    assert opened.nothing_more()


def test_a_talk_in_which_nobody_spoke_yet_hears_of_the_first_remark(opened, answered, emil):
    assert opened.asking["panel"].endswith(".0")
    say(answered, emil, "The old one.")
    assert swapped(opened.ask()) == TALK


class TestUnsaved:
    """What is typed into the talk is kept as in every form."""

    @pytest.fixture
    def typed(self, as_bo, answered):
        def keep(name="", **fields):
            kept = {"unsaved": f"remark:{answered.pk}{name}", "typed": 1, "now": 1, "drawn": "a" * 32, **fields}
            return as_bo.post("/unsaved/", kept).status_code

        return keep

    @pytest.mark.parametrize("where", ["/claims/{0}/", "/claims/{0}/talk/", "/articles/{1}/?claim={0}"])
    def test_it_comes_back_wherever_the_talk_stands(self, where, typed, as_bo, answered, article):
        assert typed(words="Which gauge?") == 204
        page = as_bo.get(where.format(answered.pk, article.pk))
        assert value(page, "words", in_talk=True) == "Which gauge?"

    def test_saving_the_remark_lets_go_of_it_and_saving_an_answer_does_not(self, typed, as_bo, answered, bo):
        typed(words="Which gauge?")
        page = as_bo.get(f"/claims/{answered.pk}/")
        rate(answered, bo, Rating.UNVERIFIED, "On second thoughts.")
        assert value(as_bo.get(f"/claims/{answered.pk}/"), "words", in_talk=True) == "Which gauge?"
        window = {name: values(page, name, in_talk=True)[-1] for name in ("drawn", "shows", "words", "key")}
        as_bo.post(f"/claims/{answered.pk}/talk/?at=claim", window)
        assert value(as_bo.get(f"/claims/{answered.pk}/"), "words", in_talk=True) == ""

    def test_where_the_talk_is_closed_by_now_the_words_are_shown(self, typed, as_bo, answered, ada, article):
        typed(words="Which gauge?")
        edit(answered, ada)
        shown = text(as_bo.get(f"/claims/{answered.pk}/"))
        assert ("The form for it is closed to you now." in shown, "Which gauge?" in shown) == (True, True)
        assert "a remark on claim" in text(as_bo.get("/account/preferences/"))
        assert "a remark on claim" in text(as_bo.get(article.get_absolute_url()))
        discarded = {"unsaved": f"remark:{answered.pk}", "text": "a" * 32}
        assert as_bo.post("/unsaved/discard/", discarded).headers["Location"] == f"/claims/{answered.pk}/talk/"

    def test_a_change_of_a_remark_is_kept_for_itself(self, typed, as_bo, answered, bo, article):
        remark = say(answered, bo)
        typed(f":{remark.pk.hex}", words="The old one?")
        path = f"/claims/{answered.pk}/talk/{remark.pk}/"
        assert value(as_bo.get(path), "words", in_talk=True) == "The old one?"
        page = as_bo.get(f"/claims/{answered.pk}/")
        assert (value(page, "words", in_talk=True), path in text(page)) == ("", True)
        assert path in text(as_bo.get(article.get_absolute_url()))
        name = f"remark:{answered.pk}:{remark.pk.hex}"
        assert as_bo.post("/unsaved/discard/", {"unsaved": name, "text": "a" * 32}).headers["Location"] == path

    def test_nobody_keeps_text_for_a_talk_they_may_not_see(self, sign_in, ada, answered):
        kept = {"unsaved": f"remark:{answered.pk}", "typed": 1, "now": 1, "words": "x"}
        assert sign_in(ada).post("/unsaved/", kept).status_code == 403
