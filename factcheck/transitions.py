"""The table of moves: (state, move) -> state. Actions, buttons and tests read this one table."""

from factcheck.choices import Move, State
from factcheck.errors import Conflict

_IN_WORK = {
    Move.LINK: None,
    Move.EDIT: None,
    Move.ANSWER: None,
    Move.WITHDRAW: State.WITHDRAWN,
    Move.SPLIT: None,
    Move.MERGE: State.WITHDRAWN,
    Move.APPROVE: State.APPROVED,
    Move.OVERRIDE: State.APPROVED,
    Move.RETURN: State.RETURNED,
    Move.REJECT: State.REJECTED,
}

#: A move that is not in the table is a conflict. ``None`` above means "stays where it is".
TRANSITIONS: dict[tuple[State, Move], State] = {
    **{(State.OPEN, move): target or State.OPEN for move, target in _IN_WORK.items()},
    **{(State.RETURNED, move): target or State.RETURNED for move, target in _IN_WORK.items()},
    (State.APPROVED, Move.REOPEN): State.OPEN,
    (State.REJECTED, Move.REOPEN): State.OPEN,
    (State.APPROVED, Move.TAKE_BACK): State.OPEN,
    (State.WITHDRAWN, Move.RESTORE): State.OPEN,
}

_WHY_NOT = {
    State.APPROVED: "This claim is approved. An editor has to reopen it before anything about it changes.",
    State.REJECTED: "This claim was rejected. An editor has to reopen it before anything about it changes.",
    State.WITHDRAWN: "This claim was withdrawn.",
    State.OPEN: "This claim is open already.",
    State.RETURNED: "This claim is open already.",
}


def moves_from(state: str) -> frozenset[Move]:
    """The moves that the state allows, whoever makes them."""
    return frozenset(move for start, move in TRANSITIONS if start == state)


def after(state: str, move: Move) -> State:
    """The state that follows; raises Conflict, with the reason in a sentence, if the move is not allowed."""
    try:
        return TRANSITIONS[State(state), move]
    except KeyError:
        raise Conflict(_WHY_NOT[State(state)]) from None
