"""Moving the edges of a passage: a page without script, parts of the article page under htmx."""

import json

import pytest

from annotations.models import Anchor
from factcheck.actions import move_passage
from factcheck.actions.recording import state_of
from tests.desk import newest_anchor, revise
from tests.web import HTMX, WITH_A_FRAGMENT, doors, text, value

WIDER = "The river rose four metres"


@pytest.fixture
def path(claim):
    anchor = newest_anchor(claim)
    return f"{anchor.revision.article.get_absolute_url()}passages/{anchor.span_id}/"


def sent(claim, **more):
    return {"key": "k", "seen": state_of(newest_anchor(claim)), **more}


def test_it_is_a_page_or_its_panel(as_bo, path):
    assert doors(as_bo, path) == WITH_A_FRAGMENT


def test_without_script_the_words_are_written(as_bo, path, claim):
    page = as_bo.get(path)
    assert value(page, "seen") == state_of(newest_anchor(claim))
    answer = as_bo.post(path, sent(claim, words=WIDER))
    anchor = newest_anchor(claim)
    assert (answer.status_code, anchor.quote) == (302, WIDER)
    assert answer.headers["Location"] == f"{anchor.revision.article.get_absolute_url()}#span-{anchor.span_id}"


def test_words_that_stand_twice_mean_the_place_that_shares_most(as_bo, path, claim):
    as_bo.post(path, sent(claim, words="river rose four metres"))
    assert newest_anchor(claim).start == 4


def test_dragged_edges_answer_with_the_panel_the_card_and_the_paragraphs(as_bo, path, claim):
    place = {"start": 0, "end": 26, "quote": WIDER}
    answer = as_bo.post(path, sent(claim, **place), headers=HTMX)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])) == (200, {"passage-moved": True})
    html = answer.content.decode()
    assert [html.count(part) for part in ('id="panel"', f'id="claim-{claim.pk}"', '<p id="')] == [1, 1, 1]
    assert (newest_anchor(claim).quote, "The edges of the passage are moved." in text(answer)) == (WIDER, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": ""}, "Write the words of the passage"),
        ({"words": "The lake"}, "do not stand in this article"),
        ({"words": "highest since"}, "share none"),
        ({"start": 0, "quote": "The"}, "Write the words of the passage"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_sentence(as_bo, path, claim, given, said):
    answer = as_bo.post(path, sent(claim, **given))
    assert (answer.status_code, newest_anchor(claim).quote) == (422, "rose four metres")
    assert said in text(answer)


def test_a_passage_moved_meanwhile_comes_back_with_its_place_and_what_was_typed(as_bo, path, claim, ada):
    old = sent(claim, words=WIDER)
    anchor = newest_anchor(claim)
    move_passage(anchor=anchor, place=(10, 37, "rose four metres in a night"), seen=state_of(anchor), by=ada)
    answer = as_bo.post(path, old)
    assert (answer.status_code, value(answer, "words")) == (409, WIDER)
    assert ("Somebody moved this passage" in text(answer), value(answer, "seen")) == (
        True,
        state_of(newest_anchor(claim)),
    )
    assert as_bo.post(path, {**old, "key": value(answer, "key"), "seen": value(answer, "seen")}).status_code == 302


def test_a_text_corrected_meanwhile_is_said(as_bo, path, claim, gus, article):
    old = sent(claim, words=WIDER)
    revise(article, gus, ("in a night", "overnight"))
    assert as_bo.post(path, old).status_code == 409
    assert Anchor.objects.filter(quote=WIDER).count() == 0


def test_the_claim_offers_it_to_those_who_may(as_bo, as_cleo, claim, path):
    assert ["Move its edges" in text(client.get(claim.get_absolute_url())) for client in (as_bo, as_cleo)] == [
        True,
        False,
    ]


def test_a_passage_of_another_article_is_not_found(as_bo, claim):
    assert as_bo.get(f"/articles/999/passages/{newest_anchor(claim).span_id}/").status_code == 404
