"""What an open article page hears of the person's own work: all of it, but for what that very page did."""

import pytest

from factcheck.choices import Rating
from tests.deeds import redo, undo
from tests.desk import abstain, bring_in, edit, propose, rate, revise
from tests.factcheck.views.test_zones import PLACE
from tests.open_page import Page, cards, swapped
from tests.web import HTMX, a_claim, an_answer, sentences, text


@pytest.fixture
def opened(as_bo, article, claim):
    """Bo's."""
    return Page(as_bo, article)


def test_what_this_page_did_is_not_sent_again(opened, as_bo, article, claim, revision):
    url = article.get_absolute_url()
    opened.take(as_bo.post(f"{url}claims/", a_claim(revision, "1954"), headers=HTMX))
    opened.take(as_bo.post(f"{claim.get_absolute_url()}answer/?article=1&revision=1", an_answer(claim), headers=HTMX))
    assert len(opened.asking["own"].split()) == 2
    answer = opened.ask()
    assert (answer.status_code, swapped(answer)) == (200, ["live"])
    assert opened.nothing_more()


@pytest.mark.parametrize("act", ["answer", "join", "mark"])
def test_nor_what_it_did_beside_a_text_that_was_corrected_since(act, as_bo, gus, article, claim, revision):
    opened, url = Page(as_bo, article, claim), article.get_absolute_url()
    revise(article, gus, ("Nobody", "No one"))
    opened.ask()
    beside = f"{claim.get_absolute_url()}answer/?article={article.pk}&revision=1"
    path, sent = {
        "answer": (beside, an_answer(claim)),
        "join": (f"{url}claims/", a_claim(revision, "1954", answer="verified", join=claim.pk)),
        "mark": (f"{url}zones/", {**PLACE, "kind": "caption"}),
    }[act]
    saved = as_bo.post(path, sent, headers=HTMX)
    opened.take(saved)
    assert ("Undo: " in text(saved), swapped(opened.ask())) == (True, ["live"])


def test_what_one_did_on_another_page_comes_as_what_others_did(opened, as_bo, bo, article, claim, revision):
    far = propose(bo, revision, "river")
    own = as_bo.post(f"{article.get_absolute_url()}claims/", a_claim(revision, "Nobody"), headers=HTMX)
    opened.take(own)
    late = propose(bo, revision, "1954")
    assert cards(opened.ask()) == [(late.pk, 3), (far.pk, claim.pk)]
    assert opened.nothing_more()


def test_so_does_ones_own_answer(opened, as_bo, bo, claim):
    rate(claim, bo, Rating.DISPUTED)
    answer = opened.ask()
    assert (swapped(answer), cards(answer)) == (["arrivals", "claims-head", "live", "p0"], [(claim.pk, None)])
    assert ("lane-0-disputed" in text(answer), "1 of 1 answered by you" in text(answer)) == (True, True)
    undo(bo)
    assert "lane-0-open" in text(opened.ask())
    assert opened.nothing_more()


def test_an_answer_in_another_article_changes_nothing_here(opened, bo, ada):
    rate(propose(ada, bring_in("The dam held.", ada).revisions.get(), "dam"), bo, Rating.DISPUTED)
    assert swapped(opened.ask()) == ["live"]


def test_ones_own_work_elsewhere_is_told_and_the_panel_stays(as_bo, article, bo, claim):
    opened = Page(as_bo, article, claim)
    edit(claim, bo, "The river rose by five metres in one night.")
    rate(claim, bo, Rating.VERIFIED)
    (told,) = sentences(opened.ask())
    assert told.startswith("You edited the statement, elsewhere. You answered elsewhere. Show the new words here")
    assert opened.nothing_more()


def test_an_answer_that_was_undone_elsewhere_is_told_as_such_and_done_again_as_an_answer(as_bo, article, bo, claim):
    rate(claim, bo, Rating.VERIFIED)
    opened = Page(as_bo, article, claim)
    undo(bo)
    assert sentences(opened.ask()) == ["You undid an answer elsewhere. Show the claim as it is now"]
    redo(bo)
    assert sentences(opened.ask()) == ["You answered elsewhere. Show the claim as it is now"]
    assert opened.nothing_more()


def test_asking_for_more_time_elsewhere_reveals_nothing(as_bo, article, bo, emil, claim):
    opened = Page(as_bo, article, claim)
    rate(claim, emil, Rating.VERIFIED)
    abstain(claim, bo, "need-more-time")
    assert sentences(opened.ask()) == ["You answered elsewhere. Show the claim as it is now"]
    assert opened.nothing_more()
