"""Rows as they come, claims as they are counted. What is counted depends on no order of the rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: How many people gave each of the labels to one claim, in the order of the labels.
Pattern = tuple[int, ...]


class Row(NamedTuple):
    """One person's rating of one claim. An abstention is no rating and no row."""

    claim: int
    person: int
    label: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """The labels that were offered, used or not, and what each person gave to each claim."""

    labels: tuple[str, ...]
    claims: Mapping[int, Mapping[int, str]]

    def people(self) -> set[int]:
        """Everybody who gave a rating."""
        return {person for given in self.claims.values() for person in given}

    def shared(self) -> list[Mapping[int, str]]:
        """What people gave to the claims that have two ratings or more."""
        return [given for given in self.claims.values() if len(given) > 1]

    def patterns(self) -> dict[Pattern, int]:
        """How many claims have each pattern: the most frequent first, of equals the smallest."""
        counted = Counter(self._pattern(given) for given in self.claims.values())
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def _pattern(self, given: Mapping[int, str]) -> Pattern:
        labels = list(given.values())
        return tuple(map(labels.count, self.labels))


def gather(rows: Iterable[Row], labels: Sequence[str]) -> Ratings:
    """Put the rows together by claim, in any order.

    ValueError for fewer than two labels or one label twice, for a row with a label that was not offered, and for
    two rows of one person on one claim.
    """
    offered = tuple(labels)
    if len(set(offered)) != len(offered) or len(offered) < 2:
        raise ValueError("two labels or more are offered, each once")
    claims: dict[int, dict[int, str]] = {}
    for claim, person, label in rows:
        given = claims.setdefault(claim, {})
        if person in given:
            raise ValueError(f"person {person} rates claim {claim} twice")
        if label not in offered:
            raise ValueError(f"nobody was offered {label!r}")
        given[person] = label
    return Ratings(offered, claims)
