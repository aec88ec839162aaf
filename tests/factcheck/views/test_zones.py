"""Marking what is no claim: the form, one mark, changing, removing and putting it back."""

import json
import re

import pytest

from annotations.models import Kind, Span
from factcheck.actions.recording import state_of
from factcheck.models import Event
from tests.desk import TEXT, all_rows, bring_in, mark, revise
from tests.web import HTMX, WITH_A_FRAGMENT, doors, sentences, text, value, values

START = TEXT.index("Officials said")
PLACE = {"revision": 1, "start": START, "end": START + 14, "quote": "Officials said"}


@pytest.fixture
def path(article):
    return f"{article.get_absolute_url()}zones/"


@pytest.fixture
def at(path, zone):
    return f"{path}{zone.pk}/"


def seen(span):
    return {"seen": state_of(Span.objects.get(pk=span.pk)), "revision": 1}


def ids(answer):
    """The elements an answer redraws, in order."""
    known = r'<(?:aside|p|div|section|span)[^>]*\sid="(panel|p\d+|article-notes|claims-head|zones|extent)"'
    return re.findall(known, answer.content.decode())


@pytest.mark.parametrize(
    "data", [{"words": "Officials said"}, {"start": START - 1, "end": START + 15, "quote": "\nOfficials said "}]
)
def test_words_lead_to_the_form(as_cleo, article, data):
    before = all_rows()
    answer = as_cleo.post(f"{article.get_absolute_url()}mark/", {"revision": 1, "rating": "other", **data})
    assert (answer.status_code, all_rows()) == (200, before)
    assert {name: value(answer, name) for name in PLACE} == {name: str(value) for name, value in PLACE.items()}
    assert re.findall(r'name="kind" value="([\w-]+)"', text(answer)) == [
        *("boilerplate", "headline", "caption", "attribution", "caveat", "text-defect")
    ]


def test_words_that_stand_in_several_places_lead_there_by_way_of_a_choice(as_bo, article):
    to = f"{article.get_absolute_url()}mark/"
    choice = as_bo.post(to, {"revision": 1, "rating": "other", "words": "rose four metres"})
    assert values(choice, "rating") == ["other", "other"]
    given = {name: values(choice, name)[1] for name in ("revision", "start", "end", "quote", "rating")}
    answer = as_bo.post(to, given)
    assert (value(answer, "start"), 'name="kind"' in text(answer)) == (str(TEXT.index("rose", 20)), True)


def test_only_members_with_a_part_in_it_come_to_the_form(hana, sign_in, article):
    data = {"revision": 1, "rating": "other", "words": "1954"}
    answer = sign_in(hana).post(f"{article.get_absolute_url()}mark/", data)
    assert (answer.status_code, sentences(answer)) == (
        403,
        ["Marking what is no claim is for fact-checkers and editors."],
    )


def test_mark_saves_and_goes_back_to_the_article(as_cleo, path, article):
    answer = as_cleo.post(path, {**PLACE, "kind": "text-defect", "reading": " Officers\r\nsaid "}, follow=True)
    span = Span.objects.get()
    assert (answer.redirect_chain, span.kind, span.reading) == (
        [(article.get_absolute_url(), 302)],
        "text-defect",
        "Officers\nsaid",
    )
    assert "Marked: text defect." in text(answer)


def test_a_reading_is_dropped_where_it_is_not_asked_for(as_bo, path):
    as_bo.post(path, {**PLACE, "kind": "caption", "reading": "Typed before the kind was chosen"})
    assert (Span.objects.get().kind, Span.objects.get().reading) == ("caption", "")


def test_mark_under_htmx_redraws_the_paragraphs_it_touches_the_list_and_the_counts(as_bo, path):
    words = "in a night.\nOfficials said"
    place = {"revision": 1, "start": TEXT.index(words), "end": TEXT.index(words) + len(words)}
    data = {**place, "quote": words.replace("\n", "\r\n"), "kind": "boilerplate"}
    answer = as_bo.post(path, data, headers=HTMX)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])) == (200, {"zone-marked": True})
    assert ids(answer) == ["panel", "p0", "p1", "claims-head", "zones", "extent", "article-notes"]
    assert text(answer).count('class="span ground-boilerplate"') == 2
    assert f'<span id="zone-{Span.objects.get().pk}">Not article text</span>' in text(answer)
    # TEXT has 27 words; five of them are boilerplate now.
    assert "22 words, without what is not article text" in text(answer)


def test_mark_leaves_the_form_as_typed_if_it_cannot_be_saved(as_bo, path, zone):
    answer = as_bo.post(path, {**PLACE, "reading": "Kept"})
    assert (answer.status_code, value(answer, "quote"), value(answer, "reading")) == (422, "Officials said", "Kept")
    assert sentences(answer) == ["Not saved. These words are : Choose what these words are."]
    answer = as_bo.post(path, {**PLACE, "kind": "attribution", "key": "k"})
    assert (answer.status_code, value(answer, "quote"), value(answer, "key") != "k") == (409, "Officials said", True)
    assert sentences(answer) == ["Not saved. These words are marked as “Attribution” already."]


def test_mark_over_a_claim_is_refused_by_name(as_bo, path, claim):
    answer = as_bo.post(path, {"revision": 1, "start": 0, "end": 26, "quote": TEXT[:26], "kind": "boilerplate"})
    assert (answer.status_code, Span.objects.count()) == (409, 1)
    assert f"Claim {claim.pk} stands on these words" in sentences(answer)[0]


@pytest.mark.parametrize("quote", ["Officials sad", ""])
def test_mark_on_other_words_is_refused_and_never_shifted(as_bo, path, quote):
    answer = as_bo.post(path, {**PLACE, "quote": quote, "kind": "caption"})
    assert (answer.status_code, Span.objects.count()) == (409 if quote else 422, 0)


def test_a_mark_sent_for_an_older_text_redraws_nothing_of_it(as_bo, path, article, gus):
    newest = revise(article, gus, ("in a night", "in one night"))
    answer = as_bo.post(path, {**PLACE, "kind": "caption"}, headers=HTMX)
    assert (ids(answer), Span.objects.get().anchors.get().revision) == (["panel"], newest)
    assert "The text beside this is not the newest" in text(answer)


def test_a_double_click_marks_once(as_bo, path):
    data = {**PLACE, "kind": "caption", "key": "once"}
    assert [as_bo.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert Span.objects.count() == 1


def test_one_mark_is_a_page_or_its_panel(as_bo, at):
    assert doors(as_bo, at) == WITH_A_FRAGMENT


def test_one_mark_shows_what_it_is_and_who_marked_it(hana, sign_in, at, django_assert_num_queries):
    client = sign_in(hana)
    with django_assert_num_queries(7):
        answer = client.get(at)
    page = text(answer)
    assert [words in page for words in ("Attribution</h1>", "Officials said", "Ada, <time")] == [True] * 3
    assert "<form" not in page[page.index("<main") : page.index("</main>")]


def test_change_writes_kind_and_reading(as_cleo, zone, at, article):
    answer = as_cleo.post(at, {**seen(zone), "kind": "text-defect", "reading": "Officers said"})
    assert (answer.status_code, answer.headers["Location"]) == (302, article.get_absolute_url())
    assert (Span.objects.get().kind, Span.objects.get().reading) == ("text-defect", "Officers said")


def test_change_under_htmx_redraws_its_paragraph(as_bo, zone, at):
    answer = as_bo.post(at, {**seen(zone), "kind": "caveat"}, headers=HTMX)
    assert (ids(answer), json.loads(answer.headers["HX-Trigger"])) == (
        ["panel", "p1", "claims-head", "zones", "extent", "article-notes"],
        {"zone-changed": True},
    )


def test_change_too_late_keeps_what_was_chosen_and_can_be_sent_again(as_bo, as_ada, zone, at):
    early = seen(zone)
    as_ada.post(at, {**early, "kind": "caveat"})
    answer = as_bo.post(at, {**early, "kind": "text-defect", "reading": "Mine", "key": "k"})
    assert (answer.status_code, value(answer, "reading")) == (409, "Mine")
    assert sentences(answer) == ["Not saved. Somebody changed this mark meanwhile. This is how it is now."]
    again = {name: values(answer, name)[0] for name in ("reading", "key", "seen")}
    assert as_bo.post(at, {**again, "kind": "text-defect"}).status_code == 302


def test_remove_leads_to_the_mark_with_a_way_to_put_it_back(as_bo, zone, at, article):
    answer = as_bo.post(f"{at}remove/", seen(zone), follow=True)
    assert (answer.redirect_chain, "Attribution, removed" in text(answer)) == ([(at, 302)], True)
    back = {name: value(answer, name) for name in ("seen", "key", "revision")}
    assert f'action="{at}restore/"' in text(answer)
    assert as_bo.post(f"{at}restore/", back).headers["Location"] == article.get_absolute_url()
    assert Span.objects.get().withdrawn_at is None


def test_remove_under_htmx_takes_it_out_of_text_and_list(as_bo, zone, at):
    answer = as_bo.post(f"{at}remove/", seen(zone), headers=HTMX)
    assert ids(answer) == ["panel", "p1", "claims-head", "zones", "extent", "article-notes"]
    assert ("<mark" in text(answer), "Marked besides claims (0)" in text(answer)) == (False, True)
    assert "Put it back" in text(answer)


@pytest.mark.parametrize("way", ["remove", "restore"])
def test_what_cannot_be_done_comes_back_with_the_mark_as_it_is(as_bo, zone, at, way):
    data = {**seen(zone), "key": "k"}
    assert as_bo.post(f"{at}{way}/", {}).status_code == 422
    as_bo.post(f"{at}remove/", seen(zone))
    before = Event.objects.count()
    answer = as_bo.post(f"{at}{way}/", data)
    assert (answer.status_code, Event.objects.count(), "Attribution, removed" in text(answer)) == (409, before, True)
    assert sentences(answer) == ["Not saved. Somebody changed this mark meanwhile. This is how it is now."]


def test_a_mark_is_one_of_its_own_article_and_no_claims(as_bo, ada, path, zone, claim):
    other = bring_in(TEXT, ada, "twin")
    elsewhere = mark(ada, other.revisions.get(), "1954", Kind.CAVEAT)
    for span in (elsewhere.pk, claim.occurrences.get().span_id, 10**30):
        for way in ("", "remove/", "restore/"):
            assert as_bo.post(f"{path}{span}/{way}", seen(zone)).status_code == 404
