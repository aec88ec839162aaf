"""What the database keeps of the optional parts of an answer, broken once on purpose, past the actions."""

import uuid

import pytest
from django.db import IntegrityError

from factcheck.models import Verdict


def make_verdict(claim, by, **said):
    Verdict.objects.create(
        claim=claim, reviewer=by, version=claim.current_version, event=uuid.UUID(int=7), rationale="Why.", **said
    )


def test_a_confidence_is_known(claim, bo):
    with pytest.raises(IntegrityError, match="verdict_confidence_is_known"):
        make_verdict(claim, bo, rating="verified", confidence="utter")


@pytest.mark.parametrize("said", [{"confidence": "high"}, {"change_of_mind": "A gauge."}])
def test_an_abstention_is_sure_of_nothing(said, claim, bo):
    with pytest.raises(IntegrityError, match="verdict_is_sure_of_a_rating_only"):
        make_verdict(claim, bo, abstention="not-checkable", **said)
