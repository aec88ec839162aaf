"""Queries that are asked all day, put into SQL once.

Django takes several times as long to make a query of ours as the database takes to answer it, and makes it anew each
time. Here a query is made with slots for its values, and asked with the values put into the slots.
"""

import inspect
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models import Expression, QuerySet, prefetch_related_objects
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")

#: What a column of whole numbers holds at most.
_LARGEST = 2**63 - 1


class Slot(Expression):
    """The place of a value in a prepared query."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """A parameter, which is this slot until the value is known."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """What the query set fetches that ``build`` makes of values by name, in the same order.

    ``build`` compares columns with its values and does nothing else with them: its query has the same shape whatever
    they are. A value is a number, text, a truth value, a UUID or a time; never None, and never a list. A slice of
    the query set is part of the shape. Numbers are compared with "=": no row has one that no column holds.
    """

    #: Set by the tests: whether each query is made anew as well, to compare the two.
    checked = False

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self.build = build
        self.names = list(inspect.signature(build).parameters)
        self._made: tuple[Any, Any, str, tuple[Any, ...]] | None = None
        self.__doc__ = build.__doc__

    def __call__(self, **values: Any) -> list[Row]:
        """The rows. Raises TypeError for other values than ``build`` takes."""
        if sorted(values) != sorted(self.names) or None in values.values():
            raise TypeError(f"{self.build.__name__} takes {self.names}, none of them None, not {values}")
        if any(isinstance(value, int) and abs(value) > _LARGEST for value in values.values()):
            return []
        rows, lookups = self._rows(values)
        if lookups and rows:
            prefetch_related_objects(rows, *lookups)
        return rows

    def first(self, **values: Any) -> Row | None:
        """The first row, or None. All are fetched: ``build`` says if there can be more than one."""
        return next(iter(self(**values)), None)

    def _rows(self, values: dict[str, Any]) -> tuple[list[Any], Any]:
        queryset, made, sql, params = self._compiled()
        connection = connections[queryset.db]
        if queryset.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked in a transaction only.")
        bound = tuple(_adapted(values[one.name], connection) if isinstance(one, Slot) else one for one in params)
        if self.checked:
            self._compare(values, sql, bound)
        compiler = object.__new__(type(made))  # as copy.copy makes one, in a tenth of the time
        compiler.__dict__ = {**made.__dict__, "connection": connection, "as_sql": lambda *_, **__: (sql, bound)}
        asked = SimpleNamespace(
            model=queryset.model,
            db=queryset.db,
            query=_Asked(queryset.query, compiler),
            _fields=queryset._fields,
            _known_related_objects={},
        )
        found: Iterator[Any] = iter(queryset._iterable_class(asked))
        return list(found), queryset._prefetch_related_lookups

    def _compiled(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        """The query set with slots, its compiler, and the SQL; made at the first call."""
        if self._made is None:
            queryset: Any = self.build(**{name: Slot(name) for name in self.names})
            compiler = queryset.query.get_compiler(using=queryset.db)
            sql, params = compiler.as_sql()
            # What makes values of columns is the same for every row of it, and for all connections to such a database.
            converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
            compiler.get_converters = lambda _: converters
            self._made = (queryset, compiler, sql, tuple(params))
        return self._made

    def _compare(self, values: dict[str, Any], sql: str, bound: tuple[Any, ...]) -> None:
        plain: Any = self.build(**values)
        again, params = plain.query.get_compiler(using=plain.db).as_sql()
        # Django puts what is no plain value into parentheses.
        if (_bare(again), tuple(params)) != (_bare(sql), bound):
            raise AssertionError(f"{self.build.__name__}: {again} {params} is asked as {sql} {bound}")


class _Asked:
    """A query that has its compiler already; else the query itself."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query = query
        self._compiler = compiler

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


def _bare(sql: str) -> str:
    return sql.replace("(%s)", "%s")


def _adapted(value: Any, connection: Any) -> Any:
    """The value as the database takes it."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
