"""Mark what is no claim: the parts of a text, and remarks on its words. Change, remove and put back such a mark.

Nobody takes part in the judgement of a claim by it. It changes no text, no offset and no claim.
"""

from typing import Any

from annotations import actions as text_layer
from annotations import zones
from annotations.models import OPEN_STATES, ZONES, Kind, Span
from factcheck.accounts.models import User
from factcheck.actions.boilerplate import refuse_over_claims
from factcheck.actions.passages import Passage, carried
from factcheck.actions.recording import Recording, recording, state_of
from factcheck.choices import Verb
from factcheck.errors import Conflict, Invalid
from factcheck.rules import require

#: So many characters a presumed reading may have.
MAX_READING = 1_000


def mark_zone(*, passage: Passage, kind: Kind, reading: str = "", by: User, key: str = "") -> Span:
    """Say what the words of the passage are, and of a text defect what it presumably should read.

    Raises QuoteMismatch or InvalidOffsets if the passage is not what stands there; Conflict if the article was
    corrected since and the words are not in it as they were, if they are marked as the same kind already, and
    if boilerplate would cover all of a claim's passage.
    """
    require("zone", by)
    with recording(Verb.ZONE_MARKED, by=by, key=key, content=[passage.content(), kind, reading]) as record:
        if (earlier := record.repeated(Span)) is not None:
            return earlier
        reading = _checked(kind, reading)
        (passage,) = carried([passage])
        span = text_layer.mark_span(
            revision=passage.revision,
            start=passage.start,
            end=passage.end,
            quote=passage.quote,
            kind=kind,
            reading=reading,
            by=by,
            event=record.id,
            reason=record.reason,
        )
        refuse_zone(span)
        return record.about(span)


def change_zone(*, span: Span, kind: Kind, reading: str, seen: str, by: User, key: str = "") -> Span:
    """Give a mark another kind or reading; if both are what they were, nothing is written.

    ``seen`` is the ``state_of`` the person saw: raises Conflict if it is another one now, if the mark was
    removed, and as ``mark_zone`` does.
    """
    require("zone", by)
    with recording(Verb.ZONE_CHANGED, by=by, key=key, content=[span.pk, kind, reading, seen]) as record:
        if (earlier := record.repeated(Span)) is not None:
            return earlier
        current = _as_seen(span, seen)
        if current.withdrawn_at is not None:
            raise Conflict("This mark was removed. Put it back, then change it.")
        reading = _checked(kind, reading)
        if (kind, reading) == (current.kind, current.reading):
            return record.unchanged(current)
        became_another = kind != current.kind
        zones.change_zone(span=current, kind=kind, reading=reading, **_by(record))
        if became_another:
            refuse_zone(current)
        return record.about(current)


def remove_zone(*, span: Span, seen: str, by: User, key: str = "") -> Span:
    """Take a mark off the text; it can be put back. Raises Conflict if it is not as it was ``seen``, or gone."""
    require("zone", by)
    with recording(Verb.ZONE_REMOVED, by=by, key=key, content=[span.pk, seen]) as record:
        if (earlier := record.repeated(Span)) is not None:
            return earlier
        current = _as_seen(span, seen)
        if current.withdrawn_at is not None:
            raise Conflict("This mark was removed already.")
        return record.about(zones.withdraw_zone(span=current, **_by(record)))


def restore_zone(*, span: Span, seen: str, by: User, key: str = "") -> Span:
    """Put a removed mark back where it stood. Raises Conflict if it is not as it was ``seen``, or as ``mark_zone``."""
    require("zone", by)
    with recording(Verb.ZONE_RESTORED, by=by, key=key, content=[span.pk, seen]) as record:
        if (earlier := record.repeated(Span)) is not None:
            return earlier
        current = _as_seen(span, seen)
        if current.withdrawn_at is None:
            raise Conflict("This mark is there already.")
        zones.restore_zone(span=current, **_by(record))
        refuse_zone(current)
        return record.about(current)


def _by(record: Recording) -> dict[str, Any]:
    return {"by": record.by, "event": record.id, "reason": record.reason}


def _as_seen(span: Span, seen: str) -> Span:
    """The span, locked."""
    current = Span.objects.select_for_update().get(pk=span.pk, kind__in=ZONES)
    if state_of(current) != seen:
        raise Conflict("Somebody changed this mark meanwhile. This is how it is now.")
    return current


def _checked(kind: Kind, reading: str) -> str:
    if kind not in ZONES:
        raise Invalid("Choose what these words are.", field="kind")
    reading = reading.strip()
    if reading and kind != Kind.TEXT_DEFECT:
        raise Invalid("Only a text defect has a presumed reading.", field="reading")
    if len(reading) > MAX_READING:
        raise Invalid(f"A reading has at most {MAX_READING} characters; this has {len(reading)}.", field="reading")
    return reading


def refuse_zone(span: Span) -> None:
    """Raise Conflict if a zone, as it was just written, may not stand where it stands in the newest revision."""
    anchor = span.anchors.order_by("-revision__number")[0]
    if anchor.start is None or anchor.state in OPEN_STATES:
        return
    same = zones.standing_zones().filter(span__kind=span.kind, revision=anchor.revision_id)
    if same.filter(start=anchor.start, end=anchor.end).exclude(span=span).exists():
        raise Conflict(f"These words are marked as “{Kind(span.kind).label}” already.")
    if span.kind == Kind.BOILERPLATE:
        refuse_over_claims(anchor)
