"""Answering a claim."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from annotations.models import Article
from factcheck.access import MemberRequest, get_claim, get_revision, member_view
from factcheck.actions import record_verdict
from factcheck.choices import Move
from factcheck.errors import Conflict, Invalid
from factcheck.forms.answers import AnswerForm
from factcheck.models import Claim, Verdict
from factcheck.responses import Part, saved, wants_fragment
from factcheck.rules import require
from factcheck.transitions import moves_from
from factcheck.views.article_parts import changed_parts
from factcheck.views.claims import DETAIL, claim_context, show_claim


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Give or change one's verdict."""
    claim = get_claim(request.user, pk)
    require("answer", request.user, claim)
    if request.method != "POST":
        return show_claim(request, claim, form=_form(request, claim))
    form = AnswerForm(request.POST)
    if "add_source" in request.POST:
        return show_claim(request, claim, form=form)
    if not form.is_valid():
        return show_claim(request, claim, form=form, status=422)
    version: uuid.UUID = form.cleaned_data["version"]
    try:
        record_verdict(
            claim=claim,
            answer=form.to_answer(),
            seen_version=version,
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        claim = get_claim(request.user, pk)
        form.data["version"] = str(claim.current_version_id)  # type: ignore[index]
        return show_claim(request, claim, form=form, status=problem.status)
    if request.POST.get("from") == "queue":
        link = format_html('<a href="{}">Look at it and the others’</a>', claim.get_absolute_url())
        messages.success(request, format_html("Your answer to claim {} is saved. {}", claim.pk, link))
        return redirect("queue:next")
    if not wants_fragment(request):
        messages.success(request, "Your answer is saved.")
    claim = get_claim(request.user, pk)
    parts = _changed(request, claim) if wants_fragment(request) else []
    return saved(request, claim, fact="verdict-recorded", parts=parts)


def _form(request: MemberRequest, claim: Claim) -> AnswerForm | None:
    """The form with what this person said before; none for a claim that takes no answer any more."""
    if Move.ANSWER not in moves_from(claim.state):
        return None
    mine = Verdict.objects.standing().filter(claim=claim, reviewer=request.user).first()
    return AnswerForm.of(mine, claim.current_version_id)


def _changed(request: MemberRequest, claim: Claim) -> list[Part]:
    """The claim's panel, and beside the newest text of an article what changes with it there."""
    context = claim_context(request, claim, saved=True)
    panel = Part(DETAIL, "panel", context)
    article: Article | None = context["article"]
    if article is None or context["beside"] != str(get_revision(request.user, article).number):
        return [panel]
    return [panel, *changed_parts(request.user, article, claim.pk)]
