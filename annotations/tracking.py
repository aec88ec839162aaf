"""The one way a tracked row is written, in both layers."""

import uuid
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser

from annotations.models.tracked import Tracked

Row = TypeVar("Row", bound=Tracked)


def write(row: Row, *, by: AbstractBaseUser, event: uuid.UUID, reason: str) -> Row:
    """Save the whole row and its history row with actor, event and reason; return the row.

    Call it inside a transaction, on a row that is new or was fetched under lock in this transaction:
    all columns are written, so a stale instance would put an older state back.
    """
    tracked: Any = row
    tracked.event = event
    tracked._history_user = by
    tracked._change_reason = reason
    row.save()
    return row
