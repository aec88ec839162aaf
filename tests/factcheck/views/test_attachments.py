"""A file beside a source: sent with the form, kept when the form comes back, given out to whom the verdict is shown."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.actions import keep_file
from factcheck.actions.answers import Source
from factcheck.choices import Abstention, Rating, Stance
from factcheck.models import Attachment, Evidence, UnsavedText, Verdict
from tests.desk import abstain, propose, rate
from tests.web import HTMX, a_claim, an_answer, sentences, text, value, values
from tests.worlds import seen

V, D, U = Rating
BOOK = b"4.0 m\n"
DIGEST = hashlib.sha256(BOOK).hexdigest()
NUMBER = "evidence-0-attachment_id"


def sending(content=BOOK, name="gauge.txt", row=0, **more):
    return {f"evidence-{row}-file": SimpleUploadedFile(name, content, "text/html"), **more}


@pytest.fixture
def path(claim) -> str:
    return f"{claim.get_absolute_url()}answer/"


@pytest.fixture
def cited(claim, bo) -> str:
    """Bo cites the gauge book: where it is."""
    source = Source(Stance.SUPPORTS, attachment_id=keep_file(name="gauge.txt", content=BOOK, by=bo).pk)
    rate(claim, bo, V, evidence=[source])
    return f"/claims/{claim.pk}/evidence/{DIGEST}/"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_file_is_sent_with_the_answer_and_shown_beside_it(headers, as_bo, path, claim):
    as_bo.post(path, an_answer(claim, **sending()), headers=headers)
    assert Evidence.objects.get().attachment.sha256 == DIGEST
    shown = text(as_bo.get(claim.get_absolute_url()))
    link = f'<a href="/claims/{claim.pk}/evidence/{DIGEST}/">gauge.txt</a>'
    assert [words in shown for words in (link, "6\xa0bytes", f"SHA-256 <code>{DIGEST}</code>")] == [True] * 3


def test_both_forms_can_send_one_with_and_without_script(as_bo, path, article):
    encodings = 'enctype="multipart/form-data" hx-encoding="multipart/form-data"'
    new = f"{article.get_absolute_url()}mark/?revision=1&start=4&end=9"
    assert [encodings in text(as_bo.get(where)) for where in (path, new)] == [True, True]


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"add_source": "1"}, 200), ({"own_sources": "1"}, 200), ({"rationale": ""}, 422), ({"own": "f" * 32}, 409)],
)
def test_a_form_that_comes_back_has_its_file(asked, status, as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, **sending(**asked)))
    file = Attachment.objects.get()
    assert (answer.status_code, value(answer, NUMBER), Verdict.objects.count()) == (status, str(file.pk), 0)
    assert [words in text(answer) for words in ("gauge.txt", DIGEST, "Take it off")] == [True, True, True]
    as_bo.post(path, an_answer(claim, **{NUMBER: str(file.pk)}))
    assert Evidence.objects.get().attachment == file


def test_a_source_used_again_leaves_the_file_that_was_sent_with_another_row(as_bo, bo, path, claim, ada, revision):
    rate(propose(ada, revision, "Nobody was hurt"), bo, V, evidence=[Source(Stance.CONTEXT, citation="Radio")])
    answer = as_bo.post(path, an_answer(claim, reuse=str(Evidence.objects.get().pk), **sending()))
    assert value(answer, NUMBER) == str(Attachment.objects.get().pk)
    assert value(answer, "evidence-1-citation") == "Radio"


def test_a_source_used_again_brings_its_file(as_bo, cited, ada, revision):
    other = propose(ada, revision, "Nobody was hurt")
    where = f"{other.get_absolute_url()}answer/"
    offered = as_bo.post(where, an_answer(other, own_sources="1"))
    assert "gauge.txt" in text(offered)
    again = as_bo.post(where, an_answer(other, reuse=str(Evidence.objects.get().pk)))
    as_bo.post(where, an_answer(other, **{NUMBER: value(again, NUMBER)}))
    assert {one.attachment for one in Evidence.objects.all()} == {Attachment.objects.get()}
    assert as_bo.get(f"/claims/{other.pk}/evidence/{DIGEST}/").status_code == 200


def test_it_is_taken_off(as_bo, path, claim):
    file = value(as_bo.post(path, an_answer(claim, add_source="1", **sending())), NUMBER)
    answer = as_bo.post(path, an_answer(claim, take_off="0", **{NUMBER: file, "evidence-0-citation": "Book"}))
    assert (answer.status_code, values(answer, NUMBER), value(answer, "evidence-0-citation")) == (200, [], "Book")
    assert 'type="file" name="evidence-0-file"' in text(answer)


def test_so_it_is_where_a_claim_is_marked(as_bo, article, revision):
    where = f"{article.get_absolute_url()}claims/"
    rated = {"answer": "verified", "rationale": "Read.", "statement": ""}
    answer = as_bo.post(where, a_claim(revision, "1954", **{**rated, **sending()}))
    assert (answer.status_code, "gauge.txt" in text(answer)) == (422, True)
    again = {**rated, "statement": "It was 1954.", NUMBER: value(answer, NUMBER)}
    as_bo.post(where, a_claim(revision, "1954", **again))
    assert Evidence.objects.get().attachment.name == "gauge.txt"


def test_and_where_a_marked_passage_joins_a_claim(as_bo, article, revision, claim):
    rated = {"answer": "verified", "rationale": "Read.", "join": str(claim.pk)}
    answer = as_bo.post(f"{article.get_absolute_url()}claims/", a_claim(revision, "1954", **{**rated, **sending()}))
    assert [words in text(answer) for words in ("gauge.txt", "not saved yet")] == [True, True]
    assert UnsavedText.objects.get(kept=True).fields[NUMBER] == value(answer, NUMBER)


def test_it_is_kept_with_what_is_typed_and_comes_back_after_a_reload(as_bo, path, claim):
    typed = {"unsaved": f"claim:{claim.pk}", "drawn": "a" * 32, "rationale": "So far."}
    answer = as_bo.post(path, an_answer(claim, add_source="1", **{**typed, **sending()}))
    again = as_bo.get(path)
    assert (value(again, NUMBER), "So far." in text(again)) == (value(answer, NUMBER), True)
    assert "gauge.txt" in text(again)
    as_bo.post(path, an_answer(claim, **{**typed, NUMBER: value(again, NUMBER)}))
    assert UnsavedText.objects.filter(kept=True).count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "This file is empty"), (b"x" * 1_200, "A file has at most 0.001 MB")]
)
def test_a_file_that_is_not_taken_is_told_of_beside_its_field(content, sentence, as_bo, path, claim, settings):
    settings.MAX_ATTACHMENT = 1_000
    answer = as_bo.post(path, an_answer(claim, **sending(content)))
    assert (answer.status_code, Attachment.objects.count(), Verdict.objects.count()) == (422, 0, 0)
    assert [sentence in one for one in sentences(answer)] == [True]
    assert (sentence in answer.context["form"].evidence.forms[0]["file"].errors[0]) is True


def test_one_file_of_ten_megabytes_is_taken(as_bo, path, claim):
    assert as_bo.post(path, an_answer(claim, **sending(b"x" * 10_000_000, "scan.bin"))).status_code == 302
    assert len(bytes(Attachment.objects.get().stored.content)) == 10_000_000


@pytest.mark.parametrize(
    ("files", "status", "sentence"), [(60, 422, "An answer cites at most 50 sources."), (101, 413, "At most 100 files")]
)
def test_more_files_than_sources_are_answered_with_a_sentence(files, status, sentence, as_bo, path, claim):
    sent = {name: one for at in range(files) for name, one in sending(b"%d" % at, row=at).items()}
    answer = as_bo.post(path, {**an_answer(claim), **sent, "evidence-TOTAL_FORMS": str(files)})
    assert (answer.status_code, [sentence in one for one in sentences(answer)]) == (status, [True])
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("whose", ["another's", "nobody's", "no number"])
def test_nobody_elses_file_comes_into_the_form_or_into_an_answer(whose, as_bo, emil, path, claim):
    theirs = keep_file(name="theirs.txt", content=BOOK, by=emil)
    named = {"another's": str(theirs.pk), "nobody's": "0" * 32, "no number": "x\x00"}[whose]
    shown = as_bo.post(path, an_answer(claim, add_source="1", **{NUMBER: named}))
    assert ("theirs.txt" in text(shown), values(shown, NUMBER)) == (False, [])
    answer = as_bo.post(path, an_answer(claim, **{NUMBER: named}))
    assert (answer.status_code, len(sentences(answer)), Verdict.objects.count()) == (422, 1, 0)


def test_it_is_given_out_as_it_came_and_never_opened_here(cited, as_bo):
    answer = as_bo.get(cited)
    assert hashlib.sha256(answer.content).hexdigest() == DIGEST
    names = ("Content-Type", "Content-Length", "Content-Disposition", "Cache-Control", "X-Content-Type-Options")
    assert [answer.headers[name] for name in names] == [
        *("text/plain; charset=utf-8", "6", 'attachment; filename="gauge.txt"', "private, no-store", "nosniff"),
    ]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_page_that_somebody_attached_is_sent_as_letters(as_bo, path, claim):
    page = b"<script>alert(1)</script>"
    as_bo.post(path, an_answer(claim, **sending(page, 'a "page"\u202e.html')))
    answer = as_bo.get(f"/claims/{claim.pk}/evidence/{hashlib.sha256(page).hexdigest()}/")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a \\"page\\".html"'


def test_only_whom_the_verdict_is_shown_to_gets_it(cited, claim, emil, cleo, sign_in):
    def statuses():
        return [sign_in(person).get(cited).status_code for person in (emil, cleo)]

    assert statuses() == [404, 404]
    abstain(claim, emil, Abstention.NEED_MORE_TIME)
    assert statuses() == [404, 404]
    rate(claim, emil, D), sign_in(cleo).get(f"/desk/{claim.pk}/")
    assert statuses() == [200, 200]


def test_what_is_not_there_is_answered_like_what_is_not_to_be_seen(cited, claim, emil, sign_in):
    client = sign_in(emil)
    asked = (cited, f"/claims/{claim.pk}/evidence/{'0' * 64}/", f"/claims/999999/evidence/{DIGEST}/")
    answers = [client.get(one) for one in asked]
    assert [one.status_code for one in answers] == [404] * 3
    assert seen(answers[0]) == seen(answers[1]) == seen(answers[2])


def test_a_file_that_was_taken_out_of_the_answer_is_history_and_no_more(cited, as_bo, bo, claim):
    rate(claim, bo, V)
    assert as_bo.get(cited).status_code == 404
    history = text(as_bo.get(f"{claim.get_absolute_url()}verdicts/{bo.pk}/history/"))
    assert f"gauge.txt, SHA-256 {DIGEST}" in history


def test_a_form_that_comes_too_late_tells_files_apart_by_name(cited, as_bo, path, claim):
    sent = sending(b"3.9 m\n", "corrected.txt", own="")
    answer = as_bo.post(path, an_answer(claim, **sent))
    (sides,) = [one for one in answer.context["conflict"].typed if one.label == "Evidence"]
    assert (answer.status_code, sides.old, sides.new) == (
        *(409, "Supports it · corrected.txt", "Supports it · gauge.txt"),
    )
