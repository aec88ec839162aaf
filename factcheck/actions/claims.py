"""Propose a claim, edit its statement, add a passage, withdraw it."""

import uuid
from dataclasses import dataclass, replace

from django.utils import timezone

from annotations import actions as text_layer
from annotations.anchoring import Placed, reanchor
from annotations.models import Kind, Revision
from annotations.quotes import checked_quote
from factcheck.accounts.models import User
from factcheck.actions.participation import stand
from factcheck.actions.recording import Recording, recording
from factcheck.actions.tally import recount
from factcheck.actions.verdicts import Answer, write_verdict
from factcheck.actions.versions import give_version
from factcheck.choices import Move, Part, Role, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, ClaimVersion, Occurrence
from factcheck.rules import require
from factcheck.transitions import after

MAX_STATEMENT = 2_000


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


def propose_claim(
    *, passage: Passage, statement: str, by: User, sensitive: bool = False, answer: Answer | None = None, key: str = ""
) -> Claim:
    """Mark the passage, make the claim with its first version and, if given, the proposer's answer.

    One event for all of it. Raises QuoteMismatch or InvalidOffsets if the passage is not what stands
    there, and Conflict if the article was corrected since and the words are not in it as they were.
    """
    require("propose", by)
    content = [passage.content(), statement, sensitive, answer.content() if answer else None]
    with recording(Verb.CLAIM_PROPOSED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        version = ClaimVersion(number=1, statement=_clean(statement), created_by=by, event=record.id)
        claim = record.write(Claim(proposer=by, sensitive=sensitive, current_version_id=version.pk))
        version.claim = claim
        version.save()
        claim.current_version = version
        _occur(record, claim, carried(passage))
        stand(claim, by, Part.PARTY, record.id)
        if answer is not None:
            write_verdict(record, claim, answer)
        recount(claim)
        return record.about(claim)


def link_passage(*, claim: Claim, passage: Passage, by: User, key: str = "") -> Occurrence:
    """Add a passage, of the same article or another one, to a claim that is open or returned."""
    require("link", by)
    content = [claim.pk, passage.content()]
    with recording(Verb.PASSAGE_LINKED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Occurrence)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        after(current.state, Move.LINK)
        passage = carried(passage)
        _refuse_twice(current, passage)
        return record.about(_occur(record, current, passage))


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


def edit_claim(*, claim: Claim, statement: str, reason: str, seen_version: uuid.UUID, by: User, key: str = "") -> Claim:
    """Give the claim a new version of its statement; answers to the old one become stale.

    Raises Conflict if the version is no longer the one the form was made from; an unchanged statement
    changes nothing.
    """
    require("edit", by, claim)
    content = [claim.pk, statement, reason, seen_version]
    with recording(Verb.CLAIM_EDITED, by=by, key=key, content=content, words=reason) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        after(current.state, Move.EDIT)
        if current.current_version_id != seen_version:
            raise Conflict("Somebody edited this statement meanwhile. Your words are kept below, beside theirs.")
        statement = _clean(statement)
        if statement == current.current_version.statement:
            return record.unchanged(current)
        if not record.words:
            raise Invalid("Say in a few words why the statement changes.", field="reason")
        stand(current, by, Part.PARTY, record.id)
        give_version(record, current, statement=statement, reason=record.words)
        return record.about(current)


def withdraw_claim(*, claim: Claim, reason: str, by: User, key: str = "") -> Claim:
    """Take a claim that is open or returned off the desk. Nothing is deleted."""
    require("withdraw", by, claim)
    with recording(Verb.CLAIM_WITHDRAWN, by=by, key=key, content=[claim.pk, reason], words=reason) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        current.state = after(current.state, Move.WITHDRAW)
        if not record.words:
            raise Invalid("Say in a few words why the claim is withdrawn.", field="reason")
        record.write(current)
        for occurrence in current.occurrences.filter(withdrawn_at=None).select_related("span"):
            occurrence.withdrawn_at = occurrence.span.withdrawn_at = timezone.now()
            record.write(occurrence)
            record.write(occurrence.span)
        return record.about(current)


def _refuse_twice(claim: Claim, passage: Passage) -> None:
    same = claim.occurrences.filter(
        withdrawn_at=None,
        span__anchors__revision=passage.revision,
        span__anchors__start=passage.start,
        span__anchors__end=passage.end,
    )
    if same.exists():
        raise Conflict("This passage belongs to that claim already.")


def _occur(record: Recording, claim: Claim, passage: Passage) -> Occurrence:
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
    return record.write(Occurrence(claim=claim, span=span, role=passage.role))


def _clean(statement: str) -> str:
    statement = " ".join(statement.split())
    if not statement:
        raise Invalid("Write the claim as one checkable statement.", field="statement")
    if len(statement) > MAX_STATEMENT:
        raise Invalid(f"A statement has at most {MAX_STATEMENT} characters; this has {len(statement)}.", "statement")
    return statement
