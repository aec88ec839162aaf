"""What a person sees of a text's zones, and what boilerplate takes out of the counts of claims and words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from annotations.coverage import are_covered, count_words
from annotations.models import OPEN_STATES, PARTS, Anchor, Kind, Revision, Span
from annotations.zones import boilerplate, standing_zones, stretches
from factcheck.actions.recording import state_of
from factcheck.choices import Verb
from factcheck.forms.base import new_key
from factcheck.models import Event
from factcheck.reading import standing_anchors


@dataclass(frozen=True, slots=True)
class ZoneItem:
    """One zone in one revision. ``marked`` is the event by which somebody marked it."""

    span: Span
    anchor: Anchor
    marked: Event | None
    seen: str
    key: str = field(default_factory=new_key)

    @property
    def note(self) -> str:
        """What a screen reader says of it."""
        reading = f", presumably: {self.span.reading}" if self.span.reading else ""
        return f"{self.span.get_kind_display()}{reading}{', place to be confirmed' if self.anchor.waits else ''}"


def zone_items(anchors: Iterable[Anchor]) -> list[ZoneItem]:
    """The zones with who marked them, in the given order; one query, none for no zones."""
    anchors = list(anchors)
    marked = _marked(anchor.span_id for anchor in anchors) if anchors else {}
    return [ZoneItem(anchor.span, anchor, marked.get(str(anchor.span_id)), state_of(anchor.span)) for anchor in anchors]


def _marked(spans: Iterable[int]) -> dict[str, Event]:
    events = Event.objects.filter(
        verb=Verb.ZONE_MARKED, principal_kind=Span._meta.label_lower, principal_id__in=[str(span) for span in spans]
    )
    return {event.principal_id: event for event in events.select_related("actor")}


def set_aside(revisions: Iterable[int]) -> Counter[int]:
    """How many standing claims each of these revisions has on boilerplate alone; one query, two if any has such."""
    outside = boilerplate(revisions)
    passages: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
    if outside:
        for anchor in standing_anchors().filter(revision__in=list(outside)):
            passages[anchor.revision_id, anchor.span.occurrence.claim_id].append(anchor)
    return Counter(
        revision
        for (revision, _), anchors in passages.items()
        if are_covered(_placed(anchors), stretches(outside[revision]))
    )


def sure_boilerplate(zones: Iterable[Anchor]) -> list[tuple[int, int]]:
    """Where, of these zones, boilerplate stands beyond doubt: (start, end) in code points."""
    return stretches(zone for zone in zones if zone.span.kind == Kind.BOILERPLATE and zone.state not in OPEN_STATES)


def extent(revision: Revision, zones: Iterable[Anchor]) -> str:
    """How many words the text has, in a phrase; boilerplate is left out."""
    outside = sure_boilerplate(zones)
    words = count_words(revision.text, outside)
    left_out = ", without what is not article text" if outside else ""
    return f"{words:,} word{'' if words == 1 else 's'}{left_out}"


def parts_around(passages: Collection[Anchor]) -> dict[int, list[str]]:
    """Per passage the kinds of the parts of the text that it stands in wholly, in alphabetical order; one query."""
    sure = standing_zones().filter(span__kind__in=PARTS).exclude(state__in=OPEN_STATES)
    parts: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for anchor in sure.filter(revision__in={passage.revision_id for passage in passages}):
        parts[anchor.revision_id][anchor.span.kind] += stretches([anchor])
    return {
        passage.pk: sorted(
            kind for kind, places in parts[passage.revision_id].items() if are_covered(_placed([passage]), places)
        )
        for passage in passages
    }


def _placed(passages: Iterable[Anchor]) -> list[tuple[int, str]]:
    """Start and words of those that have a place."""
    return [(passage.start, passage.quote) for passage in passages if passage.start is not None]
