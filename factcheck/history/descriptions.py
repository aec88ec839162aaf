"""How an article was described: each piece of metadata with where it was from, where that is no person."""

from typing import Any

from annotations.models import DETAILS, Origin
from factcheck.history.entries import Change, Changes

_FROM = {Origin.FILE.value: " (from the file)", Origin.GUESS.value: " (a guess)"}


def collect_descriptions(changes: Changes, rows: Any) -> None:
    """For an article: what it was called and known for, before and after. A confirmed guess is a change."""
    earlier = None
    for row in rows.order_by("history_id"):
        for name in ("title", *DETAILS):
            old, new = _shown(earlier, name), _shown(row, name)
            if new != old and (new or old):
                changes[row.event].append(Change(name.replace("_", " ").capitalize(), old, new or ""))
        earlier = row


def _shown(row: Any, name: str) -> str | None:
    if row is None:
        return None
    return f"{getattr(row, name)}{_FROM.get(getattr(row, f'{name}_origin'), '')}"
