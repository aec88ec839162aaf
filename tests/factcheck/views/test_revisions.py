"""The pages of a correction: preview, saving, passages in doubt, older texts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Anchor, Revision
from factcheck.choices import Move
from tests.desk import TEXT, all_rows, bring_in, newest_anchor, propose, revise, rule_on
from tests.web import WHOLE_ONLY, a_claim, doors, sentences, text, value

HURT = "\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”"
SHORTER = TEXT.replace(HURT, "")


@pytest.fixture
def path(article):
    return article.get_absolute_url()


@pytest.fixture
def preview(as_gus, path):
    def posted(words, client=as_gus, **more):
        return client.post(f"{path}revise/", {"text": words, "reason": "The paper said so.", **more})

    return posted


@pytest.fixture
def save(as_gus, path):
    def posted(page, client=as_gus, **more):
        sent = {name: value(page, name) for name in ("key", "text", "preview", "reason")}
        return client.post(f"{path}revise/", {**sent, "save": "1", **more})

    return posted


@pytest.fixture
def orphan(article, ada, gus, revision):
    """The anchor of ada's claim on words that were deleted."""
    claim = propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, (HURT, ""))
    return newest_anchor(claim)


def test_a_preview_writes_nothing(preview, claim):
    before = all_rows()
    page = preview(SHORTER)
    assert (page.status_code, all_rows() == before) == (200, True)
    assert value(page, "text") == SHORTER


@pytest.mark.parametrize(
    "words", ["\n\n" + TEXT, TEXT + "\n ", "<b>&amp;</textarea>" + TEXT, "\u2028 \x0c\u00a0" + TEXT], ids=repr
)
def test_a_text_travels_through_the_preview_as_it_is(preview, save, words):
    assert save(preview(words)).status_code == 302
    assert Revision.objects.get(number=2).text == words


def test_a_file_keeps_its_encoding_and_the_digest_of_its_bytes(as_gus, path, save):
    raw = "Le fleuve a monté.".encode("cp1252")
    sent = {"file": SimpleUploadedFile("new.txt", raw), "reason": "Misprint."}
    page = as_gus.post(f"{path}revise/", sent)
    assert "Read as cp1252, which is a guess." in text(page)
    save(page)
    revision = Revision.objects.get(number=2)
    assert (revision.text, revision.encoding, revision.encoding_guessed) == ("Le fleuve a monté.", "cp1252", True)
    assert revision.raw_sha256 != revision.sha256


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": TEXT}, "character for character"),
        ({"text": ""}, "Paste the corrected text."),
        ({"text": " \n"}, "The text is empty."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_no_correction_is_said_and_kept(preview, sent, sentence):
    answer = preview(sent.pop("text"), **sent)
    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_the_reason_is_asked_for_when_it_is_saved_and_the_preview_stays(preview, save):
    page = preview(SHORTER, reason="")
    assert page.status_code == 200
    again = save(page)
    assert (again.status_code, value(again, "text"), Revision.objects.count()) == (422, SHORTER, 1)
    assert sentences(again) == ["Not saved. Say in a few words why the text changes."]
    assert "What becomes of the passages" in text(again)
    assert save(again, reason="Misprint.").status_code == 302


def test_a_file_of_another_format_is_read_as_when_it_is_brought_in(as_gus, path, save):
    page = "<html><body><article><h1>Flood</h1>" + "<p>The river rose five metres in a night.</p>" * 9 + "</article>"
    shown = as_gus.post(f"{path}revise/", {"file": SimpleUploadedFile("new.html", page.encode())})
    assert save(shown, reason="The paper printed it anew.").status_code == 302
    assert Revision.objects.get(number=2).text.startswith("Flood\nThe river rose five metres in a night.")


def test_a_text_nobody_looked_at_is_shown_before_it_is_saved(preview, save):
    page = save(preview(SHORTER), text=SHORTER + "\nRain.")
    assert (page.status_code, Revision.objects.count()) == (409, 1)
    assert sentences(page) == ["Not saved. This text was not looked at yet. See what it does, then save."]
    assert save(page).status_code == 302
    assert Revision.objects.get(number=2).text == SHORTER + "\nRain."


def test_a_preview_of_another_article_is_none(preview, save, as_gus, ada):
    other = bring_in(TEXT, ada).get_absolute_url()
    page = preview(SHORTER)
    sent = {name: value(page, name) for name in ("key", "text", "preview", "reason")}
    assert as_gus.post(f"{other}revise/", {**sent, "save": "1"}).status_code == 409


def test_a_correction_made_meanwhile_is_a_conflict_that_keeps_everything(preview, save, article, cleo):
    page = preview(SHORTER)
    revise(article, cleo, ("1954", "1953"))
    answer = save(page)
    assert (answer.status_code, Revision.objects.count()) == (409, 2)
    assert (value(answer, "text"), value(answer, "reason")) == (SHORTER, "The paper said so.")
    assert "What changes against revision 2" in text(answer)
    assert save(answer).status_code == 302
    assert Revision.objects.get(number=3).text == SHORTER


def test_saving_leads_to_the_article_if_nothing_is_in_doubt(preview, save, path, claim):
    assert save(preview(SHORTER)).headers["Location"] == path


def test_saving_twice_makes_one_revision(preview, save):
    page = preview(SHORTER)
    assert [save(page).status_code for _ in range(2)] == [302, 302]
    assert Revision.objects.count() == 2


def test_a_moved_on_article_shows_its_newest_text(preview, save, as_bo, path):
    save(preview(SHORTER))
    assert "revision 2" in text(as_bo.get(path))
    assert "Nobody was hurt" not in text(as_bo.get(path))


def test_many_passages_take_no_query_for_each_to_look_at(preview, save, as_gus, path, ada, cleo, revision):
    for words in ("four metres in", "rose four metres in", "river rose four metres"):
        propose(ada, revision, words)
        rule_on(propose(ada, revision, words), cleo, Move.REJECT, reason="No claim.")
        propose(ada, revision, "Nobody was hurt.")
    page = preview(SHORTER.replace("four", "five"))
    assert "6 changed · 3 without a place" in text(page)
    assert "3 passages wait for a person" in text(as_gus.get(save(page).headers["Location"]))


def test_an_older_text_is_read_with_its_own_highlights(as_bo, path, orphan):
    answer = as_bo.get(f"{path}revisions/1/")
    assert "This is revision 1 of 2, not the newest text." in text(answer)
    assert f'data-spans="{orphan.span_id}"' in text(answer)
    assert f'data-spans="{orphan.span_id}"' not in text(as_bo.get(f"{path}revisions/2/"))
    assert as_bo.get(f"{path}revisions/3/").status_code == 404


def test_a_highlight_of_an_older_text_leads_to_its_claim(as_bo, path, orphan):
    at = TEXT.index("Nobody")
    answer = as_bo.get(f"{path}at/?revision=1&position={at}")
    assert answer.context["claim"] == orphan.span.occurrence.claim


@pytest.mark.parametrize("page", ["revise/", "revisions/1/"])
def test_each_is_a_whole_page(as_gus, path, orphan, page):
    assert doors(as_gus, f"{path}{page}") == WHOLE_ONLY


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_a_mark_sent_for_an_older_text_leads_to_the_new_one(as_bo, path, article, revision, gus, headers):
    newest = revise(article, gus, ("in a night", "in a single night"))
    answer = as_bo.post(f"{path}claims/", a_claim(revision, "Nobody"), headers=headers)
    assert answer.headers["HX-Redirect" if headers else "Location"] == path
    anchor = Anchor.objects.get()
    assert (anchor.revision, newest.text[anchor.start : anchor.end]) == (newest, "Nobody")
