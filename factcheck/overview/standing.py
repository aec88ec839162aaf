"""Claims by state and outcome."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from factcheck.charts import Bars, bars
from factcheck.choices import ANSWERABLE_STATES, Outcome, State
from factcheck.models.claim import ClaimQuerySet
from factcheck.overview.sight import Sight


@dataclass(frozen=True, slots=True)
class Standing:
    """The table, one row for each outcome and what is said of it, one count for each ``State``; and its chart.

    Outcomes of decided claims are those at the decision. ``own`` counts the claims in work that one takes part in,
    of which no outcome is told, as of withdrawn ones; ``all`` counts every claim.
    """

    outcomes: list[tuple[Outcome, list[int]]]
    own: list[int]
    all: list[int]
    chart: Bars


def standing(sight: Sight) -> Standing:
    """Count the claims; four queries."""
    found: Counter[tuple[str, str]] = Counter()
    for claims, outcome in ((sight.in_work, "tally__outcome"), (sight.decided, "decision__outcome")):
        for state, told, count in claims.values_list("state", outcome).annotate(Count("pk")):
            found[state, told] += count
    return Standing(
        [(outcome, [found[state, outcome] for state in State]) for outcome in Outcome],
        # Counted by state alone, which everybody sees of every claim.
        own=_by_state(sight.own),
        all=_by_state(sight.all),
        chart=bars(_bar(found, outcome) for outcome in Outcome),
    )


def _by_state(claims: ClaimQuerySet) -> list[int]:
    counts = dict(claims.values_list("state").annotate(Count("pk")))
    return [counts.get(state, 0) for state in State]


def _bar(found: Counter[tuple[str, str]], outcome: Outcome) -> tuple[str, int, int]:
    open_ones = sum(found[state, outcome] for state in ANSWERABLE_STATES)
    return str(outcome.label), sum(found[state, outcome] for state in State) - open_ones, open_ones
