"""The passages of a claim: stretches of articles where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotations import actions as text_layer
from annotations.anchoring import Placed, reanchor
from annotations.models import OPEN_STATES, Anchor, Kind, Revision, Span
from annotations.quotes import checked_quote, trim
from factcheck.accounts.models import User
from factcheck.actions.boilerplate import refuse_in_boilerplate
from factcheck.actions.recording import Recording, recording, state_of
from factcheck.choices import Move, Role, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Occurrence
from factcheck.rules import require
from factcheck.transitions import after


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a revision as the person saw it: code points, end exclusive, and the words there."""

    revision: Revision
    start: int
    end: int
    quote: str
    role: Role = Role.ASSERTION
    #: The number of the origin that is named for it, if one is.
    origin: int | None = None

    def content(self) -> list[object]:
        """What identifies it in an idempotency check."""
        return [self.revision.pk, self.start, self.end, self.quote, self.role]


def link_passage(*, claim: Claim, passage: Passage, by: User, key: str = "") -> Occurrence:
    """Add one passage to a claim; as ``link_passages``."""
    (occurrence,) = link_passages(claim=claim, passages=[passage], by=by, key=key)
    return occurrence


def link_passages(*, claim: Claim, passages: Sequence[Passage], by: User, key: str = "") -> list[Occurrence]:
    """Add passages, of the same article or others, to a claim that is open or returned; return them in order.

    One event, about the claim's first new occurrence. All or none: raises Conflict if one belongs to the claim
    already or is given twice, and as ``propose_claim`` does.
    """
    require("link", by)
    if not passages:
        raise Invalid("There is no passage to add.")
    content = [claim.pk, [passage.content() for passage in passages]]
    with recording(Verb.PASSAGE_LINKED, by=by, key=key, content=content) as record:
        if record.repeated(Occurrence) is not None and record.earlier is not None:
            # By their history, which keeps the event: a row's own is that of its latest change.
            made = Occurrence.history.filter(event=record.earlier.id).values("id")
            return list(Occurrence.objects.filter(pk__in=made).order_by("id"))
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        after(current.state, Move.LINK)
        moved = carried(passages)
        _refuse_twice(current, moved)
        linked = occur(record, current, moved)
        record.about(linked[0])
        return linked


def move_passage(*, anchor: Anchor, place: tuple[int, int, str], seen: str, by: User, key: str = "") -> Anchor:
    """Move the edges of a claim's passage to a place (start, end, words: code points); return its anchor.

    What is judged is the statement: as with adding a passage, no answer becomes stale by it. The new place shares
    words with the old one, or it would be another passage. ``seen`` is the ``state_of`` the anchor the person
    saw: raises Conflict if it was moved since, if the article has a newer revision, or if the place is in doubt;
    Invalid if the places share nothing; and as ``propose_claim`` does. The place it has already changes nothing.
    """
    claim = Claim.objects.get(occurrences__span=anchor.span_id)
    require("edit", by, claim)
    with recording(Verb.PASSAGE_MOVED, by=by, key=key, content=[anchor.pk, place, seen]) as record:
        if (earlier := record.repeated(Anchor)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        after(current.state, Move.LINK)
        moved = _as_seen(anchor, seen)
        text = moved.revision.text
        checked_quote(text, *place)
        start, end = trim(text, *place[:2])
        if (start, end) == (moved.start, moved.end):
            return record.unchanged(moved)
        if moved.start is None or moved.end is None or start >= moved.end or end <= moved.start:
            raise Invalid("These words share none with the passage. Mark them as a passage of their own.", "words")
        refuse_in_boilerplate(moved.revision, [(start, text[start:end])])
        _refuse_twice(current, [Passage(moved.revision, start, end, text[start:end])])
        place = start, end, text[start:end]
        text_layer.settle_anchor(anchor=moved, place=place, by=by, event=record.id, reason=record.reason)
        return record.about(moved)


def _as_seen(anchor: Anchor, seen: str) -> Anchor:
    """The anchor, locked, if it stands in the newest text as the person saw it."""
    current = (
        Anchor.objects.select_for_update(of=["self"]).select_related("revision", "span__occurrence").get(pk=anchor.pk)
    )
    newest = Revision.objects.filter(article_id=current.revision.article_id).order_by("-number")[0]
    if newest != current.revision:
        raise Conflict("The text was corrected meanwhile. Open the article again and move the passage there.")
    if current.span.withdrawn_at is not None or current.span.occurrence.withdrawn_at is not None:
        raise Conflict("This passage was taken off the claim.")
    if current.state in OPEN_STATES and current.settled_by_id is None:
        raise Conflict("The place of this passage is in doubt. An editor settles it first.")
    if state_of(current) != seen:
        raise Conflict("Somebody moved this passage meanwhile. This is where it stands now.")
    return current


def carried(passages: Sequence[Passage]) -> list[Passage]:
    """The passages in the newest revision of their article, in order, if the same words still stand there.

    Marks are sent for the text the person read. Raises Conflict if a correction since then altered the words of
    one or left its place in doubt, and QuoteMismatch or InvalidOffsets if they never stood there.
    """
    found: dict[int, Passage] = {}
    by_revision: dict[Revision, list[int]] = defaultdict(list)
    for at, passage in enumerate(passages):
        by_revision[passage.revision].append(at)
    for revision, places in by_revision.items():
        newest = Revision.objects.filter(article_id=revision.article_id).order_by("-number")[0]
        if newest == revision:
            found |= {at: passages[at] for at in places}
            continue
        for at in places:
            checked_quote(revision.text, passages[at].start, passages[at].end, passages[at].quote)
        spans = [Placed(at, passages[at].start, passages[at].end) for at in places]
        for outcome in reanchor(revision.text, newest.text, spans):
            if outcome.state != "kept" or outcome.start is None or outcome.end is None:
                raise Conflict(
                    "The text of this article was corrected meanwhile. Open it again and mark the words there."
                )
            found[outcome.id] = replace(passages[outcome.id], revision=newest, start=outcome.start, end=outcome.end)
    return [found[at] for at in range(len(passages))]


def occur(record: Recording, claim: Claim, passages: Sequence[Passage]) -> list[Occurrence]:
    """Mark the passages and join them to a locked claim, within an event under way; return them in order.

    The few statements are the same for one and for many. None in boilerplate: Conflict.
    """
    spans: dict[int, Span] = {}
    for revision in {passage.revision for passage in passages}:
        there = [at for at, passage in enumerate(passages) if passage.revision == revision]
        places = [(passages[at].start, passages[at].end, passages[at].quote) for at in there]
        refuse_in_boilerplate(revision, [(start, quote) for start, _, quote in places])
        marked = text_layer.mark_spans(
            revision=revision, places=places, kind=Kind.CLAIM, by=record.by, event=record.id, reason=record.reason
        )
        spans |= dict(zip(there, marked, strict=True))
    return list(
        record.write_many(
            [
                Occurrence(claim=claim, span=spans[at], role=passage.role, origin_id=passage.origin)
                for at, passage in enumerate(passages)
            ]
        )
    )


def has_passage(claim: Claim, passage: Passage) -> bool:
    """Whether this very stretch is a passage of the claim, white space at its edges aside. Raises InvalidOffsets."""
    return _place(passage) in _taken(claim)


def _taken(claim: Claim) -> set[tuple[int, int, int]]:
    """Where passages of the claim stand, in newer texts and older ones: revision, start, end."""
    standing = claim.occurrences.filter(withdrawn_at=None, span__anchors__start__isnull=False)
    return set(standing.values_list(*(f"span__anchors__{name}" for name in ("revision_id", "start", "end"))))


def _place(passage: Passage) -> tuple[int, int, int]:
    return (passage.revision.pk, *trim(passage.revision.text, passage.start, passage.end))


def _refuse_twice(claim: Claim, passages: Iterable[Passage]) -> None:
    """Raise Conflict if the claim has one of these passages already, or one is there twice; white space aside."""
    taken = _taken(claim)
    for passage in passages:
        if (place := _place(passage)) in taken:
            raise Conflict("This passage belongs to that claim already.")
        taken.add(place)
