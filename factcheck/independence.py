"""On how many origins a claim rests: two articles that repeat one call are two articles and one origin. Pure.

Nothing here depends on what anybody answered, so everybody may see it before they do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.choices import Role

#: Who denies a claim is no source of it.
CARRYING = frozenset(Role) - {Role.DENIAL}


@dataclass(frozen=True, slots=True)
class Said:
    """One standing passage: in which article, as what, and what is known of where the article has it from.

    ``origin`` is named for this very passage, ``of_article`` for the article as a whole, ``copy_of`` the article it
    is a copy of; None where nobody said.
    """

    article: int
    role: Role
    origin: int | None = None
    of_article: int | None = None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Independence:
    """How many articles carry a claim, on how many origins they rest, and which of these have a name.

    ``unnamed`` of the origins are only taken for origins of their own, because nobody said more.
    """

    articles: int
    origins: int
    named: frozenset[int]
    unnamed: int


def independence(passages: Iterable[Said]) -> Independence:
    """Count the articles and the origins of a claim's standing passages; denials carry nothing.

    What is named for a passage goes before what is named for its article, and that before what is named for the
    article it is a copy of. Where nobody named anything the article, or the one it is a copy of, counts as an origin
    of its own: once, however often it says it, and not beside an origin that is named for another of its passages.
    """
    carrying = [one for one in passages if one.role in CARRYING]
    known = {one.article: one for one in carrying}
    lines = {article: [*_line(article, known)] for article in known}
    named = {(lines[one.article][-1], origin) for one in carrying if (origin := _named(one, lines[one.article], known))}
    origins = {origin for _, origin in named}
    own = {line[-1] for line in lines.values()} - {root for root, _ in named}
    return Independence(len(known), len(origins) + len(own), frozenset(origins), len(own))


def _named(one: Said, line: Iterable[int], known: Mapping[int, Said]) -> int | None:
    """The origin that is named for a passage, or else for the first of its article and those it is a copy of."""
    return one.origin or next((known[at].of_article for at in line if at in known and known[at].of_article), None)


def _line(article: int, known: Mapping[int, Said]) -> Iterator[int]:
    """The article, the one it is a copy of, and so on as far as it is known; each once."""
    seen: set[int] = set()
    at: int | None = article
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = known[at].copy_of if at in known else None
