"""What an editor may count: decided claims, and claims in work that are recorded as seen; never those of one's own."""

import pytest

from factcheck.choices import Move, Rating
from factcheck.models import Claim, Sighting
from factcheck.overview.sight import Sight
from factcheck.scope import Scope
from tests.desk import bring_in, edit, propose, rate, rule_on

V, D = Rating.VERIFIED, Rating.DISPUTED


@pytest.fixture
def other(ada, bo, emil, revision) -> Claim:
    """Another claim of Ada's, which Bo and Emil have answered."""
    other = propose(ada, revision, "1954")
    rate(other, bo, V), rate(other, emil, D)
    return other


def test_nothing_in_work_is_counted_before_it_is_noted_as_seen(claim, other, cleo):
    sight = Sight(cleo, Scope())
    assert ({*sight.all}, {*sight.in_work}, {*sight.claims}) == ({claim, other}, set(), set())
    sight.note()
    assert {*sight.in_work} == {*sight.claims} == {claim, other}
    assert {(row.version_id, row.person) for row in Sighting.objects.all()} == {
        *((claim.current_version_id, cleo), (other.current_version_id, cleo))
    }


def test_another_version_is_to_be_noted_again(claim, ada, cleo):
    sight = Sight(cleo, Scope())
    sight.note()
    edit(claim, ada)
    assert list(sight.in_work) == []


def test_noting_twice_writes_once(claim, cleo):
    for _ in range(2):
        Sight(cleo, Scope()).note()
    assert Sighting.objects.count() == 1


def test_a_claim_one_takes_part_in_is_never_noted_nor_counted(claim, other, ines):
    rate(claim, ines, V)
    sight = Sight(ines, Scope())
    sight.note()
    assert (list(sight.own), list(sight.in_work)) == ([claim], [other])
    assert [row.version_id for row in Sighting.objects.all()] == [other.current_version_id]


def test_a_decided_claim_is_counted_even_by_somebody_who_took_part(claim, other, ines, gus):
    rate(claim, ines, V)
    rule_on(claim, gus, Move.OVERRIDE, rating=D, reason="The gauge was moved.")
    sight = Sight(ines, Scope())
    assert (list(sight.own), list(sight.decided), list(sight.claims)) == ([], [claim], [claim])


def test_only_what_is_in_the_scope_is_noted(claim, ada, cleo):
    elsewhere = bring_in("The bridge is closed.", ada)
    there = propose(ada, elsewhere.revisions.get(), "bridge")
    Sight(cleo, Scope(article=elsewhere)).note()
    assert [row.version_id for row in Sighting.objects.all()] == [there.current_version_id]


def test_what_one_would_lose_is_what_the_queue_has_besides_ones_own(claim, other, ines):
    assert Sight(ines, Scope()).unanswered() == 2
    rate(claim, ines, V)
    assert Sight(ines, Scope()).unanswered() == 1
    Sight(ines, Scope()).note()
    assert Sight(ines, Scope()).unanswered() == 0
