"""Two people at a time: what one chose where the other chose what, and Cohen's kappa."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from factcheck.agreement.ratings import Row, gather
from factcheck.agreement.words import ONE_LABEL, Figure

Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, ``one`` with the smaller id, on the ``claims`` that both rated.

    ``cells`` counts these by what ``one`` and what ``other`` chose, every two labels included, both in the order in
    which they are offered. ``percent`` is 0 to 1.
    """

    one: int
    other: int
    claims: int
    cells: Cells
    percent: float
    kappa: Figure


def pairs(rows: Iterable[Row], labels: Sequence[str]) -> list[Pair]:
    """Return every two people who both rated a claim, by their ids. Order of the rows and errors as in ``gather``."""
    ratings = gather(rows, labels)
    met = Counter(two for given in ratings.shared() for two in combinations(sorted(given.items()), 2))
    counted: dict[tuple[int, int], dict[tuple[str, str], int]] = {}
    for ((one, its), (other, others)), claims in met.items():
        cells = counted.setdefault((one, other), dict.fromkeys(product(ratings.labels, ratings.labels), 0))
        cells[its, others] = claims
    return [_pair(one, other, cells, ratings.labels) for (one, other), cells in sorted(counted.items())]


def _pair(one: int, other: int, cells: Cells, labels: Sequence[str]) -> Pair:
    claims = sum(cells.values())
    same = sum(cells[label, label] for label in labels)
    return Pair(one, other, claims, cells, same / claims, cohen_kappa(cells, labels))


def cohen_kappa(cells: Cells, labels: Sequence[str]) -> Figure:
    """Return Cohen's kappa; chance is the sum over labels of the product of what part of the claims each gave it to.

    ONE_LABEL if both gave the same one throughout. ``cells`` has a claim or more, and all labels both ways.

    Cohen (1960), "A coefficient of agreement for nominal scales". In whole numbers up to the division.
    """
    claims = sum(cells.values())
    same = sum(cells[label, label] for label in labels)
    by_chance = sum(
        sum(cells[label, other] for other in labels) * sum(cells[other, label] for other in labels) for label in labels
    )
    if by_chance == claims * claims:
        return ONE_LABEL
    return (claims * same - by_chance) / (claims * claims - by_chance)
