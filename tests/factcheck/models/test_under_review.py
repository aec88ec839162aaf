"""Only what an editor has decided can be under review: the database keeps it."""

import pytest
from django.db import IntegrityError

from factcheck.choices import Move
from factcheck.models import Claim
from tests.desk import rule_on


def test_a_claim_in_work_is_never_under_review(claim):
    claim.under_review = True
    with pytest.raises(IntegrityError, match="claim_is_under_review_only_if_decided"):
        claim.save()


def test_a_decided_claim_may_be(claim, cleo):
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    decided = Claim.objects.get()
    decided.under_review = True
    decided.save()
    assert Claim.objects.get().under_review is True
