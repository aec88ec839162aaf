"""Talking about a claim: on its page, beside an article, at the desk, and on a page with all that was said."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.models import Article
from factcheck.access import MemberRequest, get_claim, get_own_remark, member_view
from factcheck.actions import change_remark, in_place_of_text, restore_remark, settle_talk, speak, withdraw_remark
from factcheck.actions.recording import state_of
from factcheck.errors import Conflict, Invalid
from factcheck.forms.talk import RemarkForm
from factcheck.models import Claim, Drawn, FormName, Remark
from factcheck.responses import ALONE, IN_PANEL, Part, page, saved, wants_fragment
from factcheck.rules import require, sees_answers
from factcheck.talk import MOST
from factcheck.views.beside import article_beside, query_beside
from factcheck.views.conflicts import over_remark
from factcheck.views.talk_parts import TALK, talked

PAGE = "factcheck/claims/talk.html"


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def talk(request: MemberRequest, pk: int) -> HttpResponse:
    """All that was said about a claim; say something."""
    claim = get_claim(request.user, pk)
    if request.method != "POST":
        return _show(request, claim)
    require("speak", request.user, claim)
    form = RemarkForm(request.POST, by=request.user)
    if "people" in request.POST:
        return _show(request, claim, form=form)
    if not form.is_valid():
        return _show(request, claim, form=form, status=422)
    data = form.cleaned_data
    name, drawn = FormName("remark", claim.pk), Drawn.of(request.POST)
    try:
        with in_place_of_text(name=name, by=request.user, drawn=drawn):
            speak(claim=claim, words=data["words"], to=data.get("to", ()), by=request.user, key=data["key"])
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        return _show(request, get_claim(request.user, pk), form=form, status=problem.status)
    return _said(request, claim, "remark-made", "Your remark is saved.")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def remark(request: MemberRequest, pk: int, remark: uuid.UUID) -> HttpResponse:
    """Put one's own remark in other words, withdraw it, or put it back."""
    claim = get_claim(request.user, pk)
    own = get_own_remark(request.user, claim, remark)
    require("speak", request.user, claim)
    if request.method != "POST":
        if own.withdrawn_at is not None:
            raise Http404("You withdrew this remark.")
        return _show(request, claim, changing=own)
    form, name = RemarkForm(request.POST, by=request.user), FormName("remark", claim.pk, remark=own.pk.hex)
    if "withdraw" in request.POST or "restore" in request.POST:
        return _away_or_back(request, claim, own, name)
    if "people" in request.POST:
        return _show(request, claim, form=form, changing=own)
    if not form.is_valid():
        return _show(request, claim, form=form, changing=own, status=422)
    data = form.cleaned_data
    given = {"words": data["words"], "to": data.get("to", ()), "seen": data["seen"], "key": data["key"]}
    try:
        with in_place_of_text(name=name, by=request.user, drawn=Drawn.of(request.POST)):
            change_remark(remark=own, by=request.user, **given)
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        own.refresh_from_db()
        form.data["seen"] = state_of(own)  # type: ignore[index]
        moved = data["seen"] != state_of(own)
        apart = over_remark(data["words"], own) if moved else None
        return _show(request, claim, form=form, changing=own, status=problem.status, conflict=apart)
    return _said(request, claim, "remark-changed", "Your remark is changed.")


def _away_or_back(request: MemberRequest, claim: Claim, own: Remark, name: FormName) -> HttpResponse:
    if "restore" in request.POST:
        restore_remark(remark=own, by=request.user)
        return _said(request, claim, "remark-restored", "Your remark is back.")
    with in_place_of_text(name=name, by=request.user, drawn=Drawn.of(request.POST)):
        withdraw_remark(remark=own, by=request.user)
    return _said(request, claim, "remark-withdrawn", "Your remark is withdrawn.")


@require_POST
@member_view
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that the talk is resolved (``resolved``), or take it up again."""
    claim = get_claim(request.user, pk)
    require("speak", request.user, claim)
    resolved = request.POST.get("resolved") == "1"
    settle_talk(claim=claim, resolved=resolved, by=request.user, key=request.POST.get("once", ""))
    fact = ("talk-resolved", "The talk is resolved.") if resolved else ("talk-resumed", "The talk is taken up again.")
    return _said(request, claim, *fact)


def _context(request: MemberRequest, claim: Claim, **more: Any) -> dict[str, Any]:
    """The talk where the request says that it stands: beside an article, at the desk, or on its own page."""
    article, at = article_beside(request), request.GET.get("at", "")
    query = query_beside(article, request.GET.get("revision", "")) or (f"?at={at}" if at in ("desk", "claim") else "")
    whole = not article and not at
    shown = talked(
        request,
        claim,
        revealed=sees_answers(request.user, claim),
        query=query,
        most=None if whole else MOST,
        **more,
    )
    return {"claim": claim, "article": article, "talk": shown, "level": IN_PANEL if article else ALONE}


def _show(request: MemberRequest, claim: Claim, *, status: int = 200, **more: Any) -> HttpResponse:
    template = TALK if wants_fragment(request) else PAGE
    return page(request, template, _context(request, claim, **more), fragment="talk", status=status)


def _said(request: MemberRequest, claim: Claim, fact: str, sentence: str) -> HttpResponse:
    """Back to where the talk stands, which shows it as it is now."""
    context = _context(request, claim)
    places = {"?at=desk": reverse("desk:claim", args=[claim.pk]), "?at=claim": claim.get_absolute_url()}
    article: Article | None = context["article"]
    beside = f"{article.get_absolute_url()}?claim={claim.pk}" if article else ""
    to = beside or places.get(context["talk"].query, reverse("claims:talk", args=[claim.pk]))
    return saved(request, f"{to}#talk", fact=fact, sentence=sentence, parts=[Part(TALK, "talk", context)])
