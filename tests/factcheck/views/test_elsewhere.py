"""The same words elsewhere: offered after marking, all at once or one by one."""

import json

import pytest

from annotations.models import Anchor
from annotations.quotes import same_words
from factcheck.actions import link_passages
from factcheck.models import Claim, Event
from factcheck.reading import same_words_elsewhere
from tests.desk import TEXT, all_rows, bring_in, passage, propose, revise
from tests.web import HTMX, WITH_A_FRAGMENT, a_claim, doors, sentences, text, value

RAIN = "It rained. They said it rained. Nobody said it rained."
SECOND, THIRD = "24-30", "47-53"


@pytest.fixture
def rain(ada):
    return bring_in(RAIN, ada).revisions.get()


@pytest.fixture
def marked(ada, rain) -> Claim:
    return propose(ada, rain, "rained")


@pytest.fixture
def path(marked, rain) -> str:
    return f"{rain.article.get_absolute_url()}elsewhere/{marked.pk}/"


def starts(claim) -> list[int]:
    anchors = Anchor.objects.filter(span__occurrence__claim=claim).order_by("start")
    return list(anchors.values_list("start", flat=True))


def test_marking_words_that_stand_elsewhere_leads_to_the_offer(as_bo, rain):
    article = rain.article.get_absolute_url()
    answer = as_bo.post(f"{article}claims/", a_claim(rain, "rained"))
    claim = Claim.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{article}elsewhere/{claim.pk}/")
    assert "The same words stand 2 more times" in text(as_bo.get(answer.headers["Location"]))


def test_under_htmx_the_offer_takes_the_place_of_the_form(as_bo, rain):
    answer = as_bo.post(f"{rain.article.get_absolute_url()}claims/", a_claim(rain, "rained"), headers=HTMX)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])) == (200, {"claim-proposed": True})
    assert "The same words stand 2 more times" in text(answer)


def test_words_that_stand_nowhere_else_lead_back_to_the_article(as_bo, revision):
    answer = as_bo.post(f"{revision.article.get_absolute_url()}claims/", a_claim(revision, "1954"))
    assert answer.headers["Location"] == revision.article.get_absolute_url()


def test_it_is_a_page_or_its_panel(as_bo, path):
    assert doors(as_bo, path) == WITH_A_FRAGMENT


def test_all_of_them_at_once(as_bo, marked, path):
    answer = as_bo.post(path, {"revision": 1, "everywhere": "on", "offered": f"{SECOND} {THIRD}"})
    assert (answer.status_code, starts(marked)) == (302, [3, 24, 47])
    assert Event.objects.filter(verb="passage-linked").count() == 1
    assert "2 passages belong to claim" in text(as_bo.get(answer.headers["Location"]))


def test_all_are_those_that_the_page_offered(as_bo, marked, path):
    assert value(as_bo.get(path), "offered") == f"{SECOND} {THIRD}"


def test_only_those_ticked(as_bo, marked, path):
    as_bo.post(path, {"revision": 1, "place": [THIRD]})
    assert starts(marked) == [3, 47]
    assert "The same words stand 1 more time" in text(as_bo.get(path))


def test_under_htmx_only_what_changed_is_swapped(as_bo, ada, rain, marked):
    long = bring_in(f"{RAIN}\nDry here.\nIt rained.", ada).revisions.get()
    claim = propose(ada, long, "rained", nth=4)
    path = f"{long.article.get_absolute_url()}elsewhere/{claim.pk}/"
    answer = as_bo.post(path, {"revision": 1, "place": [SECOND]}, headers=HTMX)
    assert [f'id="{name}"' in text(answer) for name in ("p0", "p1", "p2", f"claim-{claim.pk}", "claims-head")] == [
        *(True, False, False, True, True)
    ]


def test_passages_of_the_same_words_are_looked_for_once(ada, rain, marked, monkeypatch):
    link_passages(claim=marked, passages=[passage(rain, "rained", 2)], by=ada)
    asked = []

    def counted(*place):
        asked.append(place[1:])
        return same_words(*place)

    monkeypatch.setattr("factcheck.reading.words.same_words", counted)
    assert (same_words_elsewhere(marked, rain), asked) == ([(47, 53)], [(3, 9)])


def test_none_ticked_is_a_sentence(as_bo, path):
    answer = as_bo.post(path, {"revision": 1})
    assert (answer.status_code, sentences(answer)) == (
        *(422, ["Not saved. Tick the places that belong to the claim, or take all of them."]),
    )


@pytest.mark.parametrize("place", ["", "x", "24", "24-", "9999999999-99999999999", "24-30-40", "٢-٣"])
def test_what_is_no_place_is_refused(as_bo, path, place):
    before = all_rows()
    assert as_bo.post(path, {"revision": 1, "place": [place]}).status_code == 422
    assert all_rows() == before


@pytest.mark.parametrize("place", ["40-10", "50-500", "10-11"])
def test_offsets_that_name_no_words_are_refused(as_bo, path, place):
    before = all_rows()
    assert as_bo.post(path, {"revision": 1, "place": [place]}).status_code == 422
    assert all_rows() == before


def test_a_passage_added_meanwhile_is_not_added_again(as_bo, as_ada, marked, path):
    key = value(as_bo.get(path), "key")
    as_ada.post(path, {"revision": 1, "everywhere": "on", "offered": f"{SECOND} {THIRD}"})
    answer = as_bo.post(path, {"revision": 1, "place": [SECOND, THIRD], "key": key})
    assert (answer.status_code, starts(marked)) == (409, [3, 24, 47])


def test_a_double_click_adds_them_once(as_bo, marked, path):
    for _ in range(2):
        assert (
            as_bo.post(
                path, {"revision": 1, "everywhere": "on", "offered": f"{SECOND} {THIRD}", "key": "once"}
            ).status_code
            == 302
        )
    assert starts(marked) == [3, 24, 47]


def test_places_shown_in_an_older_text_are_carried_to_the_newest(as_bo, gus, rain, marked, path):
    revise(rain.article, gus, ("It rained. They", "It rained. All of them"))
    as_bo.post(path, {"revision": 1, "place": [SECOND]})
    newest = rain.article.revisions.get(number=2)
    anchors = Anchor.objects.filter(span__occurrence__claim=marked, revision=newest).order_by("start")
    assert [(one.start, one.quote) for one in anchors] == [(3, "rained"), (31, "rained")]


def test_beside_an_older_text_the_whole_page_comes_anew(as_bo, gus, rain, marked, path):
    revise(rain.article, gus, ("It rained. They", "It says here.\nIt rained. They"))
    answer = as_bo.post(path, {"revision": 1, "place": [SECOND]}, headers=HTMX)
    assert (answer.headers["HX-Redirect"], answer.content) == (rain.article.get_absolute_url(), b"")


def test_it_is_for_fact_checkers(as_cleo, path):
    assert [as_cleo.get(path).status_code, as_cleo.post(path, {"revision": 1}).status_code] == [403, 403]


def test_another_articles_claim_stands_nowhere_here(as_bo, ada, marked):
    other = bring_in(TEXT, ada).get_absolute_url()
    assert "The same words stand nowhere else" in text(as_bo.get(f"{other}elsewhere/{marked.pk}/"))
