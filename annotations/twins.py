"""Which articles have a text already, or nearly: looked up before one is stored, so that a person can decide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import transaction

from annotations.incoming import Incoming
from annotations.likeness import Fingerprint, fingerprint, near_pairs
from annotations.models import Article, Revision, Sketch

#: So many missing sketches are made before a text is looked up: about half a second's work.
AT_ONCE = 500
#: So many matches of one text are named.
MOST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What has a text or nearly has it: ``original`` is an article, or the number, from 0, of an earlier text.

    ``likeness`` is the estimated share of runs of words in common, 0 to 1; ``identical`` is to the character.
    """

    original: Article | int
    likeness: float = 1.0
    identical: bool = False

    @property
    def share(self) -> str:
        """The likeness in words."""
        return f"about {self.likeness:.0%} of its words in the same order".replace("%", "\N{NO-BREAK SPACE}%")

    @property
    def article(self) -> Article | None:
        """The article; None for a text that comes in the same batch."""
        return None if isinstance(self.original, int) else self.original


def sketch_missing(limit: int = AT_ONCE) -> int:
    """Sketch revisions that have no sketch yet, the newest first, ``limit`` at most; say how many. Idempotent.

    A revision beyond the limit is not found by its likeness until a later call comes to it, by its exact text always.
    """
    missing = Revision.objects.filter(sketch=None).order_by("-pk").values_list("pk", flat=True)[:limit]
    found = Revision.objects.filter(pk__in=list(missing)).values_list("pk", "text")
    sketches = [Sketch(revision_id=pk, fingerprint=fingerprint(text)) for pk, text in found.iterator()]
    if sketches:
        with transaction.atomic():
            # Somebody else may have made the same ones meanwhile.
            Sketch.objects.bulk_create(sketches, ignore_conflicts=True)
    return len(sketches)


def look_up(incoming: Sequence[Incoming]) -> list[list[Match]]:
    """For each text what has it: identical ones first, then the likest, then the oldest; MOST at most.

    Every revision counts, the newest and the earlier ones; without a sketch only if it is identical.
    Takes four queries at most, and for 10,000 sketches some tenths of a second.
    """
    prints = [fingerprint(one.decoded.text) for one in incoming]
    near = near_pairs(prints, _sketches())
    nearly = {twin.id for twins in near for twin in twins}
    holders = dict(Revision.objects.filter(pk__in=nearly).values_list("pk", "article_id")) if nearly else {}
    identical = identical_articles(incoming)
    wanted = {*holders.values(), *chain.from_iterable(identical.values())}
    articles = Article.objects.in_bulk(wanted) if wanted else {}
    found: list[list[Match]] = []
    for number, (one, stored, among) in enumerate(
        zip(incoming, near, near_pairs(prints, enumerate(prints)), strict=True)
    ):
        same = [Match(articles[pk], identical=True) for pk in identical.get(one.sha256, ())]
        same += [Match(at, identical=True) for at in range(number) if incoming[at].sha256 == one.sha256]
        like = [Match(articles[holders[twin.id]], likeness=twin.likeness) for twin in stored]
        like += [Match(twin.id, likeness=twin.likeness) for twin in among if twin.id < number]
        found.append(_once([*same, *sorted(like, key=lambda match: -match.likeness)])[:MOST])
    return found


def identical_articles(incoming: Iterable[Incoming]) -> dict[str, list[int]]:
    """By the SHA-256 of each text that is here: the ids of articles that have it, or had it earlier, oldest first."""
    found: dict[str, list[int]] = {}
    wanted = sorted({one.sha256 for one in incoming})
    for at in range(0, len(wanted), 500):
        rows = Revision.objects.filter(sha256__in=wanted[at : at + 500]).values_list("sha256", "article_id")
        for sha256, article in rows.order_by("article_id").distinct():
            found.setdefault(sha256, []).append(article)
    return found


def _sketches() -> Iterator[tuple[int, Fingerprint]]:
    stored: Any = Sketch.objects.values_list("revision_id", "fingerprint")
    return iter(stored.iterator(chunk_size=2_000))


def _once(matches: Iterable[Match]) -> list[Match]:
    """The first match of each original."""
    first: dict[Article | int, Match] = {}
    for match in matches:
        first.setdefault(match.original, match)
    return list(first.values())
