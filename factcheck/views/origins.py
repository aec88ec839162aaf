"""Origins: the list, one of them with what rests on it, and saying on which an article or a passage rests."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.models import Article
from factcheck.access import MemberRequest, claims_for, get_article, get_claim, get_origin, member_view, origins_for
from factcheck.accounts.models import User
from factcheck.actions import change_origin, merge_origins, name_origin, name_origin_of_passage
from factcheck.actions.origins import state_of_article
from factcheck.actions.recording import state_of
from factcheck.errors import Conflict, Invalid
from factcheck.forms.origins import MergeOriginsForm, NameOriginForm, OriginForm, PassageOriginForm
from factcheck.models import ArticleOrigin, Claim, CommonOrigin, Occurrence
from factcheck.models.origin import folded_name
from factcheck.reading import Passage, passages_of
from factcheck.responses import page
from factcheck.rules import require
from factcheck.views.beside import form_context, saved_beside
from factcheck.views.claim_panel import claim_panel

OF_ARTICLE = "factcheck/articles/origin.html"
OF_PASSAGE = "factcheck/claims/origin.html"
DETAIL = "factcheck/origins/detail.html"
#: So many names are offered while somebody types.
OFFERED = 500


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """All origins by name, with how many articles and passages rest on each."""
    passages = Count("occurrences", filter=Q(occurrences__withdrawn_at=None), distinct=True)
    rows = origins_for(request.user).annotate(article_count=Count("articles", distinct=True), passage_count=passages)
    shown = Paginator(rows.order_by("folded", "id"), 100).get_page(request.GET.get("page"))
    return page(request, "factcheck/origins/index.html", {"page": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One origin, what rests on it, and for whom it is to change: its name and note. A merged one leads on."""
    origin = get_origin(request.user, pk)
    if request.method != "POST":
        return redirect(origin.merged_into) if origin.merged_into else _show(request, origin)
    require("origin", request.user)
    form = OriginForm(request.POST)
    if not form.is_valid():
        return _show(request, origin, form=form, status=422)
    data = form.cleaned_data
    try:
        change_origin(
            origin=origin, name=data["name"], note=data["note"], seen=data["seen"], by=request.user, key=data["key"]
        )
    except (Conflict, Invalid) as problem:
        return _refused(request, origin, "form", form, problem)
    messages.success(request, "Saved.")
    return redirect(origin)


@require_POST
@member_view
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that this origin is another one."""
    origin = get_origin(request.user, pk)
    require("origin", request.user)
    form = MergeOriginsForm(request.POST, names=_names(request.user, but=origin.merged_into or origin))
    if not form.is_valid():
        return _show(request, origin, merging=form, status=422)
    name = " ".join(form.cleaned_data["into"].split())
    into = origins_for(request.user).filter(folded=folded_name(name)).first()
    if into is None and not origin.merged_into:
        form.add_error("into", "There is no origin of this name. Choose one that is here.")
        return _show(request, origin, merging=form, status=422)
    data = form.cleaned_data
    try:
        left = merge_origins(origin=origin, into=into or origin, seen=data["seen"], by=request.user, key=data["key"])
    except (Conflict, Invalid) as problem:
        return _refused(request, origin, "merging", form, problem)
    messages.success(request, f"“{origin}” is this origin now: all that rested on it rests on this one.")
    return redirect(left)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def of_article(request: MemberRequest, pk: int) -> HttpResponse:
    """On which origin an article as a whole rests."""
    article = get_article(request.user, pk)
    require("origin", request.user)
    names = _names(request.user)
    if request.method != "POST":
        row = _row(article)
        initial = {"name": str(row.origin or "") if row else "", "seen": state_of_article(row)}
        return page(request, OF_ARTICLE, {"article": article, "form": NameOriginForm(initial=initial, names=names)})
    form = NameOriginForm(request.POST, names=names)
    if not form.is_valid():
        return page(request, OF_ARTICLE, {"article": article, "form": form}, status=422)
    data = form.cleaned_data
    try:
        name_origin(article=article, name=data["name"], seen=data["seen"], by=request.user, key=data["key"])
    except (Conflict, Invalid) as problem:
        row, status = _row(article), form.refuse(problem).status
        form.data["seen"] = state_of_article(row)  # type: ignore[index]
        context = {"article": article, "form": form, "now": row.origin if row else None, "late": status == 409}
        return page(request, OF_ARTICLE, context, status=status)
    messages.success(request, "Saved.")
    return redirect(article)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def of_passage(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """On which origin one passage of a claim rests, if not on what its article does."""
    claim = get_claim(request.user, pk)
    require("origin", request.user)
    passage = _passage(claim, span)
    occurrence, names = passage.anchor.span.occurrence, _names(request.user)
    context = {**form_context(request, claim), "passage": passage}
    if request.method != "POST":
        initial = {"name": str(passage.origin) if passage.has_its_own else "", "seen": state_of(occurrence)}
        context["form"] = PassageOriginForm(initial=initial, names=names)
        return page(request, OF_PASSAGE, context, fragment="panel")
    context["form"] = form = PassageOriginForm(request.POST, names=names)
    if not form.is_valid():
        return page(request, OF_PASSAGE, context, fragment="panel", status=422)
    data = form.cleaned_data
    try:
        name_origin_of_passage(
            occurrence=occurrence, name=data["name"], seen=data["seen"], by=request.user, key=data["key"]
        )
    except (Conflict, Invalid) as problem:
        status = form.refuse(problem).status
        form.data["seen"] = state_of(occurrence)  # type: ignore[index]
        return page(request, OF_PASSAGE, {**context, "late": status == 409}, fragment="panel", status=status)
    told = "origin-named", "Saved."
    return saved_beside(request, claim, lambda _article: claim_panel(request, claim.pk), [claim], told)


def _names(person: User, but: CommonOrigin | None = None) -> list[str]:
    rows = origins_for(person).exclude(pk=but.pk) if but else origins_for(person)
    return list(rows.values_list("name", flat=True)[:OFFERED])


def _row(article: Article) -> ArticleOrigin | None:
    return ArticleOrigin.objects.select_related("origin").filter(article=article).first()


def _passage(claim: Claim, span: int) -> Passage:
    """The standing passage of the claim, or Http404."""
    found = next((one for one in passages_of(claim) if one.anchor.span_id == span), None)
    if found is None:
        raise Http404("There is no such passage of this claim.")
    return found


def _refused(request: MemberRequest, origin: CommonOrigin, name: str, form: Any, problem: Exception) -> HttpResponse:
    """The page with the form that was refused, made from what is stored now: that it was merged into, if it was."""
    status = form.refuse(problem).status
    now = get_origin(request.user, origin.pk)
    now = now.merged_into or now
    form.data["seen"] = state_of(now)
    return _show(request, now, status=status, late=status == 409, **{name: form})


def _show(
    request: MemberRequest,
    origin: CommonOrigin,
    *,
    form: OriginForm | None = None,
    merging: MergeOriginsForm | None = None,
    status: int = 200,
    late: bool = False,
) -> HttpResponse:
    if origin.merged_into:
        # A form that is not complete, sent to one that was merged meanwhile: it says so when it is.
        origin = origin.merged_into
    seen = {"seen": state_of(origin)}
    occurrences = Occurrence.objects.filter(origin=origin, withdrawn_at=None)
    context = {
        "origin": origin,
        "articles": Article.objects.filter(rests_on__origin=origin).order_by("-created_at", "-id"),
        "claims": claims_for(request.user).filter(occurrences__in=occurrences).distinct().order_by("pk"),
        "merged": origin.merged.order_by("folded"),
        "form": form or OriginForm(initial={"name": origin.name, "note": origin.note, **seen}),
        "merging": merging or MergeOriginsForm(initial=seen, names=_names(request.user, but=origin)),
        "late": late,
    }
    return page(request, DETAIL, context, status=status)
