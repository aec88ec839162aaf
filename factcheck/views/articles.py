"""List, read and describe articles."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Article, Revision
from factcheck.access import MemberRequest, articles_for, get_article, get_revision, member_view
from factcheck.actions import describe_article
from factcheck.actions.recording import state_of
from factcheck.changes import get_article_with_last, token_of, token_of_deed
from factcheck.errors import Conflict
from factcheck.forms.articles import DescribeForm
from factcheck.responses import Part, fragments, page, panel, part_of_page, wants_fragment
from factcheck.rules import require
from factcheck.views.article_parts import DETAIL, article_context, claims_context
from factcheck.views.conflicts import over_description
from factcheck.views.panels import opened_in
from factcheck.views.sheets import Sheet
from factcheck.windows import Place
from factcheck.zones import set_aside


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """All articles, newest first, with how many claims each has outside boilerplate."""
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("pk")[:1]
    standing = Q(spans__occurrence__withdrawn_at=None, spans__occurrence__isnull=False)
    rows: Any = (
        articles_for(request.user)
        .annotate(
            claim_count=Count("spans__occurrence__claim", filter=standing, distinct=True), newest=Subquery(newest)
        )
        .order_by("-created_at", "-id")
    )
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    aside = set_aside([article.newest for article in shown])
    for article in shown:
        article.claim_count -= aside[article.newest]
    return page(request, "factcheck/articles/index.html", {"page": shown})


@require_safe
@member_view
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """The article with its highlights, and a window of its claims beside it: from the first, or ``after`` a place.

    Its query can open a claim, or the form for a new one, in the panel (``panels.opened_in``). ``show`` names the
    filter, if any. For htmx that panel; or the claims after that place; or the list that ``show`` asks for; or else
    the empty panel, as the claims stand beside it already.
    """
    article, last = get_article_with_last(request.user, pk)
    after = Place.of(request.GET.get("after", ""))
    opened = opened_in(request, article)
    if wants_fragment(request):
        return panel(request, opened) if opened else _beside(request, article, after)
    context = article_context(request, article, after)
    context |= {"since": token_of(pk, last), "beside": context["revision"].number}
    context["mine"] = token_of_deed(article.last_deed)
    return page(request, DETAIL, {**context, "panel": part_of_page(request, opened) if opened else ""})


def _beside(request: MemberRequest, article: Article, after: Place | None) -> HttpResponse:
    if after is None and "show" not in request.GET:
        return page(request, DETAIL, {"article": article}, fragment="panel")
    sheet = Sheet.of(request, get_revision(request.user, article))
    context = {"article": article, **claims_context(sheet, after)}
    if after is None:
        return fragments(request, [Part(DETAIL, name, context) for name in ("claims-list", "claims-head")])
    return page(request, DETAIL, context, fragment="claim-cards")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def describe(request: MemberRequest, pk: int) -> HttpResponse:
    """Title and metadata; the text and its offsets stay as they are."""
    article = get_article(request.user, pk)
    require("describe", request.user)
    template = "factcheck/articles/describe.html"
    if request.method != "POST":
        return page(request, template, {"article": article, "form": DescribeForm(article=article)})
    form = DescribeForm(request.POST, article=article)
    if not form.is_valid():
        return page(request, template, {"article": article, "form": form}, status=422)
    try:
        describe_article(
            article=article,
            title=form.cleaned_data["title"],
            details=form.details(),
            seen=form.cleaned_data["seen"],
            confirmed=form.cleaned_data.get("confirmed", False),
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except Conflict as problem:
        current = get_article(request.user, pk)
        form.refuse(problem)
        form.data["seen"] = state_of(current)  # type: ignore[index]
        context = {"article": current, "form": form, "conflict": over_description(form, current)}
        return page(request, template, context, status=409)
    messages.success(request, "Saved.")
    return redirect(article)
