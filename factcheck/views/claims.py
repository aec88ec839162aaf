"""Claims: the list, one claim, a new one, its statement, withdrawing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.errors import AnnotationError, QuoteMismatch
from annotations.models import Article, Revision
from factcheck import reading
from factcheck.access import (
    MemberRequest,
    articles_for,
    claims_for,
    get_article,
    get_claim,
    get_revision,
    member_view,
    verdicts_for,
)
from factcheck.actions import edit_claim, link_passage, propose_claim, withdraw_claim
from factcheck.actions.claims import Passage
from factcheck.choices import Move, Role, State
from factcheck.errors import Conflict, Invalid, as_desk_error
from factcheck.forms.answers import AnswerForm
from factcheck.forms.claims import ClaimForm, ReasonForm, StatementForm
from factcheck.models import Claim
from factcheck.responses import Part, page, saved, wants_fragment
from factcheck.rules import may, require
from factcheck.transitions import moves_from
from factcheck.views.articles import DETAIL as ARTICLE
from factcheck.views.articles import article_context, redrawn

DETAIL = "factcheck/claims/detail.html"
MARK = "factcheck/articles/mark.html"


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """All claims, newest first, by stored state: ready claims look open, as the blind rule wants."""
    state = request.GET.get("state", "")
    rows = claims_for(request.user).order_by("-created_at", "-id")
    rows = rows.filter(state=state) if state in State.values else rows.exclude(state=State.WITHDRAWN)
    words = request.GET.get("words", "").strip()
    if words:
        rows = rows.filter(current_version__statement__icontains=words)
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "items": reading.items(request.user, shown.object_list),
        "states": State.choices,
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
    """What the claim page shows to this person. Others' verdicts come through the gate, or not at all."""
    (item,) = reading.items(request.user, [claim])
    verdicts = list(verdicts_for(request.user).filter(claim=claim))
    moves = moves_from(claim.state)
    may_answer = may("answer", request.user, claim) and Move.ANSWER in moves
    if form is None and may_answer and not item.answered and not (item.revealed and item.mine is None):
        form = AnswerForm.of(item.mine, claim.current_version_id)
    if article is None and request.GET.get("article", "").isdecimal():
        article = articles_for(request.user).filter(pk=int(request.GET["article"])).first()
    return {
        "claim": claim,
        "item": item,
        "others": [verdict for verdict in verdicts if verdict.reviewer_id != request.user.pk],
        "mine": next((verdict for verdict in verdicts if verdict.reviewer_id == request.user.pk), None),
        "passages": reading.passages_of(claim),
        "questions": claim.decisions.filter(move=Move.RETURN).select_related("editor"),
        "form": form,
        "article": article,
        "may_answer": may_answer,
        "may_edit": may("edit", request.user, claim) and Move.EDIT in moves,
        "may_withdraw": may("withdraw", request.user, claim) and Move.WITHDRAW in moves,
        "from_queue": request.GET.get("from") == "queue" or request.POST.get("from") == "queue",
        **more,
    }


@require_POST
@member_view
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    """Save a new claim on a passage, with an answer if one is given; or add the passage to a claim."""
    article = get_article(request.user, pk)
    form = ClaimForm(request.POST)
    if "add_source" in request.POST:
        return _form_again(request, article, form, status=200)
    if not form.is_valid():
        return _form_again(request, article, form, status=422)
    data = form.cleaned_data
    revision = get_revision(request.user, article, data["revision"])
    passage = Passage(revision, data["start"], data["end"], data["quote"], Role(data["role"]))
    try:
        claim = _save(request, form, passage)
    except (Conflict, Invalid, AnnotationError) as problem:
        form.refuse(as_desk_error(problem) or Invalid(str(problem)))
        status = 409 if isinstance(problem, (Conflict, QuoteMismatch)) else 422
        return _form_again(request, article, form, status=status)
    return _marked(request, article, claim, passage)


def _save(request: MemberRequest, form: ClaimForm, passage: Passage) -> Claim:
    data = form.cleaned_data
    if data.get("existing"):
        claim = claims_for(request.user).filter(pk=data["existing"]).first()
        if claim is None:
            raise Invalid(f"There is no claim number {data['existing']}.", field="existing")
        link_passage(claim=claim, passage=passage, by=request.user, key=data["key"])
        return claim
    return propose_claim(
        passage=passage,
        statement=data["statement"],
        sensitive=data["sensitive"],
        answer=form.to_answer() if form.has_answer else None,
        by=request.user,
        key=data["key"],
    )


def _marked(request: MemberRequest, article: Article, claim: Claim, passage: Passage) -> HttpResponse:
    """The list of claims with the new one, and for htmx the paragraphs the passage touches, redrawn."""
    context = article_context(request.user, article)
    if not wants_fragment(request):
        messages.success(request, f"Claim {claim.pk} is saved.")
    panel = Part(ARTICLE, "panel", {**context, "fresh": claim.pk})
    return saved(
        request, article, fact="claim-proposed", parts=[panel, *redrawn(context, [(passage.start, passage.end)])]
    )


def _form_again(request: MemberRequest, article: Article, form: ClaimForm, *, status: int) -> HttpResponse:
    """The form with what was typed; the passage is read from the text again, never from what was sent."""
    revision: Revision = get_revision(request.user, article)
    context = {"article": article, "revision": revision, "form": form}
    return page(request, MARK, context, fragment="panel", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement in new words; answers to the old ones become stale."""
    claim = get_claim(request.user, pk)
    require("edit", request.user, claim)
    template = "factcheck/claims/edit.html"
    if request.method != "POST":
        initial = {"statement": claim.current_version.statement, "version": claim.current_version_id}
        return page(request, template, {"claim": claim, "form": StatementForm(initial=initial)}, fragment="panel")
    form = StatementForm(request.POST)
    if not form.is_valid():
        return page(request, template, {"claim": claim, "form": form}, fragment="panel", status=422)
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
        return page(request, template, context, fragment="panel", status=problem.status)
    messages.success(request, "The statement has a new version.")
    return redirect(claim)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own claim off the desk."""
    claim = get_claim(request.user, pk)
    require("withdraw", request.user, claim)
    template = "factcheck/claims/withdraw.html"
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, template, {"claim": claim, "form": form}, status=status)
    withdraw_claim(claim=claim, reason=form.cleaned_data["reason"], by=request.user, key=form.cleaned_data["key"])
    messages.success(request, f"Claim {claim.pk} is withdrawn.")
    return redirect("claims:index")
