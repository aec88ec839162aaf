"""Take a passage off its claim, and put back what was taken away: passages and withdrawn claims.

None of it is taking part in the judgement of a claim: it says where the claim is made, not whether it is so.
"""

from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.actions.recording import Recording, recording
from factcheck.actions.standing import refuse_misplaced
from factcheck.actions.tally import recount
from factcheck.choices import Move, State, Verb
from factcheck.errors import Conflict
from factcheck.models import Claim, Occurrence
from factcheck.rules import require
from factcheck.transitions import after


def unlink_passage(*, occurrence: Occurrence, by: User, key: str = "") -> Occurrence:
    """Take a passage off a claim that is open or returned; it can be put back. No answer becomes stale by it.

    Raises Conflict if it was taken off already, and for the last passage: without one a claim is withdrawn.
    """
    require("link", by)
    with recording(Verb.PASSAGE_UNLINKED, by=by, key=key, content=[occurrence.pk]) as record:
        if (earlier := record.repeated(Occurrence)) is not None:
            return earlier
        claim, current = _locked(occurrence)
        if current.withdrawn_at is not None:
            raise Conflict("This passage was taken off already.")
        current.withdrawn_at = current.span.withdrawn_at = timezone.now()
        return _write(record, claim, current)


def restore_passage(*, occurrence: Occurrence, by: User, key: str = "") -> Occurrence:
    """Put a passage back on its claim, which is open or returned, where its anchors are now.

    Raises Conflict if it is there already, if the claim has another passage on the same words, and if all of its
    words are marked as not article text by now.
    """
    require("link", by)
    with recording(Verb.PASSAGE_RESTORED, by=by, key=key, content=[occurrence.pk]) as record:
        if (earlier := record.repeated(Occurrence)) is not None:
            return earlier
        claim, current = _locked(occurrence)
        if current.withdrawn_at is None:
            raise Conflict("This passage is there already.")
        current.withdrawn_at = current.span.withdrawn_at = None
        return _write(record, claim, current)


def restore_claim(*, claim: Claim, by: User, key: str = "") -> Claim:
    """Put a withdrawn claim back as it was, open or returned, with the passages that were withdrawn with it.

    Raises Conflict if it is not withdrawn, or was merged into another, and as ``restore_passage`` does.
    """
    require("restore", by, claim)
    with recording(Verb.CLAIM_RESTORED, by=by, key=key, content=[claim.pk]) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        state = after(current.state, Move.RESTORE)
        if current.merged_into_id is not None:
            raise Conflict(f"This claim was merged into claim {current.merged_into_id}. Undo that, or split it off.")
        with_it = list(current.occurrences.filter(event=current.event).select_related("span"))
        before = Claim.history.filter(id=claim.pk).exclude(state=State.WITHDRAWN).latest("history_id")
        current.state = State.RETURNED if before.state == State.RETURNED else state
        record.write(current)
        for occurrence in with_it:
            occurrence.withdrawn_at = occurrence.span.withdrawn_at = None
            record.write(occurrence)
            record.write(occurrence.span)
        refuse_misplaced([occurrence.span_id for occurrence in with_it], [current])
        recount(current)
        return record.about(current)


def _locked(occurrence: Occurrence) -> tuple[Claim, Occurrence]:
    """The claim, if its passages may change now, and the passage with its span."""
    claim = Claim.objects.select_for_update().get(pk=occurrence.claim_id)
    after(claim.state, Move.LINK)
    return claim, claim.occurrences.select_for_update(of=("self",)).select_related("span").get(pk=occurrence.pk)


def _write(record: Recording, claim: Claim, occurrence: Occurrence) -> Occurrence:
    record.write(occurrence)
    record.write(occurrence.span)
    refuse_misplaced([occurrence.span_id], [claim])
    return record.about(occurrence)
