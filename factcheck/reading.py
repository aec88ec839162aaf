"""What a person sees of claims: the one place where claims, passages, own verdicts and consensus are put together.

Everything is fetched through the gate and the blind rule, in a fixed number of queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from annotations.coverage import is_covered
from annotations.differences import Piece, word_difference
from annotations.models import Anchor, Article, Kind, Revision
from annotations.newest import newest_of
from annotations.quotes import same_words
from annotations.zones import boilerplate, stretches
from factcheck.access import claims_for, own_verdicts
from factcheck.accounts.models import User
from factcheck.actions.recording import state_of
from factcheck.choices import DECIDED_STATES, State
from factcheck.models import Claim, Tally, Verdict


@dataclass(slots=True)
class ClaimItem:
    """One claim as one person sees it. ``tally`` is None while the claim is blind to them."""

    claim: Claim
    mine: Verdict | None = None
    revealed: bool = False
    tally: Tally | None = None
    passages: list[Anchor] = field(default_factory=list)
    #: They answered, and took it back by undoing: the others' answers stay in sight.
    taken_back: bool = False

    @property
    def answered(self) -> bool:
        """Whether this person's verdict answers the claim's current version."""
        return self.mine is not None and self.mine.is_answer and not self.stale

    @property
    def stale(self) -> bool:
        """Whether this person's verdict judges an earlier version."""
        return self.mine is not None and self.mine.version_id != self.claim.current_version_id

    @property
    def may_confirm(self) -> bool:
        """Whether this person's answer can be given again as it is, for the words that are to be judged now."""
        return self.mine is not None and self.mine.is_answer and self.stale

    @property
    def rewording(self) -> list[Piece]:
        """The words this person judged and those that are to be judged now."""
        judged = self.mine.version.statement if self.mine is not None else ""
        return word_difference(judged, self.claim.current_version.statement)

    @property
    def decided(self) -> bool:
        """Whether an editor has approved or rejected it."""
        return self.claim.state in DECIDED_STATES


def standing_anchors() -> QuerySet[Anchor]:
    """Anchors of passages that are not withdrawn, with span and occurrence."""
    # The kind is asked for too: a span without an occurrence has none that is withdrawn.
    standing = Anchor.objects.filter(span__kind=Kind.CLAIM, span__withdrawn_at=None)
    return standing.filter(span__occurrence__withdrawn_at=None).select_related("span__occurrence")


def in_text_order(anchor: Anchor) -> tuple[int, int, int]:
    """What anchors of one text are sorted by: those without a place first, as everywhere beside the text."""
    return (
        (-1, -1, anchor.span_id)
        if anchor.start is None or anchor.end is None
        else (anchor.start, anchor.end, anchor.span_id)
    )


def items(person: User, claims: Iterable[Claim]) -> list[ClaimItem]:
    """The claims as this person sees them, in the given order; passages are left to the caller. Three queries."""
    claims = list(claims)
    ids = [claim.pk for claim in claims]
    own = {verdict.claim_id: verdict for verdict in own_verdicts(person).filter(claim__in=ids)}
    mine = {claim: verdict for claim, verdict in own.items() if verdict.withdrawn_at is None}
    revealed = set(Claim.objects.revealed_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    tallies = {tally.claim_id: tally for tally in Tally.objects.filter(claim__in=revealed)}
    return [
        ClaimItem(
            claim,
            mine.get(claim.pk),
            claim.pk in revealed,
            tallies.get(claim.pk),
            taken_back=claim.pk in own.keys() - mine.keys(),
        )
        for claim in claims
    ]


def kin_of(person: User, claim: Claim) -> QuerySet[Claim]:
    """The claims merged into this one, those in sight that were split from it, and its duplicates; oldest first.

    Duplicates are those that stand rejected as such.
    """
    split_off = Q(split_from=claim) & ~Q(state=State.WITHDRAWN)
    duplicates = Q(decision__duplicate_of=claim)
    return claims_for(person).filter(Q(merged_into=claim) | split_off | duplicates).order_by("pk")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a claim with the words around it, for somebody who judges it away from the article."""

    article: Article
    anchor: Anchor
    role: str
    before: str
    after: str

    @property
    def seen(self) -> str:
        """The token of its place as it is shown, for moving it."""
        return state_of(self.anchor)


def passages_of(claim: Claim, around: int = 240) -> list[Passage]:
    """The standing passages of a claim in the newest revision of each article, with context; one query.

    ``around`` is the number of code points shown on each side, cut at paragraph borders.
    """
    anchors = standing_anchors().filter(span__occurrence__claim=claim).select_related("revision__article")
    return [_with_context(anchor, around) for anchor in newest_of(anchors)]


def words_around(text: str, start: int, end: int, around: int) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its paragraphs, at most ``around`` code points each."""
    before = text[max(0, start - around) : start].rpartition("\n")[2]
    return before, text[end : end + around].partition("\n")[0]


def in_context(text: str, start: int, end: int, around: int = 60) -> dict[str, int | str]:
    """A stretch of a text with the words around it and the number of its paragraph, to choose it by.

    All in code points; lines without words are no paragraphs.
    """
    return {
        "paragraph": 1 + sum(bool(line.strip()) for line in text[:start].split("\n")[:-1]),
        "start": start,
        "end": end,
        "quote": text[start:end],
        "before": text[max(0, start - around) : start],
        "after": text[end : end + around],
    }


def same_words_elsewhere(claim: Claim, revision: Revision) -> list[tuple[int, int]]:
    """Where in this revision the words of the claim's passages in it stand once more; two queries.

    (start, end) in code points and text order; nothing that overlaps another, or a passage of the claim, or that is
    not article text.
    """
    anchors = standing_anchors().filter(revision=revision, span__occurrence__claim=claim)
    own = [(one.start, one.end) for one in anchors if one.start is not None and one.end is not None]
    outside = stretches(boilerplate([revision.pk])[revision.pk])
    alike: set[tuple[int, int]] = set()
    for passage in own:
        if passage not in alike:  # else all that has its words is here: asking for each of many takes seconds
            alike |= {*same_words(revision.text, *passage)}
    found: list[tuple[int, int]] = []
    for start, end in sorted(alike):
        apart = all(end <= begin or start >= upto for begin, upto in own)
        after_the_last = not found or start >= found[-1][1]
        if apart and after_the_last and not is_covered(start, revision.text[start:end], outside):
            found.append((start, end))
    return found


def _with_context(anchor: Anchor, around: int) -> Passage:
    text, occurrence = anchor.revision.text, anchor.span.occurrence
    before = after = ""
    if anchor.start is not None and anchor.end is not None:
        before, after = words_around(text, anchor.start, anchor.end, around)
    return Passage(anchor.revision.article, anchor, occurrence.get_role_display(), before, after)
