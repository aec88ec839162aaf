"""What one event wrote, row by row: how each row was before, how the event left it, and how it is now.

Of every tracked model, whichever app it is in. The writers of an undo stand above this; here is what they ask.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from annotations.models.tracked import Tracked


@dataclass(frozen=True, slots=True)
class Written:
    """One row that an event wrote. ``before`` and ``left`` are history rows; ``before`` is None for a row it made."""

    row: Any
    before: Any | None
    left: Any

    @property
    def moved_on(self) -> bool:
        """Whether the row is not as the event left it. By whom it was written since makes no difference."""
        return values(self.row, type(self.row)) != values(self.left, type(self.row))

    def put_back(self) -> None:
        """Give the row the values it had before, unsaved. Only for a row that was there before."""
        for name, value in values(self.before, type(self.row)).items():
            setattr(self.row, name, value)


def values(state: Any, model: type[Tracked]) -> dict[str, Any]:
    """The columns of a row or of its history row, but for the key and the event that wrote it."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "event"]
    return {field.attname: getattr(state, field.attname) for field in fields}


def written_by(event: uuid.UUID) -> list[Written]:
    """Every row the event wrote, each once, locked; by model, then in the order of their keys.

    Call it inside a transaction. One query for each tracked model, and two more for each that it wrote to.
    """
    return [written for model in tracked_models() for written in _rows_of(model, event)]


def tracked_models() -> list[Any]:
    """The models with history, in the order of their labels."""
    return sorted((m for m in apps.get_models() if issubclass(m, Tracked)), key=lambda model: model._meta.label)


def _rows_of(model: Any, event: uuid.UUID) -> Iterator[Written]:
    first: dict[Any, int] = {}
    left: dict[Any, Any] = {}
    for state in model.history.filter(event=event).order_by("history_id"):
        first.setdefault(state.id, state.history_id)
        left[state.id] = state
    if not left:
        return
    earlier = model.history.filter(id__in=list(left)).order_by("history_id")
    before = {state.id: state for state in earlier if state.history_id < first[state.id]}
    for row in model._base_manager.select_for_update().filter(pk__in=list(left)).order_by("pk"):
        yield Written(row, before.get(row.pk), left[row.pk])
