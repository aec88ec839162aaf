"""The talk on a claim, told under the events in which it went on."""

from datetime import datetime

from factcheck.access import remarks_for
from factcheck.accounts.models import User
from factcheck.history.entries import Changes, Show, collect
from factcheck.models import Claim, Remark, Talk


def collect_talk(changes: Changes, claim: Claim, person: User, *, revealed: bool) -> None:
    """The remarks this person may see, with every wording they had; and, if it is ``revealed``, how the talk stood."""
    visible = remarks_for(person).filter(claim=claim).values("pk")
    labels: dict[str, tuple[str, Show]] = {"words": ("Remark", str), "withdrawn_at": ("Remark withdrawn", _when)}
    collect(changes, Remark.history.filter(id__in=visible), labels)
    if revealed:  # that it was resolved tells that others said something
        collect(changes, Talk.history.filter(claim=claim), {"resolved_at": ("Talk resolved", _when)})


def _when(value: datetime | None) -> str:
    return f"{value:%d %B %Y, %H:%M}" if value else ""
