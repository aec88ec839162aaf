"""Claims: the list, one claim, its statement, withdrawing it. How one comes to be: ``factcheck.views.marks``."""

from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Article
from factcheck import reading
from factcheck.access import (
    MemberRequest,
    articles_for,
    claims_for,
    get_claim,
    member_view,
    verdicts_for,
)
from factcheck.actions import edit_claim, withdraw_claim
from factcheck.choices import Move, State
from factcheck.errors import Conflict, Invalid
from factcheck.forms.answers import AnswerForm
from factcheck.forms.claims import ReasonForm, StatementForm
from factcheck.models import Claim
from factcheck.responses import ALONE, page
from factcheck.rules import may, require
from factcheck.transitions import moves_from

DETAIL = "factcheck/claims/detail.html"
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
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
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


def show_claim(
    request: MemberRequest, claim: Claim, *, form: AnswerForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page or panel of a claim; ``form`` where an answer is being given or changed."""
    return page(request, DETAIL, claim_context(request, claim, form=form, **more), fragment="panel", status=status)


def claim_context(
    request: MemberRequest, claim: Claim, *, form: AnswerForm | None = None, article: Article | None = None, **more: Any
) -> dict[str, Any]:
    """What the claim page shows to this person. Others' verdicts come through the gate, or not at all.

    ``article`` is the one it is shown beside, and ``beside`` the number of the revision that stands there.
    """
    (item,) = reading.items(request.user, [claim])
    verdicts = list(verdicts_for(request.user).filter(claim=claim))
    moves = moves_from(claim.state)
    may_answer = may("answer", request.user, claim) and Move.ANSWER in moves
    if form is None and may_answer and not item.answered and not (item.revealed and item.mine is None):
        form = AnswerForm.of(item.mine, claim.current_version_id)
    if article is None:
        with suppress(ValueError):  # no number, or one too long to be read
            article = articles_for(request.user).filter(pk=int(request.GET.get("article", ""))).first()
    beside = str(more.pop("beside", request.GET.get("revision", "")))
    return {
        "claim": claim,
        "query": f"?article={article.pk}&revision={quote(beside)}" if article else "",
        "beside": beside,
        "item": item,
        "others": [verdict for verdict in verdicts if verdict.reviewer_id != request.user.pk],
        "mine": next((verdict for verdict in verdicts if verdict.reviewer_id == request.user.pk), None),
        "passages": reading.passages_of(claim),
        "kin": reading.kin_of(request.user, claim),
        "questions": claim.decisions.filter(move=Move.RETURN).select_related("editor"),
        "form": form,
        "article": article,
        "may_answer": may_answer,
        "may_edit": may("edit", request.user, claim) and Move.EDIT in moves,
        "may_split": may("edit", request.user, claim) and Move.SPLIT in moves,
        "may_link": may("link", request.user) and Move.LINK in moves,
        "may_withdraw": may("withdraw", request.user, claim) and Move.WITHDRAW in moves,
        "from_queue": request.GET.get("from") == "queue" or request.POST.get("from") == "queue",
        **({} if article else {"level": ALONE}),
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement in new words; answers to the old ones become stale."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    template = "factcheck/claims/edit.html"
    if request.method != "POST":
        initial = {"statement": claim.current_version.statement, "version": claim.current_version_id}
        return page(request, template, {"claim": claim, "form": StatementForm(initial=initial)})
    form = StatementForm(request.POST)
    if not form.is_valid():
        return page(request, template, {"claim": claim, "form": form}, status=422)
    data = form.cleaned_data
    try:
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
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        context = {"claim": claim, "form": form, "conflict": isinstance(problem, Conflict)}
        return page(request, template, context, status=problem.status)
    messages.success(request, "The statement has a new version.")
    return redirect(claim)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own claim off the desk."""
    claim = get_claim(request.user, pk)
    require("withdraw", request.user, claim)
    template = "factcheck/claims/withdraw.html"
    if request.method != "POST":
        return page(request, template, {"claim": claim, "form": ReasonForm()})
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, template, {"claim": claim, "form": form}, status=422)
    try:
        withdraw_claim(claim=claim, reason=form.cleaned_data["reason"], by=request.user, key=form.cleaned_data["key"])
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        return page(request, template, {"claim": claim, "form": form}, status=problem.status)
    messages.success(request, f"Claim {claim.pk} is withdrawn.")
    return redirect("claims:index")
