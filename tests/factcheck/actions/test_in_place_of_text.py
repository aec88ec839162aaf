"""What is saved takes the place of what was typed: both in one transaction, or neither."""

import pytest
from django.utils import timezone

from factcheck.access import unsaved_by
from factcheck.actions import in_place_of_text, keep_text, unsaved
from factcheck.choices import Rating
from factcheck.errors import Conflict
from factcheck.models import FormName
from tests.desk import all_rows, rate


@pytest.fixture
def typed(claim, bo):
    """What Bo has typed and not saved."""
    name = FormName("claim", claim.pk)
    keep_text(name=name, version=None, fields={"rationale": "Two gauges"}, typed_at=timezone.now(), by=bo)


def test_what_is_saved_takes_the_place_of_what_was_typed(claim, bo, typed):
    with in_place_of_text(name=FormName("claim", claim.pk), by=bo):
        rate(claim, bo, Rating.UNVERIFIED)
    assert (claim.verdicts.get().rating, [*unsaved_by(bo)]) == (Rating.UNVERIFIED, [])


def test_nothing_is_saved_if_what_was_typed_cannot_be_let_go_of(claim, bo, typed, monkeypatch):
    before = all_rows()
    monkeypatch.setattr(unsaved, "_shown", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), in_place_of_text(name=FormName("claim", claim.pk), by=bo):
        rate(claim, bo, Rating.UNVERIFIED)
    assert all_rows() == before


def test_nor_is_anything_let_go_of_if_it_cannot_be_saved(claim, bo, typed):
    before = all_rows()
    with pytest.raises(Conflict), in_place_of_text(name=FormName("claim", claim.pk), by=bo):
        raise Conflict("The statement was edited meanwhile.")
    assert all_rows() == before
