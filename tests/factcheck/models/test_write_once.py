"""Rows that are written once: versions, first answers, decisions, sides and events."""

import uuid

import pytest

from annotations.models import ImmutableRow
from factcheck.choices import Move, Rating
from factcheck.models import Change, ClaimVersion, Decision, Event, FirstAnswer, Participation, PassedOver
from tests.desk import rate, rule_on

MODELS = [Change, ClaimVersion, Decision, Event, FirstAnswer, Participation, PassedOver]


@pytest.fixture
def _work(claim, bo, cleo):
    rate(claim, bo, Rating.VERIFIED)
    rule_on(claim, cleo, Move.RETURN, reason="Which night?")
    PassedOver.objects.create(event=Event.objects.first())


@pytest.mark.usefixtures("_work")
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "attack",
    [
        lambda row: row.save(),
        lambda row: row.save(force_update=True),
        lambda row: row.delete(),
        lambda row: type(row).objects.all().delete(),
        lambda row: type(row).objects.filter(pk=row.pk).update(id=uuid.uuid4()),
        lambda row: type(row).objects.bulk_update([row], ["id"]),
    ],
)
def test_they_can_be_neither_changed_nor_deleted(model, attack):
    before = list(model.objects.order_by("pk").values())
    with pytest.raises(ImmutableRow):
        attack(model.objects.first())
    assert list(model.objects.order_by("pk").values()) == before
