"""Agreement over time, by the month or the week of the decision."""

from datetime import UTC, date, datetime
from unittest import mock

import pytest

from factcheck.choices import Move, Rating
from factcheck.overview.sight import Sight
from factcheck.overview.times import Times, times
from factcheck.scope import Scope
from tests.desk import propose, rate, rule_on

V, D = Rating.VERIFIED, Rating.DISPUTED


@pytest.fixture
def decided_on(ada, bo, emil, cleo, gus, revision):
    """What stands of claims decided on these days, the first of which two people part on."""

    def found(*days: str) -> Times:
        for number, (day, words) in enumerate(zip(days, ("night", "Officials", "1954"), strict=False)):
            claim = propose(ada, revision, words)
            rate(claim, bo, V), rate(claim, emil, V if number else D)
            with mock.patch("django.utils.timezone.datetime", wraps=datetime) as clock:
                clock.now.return_value = datetime.fromisoformat(day).replace(tzinfo=UTC)
                rule_on(claim, gus, Move.OVERRIDE if not number else Move.APPROVE,
                        **({} if number else {"rating": V, "reason": "So it is."}))  # fmt: skip
        return times(Sight(cleo, Scope()))

    return found


def test_nothing_decided_is_nothing(decided_on):
    assert decided_on().steps == []


def test_within_a_quarter_it_goes_by_week(decided_on):
    found = decided_on("2025-03-03T00:00", "2025-03-09T23:59", "2025-03-10T00:00")
    assert (found.by, [(step.label, step.since, step.until, step.claims, step.percent) for step in found.steps]) == (
        "week",
        [
            ("3 Mar", date(2025, 3, 3), date(2025, 3, 9), 2, "50 %"),
            ("10 Mar", date(2025, 3, 10), date(2025, 3, 16), 1, "100 %"),
        ],
    )


def test_else_it_goes_by_month_of_the_desks_own_days(decided_on, settings):
    settings.TIME_ZONE = "America/New_York"
    found = decided_on("2025-03-01T04:59", "2025-03-01T05:00", "2025-12-31T12:00")
    assert (found.by, [(step.label, step.since, step.until, step.claims, step.percent) for step in found.steps]) == (
        "month",
        [
            ("Feb 2025", date(2025, 2, 1), date(2025, 2, 28), 1, "0 %"),
            ("Mar 2025", date(2025, 3, 1), date(2025, 3, 31), 1, "100 %"),
            ("Dec 2025", date(2025, 12, 1), date(2025, 12, 31), 1, "100 %"),
        ],
    )
    assert [point.sure for point in found.chart.points] == [False, False, False]


def test_a_claim_in_work_is_not_measured(decided_on, claim, bo, emil, cleo):
    rate(claim, bo, V), rate(claim, emil, D)
    Sight(cleo, Scope()).note()
    assert decided_on().steps == []
