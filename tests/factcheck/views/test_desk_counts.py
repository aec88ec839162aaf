"""The counts by outcome on the desk speak of every claim, so every claim counts as seen."""

import pytest

from factcheck.choices import Outcome, Rating
from factcheck.errors import Conflict
from factcheck.models import Sighting
from tests.desk import rate


@pytest.mark.parametrize("outcome", ["", *Outcome.values])
def test_whatever_is_filtered_for_the_counted_claim_is_seen(claim, ada, ines, sign_in, outcome):
    rate(claim, ada, Rating.VERIFIED)
    answer = sign_in(ines).get("/desk/", {"open": "", "outcome": outcome})
    assert {group.outcome: group.count for group in answer.context["tabs"]} == {Outcome.BELOW_QUORUM: 1}
    assert list(Sighting.objects.values_list("version", "person")) == [(claim.current_version_id, ines.pk)]
    with pytest.raises(Conflict, match="at the desk"):
        rate(claim, ines, Rating.VERIFIED)


def test_looking_again_notes_nothing_twice(claim, cleo, sign_in):
    client = sign_in(cleo)
    for _ in range(2):
        assert client.get("/desk/").status_code == 200
    assert Sighting.objects.count() == 1
