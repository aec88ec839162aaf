"""Claims: the list, one claim, its statement, withdrawing it. How one comes to be: ``factcheck.views.marks``."""

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
    claims_for,
    get_claim,
    member_view,
    verdicts_for,
)
from factcheck.actions import drop_text, edit_claim, withdraw_claim
from factcheck.changes import last_token, look_at, named_with_last
from factcheck.choices import Move, State
from factcheck.decided import judged
from factcheck.errors import Conflict, Invalid
from factcheck.forms.answers import AnswerForm
from factcheck.forms.base import new_key
from factcheck.forms.claims import ReasonForm, StatementForm
from factcheck.models import Claim, FormName
from factcheck.responses import ALONE, page
from factcheck.rules import may, require
from factcheck.transitions import moves_from
from factcheck.undoing import offers
from factcheck.unsaved import Unsaved, unsaved
from factcheck.views.conflicts import over_statement

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
    """The page or panel of a claim; ``form`` where an answer came back, ``changing`` where one is to be changed."""
    return page(request, DETAIL, claim_context(request, claim, form=form, **more), fragment="panel", status=status)


def claim_context(
    request: MemberRequest,
    claim: Claim,
    *,
    form: AnswerForm | None = None,
    changing: bool = False,
    article: Article | None = None,
    **more: Any,
) -> dict[str, Any]:
    """What the claim page shows to this person. Others' verdicts come through the gate, or not at all.

    ``article`` is the one it is shown beside, and ``beside`` the number of the revision that stands there.
    """
    if article is None:
        article, change = named_with_last(request.user, request.GET.get("article", ""))
    else:
        change = last_token(article)
    (item,) = reading.items(request.user, [claim])
    verdicts = list(verdicts_for(request.user).filter(claim=claim))
    moves = moves_from(claim.state)
    may_edit = may("edit", request.user, claim)
    may_answer = may("answer", request.user, claim) and Move.ANSWER in moves
    # What was just sent stands in the form already.
    name = FormName("claim", claim.pk)
    typed = Unsaved(name) if form else unsaved(request.user, name, claim)
    first = item.mine is None and not item.taken_back
    expected = typed.text or not (item.answered or (item.revealed and first))
    if form is None and may_answer and (changing or expected):
        form = AnswerForm.of(item.mine, claim.current_version_id, typed.fields)
    beside = str(more.pop("beside", request.GET.get("revision", "")))
    return {
        "claim": claim,
        "query": f"?article={article.pk}&revision={quote(beside)}" if article else "",
        "beside": beside,
        "look": look_at(claim, verdicts, request.user, change),
        "item": item,
        "others": [verdict for verdict in verdicts if verdict.reviewer_id != request.user.pk],
        "mine": next((verdict for verdict in verdicts if verdict.reviewer_id == request.user.pk), None),
        "passages": reading.passages_of(claim),
        "kin": reading.kin_of(request.user, claim),
        **judged(claim, revealed=item.revealed),
        "form": form,
        "unsaved": typed,
        "article": article,
        "opened": FormName("claim", claim.pk).query,
        "may_answer": may_answer,
        "may_edit": may_edit and Move.EDIT in moves,
        "may_move": may_edit and Move.LINK in moves,
        "may_split": may_edit and Move.SPLIT in moves,
        "may_link": may("link", request.user) and Move.LINK in moves,
        "may_withdraw": may("withdraw", request.user, claim) and Move.WITHDRAW in moves,
        "may_restore": Move.RESTORE in moves and not claim.merged_into_id and may("restore", request.user, claim),
        # Of the forms that ask for nothing: put back, take a passage off. Each key goes with its content.
        "fresh_key": new_key(),
        "from_queue": request.GET.get("from") == "queue" or request.POST.get("from") == "queue",
        **({} if article else {"level": ALONE, "offers": offers(request.user)}),
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement in new words; answers to the old ones become stale."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    template, name = "factcheck/claims/edit.html", FormName("statement", claim.pk)
    if request.method != "POST":
        typed = unsaved(request.user, name, claim)
        initial = {"statement": claim.current_version.statement, **typed.fields, "version": claim.current_version_id}
        context = {"claim": claim, "form": StatementForm(initial=initial), "unsaved": typed}
        return page(request, template, context)
    form = StatementForm(request.POST)
    context = {"claim": claim, "form": form, "unsaved": Unsaved(name)}
    if not form.is_valid():
        return page(request, template, context, status=422)
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
        claim = get_claim(request.user, pk)
        moved = data["version"] != claim.current_version_id
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        context["conflict"] = over_statement(claim, data["statement"]) if moved else None
        return page(request, template, context, status=problem.status)
    drop_text(name=name, by=request.user, key=data["key"])
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
