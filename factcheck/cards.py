"""Claims beside a text: a few of them as one person sees them, each with its passages in that text."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from annotations.models import Anchor, Revision
from annotations.prepared import Prepared
from factcheck.access import claim_with_all, claims_for
from factcheck.accounts.models import User
from factcheck.reading import ClaimItem, in_text_order, item, items, standing_anchors


def cards(person: User, revision: Revision, claims: Iterable[int]) -> list[ClaimItem]:
    """These claims, in the given order, with their passages in this revision. Five queries."""
    claims = list(claims)
    if len(claims) == 1:
        return _one(person, revision, claims[0])
    found = {item.claim.pk: item for item in items(person, claims_for(person).filter(pk__in=claims))}
    return with_passages([found[claim] for claim in claims if claim in found], revision)


def _one(person: User, revision: Revision, claim: int) -> list[ClaimItem]:
    """The same of one claim, as every save asks it: by prepared queries."""
    row = claim_with_all(claim, person)
    if row is None:
        return []
    shown = item(person, row)
    shown.passages = sorted(_passages(revision=revision.pk, claim=claim), key=in_text_order)
    return [shown]


@Prepared
def _passages(revision: int, claim: int) -> QuerySet[Anchor]:
    return standing_anchors().filter(revision=revision, span__occurrence__claim=claim)


def with_passages(found: list[ClaimItem], revision: Revision) -> list[ClaimItem]:
    """The same claims, with their passages in this revision; one query."""
    by_claim = {item.claim.pk: item for item in found}
    anchors = standing_anchors().filter(revision=revision, span__occurrence__claim__in=by_claim)
    for anchor in sorted(anchors, key=in_text_order):
        by_claim[anchor.span.occurrence.claim_id].passages.append(anchor)
    return found


def claims_at(person: User, revision: Revision, position: int) -> list[ClaimItem]:
    """The claims whose passages cover a position (code points), the smallest passage first. Six queries at most."""
    if not 0 <= position < len(revision.text):
        return []
    covering = standing_anchors().filter(
        revision=revision, start__lte=position, end__gt=position, span__occurrence__claim__in=claims_for(person)
    )
    smallest: dict[int, int] = {}
    sizes = covering.annotate(size=F("end") - F("start")).values_list("size", "span__occurrence__claim_id")
    for size, claim in sizes:
        smallest[claim] = min(size, smallest.get(claim, size))
    return cards(person, revision, sorted(smallest, key=lambda claim: (smallest[claim], claim)))
