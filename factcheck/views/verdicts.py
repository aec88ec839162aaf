"""Answering a claim, confirming an answer for another wording, and letting it stand after a question."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from annotations.models import Article
from factcheck.access import MemberRequest, get_claim, get_revision, member_view, own_verdicts
from factcheck.actions import in_place_of_text, record_verdict
from factcheck.actions import uphold as let_stand
from factcheck.actions.answers import given
from factcheck.errors import Conflict, DeskError, Invalid
from factcheck.forms.answers import AnswerForm
from factcheck.forms.notices import ConfirmForm, UpholdForm
from factcheck.models import Claim, Drawn, FormName, Verdict
from factcheck.numbers import number_in
from factcheck.reading import ClaimItem, in_text_order
from factcheck.responses import Part, saved, wants_fragment
from factcheck.rules import require
from factcheck.views.article_parts import changed_parts, undo_part
from factcheck.views.claim_panel import DETAIL, claim_context, show_claim
from factcheck.views.conflicts import over_answer
from factcheck.views.queue import go_on
from factcheck.views.sources import asks_for_rows, posted

#: The lists in which an answer can be confirmed, by what their forms say that they come ``from``.
LISTS = {"notices": "notices:index", "asks": "queue:index"}


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Give or change one's verdict."""
    claim = get_claim(request.user, pk)
    require("answer", request.user, claim)
    if request.method != "POST":
        return show_claim(request, claim, changing=True)
    form = posted(request, AnswerForm)
    if asks_for_rows(request):
        return show_claim(request, claim, form=form)
    if not form.is_valid():
        return show_claim(request, claim, form=form, status=422)
    version: uuid.UUID = form.cleaned_data["version"]
    try:
        with in_place_of_text(name=FormName("claim", claim.pk), by=request.user, drawn=Drawn.of(request.POST)):
            verdict = record_verdict(
                claim=claim,
                answer=form.to_answer(),
                seen_version=version,
                by=request.user,
                key=form.cleaned_data["key"],
                seen_answer=form.cleaned_data["own"] if "own" in form.data else None,
            )
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        return _too_late(request, get_claim(request.user, pk), form, status=problem.status)
    return _recorded(request, claim, "saved", verdict)


@require_POST
@member_view
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    """Give one's answer to an earlier wording again as it is, for the wording that was seen."""
    claim = get_claim(request.user, pk)
    require("answer", request.user, claim)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say which wording you confirm your answer for. Open the page again.")
    version = form.cleaned_data["version"]
    mine = own_verdicts(request.user).standing().filter(claim=claim).first()
    if mine is None or not mine.is_answer:
        raise Conflict("You have no answer to this claim that could be confirmed.")
    answer = given(mine)
    try:
        if claim.current_version_id != version:
            raise Conflict("The statement was edited again meanwhile. Read the new words, then confirm or revise.")
        verdict = record_verdict(
            claim=claim,
            answer=answer,
            seen_version=version,
            by=request.user,
            key=form.cleaned_data["key"],
            seen_answer=answer.token,
        )
    except (Conflict, Invalid) as problem:
        return _not_confirmed(request, get_claim(request.user, pk), problem)
    return _recorded(request, claim, "confirmed", verdict)


@require_POST
@member_view
def uphold(request: MemberRequest, pk: int) -> HttpResponse:
    """Say after an editor's question that one's answer stands as it is."""
    claim = get_claim(request.user, pk)
    require("answer", request.user, claim)
    form = UpholdForm(request.POST)
    if not form.is_valid() and "question" in form.errors:
        raise Invalid("Say after which question your answer stands. Open the page again.")
    if not form.is_valid():
        return show_claim(request, claim, upholding=form, status=422)
    data = form.cleaned_data
    try:
        let_stand(claim=claim, question=data["question"], words=data["words"], by=request.user, key=data["key"])
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        return show_claim(request, get_claim(request.user, pk), upholding=form, status=problem.status)
    parts = _changed(request, get_claim(request.user, pk)) if wants_fragment(request) else []
    return saved(request, claim, fact="answer-upheld", parts=parts, sentence="Your answer stands. The editor is told.")


def _not_confirmed(request: MemberRequest, claim: Claim, problem: DeskError) -> HttpResponse:
    """Where it was asked for, with the words as they are now and why nothing was confirmed."""
    if (to := LISTS.get(request.POST.get("from", ""))) is not None:
        messages.warning(request, str(problem))
        return redirect(to)
    return show_claim(request, claim, status=problem.status, not_confirmed=str(problem))


def _recorded(request: MemberRequest, claim: Claim, how: str, verdict: Verdict) -> HttpResponse:
    """On to where the answer was given: the next of the queue, the notices, or the claim as it is now."""
    came_from = request.POST.get("from", "")
    if came_from == "queue" or came_from in LISTS:
        # "Need more time" answers nothing, so that nothing of the others' is to be seen.
        said, link = f"You asked for more time for claim {claim.pk}.", "Look at it again"
        if verdict.is_answer:
            said, link = f"Your answer to claim {claim.pk} is {how}.", "Look at it and the others’"
        messages.success(request, format_html('{} <a href="{}">{}</a>', said, claim.get_absolute_url(), link))
        return go_on(request, claim) if came_from == "queue" else redirect(LISTS[came_from])
    parts = _changed(request, get_claim(request.user, claim.pk)) if wants_fragment(request) else []
    return saved(request, claim, fact="verdict-recorded", parts=parts, sentence=f"Your answer is {how}.")


def _too_late(request: MemberRequest, claim: Claim, form: AnswerForm, *, status: int) -> HttpResponse:
    """The form with what was typed, beside what moved on since it was made; saved again, it takes the place of that."""
    mine = Verdict.objects.standing().filter(claim=claim, reviewer=request.user).first()
    own = given(mine).token if mine else ""
    moved = form.data.get("own", own) != own
    apart = over_answer(claim, form.cleaned_data["version"], form.to_answer().completed(mine), mine, moved=moved)
    form.data["version"], form.data["own"] = str(claim.current_version_id), own  # type: ignore[index]
    return show_claim(request, claim, form=form, status=status, conflict=apart)


def _changed(request: MemberRequest, claim: Claim) -> list[Part]:
    """The claim's panel, and beside an article what changes with it there; of an older text only what can be undone."""
    context = claim_context(request, claim)
    panel = Part(DETAIL, "panel", context)
    article: Article | None = context["article"]
    revision = get_revision(request.user, article) if article else None
    if article is None or revision is None:
        return [panel]
    if context["beside"] != str(revision.number):
        return [panel, undo_part(request.user, article, number_in(context["beside"]))]
    item: ClaimItem = context["item"]
    here = [one.anchor for one in context["passages"] if one.anchor.revision_id == revision.pk]
    item.passages = sorted(here, key=in_text_order)
    return [panel, *changed_parts(request, article, claim.pk, item=item, revision=revision)]
