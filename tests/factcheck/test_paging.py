"""A long list is counted up to a number of pages, and no further."""

import pytest

from factcheck.models import Claim
from factcheck.paging import LongPaginator
from tests.desk import propose


@pytest.fixture
def claims(ada, revision):
    return [propose(ada, revision, words) for words in ("river", "rose", "four", "night", "1954")]


def test_pages_up_to_the_last_that_is_known_of(claims, monkeypatch):
    monkeypatch.setattr(LongPaginator, "MOST_PAGES", 2)
    pages = LongPaginator(Claim.objects.order_by("id"), 2)
    assert (pages.count, pages.num_pages, pages.is_cut) == (4, 2, True)
    assert [list(pages.get_page(number)) for number in (1, 2, 9)] == [claims[:2], claims[2:4], claims[2:4]]


def test_a_short_list_is_counted_whole(claims):
    pages = LongPaginator(Claim.objects.order_by("id"), 2)
    assert (pages.count, pages.num_pages, pages.is_cut) == (5, 3, False)


def test_the_list_of_claims_says_that_there_are_more(claims, bo, sign_in, monkeypatch):
    monkeypatch.setattr(LongPaginator, "MOST_PAGES", 2)
    monkeypatch.setattr("factcheck.views.claims.ON_A_PAGE", 1)
    assert "Page 1 of 2 and more" in sign_in(bo).get("/claims/").content.decode()
