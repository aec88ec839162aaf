"""Figures of agreement, of many claims and with many resamples."""

import random
from collections import Counter
from functools import partial

from bench.timing import compare
from factcheck.agreement import Row, agreement, pairs

LABELS = ("verified", "disputed", "unverified")


def some_rows(claims: int, people: int) -> list[Row]:
    """Everybody rates every claim, and sees what is there seven times in ten."""
    rng = random.Random(0)
    rows = []
    for claim in range(claims):
        truth = rng.choice(LABELS)
        given = [truth if rng.random() < 0.7 else rng.choice(LABELS) for _ in range(people)]
        rows += [Row(claim, person, label) for person, label in enumerate(given)]
    return rows


def print_agreement() -> None:
    rows = some_rows(10_000, 5)
    floor, name = partial(count, rows), "counting the rows once"
    compare("agreement, 10,000 claims × 5, 1,000 resamples", partial(agreement, rows, LABELS), floor, name)
    compare("the same without resamples", partial(agreement, rows, LABELS, rounds=0), floor, name)
    compare("every two of the five people", partial(pairs, rows, LABELS), floor, name)
    crowd = some_rows(10_000, 20)
    floor = partial(count, crowd)
    compare("agreement, 10,000 claims × 20, 1,000 resamples", partial(agreement, crowd, LABELS), floor, name)


def count(rows: list[Row]) -> Counter[tuple[int, str]]:
    return Counter((row.claim, row.label) for row in rows)
