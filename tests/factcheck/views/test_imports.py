"""Bringing in articles: paste one, upload several; what is here already, or nearly, is offered before saving."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article, Origin
from factcheck.models import Event
from tests.desk import TEXT, all_rows, bring_in
from tests.web import sentences, text, value, values

#: TEXT with one word changed: 18 of the 24 runs of words in both are in each.
NEARLY = TEXT.replace("highest", "worst")


def a_file(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")


def typed(answer, **more):
    """What the form for pasting holds, ready to be sent again."""
    return {name: values(answer, name)[0] for name in ("text", "key", "seen")} | more


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
    assert as_bo.post("/articles/new/", typed(refused, twins="other")).status_code == 302
    assert [one.copy_of for one in Article.objects.all()] == [None, None]


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


def test_new_offers_what_is_nearly_the_same_and_saves_nothing(as_bo, article):
    before = all_rows()
    answer = as_bo.post("/articles/new/", {"text": NEARLY, "title": "Again"})
    assert (answer.status_code, value(answer, "text"), value(answer, "title")) == (409, NEARLY, "Again")
    assert (
        "The text of «Again» is nearly the same as «flood» "
        "(about 75\N{NO-BREAK SPACE}% of its words in the same order)." in text(answer)
    )
    assert all_rows() == before


@pytest.mark.parametrize(("decision", "linked"), [("copy", True), ("other", False)])
def test_new_saves_what_is_nearly_the_same_as_the_person_decides(as_bo, article, decision, linked):
    asked = as_bo.post("/articles/new/", {"text": NEARLY})
    answer = as_bo.post("/articles/new/", typed(asked, twins=decision))
    saved = Article.objects.exclude(pk=article.pk).get()
    assert (answer.headers["Location"], saved.copy_of) == (saved.get_absolute_url(), article if linked else None)
    assert Event.objects.count() == 2


def test_new_takes_no_decision_of_somebody_who_was_shown_nothing(as_bo, article):
    answer = as_bo.post("/articles/new/", {"text": NEARLY, "twins": "other"})
    assert (answer.status_code, Article.objects.count()) == (409, 1)


def test_new_asks_again_if_another_text_is_sent_with_the_decision(as_bo, ada, article):
    other = bring_in("Nine hens crossed the old bridge before noon, said the keeper of the gate.", ada, "hens")
    asked = as_bo.post("/articles/new/", {"text": NEARLY})
    hens = "Nine hens crossed the old bridge before noon, said the keeper of the house."
    answer = as_bo.post("/articles/new/", typed(asked, twins="copy", text=hens))
    assert (answer.status_code, "«hens»" in text(answer), Article.objects.count()) == (409, True, 2)
    assert as_bo.post("/articles/new/", typed(answer, twins="copy")).status_code == 302
    assert Article.objects.latest("id").copy_of == other


def test_new_sent_twice_with_its_decision_makes_one_article(as_bo, article):
    again = typed(as_bo.post("/articles/new/", {"text": NEARLY}), twins="copy")
    first, second = (as_bo.post("/articles/new/", again) for _ in range(2))
    assert (first.headers["Location"], Article.objects.count()) == (second.headers["Location"], 2)
    other = as_bo.post("/articles/new/", {**again, "twins": "other"})
    assert (other.status_code, "saved before with other content" in text(other)) == (409, True)


def test_new_lets_whoever_may_revise_take_the_text_for_a_correction(as_bo, as_cleo, article):
    path = f'formaction="{article.get_absolute_url()}revise/"'
    for_bo, for_cleo = (client.post("/articles/new/", {"text": NEARLY}) for client in (as_bo, as_cleo))
    assert (path in text(for_bo), path in text(for_cleo)) == (False, True)
    before = all_rows()
    preview = as_cleo.post(f"{article.get_absolute_url()}revise/", typed(for_cleo, reason="The paper corrected it."))
    assert (preview.status_code, "<ins>worst </ins>" in text(preview), value(preview, "text")) == (200, True, NEARLY)
    assert all_rows() == before


def test_new_offers_no_correction_to_the_identical_text(as_cleo, article):
    assert "formaction" not in text(as_cleo.post("/articles/new/", {"text": TEXT}))


def test_upload_lists_which_file_is_near_which_article_and_which_file(as_cleo, article):
    files = [("near.txt", NEARLY), ("new.txt", "Quite another story, of hens."), ("twice.txt", NEARLY + " Yes.")]
    answer = as_cleo.post("/articles/upload/", {"files": [a_file(*file) for file in files]})
    assert (answer.status_code, Article.objects.count()) == (409, 1)
    assert "2 of these 3 texts are here already, or nearly." in text(answer)
    assert [(one.title, one.match.original, one.beside) for one in answer.context["found"]] == [
        ("near", article, ""),
        ("twice", 0, "near"),
    ]
    assert f'href="{article.get_absolute_url()}revise/"' in text(answer)
    more = {"seen": value(answer, "seen"), "key": values(answer, "key")[1], "twins": "copy"}
    again = as_cleo.post("/articles/upload/", {"files": [a_file(*file) for file in files], **more})
    near, new, twice = Article.objects.exclude(pk=article.pk).order_by("id")
    assert (again.status_code, near.copy_of, new.copy_of, twice.copy_of) == (302, article, None, near)
    assert Event.objects.count() == 2


def test_upload_of_other_files_with_the_decision_asks_again(as_bo, article):
    asked = as_bo.post("/articles/upload/", {"files": [a_file("near.txt", NEARLY)]})
    more = {"seen": value(asked, "seen"), "key": values(asked, "key")[1], "twins": "copy"}
    answer = as_bo.post("/articles/upload/", {"files": [a_file("same.txt", TEXT)], **more})
    assert (answer.status_code, Article.objects.count()) == (409, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_up_takes_the_same_queries_for_one_file_and_three(count, as_bo, article, django_assert_num_queries):
    files = [a_file(f"{number}.txt", f"{NEARLY} {number}") for number in range(count)]
    with django_assert_num_queries(12):
        assert as_bo.post("/articles/upload/", {"files": files}).status_code == 409


def test_upload_keeps_what_a_page_lets_guess_and_says_so(as_bo):
    page = b"""<html><head><title>Flood</title></head><body><article><h1>Flood</h1><p class="author">By Mira Holt</p>
<p>The river rose four metres in a single night, the water board said on Monday in the town.</p>
<p>Nobody was hurt, and the road to the upper village was open again before noon on the next day.</p></article>
</body></html>"""
    as_bo.post("/articles/upload/", {"files": [SimpleUploadedFile("flood.html", page)]})
    article = Article.objects.get()
    assert (article.byline, article.byline_origin) == ("Mira Holt", Origin.GUESS)
    assert "Mira Holt (guess)" in text(as_bo.get(article.get_absolute_url()))


def test_the_page_of_a_copy_leads_to_its_original(as_bo, article):
    asked = as_bo.post("/articles/new/", {"text": TEXT})
    page = as_bo.post("/articles/new/", typed(asked, twins="copy"), follow=True)
    assert f'copy of <a href="{article.get_absolute_url()}" dir="auto">«flood»</a>' in text(page)
