"""What of an article is drawn for one person: looks, order, windows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import drawing, windows
from factcheck.cards import claims_at
from factcheck.choices import Abstention, Move, Rating
from factcheck.drawing import Row
from factcheck.windows import Place
from tests.desk import abstain, edit, propose, rate, revise, rule_on


def looks(person, revision) -> list[tuple[str, bool]]:
    return [(row.tone, row.answered) for row in drawing.rows_in(person, revision)]


def test_a_passage_looks_as_its_reader_answered(ada, bo, emil, claim, revision):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, bo, Rating.DISPUTED)
    assert [looks(one, revision) for one in (ada, bo, emil)] == [
        *([("verified", True)], [("disputed", True)], [("open", False)]),
    ]


@pytest.mark.parametrize(
    ("reason", "look"), [(Abstention.NOT_CHECKABLE, ("neutral", True)), (Abstention.NEED_MORE_TIME, ("open", False))]
)
def test_an_abstention_is_neutral_if_it_answers(bo, claim, revision, reason, look):
    abstain(claim, bo, reason)
    assert looks(bo, revision) == [look]


def test_an_answer_to_earlier_words_is_none(ada, bo, claim, revision):
    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada)
    assert looks(bo, revision) == [("open", False)]


def test_an_approved_claim_looks_alike_for_everybody(ada, bo, emil, cleo, claim, revision):
    for person in (ada, bo):
        rate(claim, person, Rating.VERIFIED)
    rule_on(claim, cleo, Move.APPROVE)
    assert [looks(one, revision)[0][0] for one in (ada, emil, cleo)] == ["verified-final"] * 3


def test_rejected_claims_are_listed_and_not_drawn(bo, cleo, claim, revision):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    rows = drawing.rows_in(bo, revision)
    assert ([row.claim for row in rows], drawing.highlights(rows)) == ([claim.pk], [])
    assert drawing.progress(rows) == {"answered": 0, "of": 0}


def test_rows_take_two_queries_however_many(bo, ada, claim, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954"):
        propose(ada, revision, words)
    drawing.rows_in(bo, revision)  # the roles are fetched once
    with django_assert_num_queries(2):
        assert len(drawing.rows_in(bo, revision)) == 4


def test_a_stranger_sees_none(dan, claim, revision):
    assert (drawing.rows_in(dan, revision), claims_at(dan, revision, 12)) == ([], [])


def test_an_orphan_comes_first_and_waits(gus, bo, article, revision, ada):
    propose(ada, revision, "night")
    lost = propose(ada, revision, "Nobody was hurt")
    newest = revise(article, gus, (" told us: “Nobody was hurt.”", ""))
    rows = drawing.rows_in(bo, newest)
    assert [(row.start, row.waits) for row in rows if row.claim == lost.pk] == [(None, True)]
    assert drawing.places(rows)[0] == Place(0, lost.pk)


@pytest.mark.parametrize("position", [-1, 10**30, 1_000])
def test_no_claim_stands_beyond_the_text(bo, claim, revision, position):
    assert claims_at(bo, revision, position) == []


def row(claim: int, start: int) -> Row:
    return Row(claim, start, start + 1, claim, "open", "open", answered=False, waits=False)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 300)), max_size=300))
def test_windows_show_every_claim_once_in_text_order(stood):
    places = drawing.places([row(claim, start) for claim, start in stood])
    assert places == sorted(set(places))
    assert {place.claim for place in places} == {claim for claim, _ in stood}
    listed, after = [], None
    while True:
        shown, after = windows.window(places, after)
        assert 0 < len(shown) <= windows.WINDOW or not places
        listed += shown
        if after is None:
            break
        after = Place.of(str(after))
    assert listed == places


@pytest.mark.parametrize("token", ["", "-", "3", "3-", "-3", "a-3", "3-4-5", "٣-٤", "1" * 30 + "-2", "3-4 "])
def test_what_is_no_place_is_none(token):
    assert Place.of(token) is None
