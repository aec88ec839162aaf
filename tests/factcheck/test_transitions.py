"""The table of moves, row by row."""

import pytest

from factcheck.choices import DECISIONS, Move, State
from factcheck.errors import Conflict
from factcheck.transitions import TRANSITIONS, after, moves_from

OPEN, RETURNED, APPROVED, REJECTED, WITHDRAWN = State

TABLE = [
    # An open claim is answered, and stays open.
    (OPEN, Move.ANSWER, OPEN),
    # Its statement is edited, and it stays open.
    (OPEN, Move.EDIT, OPEN),
    # It gets another passage, and stays open.
    (OPEN, Move.LINK, OPEN),
    # Its proposer takes it off the desk.
    (OPEN, Move.WITHDRAW, WITHDRAWN),
    # A part of it becomes a claim of its own, and it stays open.
    (OPEN, Move.SPLIT, OPEN),
    # It turns out to be another claim once more.
    (OPEN, Move.MERGE, WITHDRAWN),
    # An editor approves the consensus.
    (OPEN, Move.APPROVE, APPROVED),
    # An editor decides otherwise, and the claim is approved with that.
    (OPEN, Move.OVERRIDE, APPROVED),
    # An editor has a question.
    (OPEN, Move.RETURN, RETURNED),
    # An editor finds that it is no claim for this desk.
    (OPEN, Move.REJECT, REJECTED),
    # A returned claim is answered, and stays returned.
    (RETURNED, Move.ANSWER, RETURNED),
    # Its statement is edited, and it stays returned.
    (RETURNED, Move.EDIT, RETURNED),
    # It gets another passage, and stays returned.
    (RETURNED, Move.LINK, RETURNED),
    # Its proposer takes it off the desk after all.
    (RETURNED, Move.WITHDRAW, WITHDRAWN),
    # A part of it becomes a claim of its own, and it stays returned.
    (RETURNED, Move.SPLIT, RETURNED),
    # It turns out to be another claim once more.
    (RETURNED, Move.MERGE, WITHDRAWN),
    # An editor approves it after its question was answered.
    (RETURNED, Move.APPROVE, APPROVED),
    # An editor overrides it after its question was answered.
    (RETURNED, Move.OVERRIDE, APPROVED),
    # An editor has one more question.
    (RETURNED, Move.RETURN, RETURNED),
    # An editor rejects it after all.
    (RETURNED, Move.REJECT, REJECTED),
    # An approved claim is frozen until an editor reopens it.
    (APPROVED, Move.REOPEN, OPEN),
    # So is a rejected one.
    (REJECTED, Move.REOPEN, OPEN),
    # Its editor takes an approval back at once.
    (APPROVED, Move.TAKE_BACK, OPEN),
    # A withdrawn claim is put back from the bin, or by undoing.
    (WITHDRAWN, Move.RESTORE, OPEN),
]


def test_the_table():
    assert {(state, move): target for state, move, target in TABLE} == TRANSITIONS


@pytest.mark.parametrize(("state", "move", "target"), TABLE)
def test_a_move_of_the_table_leads_where_it_says(state, move, target):
    assert after(state, move) == target


@pytest.mark.parametrize(
    ("state", "move"), [(state, move) for state in State for move in Move if (state, move) not in TRANSITIONS]
)
def test_every_other_move_is_a_conflict(state, move):
    with pytest.raises(Conflict):
        after(state, move)


def test_the_state_comes_from_the_database_as_a_string():
    assert after("approved", Move.REOPEN) == OPEN


@pytest.mark.parametrize(
    ("state", "move", "sentence"),
    [
        (APPROVED, Move.ANSWER, "approved"),
        (REJECTED, Move.ANSWER, "rejected"),
        (WITHDRAWN, Move.ANSWER, "withdrawn"),
        (OPEN, Move.REOPEN, "open already"),
        (OPEN, Move.RESTORE, "open already"),
        (RETURNED, Move.REOPEN, "open already"),
    ],
)
def test_the_conflict_says_why(state, move, sentence):
    with pytest.raises(Conflict, match=sentence):
        after(state, move)


def test_one_move_leads_out_of_the_bin():
    assert moves_from(WITHDRAWN) == {Move.RESTORE}


def test_the_moves_from_a_state_are_those_of_the_table():
    assert moves_from(APPROVED) == {Move.REOPEN, Move.TAKE_BACK}
    assert moves_from(OPEN) == moves_from(RETURNED) == set(Move) - {Move.REOPEN, Move.RESTORE, Move.TAKE_BACK}


def test_an_editors_moves_are_the_decisions():
    assert {Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN} == DECISIONS
