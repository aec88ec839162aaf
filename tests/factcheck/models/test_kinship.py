"""What the database keeps of merged and split claims, broken once on purpose; and who stands on which side of them."""

import pytest

from factcheck.choices import Part, State
from factcheck.models import Claim
from tests.desk import propose
from tests.factcheck.actions.test_merging import merge
from tests.factcheck.models.test_constraints import broken_claim, refused


def test_a_merged_claim_is_withdrawn(claim, ada):
    with refused("claim_is_merged_only_if_withdrawn"):
        broken_claim(claim, ada, merged_into=claim)


@pytest.mark.parametrize("kinship", ["merged_into", "split_from"])
def test_no_claim_is_its_own_kin(claim, ada, kinship):
    state = State.WITHDRAWN if kinship == "merged_into" else State.OPEN
    name = {"merged_into": "claim_is_not_merged_into_itself", "split_from": "claim_is_not_split_from_itself"}[kinship]
    with refused(name):
        broken_claim(claim, ada, pk=77, state=state, **{f"{kinship}_id": 77})


def test_sides_are_those_of_the_claim_and_of_what_was_merged_into_it(claim, ada, bo, emil, revision):
    twin, other = propose(bo, revision, "1954"), propose(bo, revision, "Officials")
    merge(twin, claim, emil)
    assert set(Claim.objects.with_side(bo, Part.PARTY)) == {claim, twin, other}
    assert set(Claim.objects.with_side(bo, Part.DECIDER)) == set()


def test_kin_are_those_whose_answers_speak_of_the_claim(claim, bo, emil, revision):
    first, second, other = (propose(bo, revision, words) for words in ("1954", "Officials", "Nobody"))
    merge(first, second, emil)
    part = broken_claim(second, emil, split_from=second)
    assert part.akin() == {part.pk, second.pk, first.pk}
    assert second.akin() == {second.pk, first.pk}
    assert other.akin() == {other.pk}
