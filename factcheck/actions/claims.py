"""Propose a claim, edit its statement, withdraw it."""

import uuid
from collections.abc import Collection

from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.actions.alike import refuse_alike
from factcheck.actions.answers import Answer
from factcheck.actions.participation import stand
from factcheck.actions.passages import Passage, carried, occur
from factcheck.actions.recording import Recording, recording
from factcheck.actions.tally import begin, recount
from factcheck.actions.verdicts import write_verdict
from factcheck.actions.versions import give_version
from factcheck.choices import Move, Part, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, ClaimVersion
from factcheck.rules import require
from factcheck.transitions import after

MAX_STATEMENT = 2_000


def propose_claim(
    *,
    passage: Passage,
    statement: str,
    by: User,
    sensitive: bool = False,
    answer: Answer | None = None,
    seen: Collection[int] | None = None,
    key: str = "",
) -> Claim:
    """Mark the passage, make the claim with its first version and, if given, the proposer's answer.

    One event for all of it. Raises QuoteMismatch or InvalidOffsets if the passage is not what stands
    there, and Conflict if the article was corrected since and the words are not in it as they were, or if
    all of them are marked as not article text. ``seen`` are claims of which the person says that this is none:
    raises AlreadyClaimed if the passage may belong to another; without it nothing of that is asked.
    """
    require("propose", by)
    content = [passage.content(), statement, sensitive, answer.content() if answer else None]
    with recording(Verb.CLAIM_PROPOSED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        (passage,) = carried([passage])
        if seen is not None:
            refuse_alike(passage.revision, passage.start, passage.end, seen)
        claim = make_claim(record, statement, sensitive=sensitive)
        occur(record, claim, [passage])
        if answer is not None:
            write_verdict(record, claim, answer)
            recount(claim)
        return record.about(claim)


def make_claim(record: Recording, statement: str, *, sensitive: bool, split_from: Claim | None = None) -> Claim:
    """Write a claim, its first version and its empty tally, within an event under way; who proposes it takes part."""
    version = ClaimVersion(number=1, statement=clean(statement), created_by=record.by, event=record.id)
    claim = record.write(
        Claim(proposer=record.by, sensitive=sensitive, split_from=split_from, current_version_id=version.pk)
    )
    version.claim = claim
    version.save()
    claim.current_version = version
    stand(claim, record.by, Part.PARTY, record.id)
    begin(claim, is_first=True)
    return claim


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
        current = locked_as_seen(claim, Move.EDIT, seen_version)
        statement = clean(statement)
        if statement == current.current_version.statement:
            return record.unchanged(current)
        if not record.words:
            raise Invalid("Say in a few words why the statement changes.", field="reason")
        stand(current, by, Part.PARTY, record.id)
        give_version(record, current, statement=statement, reason=record.words)
        return record.about(current)


def locked_as_seen(claim: Claim, move: Move, seen_version: uuid.UUID) -> Claim:
    """The claim, locked. Raises Conflict if it does not allow the move now, or its version is not the one seen."""
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    after(current.state, move)
    if current.current_version_id != seen_version:
        raise Conflict("Somebody edited this statement meanwhile. Your words are kept below, beside theirs.")
    return current


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


def clean(statement: str, field: str = "statement") -> str:
    """The statement on one line; raises Invalid if there is none, or too much of it."""
    statement = " ".join(statement.split())
    if not statement:
        raise Invalid("Write the claim as one checkable statement.", field=field)
    if len(statement) > MAX_STATEMENT:
        raise Invalid(f"A statement has at most {MAX_STATEMENT} characters; this has {len(statement)}.", field)
    return statement
