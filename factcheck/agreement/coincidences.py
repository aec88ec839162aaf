"""Which labels met on the same claim: where people part, and what alpha is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from factcheck.agreement.ratings import Row, gather


@dataclass(frozen=True, slots=True)
class Coincidences:
    """The table of who-chose-what pairs, every two labels included, in the order in which they are offered.

    ``pairs`` counts pairs of people on the same claim, once: its keys have the earlier label first. ``weights`` is
    Krippendorff's matrix: both ways round, and each claim with as much weight as it has ratings, so that its rows
    sum to the ratings of that label on shared claims.
    """

    pairs: Mapping[tuple[str, str], int]
    weights: Mapping[tuple[str, str], float]


def coincidences(rows: Iterable[Row], labels: Sequence[str]) -> Coincidences:
    """Count them; claims with a single rating have none. Order of the rows and errors as in ``gather``.

    Krippendorff (2011), "Computing Krippendorff's alpha-reliability": o_ck is the sum over claims of the number of
    c-k pairs in the claim, over m_u - 1.
    """
    ratings = gather(rows, labels)
    ordered: dict[tuple[str, str], int] = dict.fromkeys(product(ratings.labels, ratings.labels), 0)
    weights: dict[tuple[str, str], float] = dict.fromkeys(ordered, 0.0)
    for pattern, claims in ratings.patterns().items():
        people, counts = sum(pattern), dict(zip(ratings.labels, pattern, strict=True))
        for one, other in ordered if people > 1 else ():
            met = claims * counts[one] * (counts[other] - (one == other))
            ordered[one, other] += met
            weights[one, other] += met / (people - 1)
    once = combinations_with_replacement(ratings.labels, 2)
    return Coincidences({(one, other): ordered[one, other] // (1 + (one == other)) for one, other in once}, weights)
