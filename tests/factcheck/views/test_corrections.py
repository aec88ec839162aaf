"""A large correction, from the form over the background to the next revision."""

from datetime import timedelta

import pytest

from annotations.models import Revision
from factcheck.choices import Stage
from factcheck.models import Correction
from factcheck.models.correction import PATIENCE
from factcheck.views import revisions
from tests.desk import TEXT, all_rows, bring_in, propose, revise
from tests.large import NEW, all_are_large, work_off
from tests.web import HTMX, sentences, text, value

REASON = "Printed on Tuesday."


@pytest.fixture
def path(article):
    return article.get_absolute_url()


@pytest.fixture
def sent(as_gus, path, monkeypatch):
    """What Gus gets who sends a text that is large here."""
    all_are_large(monkeypatch)

    def sent(words=NEW):
        return as_gus.post(f"{path}revise/", {"text": words, "reason": REASON})

    return sent


@pytest.fixture
def working(sent):
    """The address of a correction that is being worked out."""
    return sent().headers["Location"]


@pytest.fixture
def ready(ada, revision, working):
    """The address of a correction that changes one passage, keeps one and leaves one without a place."""
    for words in ("rose four metres in a night", "highest since 1954", "Nobody was hurt."):
        propose(ada, revision, words)
    work_off()
    return working


def save(client, at, page=None, **more):
    page = page or client.get(at)
    form = {name: value(page, name) for name in ("key", "seen", "reason")}
    return client.post(at, {"do": "save", **form, **more})


def overdue():
    draft = Correction.objects.get()
    draft.begun_at -= PATIENCE + timedelta(seconds=1)
    draft.save()


def test_a_large_correction_goes_to_a_page_of_its_own(as_gus, path, sent):
    answer = sent()
    draft = Correction.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{path}corrections/{draft.pk}/")
    assert (draft.text, draft.reason, draft.stage) == (NEW, REASON, Stage.WORKING)
    assert "Working it out…" in text(as_gus.get(answer.headers["Location"]))


@pytest.mark.parametrize(("characters", "spans", "large"), [(100, 2, False), (101, 0, True), (40, 3, True)])
def test_a_correction_is_large_by_its_texts_together_or_by_its_spans(ada, monkeypatch, characters, spans, large):
    monkeypatch.setattr(revisions, "MAX_TEXT", 100)
    monkeypatch.setattr(revisions, "MAX_SPANS", 2)
    revision = bring_in("x" * 20, ada).revisions.get()
    for _ in range(spans):
        propose(ada, revision, "x" * 20)
    assert revisions.is_large(revision, "y" * (characters - 20)) is large


def test_sending_it_twice_is_sending_it_once(sent):
    assert sent().headers["Location"] == sent().headers["Location"]
    assert Correction.objects.count() == 1


def test_while_it_is_worked_out_the_page_asks_again_and_gets_nothing_to_swap(as_gus, working):
    assert f'<a href="{working}" hx-get="{working}" hx-trigger="every 2s" hx-swap="none">' in text(as_gus.get(working))
    answer = as_gus.get(working, headers=HTMX)
    assert (answer.status_code, answer.content, answer.headers["Vary"]) == (204, b"", "HX-Request, Cookie")
    assert "HX-Redirect" not in answer.headers


@pytest.mark.parametrize("then", ["ready", "failed", "overdue"])
def test_as_soon_as_there_is_something_to_see_the_page_is_loaded_anew_and_asks_no_more(
    as_gus, working, monkeypatch, then
):
    if then == "failed":
        monkeypatch.setattr("factcheck.tasks.plan_revision", None)
    overdue() if then == "overdue" else work_off()
    assert as_gus.get(working, headers=HTMX).headers["HX-Redirect"] == working
    assert "hx-trigger" not in text(as_gus.get(working))


def test_the_preview_is_that_of_any_correction(as_gus, path, ready, monkeypatch):
    page = text(as_gus.get(ready))
    monkeypatch.setattr(revisions, "MAX_TEXT", 10_000)
    small = text(as_gus.post(f"{path}revise/", {"text": NEW, "reason": REASON}))
    section = '<section class="section stack">'
    assert "1 stays as it is · 1 changed · 1 without a place." in page
    for number in (1, 2):
        shown, expected = page.split(section)[number], small.split(section)[number]
        assert shown.split("</section>")[0].split() == expected.split("</section>")[0].split()


def test_the_fates_of_many_passages_come_in_pages(as_gus, ada, revision, working, monkeypatch):
    monkeypatch.setattr("factcheck.views.corrections.PER_PAGE", 2)
    for _ in range(3):
        propose(ada, revision, "Nobody was hurt.")
    work_off()
    first, second = as_gus.get(working), as_gus.get(f"{working}?page=2")
    assert [len(page.context["foreseen"]) for page in (first, second)] == [2, 1]
    assert "3 without a place" in text(second)


def test_saving_makes_the_revision_and_leads_to_what_is_in_doubt(as_gus, path, ready):
    page = as_gus.get(ready)
    assert value(page, "reason") == REASON
    answers = [save(as_gus, ready, page) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"{path}waiting/"] * 2
    assert Revision.objects.get(number=2).text == NEW
    assert Revision.objects.count() == 2


def test_a_saved_correction_leads_to_its_revision(as_gus, path, ready):
    save(as_gus, ready)
    assert as_gus.get(ready).headers["Location"] == f"{path}revisions/2/"


def test_without_a_reason_it_is_not_saved_and_the_preview_stays(as_gus, ready):
    answer = save(as_gus, ready, reason="")
    assert (answer.status_code, Revision.objects.count()) == (422, 1)
    assert ("Why: This field is required." in text(answer).replace("</a>", ""), "without a place" in text(answer)) == (
        True,
        True,
    )


def test_a_conflict_keeps_text_and_reason_and_works_it_out_anew(as_gus, ready, article, cleo):
    page = as_gus.get(ready)
    revise(article, cleo, ("1954", "1953"))
    assert "changed since this was worked out" in text(as_gus.get(ready))
    assert "Save the corrected text" not in text(as_gus.get(ready))
    answer = save(as_gus, ready, page, reason="A better reason.")
    assert (answer.status_code, Revision.objects.count()) == (409, 2)
    assert "what it does is worked out anew" in sentences(answer)[0]
    work_off()
    again = as_gus.get(ready)
    assert ("What changes against revision 2" in text(again), value(again, "reason")) == (True, "A better reason.")
    assert save(as_gus, ready, again).status_code == 302
    assert Revision.objects.get(number=3).text == NEW


def test_a_preview_that_is_open_elsewhere_does_not_save_what_was_worked_out_since(as_gus, ready, article, cleo):
    page = as_gus.get(ready)
    revise(article, cleo, ("1954", "1953"))
    as_gus.post(ready, {"do": "again"})
    work_off()
    answer = save(as_gus, ready, page)
    assert (answer.status_code, Revision.objects.count()) == (409, 2)
    assert "worked out anew since you looked at it" in sentences(answer)[0]


def test_a_mark_made_meanwhile_is_a_conflict_too(as_gus, ready, ada, revision):
    page = as_gus.get(ready)
    propose(ada, revision, "The river")
    assert save(as_gus, ready, page).status_code == 409
    work_off()
    assert save(as_gus, ready).status_code == 302


@pytest.mark.parametrize("how", ["failed", "overdue"])
def test_what_was_not_worked_out_says_so_and_is_tried_again(as_gus, working, monkeypatch, how):
    if how == "failed":
        with monkeypatch.context() as broken:
            broken.setattr("factcheck.tasks.plan_revision", None)
            work_off()
        assert "This could not be worked out. Something went wrong" in " ".join(sentences(as_gus.get(working)))
    else:
        overdue()
        assert "This takes longer than it should." in text(as_gus.get(working))
    assert as_gus.post(working, {"do": "again"}).headers["Location"] == working
    work_off()
    assert "Save the corrected text" in text(as_gus.get(working))


def test_a_plan_stored_in_an_older_form_is_worked_out_again(as_gus, ready):
    draft = Correction.objects.get()
    draft.plan["form"] = 0
    draft.save()
    assert "Work it out again" in text(as_gus.get(ready))
    as_gus.post(ready, {"do": "again"})
    work_off()
    assert save(as_gus, ready).status_code == 302


def test_it_is_dropped(as_gus, path, ready):
    before = {name: rows for name, rows in all_rows().items() if name != "factcheck.Correction"}
    assert as_gus.post(ready, {"do": "drop"}).headers["Location"] == path
    assert all_rows() == {**before, "factcheck.Correction": []}
    assert as_gus.get(ready).status_code == 404


def test_its_text_is_changed_from_the_form(as_gus, path, ready):
    draft = Correction.objects.get()
    page = as_gus.get(f"{path}revise/?draft={draft.pk}")
    assert (value(page, "text"), value(page, "reason")) == (NEW, REASON)
    assert as_gus.get(f"{path}revise/?draft={draft.pk + 1}").status_code == 404


def test_every_editor_finds_and_saves_it(as_gus, cleo, sign_in, path, ready):
    as_cleo = sign_in(cleo)
    assert f'<a href="{ready}">Gus, ' in text(as_cleo.get(f"{path}revise/"))
    assert save(as_cleo, ready).status_code == 302
    assert Revision.objects.get(number=2).created_by == cleo
    assert f'<a href="{ready}">' not in text(as_gus.get(f"{path}revise/"))


def test_a_correction_of_another_article_is_not_found(as_gus, ready, ada):
    other = bring_in(TEXT, ada).get_absolute_url()
    assert as_gus.get(f"{other}corrections/{Correction.objects.get().pk}/").status_code == 404
