"""What has to hold of claims, passages and zones that come back: the rules of the actions that put them there."""

from collections import Counter, defaultdict
from collections.abc import Collection

from annotations.models import Anchor, Kind
from annotations.newest import newest_of
from factcheck.actions.boilerplate import refuse_in_boilerplate
from factcheck.actions.zones import refuse_zone
from factcheck.choices import ANSWERABLE_STATES, State
from factcheck.errors import Conflict
from factcheck.models import Claim, Occurrence


def refuse_misplaced(spans: Collection[int], claims: Collection[Claim]) -> None:
    """Raise Conflict if one of these spans may not stand where it stands now, or a claim has the wrong passages.

    In the newest text of each article: no zone twice or over a claim, no passage wholly in boilerplate or twice in
    its claim. A claim in work has a passage; a withdrawn one has none that stands.
    """
    newest = newest_of(Anchor.objects.filter(span__in=spans))
    for anchor in newest:
        if anchor.span.kind != Kind.CLAIM and anchor.span.withdrawn_at is None:
            refuse_zone(anchor.span)
    passages = [anchor for anchor in newest if anchor.span.kind == Kind.CLAIM and anchor.span.withdrawn_at is None]
    _refuse_in_boilerplate(passages)
    for claim in claims:
        standing = Occurrence.objects.filter(claim=claim, withdrawn_at=None)
        if claim.state == State.WITHDRAWN and standing.exists():
            raise Conflict("Somebody added a passage to this claim since. Take it off first, or withdraw the claim.")
        if claim.state in ANSWERABLE_STATES:
            _refuse_twice_or_none(standing.values_list("span", flat=True))


def _refuse_in_boilerplate(passages: Collection[Anchor]) -> None:
    by_revision = defaultdict(list)
    for anchor in passages:
        if anchor.start is not None:
            by_revision[anchor.revision].append((anchor.start, anchor.quote))
    for revision, places in by_revision.items():
        refuse_in_boilerplate(revision, places)


def _refuse_twice_or_none(spans: Collection[int]) -> None:
    newest = newest_of(Anchor.objects.filter(span__in=spans))
    places = [(anchor.revision_id, anchor.start, anchor.end) for anchor in newest]
    if not places:
        raise Conflict("A claim keeps at least one passage. Withdraw the claim instead.")
    if any(place[1] is not None and times > 1 for place, times in Counter(places).items()):
        raise Conflict("This passage belongs to that claim already.")
