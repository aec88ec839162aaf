"""Where people part, and what is on whose plate."""

import pytest

from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim, Verdict
from factcheck.overview.people import PER_PAGE, Load, grid, load
from factcheck.overview.sight import Sight
from factcheck.scope import Scope
from tests.desk import TEXT, abstain, edit, propose, rate, rule_on

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


def test_load_is_by_name_and_tells_only_what_is_ones_own_to_do(claim, ada, bo, emil, ines, gus, dan, sight):
    rate(claim, bo, V)
    rule_on(claim, gus, Move.RETURN, reason="Which gauge?")
    sight.note()
    assert [(str(one.person), one.waiting, one.answered, one.decided) for one in load(sight)] == [
        ("Ada", 1, 0, None),
        ("Bo", 0, 1, None),
        ("Cleo", None, None, 0),
        ("Emil", 1, 0, None),
        ("Gus", None, None, 1),
        ("Ines", 1, 0, 0),
    ]


def test_what_waits_for_somebody_is_what_their_queue_has(claim, ada, bo, emil, ines, revision, sight):
    others = [propose(ada, revision, words) for words in ("1954", "night", "Officials")]
    rate(claim, bo, V), rate(others[0], bo, V), abstain(others[1], bo, Abstention.NEED_MORE_TIME)
    taken_back = Verdict.objects.get(claim=claim)
    taken_back.withdrawn_at = taken_back.created_at
    taken_back.save_base(raw=True)  # as undoing leaves it; the first answer stays
    Sight(ines, Scope()).note()
    rule_on(others[2], ines, Move.RETURN, reason="Which ones?")
    edit(others[0], ada)
    sight.note()
    queues = {person: Claim.objects.waiting_for(person).count() for person in (ada, bo, emil, ines)}
    assert {one.person: one.waiting for one in load(sight) if one.waiting is not None} == queues
    assert sorted(queues.values()) == [1, 4, 4, 4]


def test_load_of_nobody_at_work_is_nothing(cleo, dan, sight):
    assert load(sight) == [Load(cleo, None, None, 0)]
