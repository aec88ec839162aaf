"""On how many origins a claim rests, by its passages; whatever the passages, the laws hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.choices import Role
from factcheck.independence import CARRYING, Said, independence

A, Q, P, N = Role.ASSERTION, Role.QUOTATION, Role.PARAPHRASE, Role.DENIAL


def counted(*passages):
    found = independence(passages)
    return found.articles, found.origins


@pytest.mark.parametrize(
    ("passages", "articles", "origins"),
    [
        # Nothing is said anywhere.
        ([], 0, 0),
        # An article of which nobody said more is its own origin, however often it says it, and as what.
        ([Said(1, A)], 1, 1),
        ([Said(1, A), Said(1, Q), Said(1, P)], 1, 1),
        # Two of them are two.
        ([Said(1, A), Said(2, A)], 2, 2),
        # Two that rest on one recording are one.
        ([Said(1, A, of_article=7), Said(2, Q, of_article=7)], 2, 1),
        ([Said(1, A, of_article=7), Said(2, A, of_article=8), Said(3, A)], 3, 3),
        # What is named for a passage goes before what is named for its article.
        ([Said(1, A, origin=7, of_article=8), Said(2, A, of_article=7)], 2, 1),
        # One article can have it from two sides.
        ([Said(1, A, origin=7), Said(1, A, origin=8)], 1, 2),
        # A repeated passage of which nobody said more adds nothing to one of which somebody did.
        ([Said(1, A, origin=7), Said(1, A)], 1, 1),
        # A copy is no origin of its own, and rests on what the article rests on that it is a copy of.
        ([Said(1, A), Said(2, A, copy_of=1)], 2, 1),
        ([Said(1, A, of_article=7), Said(2, A, copy_of=1), Said(3, A, of_article=7)], 3, 1),
        ([Said(2, A, copy_of=1), Said(3, A, copy_of=1)], 2, 1),
        ([Said(1, A), Said(2, A, copy_of=1), Said(3, A, copy_of=2)], 3, 1),
        # Who denies it is no source of it.
        ([Said(1, A), Said(2, N, of_article=7)], 1, 1),
        ([Said(1, N)], 0, 0),
    ],
)
def test_articles_and_origins(passages, articles, origins):
    assert counted(*passages) == (articles, origins)


def test_the_named_ones_are_told():
    found = independence([Said(1, A, of_article=7), Said(2, A, origin=8), Said(3, A), Said(4, N, origin=9)])
    assert (found.named, found.origins, found.unnamed) == (frozenset({7, 8}), 3, 1)


@st.composite
def claims(draw):
    """Passages whose articles each rest on one origin or none, and are copies of an earlier one or of none."""
    articles = draw(st.integers(1, 6))
    some = st.none() | st.integers(1, 4)
    whole = {at: draw(some) for at in range(1, articles + 1)}
    copies = {at: draw(st.none() | st.integers(1, at - 1)) if at > 1 else None for at in whole}
    return [
        Said(at, draw(st.sampled_from(Role)), draw(some), whole[at], copies[at])
        for at in draw(st.lists(st.sampled_from(sorted(whole)), max_size=12))
    ]


@given(claims(), st.randoms(use_true_random=False))
def test_their_order_makes_no_difference(passages: list[Said], lot: random.Random):
    assert independence(lot.sample(passages, len(passages))) == independence(passages)


@given(claims())
def test_saying_it_once_more_adds_nothing(passages):
    again = [Said(one.article, A, None, one.of_article, one.copy_of) for one in passages if one.role in CARRYING]
    assert independence([*passages, *passages]) == independence(passages)
    assert independence([*passages, *again]).articles == independence(passages).articles
    unnamed = [one for one in again if one.of_article is None and one.copy_of is None]
    assert independence([*passages, *unnamed]).origins == independence(passages).origins


@given(claims())
def test_naming_what_is_unnamed_leaves_nothing_to_doubt(passages):
    found = independence(passages)
    assert 0 <= found.unnamed <= found.origins
    told = [Said(one.article, one.role, one.origin, one.of_article or 90 + one.article) for one in passages]
    assert independence(told).unnamed == 0


@given(claims())
def test_a_denial_adds_nothing(passages):
    denied = [Said(99, N, 50), *(Said(one.article, N, 60, one.of_article, one.copy_of) for one in passages)]
    assert independence([*passages, *denied]) == independence(passages)


@given(claims())
def test_without_names_and_copies_each_article_is_its_own_origin(passages):
    found = independence([Said(one.article, one.role) for one in passages])
    assert found.articles == found.origins


@given(claims())
def test_there_is_an_origin_if_there_is_an_article_and_one_if_all_have_one_name(passages):
    found = independence(passages)
    assert bool(found.origins) == bool(found.articles)
    assert len(found.named) <= found.origins <= found.articles + len(found.named)
    same = independence([Said(one.article, one.role, of_article=7, copy_of=one.copy_of) for one in passages])
    assert same.origins == min(1, same.articles)
