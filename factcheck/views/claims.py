"""Claims: the list, one claim, its statement, withdrawing it. How one comes to be: ``factcheck.views.marks``."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, get_claim, member_view
from factcheck.actions import edit_claim, in_place_of_text, withdraw_claim
from factcheck.choices import State
from factcheck.errors import Conflict, Invalid
from factcheck.forms.claims import ReasonForm, StatementForm
from factcheck.models import Claim, Drawn, FormName
from factcheck.paging import LongPaginator
from factcheck.responses import page
from factcheck.rules import require
from factcheck.unsaved import unsaved_in
from factcheck.views.beside import empty_panel, form_context, places_of, saved_beside
from factcheck.views.claim_panel import claim_panel, show_claim
from factcheck.views.conflicts import over_statement

EDIT = "factcheck/claims/edit.html"
ON_A_PAGE = 50
#: Approved, and a passage changed since: no state of its own, but somebody looks for these.
UNDER_REVIEW = ("under-review", "Under review")


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """All claims, newest first, by stored state: ready claims look open, as the blind rule wants."""
    state = request.GET.get("state", "")
    rows = claims_for(request.user).order_by("-created_at", "-id")
    if state == UNDER_REVIEW[0]:
        rows = rows.filter(state=State.APPROVED, under_review=True)
    else:
        rows = rows.filter(state=state) if state in State.values else rows.exclude(state=State.WITHDRAWN)
    words = request.GET.get("words", "").replace("\x00", "").strip()  # PostgreSQL cannot even be asked for NUL
    if words:
        rows = rows.filter(current_version__statement__icontains=words)
    shown = LongPaginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "items": reading.items(request.user, shown.object_list),
        "states": [*State.choices, UNDER_REVIEW],
        "state": state,
        "words": words,
    }
    return page(request, "factcheck/claims/index.html", context)


@require_safe
@member_view
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One claim: its words and passages, one's own answer, and after that the others'."""
    return show_claim(request, get_claim(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement in new words; answers to the old ones become stale."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    if request.method != "POST":
        return edit_form(request, claim)
    name = FormName("statement", claim.pk)
    form = StatementForm(request.POST)
    context = {**form_context(request, claim), "form": form, "unsaved": unsaved_in(request, name, came_back=True)}
    if not form.is_valid():
        return page(request, EDIT, context, fragment="panel", status=422)
    data = form.cleaned_data
    try:
        with in_place_of_text(name=name, by=request.user, drawn=Drawn.of(request.POST)):
            edit_claim(
                claim=claim,
                statement=data["statement"],
                reason=data["reason"],
                seen_version=data["version"],
                by=request.user,
                key=data["key"],
            )
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        claim = get_claim(request.user, pk)
        moved = data["version"] != claim.current_version_id
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        context["conflict"] = over_statement(claim, data["statement"]) if moved else None
        return page(request, EDIT, context, fragment="panel", status=problem.status)
    told = "claim-edited", "The statement has a new version."
    return saved_beside(request, claim, lambda _article: claim_panel(request, claim.pk), [claim], told)


def edit_form(request: MemberRequest, claim: Claim) -> HttpResponse:
    """The form for other words, with what was typed into it and not saved."""
    context = form_context(request, claim)
    typed = unsaved_in(request, FormName("statement", claim.pk), claim, query=context["query"])
    initial = {"statement": claim.current_version.statement, **typed.fields, "version": claim.current_version_id}
    context |= {"form": StatementForm(initial=initial), "unsaved": typed}
    return page(request, EDIT, context, fragment="panel")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own claim off the desk."""
    claim = get_claim(request.user, pk)
    require("withdraw", request.user, claim)
    template, context = "factcheck/claims/withdraw.html", form_context(request, claim)
    if request.method != "POST":
        return page(request, template, {**context, "form": ReasonForm()}, fragment="panel")
    form = ReasonForm(request.POST)
    context["form"] = form
    if not form.is_valid():
        return page(request, template, context, fragment="panel", status=422)
    stood = places_of(claim, context["article"])
    try:
        withdraw_claim(claim=claim, reason=form.cleaned_data["reason"], by=request.user, key=form.cleaned_data["key"])
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        return page(request, template, context, fragment="panel", status=problem.status)
    told = "claim-withdrawn", f"Claim {claim.pk} is withdrawn."
    return saved_beside(request, "claims:index", empty_panel, [claim], told, stood=stood)
