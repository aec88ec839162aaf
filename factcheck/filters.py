"""Which of the claims beside a text are listed: one question at a time, asked of what this one person sees.

Nothing is fetched here: a question reads light rows, and so nothing that others answered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factcheck.choices import ANSWERABLE_STATES, Rating, State
from factcheck.drawing import Row


@dataclass(frozen=True, slots=True)
class Filter:
    """A question to the passages of a claim: one that ``holds`` is enough. ``own`` ones ask what this person did."""

    token: str
    label: str
    holds: Callable[[Row], bool]
    own: bool = False


#: The tone of what is drawn as disputed: by one's own answer, or as approved.
_DISPUTED = frozenset({Rating.DISPUTED, f"{Rating.DISPUTED}-final"})

#: In the order in which they are offered. Withdrawn claims do not stand beside a text.
FILTERS = (
    Filter("unanswered", "Unanswered", lambda row: row.state in ANSWERABLE_STATES and not row.answered, own=True),
    Filter("stale", "Stale", lambda row: row.state in ANSWERABLE_STATES and row.stale, own=True),
    Filter("mine", "Mine", lambda row: row.mine, own=True),
    Filter("disputed", "Disputed", lambda row: row.tone in _DISPUTED),
    Filter("doubt", "Place in doubt", lambda row: row.waits),
    Filter("open", "Open", lambda row: row.state == State.OPEN),
    Filter("returned", "Returned", lambda row: row.state == State.RETURNED),
    Filter("approved", "Approved", lambda row: row.state == State.APPROVED),
    Filter("rejected", "Rejected", lambda row: row.state == State.REJECTED),
)
_BY_TOKEN = {one.token: one for one in FILTERS}


def asked(token: str) -> Filter | None:
    """The filter of that name; None, which lists all claims, for what names none."""
    return _BY_TOKEN.get(token)


def claims_in(rows: Iterable[Row], one: Filter) -> set[int]:
    """The claims that the filter lets through."""
    return {row.claim for row in rows if one.holds(row)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as it is offered: with how many claims it lists, and whether it is the present one."""

    token: str
    label: str
    count: int
    current: bool


def offered(rows: Iterable[Row], present: Filter | None, *, own: bool) -> list[Choice]:
    """The filters that list something, and the present one; those about one's own work only for who has any."""
    rows = list(rows)
    counted = [
        Choice(one.token, one.label, len(claims_in(rows, one)), one is present)
        for one in FILTERS
        if own or not one.own or one is present
    ]
    return [choice for choice in counted if choice.count or choice.current]
