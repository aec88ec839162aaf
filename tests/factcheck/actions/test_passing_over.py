"""Leaving out what cannot be undone: it stays as it is, and bars nothing that was done before it."""

import pytest

from factcheck.actions import pass_over
from factcheck.actions.stack import stacks_of
from factcheck.actions.undoing import ChangedSince
from factcheck.errors import Conflict
from factcheck.models import Event
from tests.deeds import redo, standing, undo
from tests.desk import all_rows, edit, propose

pytestmark = pytest.mark.django_db


def verbs(by):
    """What is next to be undone, and to be done again, the next one first."""
    stacks = stacks_of(by)
    return tuple([deed.event.verb for deed in reversed(stack)] for stack in (stacks.undo, stacks.redo))


def leave_out(by, stack="undo"):
    return pass_over(by=by, seen=getattr(stacks_of(by), stack)[-1].token)


@pytest.fixture
def stuck(ada, bo, claim, article, revision):
    """Ada marked a claim, then another; the other Bo has edited since. What stood before both, and after the first."""
    other = propose(ada, revision, "Nobody was hurt")
    edit(other, bo, "One was hurt.")
    with pytest.raises(ChangedSince):
        undo(ada)
    return other


def test_what_was_done_before_it_can_be_undone_and_done_again(ada, claim, stuck):
    stood = standing()
    leave_out(ada)
    assert (standing(), verbs(ada)) == (stood, (["claim-proposed"], []))
    undo(ada)
    assert set(standing()["factcheck.Claim"]) == {stuck.pk}
    assert verbs(ada) == ([], ["claim-proposed"])
    redo(ada)
    assert (standing(), verbs(ada)) == (stood, (["claim-proposed"], []))


def test_nothing_is_written_but_that_it_was_passed_over_and_nobody_else_notices(ada, bo, stuck):
    before, theirs = all_rows(), verbs(bo)
    deed = leave_out(ada)
    after = all_rows()
    assert {table: len(rows) for table, rows in after.items() if rows != before[table]} == {"factcheck.PassedOver": 1}
    assert (Event.objects.exclude(passed_over=None).get(), verbs(bo)) == (deed.event, theirs)


def test_twice_is_once_and_what_is_not_next_is_not_passed_over(ada, bo, stuck):
    stacks = stacks_of(ada)
    first, second = (deed.token for deed in stacks.undo)
    for by, token in ((ada, first), (bo, second), (ada, "x")):
        before = all_rows()
        with pytest.raises(Conflict, match="something else meanwhile"):
            pass_over(by=by, seen=token)
        assert all_rows() == before
    pass_over(by=ada, seen=second)
    once = all_rows()
    assert pass_over(by=ada, seen=second).token == second
    assert all_rows() == once


def test_what_cannot_be_done_again_is_passed_over_too(ada, bo, claim, revision):
    propose(ada, revision, "Nobody was hurt")
    edit(claim, ada)
    for _ in range(2):
        undo(ada)
    assert verbs(ada) == (["claim-proposed"], ["claim-proposed", "claim-edited"])
    leave_out(ada, "redo")
    assert verbs(ada) == (["claim-proposed"], ["claim-edited"])
    redo(ada)
    assert (claim.versions.count(), verbs(ada)) == (2, (["claim-edited", "claim-proposed"], []))


def test_a_deed_that_was_done_again_is_passed_over_as_it_is_now(ada, claim, revision):
    undo(ada)
    redo(ada)
    leave_out(ada)
    assert verbs(ada) == ([], [])
    edit(claim, ada)
    assert verbs(ada) == (["claim-edited"], [])
