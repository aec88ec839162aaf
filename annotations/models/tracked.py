"""The two kinds of row: tracked (people change it, history keeps each state) and immutable (written once)."""

from functools import cache
from typing import Any, NoReturn

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from annotations.prepared_writes import Stored


class _OneHistoryManager(HistoryManager):  # type: ignore[misc]  # it comes without types
    """The manager of histories. Its class is made of its query set once, not each time that a history is asked for."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class Tracked(Stored):
    """A row that people change. Every state it ever had is a history row.

    ``event`` is the UUID of the event that wrote the present state. It is copied into the history row
    with the other columns, and being NOT NULL it makes a write outside an event impossible. It is a
    plain column: the text layer does not know the events. Write through ``annotations.tracking.write``.
    """

    event = models.UUIDField(db_index=True, editable=False)

    history = HistoricalRecords(inherit=True, bases=(Stored,), history_manager=_OneHistoryManager)

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: raises ImmutableRow. What people change is withdrawn, never deleted."""
        raise ImmutableRow(f"{type(self).__name__} rows are withdrawn, not deleted")


class ImmutableRow(RuntimeError):
    """Code tried to change or delete a row that is written once. A defect, never a reader's mistake."""


class ImmutableQuerySet(models.QuerySet[Any]):
    """Reads and inserts; every way to change rows in place is refused."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise ImmutableRow(f"{self.model.__name__} rows are written once")

    def delete(self) -> NoReturn:
        raise ImmutableRow(f"{self.model.__name__} rows are never deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableRow(f"{self.model.__name__} rows are written once")


class WriteOnce(Stored):
    """A row that is written once and never changed: ``save`` inserts, and refuses anything else."""

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises ImmutableRow if it stands in the database already."""
        if not self._state.adding:
            raise ImmutableRow(f"{type(self).__name__} rows are written once")
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: raises ImmutableRow."""
        raise ImmutableRow(f"{type(self).__name__} rows are never deleted")


class Immutable(WriteOnce):
    """A write-once row that belongs to an event; ``event`` is its UUID."""

    event = models.UUIDField(db_index=True, editable=False)

    class Meta:
        abstract = True
