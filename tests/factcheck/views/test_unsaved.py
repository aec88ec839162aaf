"""What is typed comes back wherever its form is opened again, for its writer alone, until it is saved or discarded."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from annotations.models import Revision
from factcheck.access import unsaved_by
from factcheck.choices import Move, Rating
from factcheck.models import Claim, FormName, UnsavedText, Verdict
from tests.desk import bring_in, edit, passage, rate, rule_on
from tests.web import HTMX, ROWS, a_claim, an_answer, sentences, text, value, values

KEEP, DISCARD = "/unsaved/", "/unsaved/discard/"


def sent(name, ago=0, **fields):
    """What the page sends of a form that was typed into so many seconds ago."""
    now = int(time.time() * 1000)
    return {"unsaved": name, "typed": now - ago * 1000, "now": now, **fields}


@pytest.fixture
def named(claim) -> str:
    return f"claim:{claim.pk}"


@pytest.fixture
def typed(as_bo, claim, named):
    """Bo has typed an answer with two sources and not saved it; the page he typed it into."""
    page = as_bo.get(claim.get_absolute_url())
    sources = {"evidence-0-citation": "Gauge book", "evidence-0-stance": "contradicts", "evidence-1-url": "b.example"}
    fields = {"answer": "disputed", "rationale": "Two\r\ngauges", "key": value(page, "key"), **sources}
    answer = as_bo.post(KEEP, sent(named, version=str(claim.current_version_id), **fields))
    assert (answer.status_code, answer.content) == (204, b"")
    return page


def unsaved_line(answer) -> str:
    """What the page says of unsaved text, tags and white space folded away; empty if it says nothing."""
    found = re.search(r'<form class="notice unsaved".*?</form>', answer.content.decode(), re.S)
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", found[0], flags=re.S).split()) if found else ""


def ways_to_the_form(claim) -> list[tuple[str, dict[str, str]]]:
    url, article = claim.get_absolute_url(), Revision.objects.get().article
    return [
        *((url, {}), (url, HTMX), (f"{url}?from=queue", {}), (f"{url}answer/", {})),
        *((f"{article.get_absolute_url()}?claim={claim.pk}", {}), (f"{url}?article={article.pk}&revision=1", HTMX)),
        (f"{article.get_absolute_url()}at/?position=16", HTMX),
    ]


def test_it_comes_back_wherever_the_form_is_opened(typed, as_bo, claim):
    for path, headers in ways_to_the_form(claim):
        page = as_bo.get(path, headers=headers)
        assert value(page, "rationale") == "Two\ngauges"
        assert values(page, "evidence-0-citation") + values(page, "evidence-1-url") == ["Gauge book", "b.example"]
        assert re.search(r'value="disputed"[^>]*checked', page.content.decode())
        assert unsaved_line(page).startswith("Your unsaved text from")


def test_it_says_since_when_and_on_another_day_the_day(typed, as_bo, claim):
    kept = UnsavedText.objects.get()
    at, before = (timezone.localtime(kept.typed_at - timedelta(days=days)) for days in (0, 2))
    assert unsaved_line(as_bo.get(claim.get_absolute_url())) == f"Your unsaved text from {at:%H:%M} . Discard it"
    kept.typed_at = before
    kept.save()
    said = f"Your unsaved text from {before.day} {before:%B, %H:%M} . Discard it"
    assert unsaved_line(as_bo.get(claim.get_absolute_url())) == said


def test_nobody_else_gets_any_of_it(typed, as_ada, as_cleo, hana, sign_in, claim):
    for client in (as_ada, as_cleo, sign_in(hana)):
        for path, headers in ways_to_the_form(claim):
            page = client.get(path, headers=headers, follow=True)
            assert ["gauges" in text(page), "unsaved text" in text(page)] == [False, False]
    assert UnsavedText not in admin.site._registry


def test_saving_lets_go_of_it(typed, as_bo, bo, claim):
    as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim))
    assert list(unsaved_by(bo)) == []


def test_so_does_saving_what_is_saved_already(typed, as_bo, bo, claim):
    rate(claim, bo, Rating.VERIFIED, an_answer(claim)["rationale"])
    as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim))
    assert list(unsaved_by(bo)) == []


def test_a_save_that_is_refused_does_not(typed, as_bo, bo, claim):
    page = as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, rationale=""))
    assert (page.status_code, value(page, "rationale"), unsaved_line(page)) == (422, "", "")
    assert unsaved_by(bo).get().fields["rationale"] == "Two\ngauges"


def test_the_form_comes_back_with_the_key_it_had_so_that_it_makes_nothing_twice(typed, as_bo, claim):
    assert value(as_bo.get(claim.get_absolute_url()), "key") == value(typed, "key")


def test_text_for_an_earlier_wording_is_shown_with_that_wording(typed, as_bo, ada, claim):
    edit(claim, ada)
    page = as_bo.get(claim.get_absolute_url())
    said = "Discard it You typed it for an earlier wording: The river rose by four metres in one night."
    assert unsaved_line(page).endswith(said)
    assert value(page, "rationale") == "Two\ngauges"
    assert set(values(page, "version")) == {str(Claim.objects.get().current_version_id)}


def test_text_without_its_form_is_shown_all_the_same(typed, as_bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="Not for us.")
    page = as_bo.get(claim.get_absolute_url())
    assert values(page, "rationale") == []
    assert unsaved_line(page).endswith(" is closed to you now. You had typed: Two gauges Gauge book b.example")


def test_who_was_changing_an_answer_finds_the_form_open(as_bo, bo, claim, named):
    rate(claim, bo, Rating.VERIFIED, "One gauge.")
    assert values(as_bo.get(claim.get_absolute_url()), "rationale") == []
    as_bo.post(KEEP, sent(named, rationale="One gauge, or two"))
    assert value(as_bo.get(claim.get_absolute_url()), "rationale") == "One gauge, or two"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_discarding_leads_back_to_the_form_without_it(headers, typed, as_bo, bo, claim, named):
    page = as_bo.post(DISCARD, {"unsaved": named}, headers=headers, follow=True)
    assert (page.status_code, value(page, "rationale"), unsaved_line(page)) == (200, "", "")
    assert list(unsaved_by(bo)) == []


def test_discarding_touches_nobody_elses(typed, as_ada, bo, named):
    as_ada.post(DISCARD, {"unsaved": named})
    assert unsaved_by(bo).get().fields["rationale"] == "Two\ngauges"


def test_an_edit_of_a_statement_comes_back_and_goes_with_the_save(as_bo, bo, ada, claim):
    path, version = f"{claim.get_absolute_url()}edit/", str(claim.current_version_id)
    as_bo.post(KEEP, sent(f"statement:{claim.pk}", version=version, statement="It rose.", reason="Shorter"))
    edit(claim, ada)
    page = as_bo.get(path)
    assert (value(page, "statement"), value(page, "reason")) == ("It rose.", "Shorter")
    assert unsaved_line(page).endswith("The river rose by four metres in one night.")
    as_bo.post(path, {"statement": "It rose.", "reason": "Shorter", "version": value(page, "version")})
    assert (list(unsaved_by(bo)), Claim.objects.get().current_version.statement) == ([], "It rose.")


def test_a_decision_comes_back_and_goes_with_the_save(as_cleo, cleo, claim):
    path = f"/desk/{claim.pk}/"
    as_cleo.post(KEEP, sent(f"decision:{claim.pk}", move="return", reason="Which gauge?"))
    page = as_cleo.get(path)
    assert re.search(r'value="return"[^>]*checked', page.content.decode())
    assert (value(page, "reason"), unsaved_line(page)[:22]) == ("Which gauge?", "Your unsaved text from")
    as_cleo.post(path, {"move": "return", "reason": "Which gauge?", "seen": value(page, "seen")})
    assert list(unsaved_by(cleo)) == []


def test_a_claim_being_made_comes_back_and_goes_with_the_save(as_bo, bo, article, revision):
    where = passage(revision, "Nobody was hurt")
    name = FormName("new", 0, article.pk, 1, where.start, where.end)
    as_bo.post(KEEP, sent(str(name), statement="No one was hurt.", sensitive="on", answer="none"))
    for path in (name.get_absolute_url(), article.get_absolute_url() + name.query):
        page = as_bo.get(path)
        assert value(page, "statement") == "No one was hurt."
        assert re.search(r'name="sensitive"[^>]*checked', page.content.decode())
    data = {"revision": 1, "start": where.start, "end": where.end, "quote": where.quote, "rating": "verified"}
    again = as_bo.post(f"{article.get_absolute_url()}mark/", data)
    assert value(again, "statement") == "No one was hurt."
    assert re.search(r'value="verified"[^>]*checked', again.content.decode())
    as_bo.post(f"{article.get_absolute_url()}claims/", a_claim(revision, "Nobody was hurt", **ROWS))
    assert list(unsaved_by(bo)) == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_discarding_a_claim_being_made_leads_back_to_the_quotation(headers, as_bo, article, revision):
    where = passage(revision, "Nobody was hurt")
    name = str(FormName("new", 0, article.pk, 1, where.start, where.end))
    as_bo.post(KEEP, sent(name, statement="No one was hurt."))
    page = as_bo.post(DISCARD, {"unsaved": name}, headers=headers, follow=True)
    assert (value(page, "statement"), value(page, "quote")) == ("Nobody was hurt", "Nobody was hurt")


def test_the_article_lists_ones_own_unfinished_texts(typed, as_bo, as_ada, ada, article, claim):
    as_bo.post(KEEP, sent(f"new:{article.pk}:1:0-9", statement="Another"))
    as_bo.post(KEEP, sent(f"new:{bring_in('Another text.', ada).pk}:1:0-7", statement="Not here"))
    as_bo.post(KEEP, sent(f"statement:{claim.pk}", statement="It rose."))
    home = article.get_absolute_url()
    listed = r'<a href="([^"]+)"[^>]*>([^<]*claim[^<]*)</a>'
    said = [re.search(r"You have unsaved text:.*?</p>", text(one.get(home)), re.S) for one in (as_bo, as_ada)]
    assert re.findall(listed, said[0][0]) == [
        (f"{home}?claim={claim.pk}", f"claim {claim.pk}"),
        (f"{home}?revision=1&start=0&end=9", "a new claim"),
        (f"{claim.get_absolute_url()}edit/?article={article.pk}&revision=1", f"the statement of claim {claim.pk}"),
    ]
    assert said[1] is None


def test_after_a_save_beside_the_article_the_list_is_in_step(typed, as_bo, article, claim):
    path = f"{claim.get_absolute_url()}answer/?article={article.pk}&revision=1"
    assert "You have unsaved text" not in text(as_bo.post(path, an_answer(claim), headers=HTMX))
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"unsaved": "claim:999999", "rationale": "x"}, 404),
        ({"unsaved": "new:999999:1:0-4", "statement": "x"}, 404),
        ({"unsaved": "verdict:1", "rationale": "x"}, 422),
        ({"version": "x", "rationale": "x"}, 422),
        ({"typed": "soon", "rationale": "x"}, 422),
        ({"typed": str(10**30), "rationale": "x"}, 422),
        ({"rationale": "x" * 20_001}, 413),
        ({}, 422),
    ],
)
def test_nonsense_is_answered_with_a_sentence(data, status, as_bo, bo, named):
    answer = as_bo.post(KEEP, {**sent(named), **data}, headers=HTMX)
    assert (answer.status_code, len(sentences(answer)), list(unsaved_by(bo))) == (status, 1, [])


def test_what_comes_late_is_let_go_and_the_answer_says_so(typed, as_bo, bo, named):
    answers = [as_bo.post(KEEP, sent(named, ago=ago, rationale=words)) for ago, words in ((90, "Late"), (0, "Now"))]
    assert [one.headers.get("HX-Trigger") for one in answers] == ["later-text-kept", None]
    assert unsaved_by(bo).get().fields["rationale"] == "Now"


@pytest.mark.parametrize(("minutes", "age"), [(0, 20), (30, 20), (-30, 20), (0.5, 20), (-0.5, 20)])
def test_a_wrong_clock_does_not_make_text_older_or_younger(minutes, age, as_bo, bo, named):
    data = sent(named, ago=age, rationale="x")
    for field in ("typed", "now"):
        data[field] += int(minutes * 60_000)
    as_bo.post(KEEP, data)
    assert abs(timezone.now() - unsaved_by(bo).get().typed_at - timedelta(seconds=age)) < timedelta(seconds=5)


def test_text_on_its_way_when_its_form_is_saved_brings_nothing_back_and_the_next_form_is_another(
    as_bo, bo, claim, named
):
    drawn = value(as_bo.get(claim.get_absolute_url()), "drawn")
    as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, drawn=drawn))
    answer = as_bo.post(KEEP, sent(named, rationale="Read the gau", drawn=drawn))
    assert (answer.headers["HX-Trigger"], list(unsaved_by(bo))) == ("later-text-kept", [])
    again = as_bo.get(f"{claim.get_absolute_url()}answer/")
    as_bo.post(KEEP, sent(named, ago=30, rationale="On second thoughts", drawn=value(again, "drawn")))
    assert unsaved_by(bo).get().fields["rationale"] == "On second thoughts"
