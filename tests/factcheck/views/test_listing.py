"""The claims beside an article under a filter: whole, under htmx, and in step with what is saved."""

import re

import pytest

from factcheck.choices import Rating
from tests.desk import bring_in, propose, rate
from tests.web import HTMX, an_answer, text


@pytest.fixture
def listed(ada, bo, revision):
    """Three claims in text order; Bo has answered the second."""
    claims = [propose(ada, revision, words) for words in ("night", "1954", "Nobody was hurt")]
    rate(claims[1], bo, Rating.DISPUTED)
    return claims


def cards(answer) -> list[int]:
    """The claims that are listed, in order; those on their way into the list too."""
    return [int(number) for number in re.findall(r'<li id="claim-(\d+)"', text(answer))]


def heading(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r'<h2 id="claims-title".*?</h2>', text(answer))[0]).split())


def offered(answer) -> list[str]:
    """The filters, the present one in brackets."""
    links = re.findall(r'<a id="show-(\w+)"[^>]*?( aria-current="true")?>[^<]*<span class="count">(\d+)', text(answer))
    return [f"[{token} {count}]" if current else f"{token} {count}" for token, current, count in links]


def standing(article, show) -> dict[str, str]:
    return {**HTMX, "HX-Current-URL": f"http://testserver{article.get_absolute_url()}?show={show}"}


def test_a_page_under_a_filter_lists_what_it_lets_through_and_counts_both(as_bo, article, listed):
    answer = as_bo.get(f"{article.get_absolute_url()}?show=unanswered")
    assert cards(answer) == [listed[0].pk, listed[2].pk]
    assert heading(answer) == "Claims 2 of 3 · 1 of 3 answered by you"
    assert offered(answer) == ["all 3", "[unanswered 2]", "disputed 1", "open 3"]


def test_under_htmx_only_list_and_head_come(as_bo, article, listed):
    answer = as_bo.get(f"{article.get_absolute_url()}?show=disputed", headers=standing(article, "unanswered"))
    assert re.findall(r'id="(claims-\w+|panel|article-text)"', text(answer)) == [
        "claims-list",
        "claims-head",
        "claims-title",
    ]
    assert (cards(answer), offered(answer)[2]) == ([listed[1].pk], "[disputed 1]")


def test_all_claims_are_asked_for_by_name_as_the_bare_address_empties_the_panel(as_bo, article, listed):
    there = standing(article, "disputed")
    assert cards(as_bo.get(f"{article.get_absolute_url()}?show=all", headers=there)) == [one.pk for one in listed]
    assert text(as_bo.get(article.get_absolute_url(), headers=there)).strip() == '<aside id="panel"></aside>'


def test_a_filter_that_lists_nothing_says_so(as_bo, article, listed):
    answer = as_bo.get(f"{article.get_absolute_url()}?show=stale")
    assert (cards(answer), "No claim is listed under “Stale”." in text(answer)) == ([], True)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_filter_takes_no_query_more(rows, as_bo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(14):
        assert len(cards(as_bo.get(f"{revision.article.get_absolute_url()}?show=open"))) == rows
    with django_assert_num_queries(13):
        as_bo.get(f"{revision.article.get_absolute_url()}?show=open", headers=HTMX)


def test_the_window_goes_on_under_the_filter(as_bo, ada, bo):
    revision = bring_in(" ".join(f"w{number:03}" for number in range(50)), ada).revisions.get()
    claims = [propose(ada, revision, f"w{number:03}") for number in range(50)]
    for claim in claims[::2]:
        rate(claim, bo, Rating.VERIFIED)
    first = as_bo.get(f"{revision.article.get_absolute_url()}?show=unanswered")
    (further,) = re.findall(r'hx-get="(\?after=[^"]+)"', text(first))
    second = as_bo.get(f"{revision.article.get_absolute_url()}{further}", headers=HTMX)
    assert cards(first) + cards(second) == [claim.pk for claim in claims[1::2]]


def test_a_saved_answer_takes_the_card_out_of_the_list_it_no_longer_belongs_to(as_bo, article, listed):
    path = f"{listed[0].get_absolute_url()}answer/?article={article.pk}&revision=1"
    answer = as_bo.post(path, an_answer(listed[0]), headers=standing(article, "unanswered"))
    assert f'<li id="claim-{listed[0].pk}"></li>' in text(answer)
    assert (heading(answer), offered(answer)[:2]) == (
        *("Claims 1 of 3 · 2 of 3 answered by you", ["all 3", "[unanswered 1]"]),
    )


def test_a_saved_answer_goes_before_the_next_card_of_the_list_as_it_is_shown(as_bo, article, listed, bo):
    path = f"{listed[0].get_absolute_url()}answer/?article={article.pk}&revision=1"
    given = an_answer(listed[0], answer="disputed")
    in_all = as_bo.post(path, given, headers=standing(article, "all"))
    assert f'<li id="claim-{listed[0].pk}" data-before="claim-{listed[1].pk}">' in text(in_all)
    rate(listed[2], bo, Rating.DISPUTED)
    rate(listed[1], bo, Rating.VERIFIED)
    in_disputed = as_bo.post(path, an_answer(listed[0], answer="disputed"), headers=standing(article, "disputed"))
    assert f'<li id="claim-{listed[0].pk}" data-before="claim-{listed[2].pk}">' in text(in_disputed)
