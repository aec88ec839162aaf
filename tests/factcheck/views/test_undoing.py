"""The buttons that undo and redo: what they offer, what they answer, what they redraw."""

import json
import re

import pytest
from django.contrib.auth.models import Group

from annotations.models import Kind
from factcheck.accounts.roles import EDITORS
from factcheck.choices import Move, Rating
from factcheck.models import Claim, Event
from factcheck.undoing import offers
from tests.deeds import undo
from tests.desk import all_rows, edit, mark, propose, rate, revise, rule_on
from tests.web import HTMX, sentences, text, value, values

FORM = r'<form[^>]*action="/{}/".*?</form>'


def form(answer, act="undo"):
    """What the button sends."""
    (found,) = re.findall(FORM.format(act), answer.content.decode(), re.S)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', found))


def buttons(answer):
    """The words on the two buttons."""
    found = re.findall(r'data-act="(?:undo|redo)".*?<span>(.*?)</span>', text(answer), re.S)
    return [" ".join(one.split()) for one in found]


def ids(answer):
    """The elements an answer redraws, in order."""
    known = r"panel|p\d+|undo|arrivals|notice|article-notes|claims-head|zones|extent"
    return re.findall(rf'<(?:aside|p|div|section|span)[^>]*\sid="({known})"', answer.content.decode())


def test_nobody_is_offered_anything_before_they_did_something(as_bo, claim, article):
    assert buttons(as_bo.get(article.get_absolute_url())) == buttons(as_bo.get(claim.get_absolute_url())) == []


def test_one_is_offered_what_one_did_last_in_the_article_and_on_the_claim(as_ada, claim, article):
    for page in (article, claim):
        assert buttons(as_ada.get(page.get_absolute_url())) == [f"Undo: marked claim {claim.pk}", "Redo"]


@pytest.mark.parametrize(
    ("deed", "name"),
    [
        (lambda ada, claim, _revision: rate(claim, ada, Rating.VERIFIED), "answered claim {}"),
        (lambda ada, claim, _revision: edit(claim, ada), "edited the statement of claim {}"),
        (lambda ada, _claim, revision: mark(ada, revision, "1954", Kind.CAVEAT), "marked words besides the claims"),
    ],
)
def test_a_button_says_what_and_of_which_claim(ada, claim, revision, deed, name, django_assert_num_queries):
    deed(ada, claim, revision)
    with django_assert_num_queries(2 if "answered" in name else 1):
        assert offers(ada).undo.name == name.format(claim.pk)


def test_two_queries_are_enough_for_the_buttons_and_two_more_after_undoing(ada, claim, django_assert_num_queries):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, ada, Rating.DISPUTED)
    with django_assert_num_queries(2):
        assert offers(ada).undo.name == f"answered claim {claim.pk}"
    undo(ada)
    with django_assert_num_queries(4):
        offered = offers(ada)
    assert {offered.undo.name, offered.redo.name} == {f"answered claim {claim.pk}"}


def test_without_script_one_comes_back_to_the_article_and_is_told(as_ada, claim, article):
    data = form(as_ada.get(article.get_absolute_url()))
    answer = as_ada.post("/undo/", data, follow=True)
    assert answer.redirect_chain == [(article.get_absolute_url(), 302)]
    assert f"Undone: marked claim {claim.pk}." in text(answer)
    assert (buttons(answer), "data-first" in text(answer)) == (["Undo", f"Redo: marked claim {claim.pk}"], False)
    again = as_ada.post("/redo/", form(answer, "redo"), follow=True)
    assert f"Done again: marked claim {claim.pk}." in text(again)
    assert (Claim.objects.get().state, "data-first" in text(again)) == ("open", True)


def test_from_a_claims_own_page_one_comes_back_to_it(as_ada, claim):
    answer = as_ada.post("/undo/", form(as_ada.get(claim.get_absolute_url())), follow=True)
    assert (answer.redirect_chain, "Withdrawn" in text(answer)) == ([(claim.get_absolute_url(), 302)], True)


def test_under_htmx_what_changed_is_redrawn_and_the_card_goes(as_ada, claim, article):
    data = form(as_ada.get(article.get_absolute_url()))
    answer = as_ada.post("/undo/", data, headers=HTMX)
    assert (answer.status_code, json.loads(answer["HX-Trigger"])) == (200, {"deed-undone": True})
    assert ids(answer) == ["undo", "p0", "claims-head", "arrivals", "notice"]
    assert f'<li id="claim-{claim.pk}"></li>' in text(answer)
    back = as_ada.post("/redo/", form(answer, "redo"), headers=HTMX)
    assert ids(back) == ["undo", "p0", "claims-head", "arrivals", "notice"]
    assert claim.current_version.statement in text(back)


def test_a_card_comes_back_before_the_one_that_follows_it_in_the_text(as_ada, ada, claim, article, revision):
    first = propose(ada, revision, "The river")
    undo(ada)
    data = form(as_ada.get(article.get_absolute_url()), "redo")
    answer = text(as_ada.post("/redo/", data, headers=HTMX))
    assert f'<li id="claim-{first.pk}" data-before="claim-{claim.pk}"' in answer


def test_the_panel_is_redrawn_if_it_shows_the_claim(as_ada, ada, claim, article):
    rate(claim, ada, Rating.VERIFIED)
    beside = f"{claim.get_absolute_url()}?article={article.pk}&revision=1"
    (opened,) = values(as_ada.get(beside, headers=HTMX), "open")
    data = {**form(as_ada.get(article.get_absolute_url())), "open": ["", opened]}
    answer = as_ada.post("/undo/", data, headers=HTMX)
    assert (answer["HX-Retarget"], ids(answer)[:2]) == ("#panel", ["panel", "undo"])
    assert ("Not yet answered by you" in text(answer), value(answer, "version")) == (
        True,
        str(claim.current_version_id),
    )
    other = as_ada.post("/undo/", {**form(answer), "open": ["", "claim-999"]}, headers=HTMX)
    assert ("HX-Retarget" in other.headers, ids(other)[0]) == (False, "undo")


def test_a_zone_is_redrawn_with_its_list_and_counts(as_ada, zone, article):
    answer = as_ada.post("/undo/", form(as_ada.get(article.get_absolute_url())), headers=HTMX)
    drawn = ["undo", "p1", "claims-head", "arrivals", "zones", "extent", "article-notes", "notice"]
    assert (ids(answer), "Marked besides claims (0)" in text(answer)) == (drawn, True)


def test_boilerplate_that_meets_a_claim_changes_the_whole_page(as_ada, ada, claim, article, revision):
    mark(ada, revision, "metres in a night", Kind.BOILERPLATE)
    answer = as_ada.post("/undo/", form(as_ada.get(article.get_absolute_url())), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, article.get_absolute_url())


def test_beside_an_older_text_the_whole_page_comes_anew(as_ada, gus, claim, article):
    data = form(as_ada.get(article.get_absolute_url()))
    revise(article, gus, ("Nobody", "No one"))
    answer = as_ada.post("/undo/", data, headers=HTMX)
    assert (answer["HX-Redirect"], Claim.objects.get().state) == (article.get_absolute_url(), "withdrawn")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_somebody_changed_since_is_shown_with_who_and_when(headers, as_ada, bo, claim, article):
    data = form(as_ada.get(article.get_absolute_url()))
    edit(claim, bo, "The river rose by five metres in one night.")
    before = all_rows()
    answer = as_ada.post("/undo/", data, headers=headers)
    assert (answer.status_code, all_rows()) == (409, before)
    assert re.search(r'Bo</span> edited the statement, <time datetime="[^"]+">', text(answer))
    assert re.findall(r"<(?:del|ins)>(.*?)</", text(answer)) == ["four", "1)", "five", "2)"]
    assert (answer.get("HX-Retarget"), "undo" in ids(answer)) == (("#notice", True) if headers else (None, False))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_cannot_be_undone_can_be_left_out(headers, as_ada, ada, bo, claim, article, revision):
    other = propose(ada, revision, "Nobody was hurt")
    edit(other, bo, "One was hurt.")
    refused = as_ada.post("/undo/", form(as_ada.get(article.get_absolute_url())), headers=headers)
    assert "You can leave it out, and go on to what you did before." in text(refused)
    assert f"Leave it out: marked claim {other.pk}" in text(refused)
    data = form(refused, "undo/pass-over")
    answer = as_ada.post("/undo/pass-over/", data, headers=headers, follow=True)
    assert f"Left as it is: marked claim {other.pk}." in text(answer)
    assert (buttons(answer), "Leave it out" in text(answer)) == ([f"Undo: marked claim {claim.pk}", "Redo"], False)
    assert re.findall(r'id="(do-\w+)"[^>]*autofocus', text(answer)) == (["do-undo"] if headers else [])
    again = as_ada.post("/undo/pass-over/", data, headers=headers, follow=True)  # a double click
    assert buttons(as_ada.get(article.get_absolute_url())) == buttons(again) == buttons(answer)


def test_what_may_not_be_undone_any_more_can_be_left_out_on_a_claims_own_page(as_ada, ada, claim):
    data = form(as_ada.get(claim.get_absolute_url()))
    ada.groups.clear()
    ada.groups.add(Group.objects.get(name=EDITORS))
    refused = as_ada.post("/undo/", data)
    assert (refused.status_code, value(refused, "deed")) == (403, data["deed"])
    answer = as_ada.post("/undo/pass-over/", form(refused, "undo/pass-over"))
    assert (answer["Location"], buttons(as_ada.get(claim.get_absolute_url()))) == (claim.get_absolute_url(), [])


def test_who_reopened_a_claim_is_not_told_to_whom_it_is_blind(as_ada, claim, cleo, gus, article):
    data = form(as_ada.get(article.get_absolute_url()))
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The gauge decides.")
    revise(article, gus, ("rose four metres", "rose five metres"))
    rule_on(claim, cleo, Move.REOPEN, reason="It was found.")
    answer = text(as_ada.post("/undo/", data, headers=HTMX))
    assert ("Somebody</span> changed this" in answer, "Cleo" in answer, "reopened" in answer) == (True, False, False)


def test_a_second_window_is_told_and_shown_what_comes_next(as_ada, ada, claim, article, revision):
    data = form(as_ada.get(article.get_absolute_url()))
    later = propose(ada, revision, "Nobody was hurt")
    answer = as_ada.post("/undo/", data, headers=HTMX)
    assert (answer.status_code, sentences(answer)[0][:35]) == (409, "You did something else meanwhile, p")
    assert buttons(answer) == [f"Undo: marked claim {later.pk}", "Redo"]
    assert Claim.objects.exclude(state="open").count() == 0


def test_a_double_click_undoes_one_thing(as_ada, ada, claim, article, revision):
    propose(ada, revision, "Nobody was hurt")
    data = form(as_ada.get(article.get_absolute_url()))
    bodies = [ids(as_ada.post("/undo/", data, headers=HTMX)) for _ in range(2)]
    assert (bodies[0], Event.objects.filter(verb="undone").count()) == (bodies[1], 1)


def test_after_every_save_the_buttons_are_redrawn(as_ada, article, claim):
    version = str(claim.current_version_id)
    rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    answered = {**rows, "answer": "verified", "rationale": "I looked.", "version": version}
    answer = as_ada.post(f"{claim.get_absolute_url()}answer/?article={article.pk}&revision=1", answered, headers=HTMX)
    assert buttons(answer) == [f"Undo: answered claim {claim.pk}", "Redo"]
    place = {"revision": 1, "start": 0, "end": 9, "quote": "The river", "kind": "caveat"}
    answer = as_ada.post(f"{article.get_absolute_url()}zones/", place, headers=HTMX)
    assert buttons(answer) == ["Undo: marked words besides the claims", "Redo"]


@pytest.mark.parametrize("data", [{}, {"deed": "x" * 65}, {"deed": "x", "article": "none"}])
def test_a_form_that_says_nothing_undoes_nothing(as_ada, claim, data):
    before = all_rows()
    answer = as_ada.post("/undo/", data)
    assert (answer.status_code, sentences(answer), all_rows()) == (
        422,
        ["This form is incomplete. Open the page again."],
        before,
    )


def test_what_was_answered_and_taken_back_can_be_answered_again(as_bo, bo, claim):
    rate(claim, bo, Rating.DISPUTED)
    answer = as_bo.post("/undo/", form(as_bo.get(claim.get_absolute_url())), follow=True)
    assert (value(answer, "version"), "Nobody else has answered" in text(answer)) == (
        str(claim.current_version_id),
        True,
    )
    history = text(as_bo.get(f"{claim.get_absolute_url()}history/"))
    assert ("undid: answered" in history, "Answer taken back" in history) == (True, True)
