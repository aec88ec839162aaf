"""What others changed since an open article page was drawn, and the person on other pages: what is different now."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from annotations.models import Anchor, Article, Kind, Revision, Span
from factcheck import drawing
from factcheck.access import MemberRequest, get_revision, member_view
from factcheck.changes import (
    answered_in,
    changes_between,
    deeds_since,
    get_article_with_last,
    number_of,
    token_of,
    token_of_deed,
)
from factcheck.choices import Verb
from factcheck.models import Change, Occurrence
from factcheck.numbers import number_in
from factcheck.responses import Part, news, nothing_new, wants_fragment
from factcheck.views.article_parts import DETAIL, LIVE, arriving, head_context, touched_paragraphs, zones_context
from factcheck.views.panel_news import Shown, of_the_panel
from factcheck.views.sheets import Sheet
from factcheck.views.zones import BESIDES


@require_safe
@member_view
def since(request: MemberRequest, pk: int) -> HttpResponse:
    """For htmx the parts that changed since the token ``since``, out of band; 204 if there are none.

    ``mine`` stands for what the person had done last when the page was drawn, and ``own`` names what they did since on
    this very page, which shows that already.

    Four queries if nothing is new, one more while a claim is open. ``revision`` is the number of the text that the page
    shows: an older one is left as it is. ``claim`` and ``panel`` name the claim that is open beside it and what was
    shown of it. Without htmx the article itself.
    """
    article, last = get_article_with_last(request.user, pk)
    if not wants_fragment(request):
        return redirect(article)
    seen = number_of(pk, request.GET.get("since", ""), last)
    mine, shown = token_of_deed(article.last_deed), Shown.of(request)
    if seen == last and mine == request.GET.get("mine", mine) and (shown is None or shown.look == shown.later):
        return nothing_new(request)
    revision = number_in(request.GET.get("revision", ""))
    parts = [Part(LIVE, "live", {"since": token_of(pk, last), "beside": revision, "mine": mine})]
    if seen is None:
        sentence = _linked("Much has changed in this article.", article, "Open the page again")
        return news(request, parts, sentence=sentence)
    changes = changes_between(article, seen, last)
    own = request.GET.get("own", "").split()
    new = [change for change in changes if token_of_deed(change.event_id) not in own]
    deeds = deeds_since(request.user, request.GET.get("mine", mine))
    answered = answered_in(article, [deed for deed in deeds if token_of_deed(deed.id) not in own])
    if shown is not None:
        parts += of_the_panel(request.user, article, last, shown, new, answered=answered.get(shown.claim))
    newest = get_revision(request.user, article) if changes or answered else None
    sentence = ""
    if newest is not None and newest.number == revision:
        parts += _of_the_page(request, article, newest, new, {*answered})
    elif corrected := [change for change in changes if change.event.verb == Verb.ARTICLE_REVISED]:
        told = f"{corrected[-1].event.actor} corrected the text. What you see is the text before."
        sentence = _linked(told, article, "Open the new text")
    return news(request, parts, sentence=sentence)


def _linked(sentence: str, article: Article, link: str) -> str:
    return format_html('{} <a href="{}">{}</a>', sentence, article.get_absolute_url(), link)


def _of_the_page(
    request: MemberRequest, article: Article, revision: Revision, changes: Sequence[Change], answered: set[int]
) -> list[Part]:
    """Paragraphs, cards, counts and zones that these changes and one's own answers touch, as they are now."""
    claims = answered | {change.claim_id for change in changes if change.claim_id is not None}
    spans = {change.span_id for change in changes if change.span_id is not None}
    if not claims and not spans:
        return []
    sheet = Sheet.of(request, revision)
    kinds = set(Span.history.filter(id__in=spans).values_list("kind", flat=True)) if spans else set()
    where = _places(revision, claims, spans)
    if Kind.BOILERPLATE in kinds:  # what stands on it may count no more, or again
        claims |= {row.claim for row in sheet.rows if drawing.meets(row, where)}
    shared = {"article": article, "revision": revision}
    parts = [
        touched_paragraphs(sheet, where),
        Part(DETAIL, "claims-head", {**shared, **head_context(sheet)}),
        arriving(article, sheet, claims),
    ]
    if kinds or sheet.aside:
        context = {**shared, **zones_context(sheet), "quiet": True}
        parts += [Part(*name, context) for name in BESIDES]
    return parts


def _places(revision: Revision, claims: Iterable[int], spans: Iterable[int]) -> list[tuple[int, int]]:
    """Where passages of these claims, and these spans, stand in the text or ever stood; one query."""
    passages = Occurrence.objects.filter(claim__in=claims).values("span")
    states = Anchor.history.filter(revision=revision, start__isnull=False)
    states = states.filter(Q(span__in=passages) | Q(span__in=spans))
    return list(states.order_by("start", "end").values_list("start", "end").distinct())
