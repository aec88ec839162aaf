"""Rows that are saved all day: their INSERT and UPDATE are put into SQL once.

As with queries (``annotations.prepared``), Django takes several times as long to make such a statement as the database
takes to do it, and makes it anew for each row, though only the values differ.
"""

from collections.abc import Sequence
from datetime import datetime
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import connections, models
from django.db.models import sql


class Stored(models.Model):
    """A row that is saved as any other: validation, signals and what comes of them are Django's.

    What Django would say to the database is kept by table, columns and the kind of database, with places for the
    values. A value that is an expression, or a save that asks first whether the row is there, goes Django's own way.
    """

    #: Set by the tests: whether each statement is made anew as well, to compare the two.
    checked = False

    class Meta:
        abstract = True

    def _do_insert(self, manager: Any, using: str, fields: Sequence[Any], returning_fields: Any, raw: bool) -> Any:
        connection: Any = connections[using]
        given = [getattr(self, one.attname) if raw else one.pre_save(self, True) for one in fields]  # noqa: FBT003
        values = _prepared(fields, given, connection)
        if values is None or not fields:
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        model = manager.model
        key = (model, connection.vendor, len(fields))  # all of its columns, with or without a number it is given
        made = _INSERTS.get(key)
        if made is None or self.checked:
            compiler = _insert(model, fields, self, raw=raw).get_compiler(using=using)
            compiler.returning_fields = returning_fields
            [(statement, anew)] = compiler.as_sql()
            columns = [one.get_col(model._meta.db_table) for one in returning_fields or ()]
            fresh = (statement, compiler.returning_params if columns else (), compiler.get_converters(columns))
            _compare(made and made[0], statement, values, anew)
            made = _INSERTS.setdefault(key, fresh)
        statement, returning, converters = made
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, *returning])
            if not returning_fields:
                return []
            row = list(connection.ops.fetch_returned_insert_columns(cursor, returning))
        for at, (convert, column) in converters.items():
            for one in convert:
                row[at] = one(row[at], column, connection)
        return [row]

    def _do_update(  # type: ignore[override]  # the stubs' Django is a later one  # noqa: PLR0917  (Django's)
        self, base_qs: Any, using: str, pk_val: Any, values: Sequence[Any], update_fields: Any, forced_update: Any
    ) -> bool:
        connection = connections[using]
        fields = [one for one, _, _ in values]
        bound = _prepared(fields, [one for _, _, one in values], connection)
        if not values or bound is None or self._meta.select_on_save:
            return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)  # type: ignore
        pk = base_qs.model._meta.pk
        # Django writes NULL into the statement itself.
        key = (base_qs.model, connection.vendor, *(one.attname for one in fields), *(one is None for one in bound))
        bound = [*(one for one in bound if one is not None), pk.get_db_prep_save(pk_val, connection)]
        made = _UPDATES.get(key)
        if made is None or self.checked:
            query = base_qs.filter(pk=pk_val).query.chain(sql.UpdateQuery)
            query.add_update_fields(values)
            statement, anew = query.get_compiler(using=using).as_sql()
            _compare(made, statement, bound, anew)
            made = _UPDATES.setdefault(key, statement)
        with connection.cursor() as cursor:
            cursor.execute(made, bound)
            return bool(cursor.rowcount > 0)


#: What most columns are given.
_PLAIN = frozenset({str, int, bool, NoneType, UUID, datetime})
_INSERTS: dict[Any, tuple[str, Any, Any]] = {}
_UPDATES: dict[Any, str] = {}


def _prepared(fields: Sequence[Any], values: Sequence[Any], connection: Any) -> list[Any] | None:
    """The values as the database takes them; None if one of them is for the database to work out."""
    if any(type(one) not in _PLAIN and _is_worked_out(one) for one in values):
        return None
    bound = [field.get_db_prep_save(one, connection) for field, one in zip(fields, values, strict=True)]
    return None if any(hasattr(one, "as_sql") for one in bound) else bound


def _is_worked_out(value: Any) -> bool:
    return hasattr(value, "resolve_expression") or hasattr(value, "prepare_database_save")


def _insert(model: Any, fields: Sequence[Any], row: models.Model, *, raw: bool) -> sql.InsertQuery:
    query = sql.InsertQuery(model)
    query.insert_values(fields, [row], raw=raw)
    return query


def _compare(made: str | None, statement: str, bound: Sequence[Any], anew: Sequence[Any]) -> None:
    # psycopg's JSON has no equality, and what is in memory has no other.
    same = [*bound] == [*anew] or repr([*bound]) == repr([*anew])
    if made not in (None, statement) or not same:
        raise AssertionError(f"{statement} {anew} is said as {made} {bound}")
