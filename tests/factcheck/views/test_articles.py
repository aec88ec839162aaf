"""Articles: list, bring in, read, describe."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Article
from tests.desk import TEXT, bring_in, propose
from tests.web import HTMX, WHOLE_ONLY, WITH_A_FRAGMENT, doors, sentences, text, value, values


def a_file(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")


def test_index_comes_whole_through_every_door(as_bo, article):
    assert doors(as_bo, "/articles/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(rows, as_bo, ada, django_assert_num_queries):
    for number in range(rows):
        article = bring_in(TEXT, ada, f"flood {number}")
        propose(ada, article.revisions.get(), "four metres")
    with django_assert_num_queries(6):
        answer = as_bo.get("/articles/")
    assert [one.claim_count for one in answer.context["page"]] == [1] * rows


def test_index_counts_standing_claims_once_each(as_bo, ada, revision):
    propose(ada, revision, "four metres")
    propose(ada, revision, "1954")
    assert [one.claim_count for one in as_bo.get("/articles/").context["page"]] == [2]


def test_new_saves_a_pasted_text_and_goes_to_it(as_bo):
    answer = as_bo.post("/articles/new/", {"text": TEXT, "title": "The flood"})
    article = Article.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, article.get_absolute_url())
    assert (article.title, article.title_origin, article.revisions.get().text) == ("The flood", "person", TEXT)


def test_new_asks_for_nothing_but_the_text(as_bo):
    as_bo.post("/articles/new/", {"text": TEXT})
    article = Article.objects.get()
    assert (article.title, article.title_origin, str(article)) == ("", "", f"Article {article.pk}, without a title")


def test_new_leaves_the_form_as_typed_if_it_cannot_be_saved(as_bo):
    answer = as_bo.post("/articles/new/", {"text": " \n ", "title": "Kept", "source_url": "not an address"})
    assert (answer.status_code, value(answer, "title"), value(answer, "source_url")) == (422, "Kept", "not an address")


def test_new_reports_an_identical_text_and_keeps_what_was_typed(as_bo, article):
    answer = as_bo.post("/articles/new/", {"text": TEXT, "title": "Again"})
    assert (answer.status_code, value(answer, "text"), value(answer, "title")) == (409, TEXT, "Again")
    assert "character for character, as «flood»" in text(answer)
    assert Article.objects.count() == 1


def test_new_saves_an_identical_text_when_told_so(as_bo, article):
    refused = as_bo.post("/articles/new/", {"text": TEXT})
    again = {"text": value(refused, "text"), "key": values(refused, "key")[0], "allow_copies": "on"}
    assert as_bo.post("/articles/new/", again).status_code == 302
    assert Article.objects.count() == 2


def test_a_double_click_brings_in_one_article(as_bo):
    key = values(as_bo.get("/articles/new/"), "key")[0]
    first, second = [as_bo.post("/articles/new/", {"text": TEXT, "key": key}) for _ in range(2)]
    assert first.headers["Location"] == second.headers["Location"]
    assert Article.objects.count() == 1


def test_another_text_under_a_used_key_is_kept_and_gets_a_fresh_key(as_bo):
    as_bo.post("/articles/new/", {"text": TEXT, "key": "once"})
    answer = as_bo.post("/articles/new/", {"text": "Another text.", "key": "once"})
    key = values(answer, "key")[0]
    assert (answer.status_code, value(answer, "text"), key != "once") == (409, "Another text.", True)
    assert as_bo.post("/articles/new/", {"text": "Another text.", "key": key}).status_code == 302


def test_upload_takes_the_file_name_for_a_title(as_bo):
    answer = as_bo.post("/articles/upload/", {"files": [a_file("river report.txt", TEXT)]})
    article = Article.objects.get()
    assert (answer.headers["Location"], str(article), article.title_origin) == (
        article.get_absolute_url(),
        "river report",
        "file",
    )


def test_upload_of_several_leads_to_the_list(as_bo):
    answer = as_bo.post("/articles/upload/", {"files": [a_file("a.txt", "One."), a_file("b.txt", "Two.")]})
    assert answer.headers["Location"] == "/articles/"
    assert sorted(Article.objects.values_list("title", flat=True)) == ["a", "b"]


def test_upload_takes_all_files_or_none(as_bo):
    answer = as_bo.post("/articles/upload/", {"files": [a_file("a.txt", "One."), a_file("empty.txt", " ")]})
    assert answer.status_code == 422
    assert "empty.txt: The text is empty." in text(answer)
    assert Article.objects.count() == 0


def test_upload_without_a_file_asks_for_one(as_bo):
    answer = as_bo.post("/articles/upload/", {})
    assert (answer.status_code, sentences(answer)) == (422, ["Not saved. Files : This field is required."])


def test_upload_reports_an_identical_text_and_saves_none_of_the_files(as_bo, article):
    answer = as_bo.post("/articles/upload/", {"files": [a_file("a.txt", "One."), a_file("again.txt", TEXT)]})
    assert answer.status_code == 409
    assert "The text of «again» is here already" in text(answer)
    assert list(Article.objects.all()) == [article]


def test_detail_is_a_page_or_its_panel(as_bo, article, claim):
    assert doors(as_bo, article.get_absolute_url()) == WITH_A_FRAGMENT


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_takes_the_same_queries_for_one_claim_and_three(rows, as_bo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(12):
        answer = as_bo.get(revision.article.get_absolute_url())
    assert len(answer.context["items"]) == rows


def test_detail_lists_claims_in_text_order(as_bo, ada, revision):
    late, early = propose(ada, revision, "1954"), propose(ada, revision, "night")
    answer = as_bo.get(revision.article.get_absolute_url())
    assert [item.claim for item in answer.context["items"]] == [early, late]


def test_detail_offers_an_editor_no_marking_of_claims(as_cleo, as_bo, article):
    offered = [
        re.findall(r'data-rating="(\w*)"', text(one.get(article.get_absolute_url()))) for one in (as_cleo, as_bo)
    ]
    assert offered == [["other"], ["verified", "disputed", "unverified", "", "other"]]


def test_describe_writes_title_and_metadata(as_bo, article):
    path = f"{article.get_absolute_url()}describe/"
    seen = value(as_bo.get(path), "seen")
    answer = as_bo.post(path, {"title": "High water", "outlet": "The Gazette", "seen": seen})
    article.refresh_from_db()
    assert answer.headers["Location"] == article.get_absolute_url()
    assert (article.title, article.title_origin, article.outlet) == ("High water", "person", "The Gazette")


def test_describe_leaves_the_form_as_typed_if_it_cannot_be_saved(as_bo, article):
    path = f"{article.get_absolute_url()}describe/"
    answer = as_bo.post(path, {"title": "x" * 301, "outlet": "Kept", "seen": value(as_bo.get(path), "seen")})
    assert (answer.status_code, value(answer, "title"), value(answer, "outlet")) == (422, "x" * 301, "Kept")


def test_describe_too_late_keeps_the_text_and_shows_what_is_there_now(as_bo, as_ada, article):
    path = f"{article.get_absolute_url()}describe/"
    seen = value(as_bo.get(path), "seen")
    as_ada.post(path, {"title": "Hers", "seen": seen})
    answer = as_bo.post(path, {"title": "His", "seen": seen, "key": "k"})
    assert (answer.status_code, value(answer, "title"), "<dd>Hers</dd>" in text(answer)) == (409, "His", True)
    article.refresh_from_db()
    assert article.title == "Hers"
    again = {name: value(answer, name) for name in ("title", "seen", "key")}
    assert as_bo.post(path, again).status_code == 302


def test_a_session_that_ended_under_htmx_leads_to_the_sign_in_page(article):
    answer = Client().get(article.get_absolute_url(), headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["HX-Redirect"] == f"/account/login/?next={article.get_absolute_url()}"
