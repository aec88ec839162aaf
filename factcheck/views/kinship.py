"""Split a claim in two, merge two into one."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from annotations.errors import AnnotationError
from annotations.models import OPEN_STATES
from factcheck import reading
from factcheck.access import MemberRequest, claims_for, get_claim, member_view
from factcheck.actions import in_place_of_text, merge_claims, split_claim
from factcheck.actions.alike import claims_alike
from factcheck.choices import ANSWERABLE_STATES
from factcheck.errors import Conflict, Invalid
from factcheck.forms.kinship import MergeForm, SplitForm
from factcheck.models import Claim, Drawn, FormName
from factcheck.numbers import number_in
from factcheck.responses import page
from factcheck.rules import require
from factcheck.unsaved import unsaved_in
from factcheck.views.beside import article_beside, form_context, places_of, saved_beside
from factcheck.views.claim_panel import claim_panel

SPLIT = "factcheck/claims/split.html"
MERGE = "factcheck/claims/merge.html"
#: So many claims are offered to merge into, and so many passages are compared to find them.
MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def split(request: MemberRequest, pk: int) -> HttpResponse:
    """Which passages go to a claim of their own, and the words of both."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    if request.method != "POST":
        return split_form(request, claim)
    passages = reading.passages_of(claim)
    form = SplitForm(request.POST, spans=_spans(passages))
    if not form.is_valid():
        return split_form(request, claim, form, status=422)
    data = form.cleaned_data
    try:
        with in_place_of_text(name=FormName("split", claim.pk), by=request.user, drawn=Drawn.of(request.POST)):
            made = split_claim(
                claim=claim,
                shares=form.shares,
                statement=data["statement"],
                other=data["other"],
                reason=data["reason"],
                seen_version=data["version"],
                by=request.user,
                key=data["key"],
            )
    except (Conflict, Invalid, AnnotationError) as problem:
        status = form.refuse(problem).status
        claim = get_claim(request.user, pk)
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        return split_form(request, claim, form, status=status, conflict=isinstance(problem, Conflict))
    told = "claim-split", f"Claim {made.pk} is split from claim {claim.pk}. It has no answers yet."
    return saved_beside(request, made, lambda _article: claim_panel(request, made.pk), [claim, made], told)


def split_form(
    request: MemberRequest,
    claim: Claim,
    form: SplitForm | None = None,
    *,
    status: int = 200,
    conflict: bool = False,
) -> HttpResponse:
    """The form, with what was typed into it and not saved; ``form`` where one came back."""
    passages = reading.passages_of(claim)
    context, name = form_context(request, claim), FormName("split", claim.pk)
    typed = unsaved_in(request, name, claim, came_back=form is not None, query=context["query"])
    if form is None:
        words = claim.current_version.statement
        initial = {"statement": words, "other": words, **typed.fields, "version": claim.current_version_id}
        form = SplitForm(spans=_spans(passages), initial=initial)
    shown = [(one, form[field]) for one in passages if (field := form.names.get(one.anchor.span_id))]
    context |= {"form": form, "passages": shown, "conflict": conflict, "unsaved": typed}
    return page(request, SPLIT, context, fragment="panel", status=status)


def _spans(passages: list[reading.Passage]) -> list[tuple[int, bool]]:
    return [(one.anchor.span_id, one.anchor.state not in OPEN_STATES) for one in passages]


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Find the claim that is left; then both side by side, what will happen, and the statement from now on."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    if request.method != "POST":
        into = _chosen(request, claim, request.GET.get("into", ""))
        return merge_form(request, claim, into) if into else _choose(request, claim)
    form = MergeForm(request.POST)
    into = _chosen(request, claim, request.POST.get("into", ""))
    if into is None:
        return _choose(request, claim, status=422)
    require("edit", request.user, into)
    if not form.is_valid():
        return merge_form(request, claim, into, form, status=422)
    data, stood = form.cleaned_data, places_of(claim, article_beside(request))
    try:
        with in_place_of_text(
            name=FormName("merge", claim.pk, into=into.pk), by=request.user, drawn=Drawn.of(request.POST)
        ):
            kept = merge_claims(
                claim=claim,
                into=into,
                statement=data["statement"],
                reason=data["reason"],
                seen_version=data["version"],
                seen_into=data["version_into"],
                by=request.user,
                key=data["key"],
            )
    except (Conflict, Invalid) as problem:
        status = form.refuse(problem).status
        claim, into = get_claim(request.user, pk), get_claim(request.user, into.pk)
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        form.data["version_into"] = str(into.current_version_id)  # type: ignore[index]
        return merge_form(request, claim, into, form, status=status)
    told = "claims-merged", f"Claim {claim.pk} is merged into claim {kept.pk}, which is to be answered anew."
    return saved_beside(request, kept, lambda _article: claim_panel(request, kept.pk), [claim, kept], told, stood=stood)


def _chosen(request: MemberRequest, claim: Claim, number: str) -> Claim | None:
    """Another claim that the person may know of, by its number; None for anything else."""
    pk = number_in(number)
    return None if pk is None else claims_for(request.user).exclude(pk=claim.pk).filter(pk=pk).first()


def merge_form(
    request: MemberRequest, claim: Claim, into: Claim, form: MergeForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Both claims and the form, with what was typed into it and not saved; ``form`` where one came back."""
    both = reading.items(request.user, [claim, into])
    for item in both:
        item.passages = [one.anchor for one in reading.passages_of(item.claim)]
    context, name = _beside(request, claim), FormName("merge", claim.pk, into=into.pk)
    typed = unsaved_in(request, name, claim, came_back=form is not None, query=context["query"])
    if form is None:
        versions = {"version": claim.current_version_id, "version_into": into.current_version_id}
        initial = {"statement": into.current_version.statement, **typed.fields, "into": into.pk, **versions}
        form = MergeForm(initial=initial)
    context |= {"into": into, "both": both, "form": form, "unsaved": typed}
    return page(request, MERGE, context, fragment="panel", status=status)


def _beside(request: MemberRequest, claim: Claim) -> dict[str, Any]:
    """As ``form_context``; and ``more``, what leads beside the article in an address that asks something already, and
    ``beside``, the number of the text it stands beside.
    """
    context = form_context(request, claim)
    more = {"more": context["query"].replace("?", "&", 1), "beside": request.GET.get("revision", "")}
    return {**context, **more}


def _choose(request: MemberRequest, claim: Claim, *, status: int = 200) -> HttpResponse:
    """The claims in work on the same words, and those found by what was asked for: words or a number."""
    rows = claims_for(request.user).filter(state__in=ANSWERABLE_STATES).exclude(pk=claim.pk)
    asked = request.GET.get("words", "").replace("\x00", "").strip()  # PostgreSQL cannot even be asked for NUL
    if asked:
        named = Q() if (number := number_in(asked)) is None else Q(pk=number)
        found = list(rows.filter(named | Q(current_version__statement__icontains=asked)).order_by("-id")[:MOST])
    else:
        found = list(rows.filter(pk__in=_alike(claim)).order_by("-id"))
    context = {"words": asked, "items": reading.items(request.user, found), "missed": status != 200}
    return page(request, MERGE, {**_beside(request, claim), **context}, fragment="panel", status=status)


def _alike(claim: Claim) -> set[int]:
    """The claims on the places or the words of its first passages."""
    found: set[int] = set()
    for one in reading.passages_of(claim)[:MOST]:
        if one.anchor.start is not None and one.anchor.end is not None:
            found |= {alike.claim for alike in claims_alike(one.anchor.revision, one.anchor.start, one.anchor.end)}
    return found - {claim.pk}
