"""Undoing and doing again: for every kind of deed the identity of what stands, while the record only grows."""

import pytest
from django.db import transaction

from annotations.audit import faults
from annotations.reversal import tracked_models
from factcheck.actions import link_passage
from factcheck.actions.stack import DECIDED, UNDOABLE
from factcheck.actions.tally import compute
from factcheck.choices import Rating
from factcheck.models import ClaimVersion, Event, FirstAnswer, Participation, Tally
from tests.deeds import DEEDS, Desk, redo, standing, state, undo
from tests.desk import passage, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(ada, bo, claim, zone, article, revision):
    link_passage(claim=claim, passage=passage(revision, "the river rose"), by=ada)
    rate(claim, bo, Rating.DISPUTED)
    return Desk(ada, claim, zone, article, revision)


#: Undoing neither takes from these nor adds to them.
FOR_EVER = ["factcheck.ClaimVersion", "factcheck.FirstAnswer", "factcheck.Participation"]


def record():
    """What only ever grows: by table, the keys of its rows."""
    models = [*(model.history.model for model in tracked_models()), Event, ClaimVersion, FirstAnswer, Participation]
    return {model._meta.label: set(model._default_manager.values_list("pk", flat=True)) for model in models}


def test_every_verb_that_can_be_undone_is_among_the_deeds(desk):
    verbs = set()
    for before, deed in DEEDS.values():
        with transaction.atomic():
            before(desk)
            deed(desk)
            verbs.add(Event.objects.latest("number").verb)
            transaction.set_rollback(True)
    assert verbs == set(UNDOABLE) - DECIDED  # those are an editor's: see test_approving


@pytest.mark.parametrize("kind", DEEDS)
def test_undoing_leaves_what_stood_before_and_redoing_what_the_deed_left(desk, kind):
    before, deed = DEEDS[kind]
    before(desk)
    untouched = standing()
    deed(desk)
    done, kept = state(), record()
    assert standing() != untouched
    undo(desk.ada)
    undone, kept_then = state(), record()
    assert standing() == untouched
    redo(desk.ada)
    assert state() == done
    assert all(kept[label] <= kept_then[label] <= record()[label] for label in kept)
    assert len(record()["factcheck.Event"]) == len(kept["factcheck.Event"]) + 2
    assert [record()[label] for label in FOR_EVER] == [kept[label] for label in FOR_EVER]
    undo(desk.ada)
    redo(desk.ada)
    assert state() == done
    undo(desk.ada)
    # The moment of a withdrawal apart, as after the first time.
    assert {label: rows.keys() for label, rows in state().items()} == {k: v.keys() for k, v in undone.items()}
    assert standing() == untouched
    assert list(faults()) == []
    assert [_differs(tally) for tally in Tally.objects.select_related("claim")] == [{}] * Tally.objects.count()


def _differs(tally):
    now = compute(tally.claim)
    names = [field.attname for field in Tally._meta.concrete_fields]
    return {name: getattr(now, name) for name in names if getattr(now, name) != getattr(tally, name)}
