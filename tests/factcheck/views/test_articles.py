"""Articles: list, read, describe."""

import re

import pytest
from django.test import Client

from annotations.incoming import Incoming
from annotations.models import Article, Kind, Origin
from annotations.text import decode
from factcheck.actions import import_articles
from factcheck.models import Event
from tests.desk import TEXT, bring_in, mark, propose
from tests.web import HTMX, WHOLE_ONLY, WITH_A_FRAGMENT, doors, text, value


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


def test_who_does_not_answer_reads_of_open_claims(as_bo, as_cleo, article, claim):
    pages = [text(client.get(article.get_absolute_url())) for client in (as_bo, as_cleo)]
    assert [page.lower().count("not yet answered by you") for page in pages] == [3, 0]
    note = r'<span id="note-open">(.*?)</span>'
    assert [re.findall(note, page) for page in pages] == [["Claim, not yet answered by you"], ["Claim, open"]]


def test_the_legend_names_the_kinds_of_marks_that_are_there_once_each(as_bo, ada, article, revision):
    for words, kind in (("1954", Kind.CAVEAT), ("Officials said", Kind.ATTRIBUTION), ("the highest", Kind.CAVEAT)):
        mark(ada, revision, words, kind)
    legend = text(as_bo.get(article.get_absolute_url())).partition('class="legend"')[2].partition("</p>")[0]
    assert re.findall(r'<span class="ground-([\w-]+)">(.*?)</span>', legend) == [
        ("attribution", "attribution"),
        ("caveat", "caveat"),
    ]


def test_detail_is_a_page_or_its_panel(as_bo, article, claim):
    assert doors(as_bo, article.get_absolute_url()) == WITH_A_FRAGMENT


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_takes_the_same_queries_for_one_claim_and_three(rows, as_bo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(14):
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
    assert (answer.status_code, value(answer, "title"), "<ins>Hers</ins>" in text(answer)) == (409, "His", True)
    article.refresh_from_db()
    assert article.title == "Hers"
    again = {name: value(answer, name) for name in ("title", "seen", "key")}
    assert as_bo.post(path, again).status_code == 302


@pytest.fixture
def guessed(ada):
    """Its title the file says, its author is a guess, and a person entered its outlet."""
    details, origins = {"outlet": "The Gazette", "byline": "Mira Holt"}, {"byline": Origin.GUESS}
    one = Incoming(decode(TEXT.encode()), "flood", Origin.FILE, details, origins)
    (article,) = import_articles(incoming=[one], by=ada)
    return article


def hints(answer):
    """What stands beside the fields."""
    return dict(re.findall(r'<p class="hint" id="id_(\w+)_helptext">(.*?)</p>', text(answer)))


def test_describe_says_beside_each_field_where_its_value_is_from(as_bo, guessed):
    assert hints(as_bo.get(f"{guessed.get_absolute_url()}describe/")) == {
        "title": "From the file.",
        "byline": "A guess: check it.",
        "language": "A code such as en or pt-BR.",
    }


def test_describe_takes_a_confirmed_guess_for_a_persons_word(as_bo, guessed):
    path = f"{guessed.get_absolute_url()}describe/"
    page = as_bo.get(path)
    given = {name: value(page, name) for name in ("title", "outlet", "byline", "seen")}
    as_bo.post(path, given)
    assert (Event.objects.count(), Article.objects.get().byline_origin) == (1, "guess")
    as_bo.post(path, {**given, "confirmed": "on"})
    assert (Event.objects.count(), Article.objects.get().byline_origin) == (2, "person")
    assert 'name="confirmed"' not in text(as_bo.get(path))


def test_the_page_of_an_article_shows_a_guess_as_a_guess(as_bo, guessed):
    page = text(as_bo.get(guessed.get_absolute_url()))
    assert ("Mira Holt (guess) ·" in page, "The Gazette ·" in page) == (True, True)


def test_a_session_that_ended_under_htmx_leads_to_the_sign_in_page(article):
    answer = Client().get(article.get_absolute_url(), headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["HX-Redirect"] == f"/account/login/?next={article.get_absolute_url()}"
