"""Giving claims and articles to people: what is offered, given, said and refused."""

from datetime import date

import pytest

from factcheck.actions import assign_article, draw_next
from factcheck.models import ArticleAssignment, Seat, Sighting
from factcheck.views import seats
from tests.desk import propose
from tests.web import text, value

SEATS = "/desk/seats/?open=1"
ASSIGN = "/desk/seats/assign/"


@pytest.fixture
def second(ada, revision, claim):
    return propose(ada, revision, "1954")


def test_the_pool_is_offered_in_the_order_of_need(as_cleo, bo, claim, second):
    draw_next(by=bo)
    rows = as_cleo.get(ASSIGN).context["rows"]
    assert [(one, ticked, [str(seat.person) for seat in seats]) for one, ticked, seats in rows] == [
        (second, False, []),
        (claim, False, ["Bo"]),
    ]


def test_named_claims_are_ticked_and_those_of_an_article_listed(as_cleo, article, claim, second):
    named = as_cleo.get(f"{ASSIGN}?claim={second.pk}&claim=x").context["rows"]
    here = as_cleo.get(f"{ASSIGN}?article={article.pk}").context["rows"]
    assert [(one, ticked) for one, ticked, _ in named] == [(second, True)]
    assert [(one, ticked) for one, ticked, _ in here] == [(claim, False), (second, False)]


def test_what_is_more_than_a_page_is_on_the_next(as_cleo, article, claim, second, monkeypatch):
    monkeypatch.setattr(seats, "OFFERED", 1)
    pages = [as_cleo.get(f"{ASSIGN}?article={article.pk}&page={number}") for number in (1, 2)]
    assert [[one for one, *_ in page.context["rows"]] for page in pages] == [[claim], [second]]
    assert [f'<a href="?article={article.pk}&page=2">Next' in text(page) for page in pages] == [True, False]


def test_several_claims_are_given_at_once(as_cleo, bo, claim, second):
    key = value(as_cleo.get(ASSIGN), "key")
    sent = {"claims": [claim.pk, second.pk], "person": bo.pk, "due_on": "2030-03-01", "key": key}
    answer = as_cleo.post(ASSIGN, sent, follow=True)
    assert answer.redirect_chain == [(SEATS, 302)]
    assert "Bo has 2 claims more to answer." in text(answer)
    assert list(Seat.objects.values_list("claim", "person", "due_on").order_by("claim")) == [
        (claim.pk, bo.pk, date(2030, 3, 1)),
        (second.pk, bo.pk, date(2030, 3, 1)),
    ]


def test_it_is_said_what_is_new_to_whom_it_is_given(as_cleo, bo, claim, second):
    def said(*claims, due_on="2030-03-01", key=""):
        sent = {"claims": [one.pk for one in claims], "person": bo.pk, "due_on": due_on, "key": key}
        (sentence,) = [str(one) for one in as_cleo.post(ASSIGN, sent, follow=True).context["messages"]]
        return sentence

    assert said(claim, key="k" * 32) == "Bo has 1 claim more to answer."
    assert said(claim) == "Nothing changed: Bo had that claim already."
    assert said(claim, key="k" * 32) == "Bo has 1 claim more to answer."
    day = "1 that Bo had already has the day as you gave it now."
    assert said(claim, due_on="2030-04-01") == day
    assert said(claim, second, due_on="") == "Bo has 1 claim more to answer."
    assert said(claim, due_on="") == "Nothing changed: Bo had that claim already."
    assert said(claim, second) == "2 that Bo had already have the day as you gave it now."
    assert said(claim, second) == "Nothing changed: Bo had those claims already."


def test_what_is_refused_keeps_the_ticks_and_says_why(as_cleo, bo, cleo, ines, claim, second):
    untold = as_cleo.post(ASSIGN, {"claims": [claim.pk]})
    assert (untold.status_code, "Choose to whom." in text(untold)) == (422, True)
    unticked = as_cleo.post(ASSIGN, {"person": bo.pk})
    assert (unticked.status_code, "Tick the claims to assign." in text(unticked)) == (422, True)
    Sighting.objects.create(version=claim.current_version, person=ines)
    refused = as_cleo.post(ASSIGN, {"claims": [claim.pk, second.pk], "person": ines.pk})
    assert (refused.status_code, "Ines has seen the others’ answers" in text(refused)) == (422, True)
    assert [(one, ticked) for one, ticked, _ in refused.context["rows"]] == [(claim, True), (second, True)]
    # Nor is the list shorter for it.
    refused = as_cleo.post(ASSIGN, {"claims": [claim.pk], "person": ines.pk})
    assert [(one, ticked) for one, ticked, _ in refused.context["rows"]] == [(claim, True), (second, False)]
    editor = as_cleo.post(ASSIGN, {"claims": [claim.pk], "person": cleo.pk})
    assert (editor.status_code, Seat.objects.count()) == (422, 0)


def test_a_claims_page_and_an_articles_lead_there_for_editors_alone(as_cleo, as_bo, article, claim):
    links = {f"/claims/{claim.pk}/": f"{ASSIGN}?claim={claim.pk}", f"/articles/{article.pk}/": "/assign/"}
    for path, link in links.items():
        assert [link in text(client.get(path)) for client in (as_cleo, as_bo)] == [True, False]


def test_an_article_is_given_with_a_day_and_taken_back(as_cleo, bo, article):
    path = f"/articles/{article.pk}/assign/"
    sent = {"person": bo.pk, "due_on": "2020-03-01", "note": "The numbers.", "key": value(as_cleo.get(path), "key")}
    page = as_cleo.post(path, sent, follow=True)
    assert page.redirect_chain == [(path, 302)]
    assert [words in text(page) for words in ("Bo has this article to read.", "Overdue since", "The numbers.")] == [
        True
    ] * 3
    given = ArticleAssignment.objects.get()
    after = as_cleo.post(f"/queue/articles/{given.pk}/end/", follow=True)
    assert (after.redirect_chain, list(after.context["given"])) == ([(path, 302)], [])
    refused = as_cleo.post(path, {"person": "", "note": "Stays."})
    assert (refused.status_code, value(refused, "note")) == (422, "Stays.")


def test_articles_to_read_stand_there_soonest_due_first(as_cleo, bo, emil, cleo, article):
    assign_article(article=article, to=bo, by=cleo)
    assign_article(article=article, to=emil, due_on=date(2020, 1, 2), by=cleo)
    assert [str(one.person) for one in as_cleo.get(SEATS).context["articles"]] == ["Emil", "Bo"]
