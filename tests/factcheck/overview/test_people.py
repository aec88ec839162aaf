"""Where people part, and what is on whose plate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.actions import draw_next
from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim
from factcheck.overview.people import PER_PAGE, Load, grid, load
from factcheck.overview.sight import Sight
from factcheck.scope import Scope
from tests.desk import TEXT, abstain, assign, edit, propose, rate, rule_on

V, D = Rating.VERIFIED, Rating.DISPUTED


@pytest.fixture
def sight(cleo) -> Sight:
    return Sight(cleo, Scope())


def rows_of(sight: Sight) -> list[tuple[Claim, dict[str, str]]]:
    sight.note()
    found = grid(sight, None)
    return [
        (row.claim, {str(person): said.rating or said.abstention for person, said in row.said if said})
        for row in found.rows
    ]


def test_the_grid_has_the_claims_on_which_people_part_and_who_said_what(claim, ada, bo, emil, revision, sight):
    same = propose(ada, revision, "1954")
    rate(same, bo, V), rate(same, emil, V)
    rate(claim, emil, D), rate(claim, bo, V), abstain(claim, ada, Abstention.OUTSIDE_MY_FIELD)
    assert rows_of(sight) == [(claim, {"Ada": "outside-my-field", "Bo": "verified", "Emil": "disputed"})]
    assert [str(person) for person in grid(sight, None).people] == ["Ada", "Bo", "Emil"]


def test_the_grid_has_what_stands_on_the_current_version_only(claim, ada, bo, emil, sight):
    rate(claim, emil, D), rate(claim, bo, V)
    edit(claim, ada)
    assert rows_of(sight) == []


def test_the_grid_has_decided_claims_too_and_none_that_one_takes_part_in(claim, bo, emil, ines, gus, revision, ada):
    mine = propose(ines, revision, "1954")
    for one in (claim, mine):
        rate(one, emil, D), rate(one, bo, V)
    rule_on(claim, gus, Move.OVERRIDE, rating=V, reason="The gauge says so.")
    assert rows_of(Sight(ines, Scope())) == [(claim, {"Bo": "verified", "Emil": "disputed"})]


def test_the_grid_takes_the_same_queries_for_one_claim_and_a_page_of_them(
    ada, bo, emil, revision, sight, django_assert_num_queries
):
    for found, words in ((1, ["river"]), (PER_PAGE, list(dict.fromkeys(TEXT.split())))):
        for word in words:
            one = propose(ada, revision, word, nth=1)
            rate(one, bo, V), rate(one, emil, D)
        sight.note()
        with django_assert_num_queries(3):
            assert len(grid(sight, None).rows) == found


def told(sight: Sight) -> dict[str, tuple[int | None, int | None, int | None, int | None]]:
    return {str(one.person): (one.waiting, one.overdue, one.answered, one.decided) for one in load(sight)}


def test_load_is_by_name_and_tells_only_what_is_ones_own_to_do(claim, ada, bo, cleo, emil, ines, gus, dan, sight):
    assign(claim, emil, cleo)
    rate(claim, bo, V)
    rule_on(claim, gus, Move.RETURN, reason="Which gauge?")
    sight.note()
    assert list(told(sight).items()) == [
        ("Ada", (0, 0, 0, None)),
        ("Bo", (0, 0, 1, None)),
        ("Cleo", (None, None, None, 0)),
        ("Emil", (1, 0, 0, None)),
        ("Gus", (None, None, None, 1)),
        ("Ines", (0, 0, 0, 0)),
    ]


def test_what_somebody_has_to_answer_is_the_seats_they_hold_and_have_not_answered(
    claim, ada, bo, emil, ines, gus, cleo, revision, sight
):
    night, officials, dec = (propose(ada, revision, words) for words in ("night", "Officials", "1954"))
    yesterday = timezone.localdate() - timedelta(days=1)
    assign(claim, bo, cleo, yesterday), assign(night, bo, cleo, yesterday), assign(officials, bo, cleo)
    assign(dec, emil, cleo), draw_next(by=emil)
    # Answered, answered before the wording changed, and no answer.
    rate(claim, bo, V), rate(night, bo, V), abstain(officials, bo, Abstention.NEED_MORE_TIME)
    edit(night, ada)
    sight.note()
    assert (told(sight)["Bo"], told(sight)["Emil"]) == ((2, 1, 1, None), (2, 0, 0, None))
    rule_on(dec, gus, Move.OVERRIDE, rating=V, reason="The paper says so.")
    sight.note()
    assert told(sight)["Emil"] == (1, 0, 0, None)


def test_of_claims_one_takes_part_in_nothing_is_counted(ines, bo, cleo, emil, revision):
    mine = propose(ines, revision, "1954")
    assign(mine, bo, cleo), rate(mine, emil, V)
    look = Sight(ines, Scope())
    look.note()
    assert (told(look)["Bo"], told(look)["Emil"]) == ((0, 0, 0, None), (0, 0, 0, None))


def test_load_takes_the_same_queries_for_one_and_three(ada, bo, cleo, emil, revision, sight, django_assert_num_queries):
    for number, words in enumerate(("night", "Officials", "1954"), start=1):
        one = propose(ada, revision, words)
        assign(one, bo, cleo), rate(one, emil, V)
        sight.note()
        with django_assert_num_queries(5):
            found = told(sight)
        assert (found["Bo"], found["Emil"]) == ((number, 0, 0, None), (0, 0, number, None))


def test_load_of_nobody_at_work_is_nothing(cleo, dan, sight):
    assert load(sight) == [Load(cleo, None, None, None, 0)]
