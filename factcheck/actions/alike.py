"""Claims that a passage may belong to: on the same place of the text, or on the same words anywhere."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import Anchor, Kind, Revision
from annotations.quotes import trim
from annotations.resemblance import Likeness, is_same_place, likest, overlap, starts_near, words_key
from factcheck.choices import Move, State
from factcheck.errors import AlreadyClaimed
from factcheck.transitions import moves_from

#: So many claims are offered for a passage.
MOST = 5
#: So many passages with the same words in other articles are looked at, those of the newest texts.
ELSEWHERE = 100


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim on a passage like the one that was asked about."""

    claim: int
    likeness: Likeness
    #: Whether its state lets a passage be added.
    takes: bool


def claims_alike(revision: Revision, start: int, end: int) -> list[Alike]:
    """The claims that ``text[start:end]`` may belong to, MOST at most, each with its likest passage.

    Those on a stretch of this revision with which it shares 0.8 of the union, and those on the same words here or
    in the newest text of any article, quotes, dashes and white space aside. First those that take a passage, among
    them the likest. What anybody answered makes no difference. Two queries, by index; raises InvalidOffsets.
    """
    start, end = trim(revision.text, start, end)
    key = words_key(revision.text[start:end])
    states: dict[int, str] = {}
    found: list[tuple[int, Likeness]] = []
    for claim, state, likeness in (*_here(revision, start, end, key), *_elsewhere(revision, key)):
        states[claim] = state
        found.append((claim, likeness))
    alike = [Alike(claim, likeness, Move.LINK in moves_from(states[claim])) for claim, likeness in likest(found)]
    return sorted(alike, key=lambda one: not one.takes)[:MOST]


def refuse_alike(revision: Revision, start: int, end: int, seen: Collection[int]) -> None:
    """Raise AlreadyClaimed if the passage may belong to a claim that is not among those ``seen``."""
    new = [one.claim for one in claims_alike(revision, start, end) if one.claim not in seen]
    if new:
        raise AlreadyClaimed(
            f"{_numbers(new)} on these words. Add the passage to it, or save yours as a claim of its own."
        )


def _numbers(claims: list[int]) -> str:
    if len(claims) == 1:
        return f"Claim {claims[0]} is"
    return f"Claims {', '.join(map(str, claims[:-1]))} and {claims[-1]} are"


_Found = tuple[int, str, Likeness]


def _here(revision: Revision, start: int, end: int, key: str) -> Iterator[_Found]:
    near = Q(start__range=starts_near(start, end))
    anchors = _claimed().filter(near | Q(words_key=key) if key else near, revision=revision)
    rows = anchors.values_list(
        "span__occurrence__claim_id", "span__occurrence__claim__state", "start", "end", "words_key"
    )
    for claim, state, begin, upto, its_key in rows:
        share, same = 0.0, bool(key) and its_key == key
        if begin is not None and upto is not None and is_same_place((start, end), (begin, upto)):
            share = overlap((start, end), (begin, upto))
        if share or same:
            yield claim, state, Likeness(share, same, same_text=True)


def _elsewhere(revision: Revision, key: str) -> Iterator[_Found]:
    if not key:
        return
    later = Revision.objects.filter(article=OuterRef("revision__article"), number__gt=OuterRef("revision__number"))
    anchors = _claimed().filter(~Exists(later), words_key=key).exclude(revision__article=revision.article_id)
    rows = anchors.order_by("-revision_id", "-pk").values_list(
        "span__occurrence__claim_id", "span__occurrence__claim__state"
    )
    for claim, state in rows[:ELSEWHERE]:
        yield claim, state, Likeness(0.0, same_words=True, same_text=False)


def _claimed() -> QuerySet[Anchor]:
    """Anchors of passages that stand, and of those that went with a withdrawn claim; not those of a merged one."""
    stands = Q(span__withdrawn_at=None, span__occurrence__withdrawn_at=None)
    withdrawn = Q(span__occurrence__claim__state=State.WITHDRAWN)
    claimed = Anchor.objects.filter(stands | withdrawn, span__kind=Kind.CLAIM, span__occurrence__isnull=False)
    return claimed.filter(span__occurrence__claim__merged_into=None)
