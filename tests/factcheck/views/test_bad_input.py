"""Whatever comes in gets a clear sentence and the right status; nothing is lost or half-written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Article, Revision
from factcheck.models import Claim
from tests.desk import PASSWORD, TEXT, all_rows
from tests.web import HTMX, a_claim, an_answer, sentences, text, value

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
NEW, UPLOAD = "/articles/new/", "/articles/upload/"


def a_file(content: bytes, name: str = "a.txt") -> dict[str, object]:
    return {"files": [SimpleUploadedFile(name, content, content_type="text/plain")]}


@pytest.fixture
def propose(as_bo, article):
    """Post a claim whose fields are wrong in some way."""
    data = a_claim(article.revisions.get(), "1954", statement="Kept.")
    return lambda **wrong: as_bo.post(f"{article.get_absolute_url()}claims/", {**data, **wrong})


@pytest.fixture
def mark(as_bo, article):
    return lambda **data: as_bo.post(f"{article.get_absolute_url()}mark/", {"revision": 1, **data})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Text : This field is required."),
        (" \r\n\t ", "Text : The text is empty."),
        ("a\x00b", "Text : Null characters are not allowed."),
        ("x" * 5_000_000, "Text : The file has 5,000,000 bytes; the limit is 4,000,000."),
        ("x" * 2_000_001, "Text : The text has 2,000,001 characters; the limit is 2,000,000."),
    ],
    ids=["nothing", "white space", "NUL", "5 MB", "one character too many"],
)
def test_a_text_that_cannot_be_stored(as_bo, typed, sentence):
    answer = as_bo.post(NEW, {"text": typed, "title": "Kept"})
    assert (answer.status_code, sentences(answer)) == (422, [f"Not saved. {sentence}"])
    assert (value(answer, "title"), Article.objects.count()) == ("Kept", 0)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b" \n ", "The text is empty."),
        (PNG, "The file is a PNG picture."),
        (b"x" * 5_000_000, "The file has 5,000,000 bytes; the limit for a plain text file is 4,000,000."),
        (b"a\x00b", "The text has a NUL character at position 1, which cannot be stored."),
        (b"caf\xe9 \x01 noir", "The file is not plain text: byte 5 is a control character."),
    ],
    ids=["white space", "a PNG", "5 MB", "NUL", "other bytes"],
)
def test_a_file_that_cannot_be_stored(as_bo, content, problem):
    answer = as_bo.post(UPLOAD, a_file(content))
    (said,) = sentences(answer)
    assert (answer.status_code, Article.objects.count()) == (422, 0)
    assert said == f"Not saved. Files : a.txt: {problem} Files : Nothing was saved. Choose the files again."


def test_an_empty_file(as_bo):
    answer = as_bo.post(UPLOAD, a_file(b""))
    assert (answer.status_code, sentences(answer)) == (422, ["Not saved. Files : The submitted file is empty."])


def test_a_latin_1_file_is_taken_and_the_guess_is_shown(as_bo):
    as_bo.post(UPLOAD, a_file("Le café est fermé.".encode("latin-1")))
    revision = Revision.objects.get()
    assert (revision.text, revision.encoding, revision.encoding_guessed) == ("Le café est fermé.", "cp1252", True)
    assert "Read as cp1252, which is a guess." in text(as_bo.get(revision.article.get_absolute_url()))


def test_line_ends_of_windows_become_line_feeds(as_bo):
    as_bo.post(UPLOAD, a_file(b"One.\r\nTwo.\rThree."))
    assert Revision.objects.get().text == "One.\nTwo.\nThree."


def test_two_hundred_files_are_too_many(as_bo):
    files = [SimpleUploadedFile(f"{n}.txt", b"x", content_type="text/plain") for n in range(200)]
    answer = as_bo.post(UPLOAD, {"files": files})
    assert (answer.status_code, sentences(answer)) == (413, ["At most 100 files at a time. Nothing was saved."])
    assert Article.objects.count() == 0


def test_a_request_beyond_the_limit_is_too_large(as_bo):
    answer = as_bo.post(NEW, {"text": "x" * 25_000_000})
    assert answer.status_code == 413
    assert sentences(answer) == ["This is too large: a text has at most 2,000,000 characters. Nothing was saved."]


@pytest.mark.parametrize("field", ["statement", "rationale", "quote", "evidence-0-citation"])
def test_nul_in_a_claim(propose, field):
    answer = propose(answer="verified", **{"rationale": "Kept too.", field: "a\x00b"})
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert "Null characters are not allowed." in text(answer)


def test_half_a_character_in_a_statement(as_bo, article):
    data = a_claim(article.revisions.get(), "1954")
    body = "&".join(f"{name}={each}" for name, each in data.items() if name != "statement")
    answer = as_bo.post(
        f"{article.get_absolute_url()}claims/",
        f"{body}&statement=a%ED%A0%80b".replace(" ", "+"),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {302, 422}
    assert [claim.current_version.statement for claim in Claim.objects.all()] in ([], ["a\ufffd\ufffd\ufffdb"])


def test_nul_in_a_title(as_bo, article):
    path = f"{article.get_absolute_url()}describe/"
    answer = as_bo.post(path, {"title": "a\x00b", "outlet": "Kept", "seen": value(as_bo.get(path), "seen")})
    assert (answer.status_code, value(answer, "outlet")) == (422, "Kept")


@pytest.mark.parametrize(
    "query",
    ["words=%00", "words=%ED%A0%80", "page=x", "page=-1", "page=99999999999999999999", "state=nonsense", "state=%00"],
)
@pytest.mark.parametrize("path", ["/claims/", "/articles/", "/queue/"])
def test_nonsense_in_a_lists_address_shows_the_list(as_bo, claim, path, query):
    assert as_bo.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["outcome=nonsense", "outcome=%00", "page=x"])
def test_nonsense_in_the_desks_address_shows_the_desk(as_cleo, claim, query):
    assert as_cleo.get(f"/desk/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("position", "status"),
    [("x", 404), ("", 404), ("1.5", 404), ("-1", 404), ("99999999999999999999", 404), ("%00", 404), ("9" * 5000, 404)],
)
def test_a_position_that_is_none(as_bo, article, claim, position, status):
    assert as_bo.get(f"{article.get_absolute_url()}at/?position={position}").status_code == status


@pytest.mark.parametrize("article_number", ["x", "-1", "9" * 20, "9" * 5000, "%00", "²"])
def test_a_claim_beside_an_article_that_is_none(as_bo, claim, article_number):
    assert as_bo.get(f"{claim.get_absolute_url()}?article={article_number}").status_code == 200


@pytest.mark.parametrize("path", ["/articles/{0}/", "/claims/{0}/", "/claims/{0}/answer/", "{1}verdicts/{0}/history/"])
def test_a_number_no_database_holds_is_not_found(as_bo, claim, path):
    answer = as_bo.get(path.format("9" * 20, claim.get_absolute_url()))
    assert (answer.status_code, sentences(answer)) == (404, ["There is no such page, or it is not for you to see."])


@pytest.mark.parametrize(("start", "end"), [(0, 999_999), (-5, 4), (20, 10), (5, 5), (10**20, 10**21)])
def test_offsets_that_name_no_stretch(mark, propose, start, end):
    answers = [mark(start=start, end=end, quote="1954"), propose(start=start, end=end)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(sentences(answer) for answer in answers)
    assert Claim.objects.count() == 0


def test_offsets_that_are_no_numbers(mark, propose):
    answers = [mark(start="x", end="1e3", quote="1954"), propose(start="x", end="")]
    assert ([answer.status_code for answer in answers], Claim.objects.count()) == ([422, 422], 0)


def test_white_space_alone_cannot_be_marked(mark):
    answer = mark(start=TEXT.index("\n"), end=TEXT.index("\n") + 1, quote="\n")
    assert (answer.status_code, sentences(answer)) == (422, ["Not saved. Positions 38 to 39 cover only white space."])


def test_a_quote_that_does_not_match_is_refused_with_the_form_kept(propose):
    answer = propose(quote="1955")
    assert (answer.status_code, value(answer, "statement"), Claim.objects.count()) == (409, "Kept.", 0)
    assert "are not the words you marked. Reload the article and mark them again." in sentences(answer)[0]


@pytest.mark.parametrize("number", ["99999999999999999999", "99999999999999", "-1", "x", "0"])
def test_a_claim_number_that_is_none(propose, number):
    answer = propose(existing=number)
    assert (answer.status_code, value(answer, "existing"), Claim.objects.count()) == (422, number, 0)


@pytest.mark.parametrize(
    ("number", "status"), [("99999999999999", 404), ("99999999999999999999", 404), ("x", 422), ("0", 422)]
)
def test_a_revision_that_is_none(mark, propose, number, status):
    answers = [mark(words="1954", revision=number), propose(revision=number)]
    assert ([answer.status_code for answer in answers], Claim.objects.count()) == ([status, status], 0)


@pytest.mark.parametrize(
    "rows",
    [
        {"evidence-TOTAL_FORMS": "x"},
        {"evidence-TOTAL_FORMS": ""},
        {"evidence-TOTAL_FORMS": "1000000"},
        {"evidence-INITIAL_FORMS": "x"},
        {"evidence-TOTAL_FORMS": "x", "add_source": "1"},
        {"evidence-TOTAL_FORMS": "9" * 5000, "add_source": "1"},
    ],
    ids=["no number", "missing", "a million", "no initial", "no number and one more", "huge and one more"],
)
def test_a_broken_count_of_sources_keeps_the_answer(as_bo, claim, rows):
    before = all_rows()
    answer = as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, rationale="Kept.", **rows))
    assert (answer.status_code, value(answer, "rationale")) == (200 if "add_source" in rows else 422, "Kept.")
    assert all_rows() == before


@pytest.mark.parametrize("version", ["", "x", "00000000-0000-0000-0000-00000000000g"])
def test_a_version_that_is_none(as_bo, claim, version):
    answer = as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, rationale="Kept.", version=version))
    assert (answer.status_code, value(answer, "rationale")) == (422, "Kept.")


def test_a_key_that_is_too_long(as_bo, claim):
    answer = as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, rationale="Kept.", key="k" * 65))
    assert (answer.status_code, value(answer, "rationale")) == (422, "Kept.")


@pytest.mark.parametrize("move", ["promote", "answer", "withdraw", ""])
def test_a_move_that_is_no_decision(as_cleo, claim, move):
    before = all_rows()
    answer = as_cleo.post(f"/desk/{claim.pk}/", {"move": move, "reason": "Kept.", "seen": "x"})
    assert (answer.status_code, value(answer, "reason")) == (422, "Kept.")
    assert all_rows()["factcheck.Decision"] == before["factcheck.Decision"]


def test_a_method_no_page_knows(as_bo, article):
    assert as_bo.put(article.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_form_from_another_session_gets_a_sentence_of_ours(bo, claim, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bo)
    answer = client.post(f"{claim.get_absolute_url()}answer/", an_answer(claim), headers=headers)
    said = "Your session changed since this page was opened. Go back, reload the page and send it again."
    assert (answer.status_code, said in text(answer)) == (403, True)


def test_signing_in_without_a_token_gets_the_same_sentence(bo):
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": bo.email, "password": PASSWORD})
    assert (answer.status_code, "Your session changed" in text(answer)) == (403, True)
