"""Editing, splitting and withdrawing a claim beside its article: in the panel, and back to the article."""

import json
import re

import pytest

from factcheck.models import Claim
from tests.desk import edit, propose, revise
from tests.factcheck.views.test_kinship import a_split
from tests.factcheck.views.test_unsaved import DISCARD, KEEP, sent
from tests.open_page import cards
from tests.web import HTMX, sentences, text, value


@pytest.fixture
def path(claim, article):
    """``path(act)``: the form, beside the first text of the article."""
    return lambda act: f"{claim.get_absolute_url()}{act}/?article={article.pk}&revision=1"


def data(claim, act):
    now = Claim.objects.get(pk=claim.pk)
    sent = {"statement": "Four metres.", "reason": "Shorter", "version": str(now.current_version_id)}
    return {"edit": sent, "split": a_split(claim, "both"), "withdraw": {"reason": "Said twice."}}[act]


def redrawn(answer):
    """The panel, the paragraphs, the head of the list, the cards, the buttons and the notice, as far as they come."""
    known = r"panel|p\d+|claims-head|arrivals|undo|notice"
    return re.findall(rf'<(?:aside|p|div)[^>]*\sid="({known})"', answer.content.decode())


@pytest.mark.parametrize("act", ["edit", "split", "withdraw"])
def test_the_claim_beside_the_article_leads_to_each_in_its_panel_and_back(act, as_ada, claim, article, path):
    shown = text(as_ada.get(f"{claim.get_absolute_url()}?article={article.pk}&revision=1", headers=HTMX))
    assert f'href="{path(act)}" hx-get="{path(act)}" hx-target="#panel"' in shown
    form = text(as_ada.get(path(act), headers=HTMX))
    assert (form.count('<aside id="panel"'), "<h2" in form, "<h1" in form) == (1, True, False)
    assert f'action="{path(act)}" hx-post="{path(act)}" hx-target="#panel"' in form
    assert form.count(f'hx-get="{claim.get_absolute_url()}?article={article.pk}&revision=1"') == 2


@pytest.mark.parametrize(
    ("act", "fact", "shown"),
    [
        ("edit", "claim-edited", "Four metres."),
        ("split", "claim-split", "Another."),
        ("withdraw", "claim-withdrawn", ""),
    ],
)
def test_saved_it_shows_the_article_as_it_is_now_with_undo_at_hand(act, fact, shown, as_ada, claim, path):
    answer = as_ada.post(path(act), data(claim, act), headers=HTMX)
    assert (answer.status_code, json.loads(answer["HX-Trigger"])) == (200, {fact: True})
    assert redrawn(answer) == ["panel", "p0", "claims-head", "arrivals", "undo", "notice"]
    (title,) = re.findall(r'id="panel-title"[^>]*>(.*?)<', text(answer)) or [""]
    assert (title, text(answer).count("Undo: ")) == (shown, 1)
    made = list(Claim.objects.exclude(pk=claim.pk).values_list("pk", flat=True))
    here = {"edit": [(claim.pk, None)], "withdraw": [(claim.pk, "gone")]}
    assert cards(answer) == here.get(act, [(made[0], None), (claim.pk, made[0])] if made else [])
    assert ("<mark" in text(answer)) == (act != "withdraw")


def test_a_withdrawn_claim_takes_only_its_own_marks_along(as_ada, ada, claim, revision, path):
    other = propose(ada, revision, "Nobody was hurt")
    answer = as_ada.post(path("withdraw"), data(claim, "withdraw"), headers=HTMX)
    assert (redrawn(answer)[1], cards(answer)) == ("p0", [(claim.pk, "gone")])
    assert f'data-claim="{other.pk}"' not in text(answer)


@pytest.mark.parametrize(("act", "back"), [("edit", "?claim={}"), ("split", "?claim={}"), ("withdraw", "")])
def test_without_htmx_and_over_a_corrected_text_one_comes_back_to_the_article(
    act, back, as_ada, gus, claim, article, path
):
    revise(article, gus, ("Nobody", "No one"))
    answer = as_ada.post(path(act), data(claim, act), headers=HTMX)
    kept = Claim.objects.latest("pk").pk
    assert (answer.status_code, answer["HX-Redirect"]) == (204, article.get_absolute_url() + back.format(kept))
    as_ada.post(
        "/undo/", {"deed": re.findall(r'name="deed" value="(\w+)"', text(as_ada.get(article.get_absolute_url())))[0]}
    )
    plain = as_ada.post(path(act), data(claim, act))
    kept = Claim.objects.latest("pk").pk
    assert (plain.status_code, plain["Location"]) == (302, article.get_absolute_url() + back.format(kept))


@pytest.mark.parametrize(("act", "status"), [("edit", 409), ("split", 409), ("withdraw", 422)])
def test_a_refused_form_comes_back_in_the_panel_with_what_was_typed(act, status, as_ada, bo, claim, path):
    sent = data(claim, act) | {"reason": " " if act == "withdraw" else "Shorter"}
    edit(claim, bo, "It rose by five.")
    answer = as_ada.post(path(act), sent, headers=HTMX)
    assert (answer.status_code, redrawn(answer)) == (status, ["panel"])
    assert f'hx-post="{path(act)}"' in text(answer)
    assert sentences(answer)[0].startswith("Not saved.")
    assert act == "withdraw" or value(answer, "statement") == sent["statement"]


@pytest.mark.parametrize("act", ["edit", "split"])
def test_discarding_what_was_typed_leads_back_to_the_form_beside_the_article(act, as_ada, claim, path):
    name, beside = f"{'statement' if act == 'edit' else act}:{claim.pk}", path(act).partition("/?")[2]
    for headers in (HTMX, {}):
        as_ada.post(KEEP, sent(name, statement="Other words.", reason="Shorter"))
        answer = as_ada.post(f"{DISCARD}?{beside}", {"unsaved": name}, headers=headers)
        shown = answer if headers else as_ada.get(answer["Location"])
        assert (value(shown, "statement"), f'hx-post="{path(act)}"' in text(shown)) == (
            claim.current_version.statement,
            True,
        )


def test_who_may_not_edit_any_more_is_led_to_the_claim_instead(as_ada, ada, cleo, claim, path):
    as_ada.post(KEEP, sent(f"statement:{claim.pk}", statement="Other words."))
    ada.groups.set(cleo.groups.all())
    answer = as_ada.post(
        f"{DISCARD}?{path('edit').partition('/?')[2]}", {"unsaved": f"statement:{claim.pk}"}, headers=HTMX
    )
    assert (answer.status_code, 'name="statement"' in text(answer)) == (200, False)


@pytest.mark.parametrize("number", ["x", "9" * 30, "99"])
def test_beside_an_article_that_is_none_it_is_a_page_of_its_own(number, as_ada, claim):
    answer = as_ada.post(f"{claim.get_absolute_url()}edit/?article={number}&revision=1", data(claim, "edit"))
    assert answer["Location"] == claim.get_absolute_url()
