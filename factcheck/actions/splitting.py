"""Split a claim in two: some of its passages, or their words once more, go to a new claim."""

import uuid
from collections.abc import Mapping

from annotations.models import OPEN_STATES, Anchor
from annotations.newest import newest_of
from factcheck.accounts.models import User
from factcheck.actions.claims import clean, locked_as_seen, make_claim
from factcheck.actions.participation import carry_sides, stand
from factcheck.actions.passages import Passage, occur
from factcheck.actions.recording import Recording, recording
from factcheck.actions.versions import give_version
from factcheck.choices import Move, Part, Role, Share, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Occurrence
from factcheck.rules import require


def split_claim(
    *,
    claim: Claim,
    shares: Mapping[int, Share],
    statement: str,
    other: str,
    reason: str,
    seen_version: uuid.UUID,
    by: User,
    key: str = "",
) -> Claim:
    """Make a second claim of a part of one that is open or returned; return the new one.

    ``shares`` says of the span of each standing passage what becomes of it: at least one stays, or stands in both,
    and at least one goes, or stands in both, then as a span of its own. ``statement`` is the old claim's from now
    on, which gets a new version if it changes, and ``other`` the new one's. The new claim has no answers; whoever
    stands on a side of the old one stands on the same side of it. Raises Conflict if version or passages are not
    those that were seen, Invalid if one of the claims would have no passage or both the same statement.
    """
    require("edit", by, claim)
    require("propose", by)
    content = [claim.pk, sorted(shares.items()), statement, other, reason, seen_version]
    with recording(Verb.CLAIM_SPLIT, by=by, key=key, content=content, words=reason) as record:
        if (earlier := record.repeated(Claim)) is not None:
            return earlier
        current = locked_as_seen(claim, Move.SPLIT, seen_version)
        passages = {one.span_id: one for one in current.occurrences.filter(withdrawn_at=None).order_by("id")}
        if passages.keys() != shares.keys():
            raise Conflict("The passages of this claim changed meanwhile. Say once more which of them go.")
        statement, other = clean(statement), clean(other, "other")
        _refuse_half(shares, statement, other)
        if not record.words:
            raise Invalid("Say in a few words why the claim is split.", field="reason")
        made = make_claim(record, other, sensitive=current.sensitive, split_from=current)
        _share(record, made, passages, shares)
        stand(current, by, Part.PARTY, record.id)
        carry_sides(current, made, record.id)
        if statement != current.current_version.statement:
            give_version(record, current, statement=statement, reason=record.words)
        record.also(current)
        return record.about(made)


def _refuse_half(shares: Mapping[int, Share], statement: str, other: str) -> None:
    given = set(shares.values())
    if not given & {Share.STAYS, Share.BOTH}:
        raise Invalid("At least one passage has to stay. To take the claim off the desk, withdraw or merge it.")
    if not given & {Share.GOES, Share.BOTH}:
        raise Invalid("Say which passage goes to the new claim, or stands in both.")
    if statement == other:
        raise Invalid("Two claims need two statements.", field="other")


def _share(record: Recording, made: Claim, passages: Mapping[int, Occurrence], shares: Mapping[int, Share]) -> None:
    """Give the new claim what goes to it. A passage that goes keeps its span, and with it all its places so far."""
    for span, occurrence in passages.items():
        if shares[span] == Share.GOES:
            occurrence.claim = made
            record.write(occurrence)
    both = [_again(one) for span, one in passages.items() if shares[span] == Share.BOTH]
    if both:
        occur(record, made, both)


def _again(occurrence: Occurrence) -> Passage:
    """The same words in the newest text of the article, to be marked once more."""
    (anchor,) = newest_of(Anchor.objects.filter(span=occurrence.span_id))
    if anchor.start is None or anchor.end is None or anchor.state in OPEN_STATES:
        raise Invalid("A passage whose place in the text is in doubt can stay or go, not stand in both.")
    return Passage(anchor.revision, anchor.start, anchor.end, anchor.quote, Role(occurrence.role), occurrence.origin_id)
