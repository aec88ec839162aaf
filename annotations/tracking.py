"""The ways a row of either layer is written: a tracked row with its history row, one or many at once."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.utils import timezone

from annotations.models.tracked import Tracked, WriteOnce

Row = TypeVar("Row", bound=Tracked)
Once = TypeVar("Once", bound=WriteOnce)


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


def write_many(rows: Sequence[Row], *, by: AbstractBaseUser, event: uuid.UUID, reason: str) -> Sequence[Row]:
    """Insert new rows of one model, and the history rows that ``write`` would have made, in few statements.

    Call it inside a transaction. Returns the same rows, with their ids. Raises ValueError, and writes nothing,
    if a row is stored already.
    """
    if not rows:
        return rows
    model: Any = type(rows[0])
    _refuse_stored(rows)
    for row in rows:
        row.event = event
    # simple-history listens to ``save`` only: it hears of none of these.
    model._base_manager.bulk_create(rows)
    for at in range(0, len(rows), 500):
        _copy_to_history(model, [row.pk for row in rows[at : at + 500]], by, reason)
    return rows


def _copy_to_history(model: Any, keys: Sequence[Any], by: AbstractBaseUser, reason: str) -> None:
    """The history rows of new rows, made of them by the database: their columns have the same types."""
    history, quote = model.history.model, connection.ops.quote_name
    about = {
        "history_date": connection.ops.adapt_datetimefield_value(timezone.now()),
        "history_type": "+",
        "history_user_id": by.pk,
        "history_change_reason": reason,
    }
    columns = [quote(field.column) for field in model._meta.concrete_fields]
    into, table, pk = quote(history._meta.db_table), quote(model._meta.db_table), quote(model._meta.pk.column)
    names = ", ".join([*columns, *map(quote, about)])
    # Names of our own tables and columns; every value is a parameter.
    statement = f"""
        INSERT INTO {into} ({names})
        SELECT {", ".join([*columns, *["%s"] * len(about)])} FROM {table}
        WHERE {pk} IN ({", ".join(["%s"] * len(keys))}) ORDER BY {pk}
    """  # noqa: S608  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*about.values(), *keys])


def insert_many(rows: Sequence[Once]) -> Sequence[Once]:
    """Insert new write-once rows of one model in few statements; return them with their ids.

    Raises ValueError, and writes nothing, if one is stored already.
    """
    if rows:
        _refuse_stored(rows)
        type(rows[0])._base_manager.bulk_create(rows)
    return rows


def _refuse_stored(rows: Sequence[Any]) -> None:
    if not all(row._state.adding for row in rows):
        raise ValueError("Many rows at once are new rows: one of these is stored already.")
