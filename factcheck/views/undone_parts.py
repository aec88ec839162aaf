"""Which parts of an open article page change when something was undone or done again."""

from django.db.models import Q

from annotations.models import Anchor, Article, Kind
from annotations.zones import stretches
from factcheck.access import MemberRequest, get_claim, get_revision
from factcheck.actions.undoing import Reversal
from factcheck.choices import State
from factcheck.responses import Part
from factcheck.views.article_parts import DETAIL, arriving, head_context, touched_paragraphs, undo_part, zones_context
from factcheck.views.claim_panel import DETAIL as CLAIM
from factcheck.views.claim_panel import claim_context
from factcheck.views.sheets import Sheet
from factcheck.views.zones import BESIDES, meets_claims


def undone_parts(
    request: MemberRequest, article: Article, done: Reversal, open_claim: int | None
) -> tuple[list[Part], bool]:
    """The parts, and whether the first of them is the panel instead of the buttons; none if all of the page changes.

    ``open_claim`` is the claim that the panel shows: it is shown as it is now, if the deed was about it.
    """
    revision = get_revision(request.user, article)
    about = Q(span__in=done.spans) | Q(span__occurrence__claim__in=done.claims)
    anchors = list(Anchor.objects.filter(about, revision=revision).select_related("span__occurrence"))
    zones = [anchor for anchor in anchors if anchor.span.kind != Kind.CLAIM]
    sheet = Sheet.of(request, revision)
    grounds = [zone for zone in zones if zone.span.kind == Kind.BOILERPLATE]
    if not (anchors or done.claims) or meets_claims(sheet, stretches(grounds)):
        return [], False
    buttons = undo_part(request.user, article, revision.number)
    where = [*stretches(anchors), *((start, end) for number, start, end in done.places if number == revision.pk)]
    parts = [touched_paragraphs(sheet, where), Part(DETAIL, "claims-head", {"article": article, **head_context(sheet)})]
    here = {anchor.span.occurrence.claim_id for anchor in anchors if anchor.span.kind == Kind.CLAIM}
    parts.append(arriving(article, sheet, here))
    if zones:
        context = {"article": article, "revision": revision, **zones_context(sheet)}
        parts += [Part(*name, context) for name in BESIDES]
    panel = _panel(request, article, revision.number, open_claim) if open_claim in done.claims else []
    return [*panel, buttons, *parts], bool(panel)


def _panel(request: MemberRequest, article: Article, beside: int, number: int | None) -> list[Part]:
    claim = get_claim(request.user, number or 0)
    if claim.state == State.WITHDRAWN:
        return [Part(DETAIL, "panel", {"article": article})]
    return [Part(CLAIM, "panel", claim_context(request, claim, article=article, beside=beside))]
