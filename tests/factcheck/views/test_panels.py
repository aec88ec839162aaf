"""What stands beside a text has an address: a page opens it, and htmx is told it."""

import re

import pytest

from annotations.models import Kind
from tests.desk import TEXT, mark, passage, propose
from tests.web import HTMX, a_claim, an_answer, text, value, values


@pytest.fixture
def home(article) -> str:
    return article.get_absolute_url()


@pytest.fixture
def beside(home):
    """The headers of htmx on the article's page, whatever is open on it."""
    return {**HTMX, "HX-Current-URL": f"http://testserver{home}?claim=1"}


def heading(answer) -> list[str]:
    return re.findall(r'<h2 id="panel-title"[^>]*>(.*?)</h2>', answer.content.decode())


def test_the_page_opens_the_claim_its_address_names(as_bo, home, article, claim):
    page = as_bo.get(f"{home}?claim={claim.pk}")
    assert (heading(page), text(page).count('id="panel"')) == (["The river rose by four metres in one night."], 1)
    assert value(page, "rationale") == ""
    assert f'action="{claim.get_absolute_url()}answer/?article={article.pk}&revision=1"' in text(page)


def test_the_page_opens_the_form_for_the_passage_its_address_names(as_bo, home):
    start = TEXT.index("told")
    page = as_bo.get(f"{home}?revision=1&start={start - 1}&end={start + 5}")  # with the blanks around it
    assert (heading(page), value(page, "quote"), value(page, "statement")) == (*(["New claim"], "told", "told"),)


@pytest.mark.parametrize("query", ["claim={pk}", "revision=1&start=4&end=9"])
def test_under_htmx_it_is_the_panel_alone(query, as_bo, home, claim, beside):
    answer = as_bo.get(f"{home}?{query.format(pk=claim.pk)}", headers=beside)
    assert ("<html" in text(answer), len(heading(answer))) == (False, 1)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("claim=999999", 404), ("claim=x", 404), ("claim=" + "9" * 40, 404), ("claim=", 200)),
        *(("start=4", 404), ("revision=2&start=4&end=9", 404), ("revision=1&start=9&end=4", 404)),
        *(("revision=1&start=0&end=9999", 404), ("revision=1&start=x&end=9", 404)),
    ],
)
def test_an_address_that_names_nothing_is_not_found(query, status, as_bo, home):
    assert as_bo.get(f"{home}?{query}").status_code == status


def test_who_may_not_propose_gets_no_form_by_its_address(as_cleo, home):
    assert as_cleo.get(f"{home}?revision=1&start=4&end=9").status_code == 403


def test_a_form_by_its_address_writes_nothing_and_is_a_page_of_its_own(as_bo, home):
    page = as_bo.get(f"{home}mark/?revision=1&start=4&end=9")
    assert (page.status_code, value(page, "quote"), "<html" in text(page)) == (200, "river", True)


def replaced(answer) -> str:
    return answer.headers.get("HX-Replace-Url", "")


def test_beside_the_article_the_address_says_what_is_open(as_bo, ada, home, claim, revision, beside):
    zone = mark(ada, revision, "Officials", Kind.ATTRIBUTION)
    where = passage(revision, "Nobody")
    place = {"revision": 1, "start": where.start, "end": where.end, "quote": where.quote}
    opened = f"{claim.get_absolute_url()}?article={revision.article_id}&revision=1"
    answering = f"{claim.get_absolute_url()}answer/?article={revision.article_id}&revision=1"
    gets = {
        opened: f"{home}?claim={claim.pk}",
        answering: f"{home}?claim={claim.pk}",
        f"{home}at/?position=16": f"{home}?claim={claim.pk}",
        f"{home}at/?position=0": home,
        f"{home}zones/{zone.pk}/": home,
        home: home,
    }
    assert {path: replaced(as_bo.get(path, headers=beside)) for path in gets} == gets
    marking = as_bo.post(f"{home}mark/", place, headers=beside)
    assert replaced(marking) == f"{home}?revision=1&start={where.start}&end={where.end}"
    assert values(as_bo.get(replaced(marking)), "quote") == ["Nobody"]


def test_the_address_follows_a_save_and_stays_with_a_refusal(as_bo, home, claim, revision, beside):
    where = passage(revision, "Nobody")
    path = f"{home}claims/"
    refused = as_bo.post(path, a_claim(revision, "Nobody", statement=""), headers=beside)
    assert (refused.status_code, replaced(refused)) == (
        422,
        f"{home}?revision=1&start={where.start}&end={where.end}",
    )
    assert replaced(as_bo.post(path, a_claim(revision, "Nobody"), headers=beside)) == home
    answer = f"{claim.get_absolute_url()}answer/?article={revision.article_id}&revision=1"
    assert replaced(as_bo.post(answer, an_answer(claim), headers=beside)) == f"{home}?claim={claim.pk}"


@pytest.mark.parametrize("standing", ["/articles/{pk}/revisions/1/", "/claims/1/", "/articles/{pk}/?claim=1", ""])
def test_on_any_other_page_the_address_stays(standing, as_bo, ada, article, revision):
    claim = propose(ada, revision, "Nobody")
    where = f"http://testserver{standing.format(pk=article.pk)}" if standing else ""
    path = f"{claim.get_absolute_url()}?article={article.pk}&revision=1"
    answer = as_bo.get(path, headers={**HTMX, "HX-Current-URL": where})
    assert replaced(answer) == (f"/articles/{article.pk}/?claim={claim.pk}" if "?claim" in standing else "")


def test_the_rest_of_the_list_does_not_change_the_address(as_bo, home, claim, beside):
    assert replaced(as_bo.get(f"{home}?after=4-{claim.pk}", headers=beside)) == ""


def test_who_is_signed_out_comes_back_to_the_open_panel(client, home, claim, beside):
    answer = client.post(f"{claim.get_absolute_url()}answer/", headers=beside)
    assert answer.headers["HX-Redirect"] == f"/account/login/?next={home}%3Fclaim%3D1"
