"""Merge two claims that say the same: the passages of one go to the other, and it is withdrawn."""

import uuid

from django.utils import timezone

from annotations.models import Anchor
from annotations.newest import newest_of
from factcheck.accounts.models import User
from factcheck.actions.claims import clean
from factcheck.actions.notices import tell_merged
from factcheck.actions.participation import carry_sides, stand
from factcheck.actions.recording import Recording, recording
from factcheck.actions.versions import give_version
from factcheck.choices import Move, Part, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim
from factcheck.rules import require
from factcheck.transitions import after

#: A place in a text: revision, start, end; of an orphan the revision and its words.
_Place = tuple[int, object, object]


def merge_claims(
    *,
    claim: Claim,
    into: Claim,
    statement: str,
    reason: str,
    seen_version: uuid.UUID,
    seen_into: uuid.UUID,
    by: User,
    key: str = "",
) -> Claim:
    """Withdraw a claim in favour of ``into``, which gets its passages and a new version; return ``into``.

    Both are open or returned. A passage that the other claim has already goes with the withdrawn one. No answer is
    moved: those to the withdrawn claim stay in its history, those to the other are stale. Sensitive stays whatever
    was. Whoever stands on a side of the one stands on the same side of the other; whoever stands on both sides, one
    on each, neither answers nor decides from now on (``factcheck.rules`` looks at the merged claims too): it is not
    refused, as the refusal would tell who answered. Claims merged into the withdrawn one before follow it. Raises
    Conflict if a version is not the one that was seen.
    """
    require("edit", by, claim)
    require("edit", by, into)
    if claim.pk == into.pk:
        raise Invalid("Choose another claim: this one cannot be merged into itself.")
    content = [claim.pk, into.pk, statement, reason, seen_version, seen_into]
    with recording(Verb.CLAIM_MERGED, by=by, key=key, content=content, words=reason) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        locked = {one.pk: one for one in Claim.objects.select_for_update().filter(pk__in=[claim.pk, into.pk])}
        gone, kept = locked[claim.pk], locked[into.pk]
        gone.state = after(gone.state, Move.MERGE)
        after(kept.state, Move.EDIT)
        if (gone.current_version_id, kept.current_version_id) != (seen_version, seen_into):
            raise Conflict("One of these statements was edited meanwhile. Read both again; your words are kept.")
        statement = clean(statement)
        if not record.words:
            raise Invalid("Say in a few words why they are the same claim.", field="reason")
        _move_passages(record, gone, kept)
        _follow(record, gone, kept)
        for one in (gone, kept):
            stand(one, by, Part.PARTY, record.id)
        carry_sides(gone, kept, record.id)
        kept.sensitive = kept.sensitive or gone.sensitive
        give_version(record, kept, statement=statement, reason=record.words)
        tell_merged(record, gone, kept)
        record.also(gone)
        return record.about(kept)


def _follow(record: Recording, gone: Claim, kept: Claim) -> None:
    """Point the withdrawn claim, and those that were merged into it before, at the one that is left."""
    gone.merged_into = kept
    record.write(gone)
    for earlier in Claim.objects.select_for_update().filter(merged_into=gone).order_by("pk"):
        earlier.merged_into = kept
        record.write(earlier)


def _move_passages(record: Recording, gone: Claim, kept: Claim) -> None:
    """Give the passages to the other claim, spans and all; withdraw those whose place it has already."""
    taken = set(_places(kept).values())
    places = _places(gone)
    for occurrence in gone.occurrences.filter(withdrawn_at=None).select_related("span").order_by("id"):
        if (place := places[occurrence.span_id]) in taken:
            occurrence.withdrawn_at = occurrence.span.withdrawn_at = timezone.now()
            record.write(occurrence.span)
        else:
            occurrence.claim = kept
            taken.add(place)
        record.write(occurrence)


def _places(claim: Claim) -> dict[int, _Place]:
    """Where the standing passages of a claim are in the newest texts, by span."""
    standing = Anchor.objects.filter(span__occurrence__claim=claim, span__occurrence__withdrawn_at=None)
    newest = newest_of(standing.defer("revision__text"))
    return {one.span_id: (one.revision_id, one.start, one.end or one.quote) for one in newest}
