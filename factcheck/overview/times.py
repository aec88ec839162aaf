"""Agreement over time: first blind ratings of decided claims, by the month or week of the decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from factcheck.agreement import NotEstimable, Row, agreement
from factcheck.agreement.figures import ENOUGH_CLAIMS
from factcheck.charts import Curve, curve
from factcheck.measures import LABELS, in_percent, in_words
from factcheck.models import FirstAnswer
from factcheck.overview.sight import Sight

#: If the decisions lie within so many days they are put together by week, else by month.
_BY_WEEK = 91


@dataclass(frozen=True, slots=True)
class Step:
    """One month or week: ``since`` is its first day, ``until`` its last."""

    since: date
    until: date
    label: str
    claims: int
    people: int
    percent: str
    alpha: str
    ac1: str


@dataclass(frozen=True, slots=True)
class Times:
    """The steps, oldest first, without those in which nothing was decided; ``by`` is "month" or "week"."""

    by: str
    steps: list[Step]
    chart: Curve


def times(sight: Sight) -> Times:
    """Measure each month or week; one query. Without intervals: the page of agreement has them."""
    given = FirstAnswer.objects.filter(blind=True, version__claim__in=sight.decided.values("pk")).exclude(rating="")
    days: dict[date, list[Row]] = {}
    for at, version, person, rating in given.values_list(
        "version__claim__decision__decided_at", "version", "reviewer", "rating"
    ):
        days.setdefault(timezone.localtime(at).date(), []).append(Row(version.int, person, rating))
    by_week = bool(days) and (max(days) - min(days)).days <= _BY_WEEK
    rows: dict[date, list[Row]] = {}
    for day, its in days.items():
        rows.setdefault(_monday(day) if by_week else day.replace(day=1), []).extend(its)
    measured = [_step(since, rows[since], _sunday if by_week else _last_of_month) for since in sorted(rows)]
    return Times("week" if by_week else "month", [step for step, _, _ in measured], curve([
        (step.label, figure, sure) for step, figure, sure in measured
    ]))  # fmt: skip


def _step(since: date, rows: list[Row], last: Callable[[date], date]) -> tuple[Step, float | None, bool]:
    found = agreement(rows, LABELS, rounds=0)
    percent = found.percent
    label = f"{since:%b %Y}" if since.day == 1 and last is _last_of_month else f"{since.day} {since:%b}"
    figures = in_percent(percent.value), in_words(found.alpha.value), in_words(found.ac1.value)
    step = Step(since, last(since), label, percent.claims, percent.people, *figures)
    value = None if isinstance(percent.value, NotEstimable) else percent.value
    return step, value, percent.claims >= ENOUGH_CLAIMS


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _sunday(monday: date) -> date:
    return monday + timedelta(days=6)


def _last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
