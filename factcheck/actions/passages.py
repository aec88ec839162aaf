"""The passages of a claim: stretches of articles where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations import actions as text_layer
from annotations.anchoring import Placed, reanchor
from annotations.models import Kind, Revision
from annotations.quotes import checked_quote
from factcheck.accounts.models import User
from factcheck.actions.boilerplate import refuse_in_boilerplate
from factcheck.actions.recording import Recording, recording
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
        linked = []
        for passage in map(carried, passages):
            _refuse_twice(current, passage)
            linked.append(occur(record, current, passage))
        record.about(linked[0])
        return linked


def carried(passage: Passage) -> Passage:
    """The passage in the newest revision of its article, if the same words still stand there.

    Marks are sent for the text the person read. Raises Conflict if a correction since then altered the
    words or left their place in doubt, and QuoteMismatch or InvalidOffsets if they never stood there.
    """
    newest = Revision.objects.filter(article_id=passage.revision.article_id).order_by("-number")[0]
    if newest == passage.revision:
        return passage
    checked_quote(passage.revision.text, passage.start, passage.end, passage.quote)
    (found,) = reanchor(passage.revision.text, newest.text, [Placed(0, passage.start, passage.end)])
    if found.state != "kept" or found.start is None or found.end is None:
        raise Conflict("The text of this article was corrected meanwhile. Open it again and mark the words there.")
    return replace(passage, revision=newest, start=found.start, end=found.end)


def occur(record: Recording, claim: Claim, passage: Passage) -> Occurrence:
    """Mark the passage and join it to a locked claim, within an event under way. Not in boilerplate: Conflict."""
    span = text_layer.mark_span(
        revision=passage.revision,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        kind=Kind.CLAIM,
        by=record.by,
        event=record.id,
        reason=record.reason,
    )
    refuse_in_boilerplate(passage.revision, passage.start, passage.quote)
    return record.write(Occurrence(claim=claim, span=span, role=passage.role))


def _refuse_twice(claim: Claim, passage: Passage) -> None:
    same = claim.occurrences.filter(
        withdrawn_at=None,
        span__anchors__revision=passage.revision,
        span__anchors__start=passage.start,
        span__anchors__end=passage.end,
    )
    if same.exists():
        raise Conflict("This passage belongs to that claim already.")
