"""Mark what is no claim: the form, one zone, changing, removing and putting it back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.errors import AnnotationError
from annotations.models import ZONES, Article, Kind, Revision, Span
from annotations.zones import stretches
from factcheck import drawing
from factcheck.access import MemberRequest, get_article, get_revision, member_view
from factcheck.actions import change_zone, mark_zone, remove_zone, restore_zone
from factcheck.actions.passages import Passage
from factcheck.actions.recording import state_of
from factcheck.drawing import zones_in
from factcheck.errors import Conflict, Invalid
from factcheck.forms.zones import ChangeZoneForm, ZoneForm, ZoneStateForm
from factcheck.responses import Part, page, saved, wants_fragment
from factcheck.rules import may, require
from factcheck.views.article_parts import DETAIL, head_context, touched_paragraphs, undo_part, zones_context
from factcheck.views.conflicts import over_zone
from factcheck.views.sheets import Sheet
from factcheck.zones import ZoneItem, zone_items

ZONE = "factcheck/articles/zone.html"
#: Beside the panel and the text, what a change of a zone redraws on an open article page.
BESIDES = [("components/zones.html", "zones"), ("components/extent.html", "extent"), (DETAIL, "article-notes")]

#: What was done, as a fact for the page and as a sentence for the person.
TOLD: dict[Callable[..., Span], tuple[str, str]] = {
    change_zone: ("zone-changed", "The mark is changed."),
    remove_zone: ("zone-removed", "The mark is removed."),
    restore_zone: ("zone-restored", "The mark is back."),
}


def zones_at(revision: Revision, position: int) -> list[ZoneItem]:
    """The zones that cover a position (code points), the smallest first."""
    sizes = []
    for anchor in zones_in(revision):
        if any(start <= position < end for start, end in stretches([anchor])):
            sizes.append((len(anchor.quote), anchor.span_id, anchor))
    return zone_items(anchor for _, _, anchor in sorted(sizes, key=lambda row: row[:2]))


def show_zone(request: MemberRequest, article: Article, span: Span, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page or panel of one zone: what it is, who marked it, and for those who may, the form to change it."""
    return page(request, ZONE, zone_context(request, article, span, **more), fragment="panel", status=status)


def zone_context(
    request: MemberRequest, article: Article, span: Span, *, sent: ZoneStateForm | None = None, **more: Any
) -> dict[str, Any]:
    """What a zone's page shows: the zone in the newest text, and a form unless it is removed or not theirs.

    ``sent`` is a form that was refused; ``revision`` the text beside it, if it is not the newest.
    """
    (item,) = zone_items(span.anchors.select_related("span", "revision").order_by("-revision__number")[:1])
    revision = more.pop("revision", item.anchor.revision)
    form = None
    if may("zone", request.user) and span.withdrawn_at is None:
        form = sent if isinstance(sent, ChangeZoneForm) else ChangeZoneForm.of(span, revision)
    return {"article": article, "revision": revision, "item": item, "form": form, "sent": sent, **more}


@require_POST
@member_view
def mark(request: MemberRequest, pk: int) -> HttpResponse:
    """Save what the words of a passage are."""
    article = get_article(request.user, pk)
    require("zone", request.user)
    form = ZoneForm(request.POST)
    revision = get_revision(request.user, article)
    context = {"article": article, "revision": revision, "form": form}
    if not form.is_valid():
        return page(request, ZONE, context, fragment="panel", status=422)
    data = form.cleaned_data
    seen = get_revision(request.user, article, data["revision"])
    passage = Passage(seen, data["start"], data["end"], data["quote"])
    kind = Kind(data["kind"])
    try:
        span = mark_zone(passage=passage, kind=kind, reading=data["reading"], by=request.user, key=data["key"])
    except (Conflict, Invalid, AnnotationError) as problem:
        return page(request, ZONE, context, fragment="panel", status=form.refuse(problem).status)
    return _saved(request, article, span, ("zone-marked", f"Marked: {kind.label.lower()}."), beside=seen.number)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def zone(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """One zone, a removed one too; POST changes its kind or reading."""
    if request.method != "POST":
        return show_zone(request, *_zone(request, pk, span))
    return _act(request, *_zone(request, pk, span), change_zone, ChangeZoneForm(request.POST))


@require_POST
@member_view
def remove(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """Take a zone off the text; the answer offers to put it back."""
    return _act(request, *_zone(request, pk, span), remove_zone, ZoneStateForm(request.POST))


@require_POST
@member_view
def restore(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """Put a removed zone back."""
    return _act(request, *_zone(request, pk, span), restore_zone, ZoneStateForm(request.POST))


def _zone(request: MemberRequest, pk: int, span: int) -> tuple[Article, Span]:
    article = get_article(request.user, pk)
    found = Span.objects.filter(pk=span, article=article, kind__in=ZONES).first()
    if found is None:
        raise Http404("There is no such mark in this article.")
    return article, found


def _act(
    request: MemberRequest, article: Article, span: Span, action: Callable[..., Span], form: ZoneStateForm
) -> HttpResponse:
    """Do what the form asks for; a form that cannot be taken comes back with the zone as it is now."""
    require("zone", request.user)
    if not form.is_valid():
        return show_zone(request, article, span, sent=form, status=422)
    try:
        done = action(span=span, by=request.user, **form.given())
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        now = Span.objects.get(pk=span.pk)
        form.data["seen"] = state_of(now)  # type: ignore[index]
        apart = over_zone(form, now) if isinstance(form, ChangeZoneForm) else None
        return show_zone(request, article, now, sent=form, conflict=apart, status=problem.status)
    return _saved(request, article, done, TOLD[action], beside=form.cleaned_data["revision"])


def _saved(
    request: MemberRequest, article: Article, span: Span, told: tuple[str, str], *, beside: int | None
) -> HttpResponse:
    """Back to the article, or to a removed zone; for htmx its panel, the paragraphs it touches, list and counts.

    If the text ``beside`` the form is not the newest one, nothing of it is redrawn but what can be undone.
    """
    fact, sentence = told
    to = article.get_absolute_url()
    if span.withdrawn_at is not None:
        to = reverse("articles:zone", args=[article.pk, span.pk])
    if not wants_fragment(request):
        return saved(request, to, fact=fact, sentence=sentence)
    panel = zone_context(request, article, span)
    if beside not in (None, panel["revision"].number):
        sentence += " The text beside this is not the newest: open the article again."
        parts = [Part(ZONE, "panel", panel), undo_part(request.user, article, beside)]
        return saved(request, article, fact=fact, parts=parts, sentence=sentence)
    sheet = Sheet.of(request, panel["revision"])
    if span.kind == Kind.BOILERPLATE and meets_claims(sheet, stretches([panel["item"].anchor])):
        # What is counted, and so the list of claims, may be another one.
        return saved(request, to, fact=fact, sentence=sentence)
    context = {"article": article, **zones_context(sheet)}
    parts = [
        Part(ZONE, "panel", panel),
        touched_paragraphs(sheet, stretches([panel["item"].anchor])),
        Part(DETAIL, "claims-head", {"article": article, **head_context(sheet)}),
        undo_part(request.user, article, sheet.revision.number),
    ]
    parts += [Part(*name, context) for name in BESIDES]
    return saved(request, article, fact=fact, parts=parts, sentence=sentence)


def meets_claims(sheet: Sheet, places: list[tuple[int, int]]) -> bool:
    """Whether a claim stands on some of these places (code points)."""
    return any(drawing.meets(row, places) for row in sheet.rows)
