"""Errors that know their outcome: a sentence for the reader and the status the answer carries."""

from collections.abc import Sequence

from annotations.errors import AnnotationError, OutdatedPlan, QuoteMismatch
from annotations.twins import Match


class DeskError(Exception):
    """Base class. ``str(error)`` is a sentence that says what is wrong and, where it can, what to do."""

    status = 400


class NotAllowed(DeskError):
    """Visible, but this person may not do this: 403."""

    status = 403


class Conflict(DeskError):
    """The wrong moment: the thing has moved on, or its state does not allow the move: 409."""

    status = 409


class AlreadyHere(Conflict):
    """Texts that are here already, or nearly: a person decides what they are. ``found``: the matches of each text."""

    def __init__(self, message: str, found: Sequence[Sequence[Match]]) -> None:
        super().__init__(message)
        self.found = found


class AlreadyClaimed(Conflict):
    """The passage may belong to a claim that the person has not seen: they decide whether it does."""


class Invalid(DeskError):
    """The input cannot be taken as it is: 422. ``field`` names the form field it belongs to, if one."""

    status = 422

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class TooLarge(DeskError):
    """More than is taken: 413."""

    status = 413


def as_desk_error(error: Exception) -> DeskError | None:
    """The desk's error for an error of either layer; None for anything else, which is a defect."""
    if isinstance(error, DeskError):
        return error
    if isinstance(error, (QuoteMismatch, OutdatedPlan)):
        return Conflict(str(error))
    if isinstance(error, AnnotationError):
        return Invalid(str(error))
    return None
