"""Correct an article, settle what the correction left in doubt, read an older text."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from annotations.differences import paragraph_differences
from annotations.errors import AnnotationError
from annotations.models import Anchor, Article, Revision
from annotations.plans import plan_revision
from annotations.quotes import find_words
from annotations.text import Decoded
from factcheck import corrections, drawing
from factcheck.access import MemberRequest, get_article, get_revision, member_view
from factcheck.actions import revise_article, settle_anchor
from factcheck.errors import Conflict, DeskError, Invalid, as_desk_error
from factcheck.forms.revisions import ReviseForm, SettleForm
from factcheck.reading import in_context
from factcheck.responses import page, wants_fragment
from factcheck.rules import require
from factcheck.views.article_parts import Sheet, claims_context, text_context
from factcheck.views.marks import MAX_PLACES

REVISE = "factcheck/articles/revise.html"
WAITING = "factcheck/articles/waiting.html"
#: So many changed stretches of text are shown before saving; more are counted.
MAX_STRETCHES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """The corrected text -> what it changes, and what becomes of every passage; with ``save``, the next revision.

    Only a text of which the preview was seen is saved: anything else is shown first.
    """
    article = get_article(request.user, pk)
    require("revise", request.user)
    if request.method != "POST":
        return page(request, REVISE, {"article": article, "form": ReviseForm()})
    form = ReviseForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, REVISE, {"article": article, "form": form}, status=422)
    if "save" not in request.POST:
        return _preview(request, article, form)
    seen = form.seen(article)
    if seen is None:
        return _preview(request, article, form, "This text was not looked at yet. See what it does, then save.")
    try:
        revision = revise_article(
            article=article,
            decoded=seen.decoded,
            reason=form.cleaned_data["reason"],
            seen_revision=seen.number,
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except (DeskError, AnnotationError) as problem:
        return _preview(request, article, form, str(problem), seen.decoded)
    messages.success(request, f"Revision {revision.number} is saved.")
    waits = any(not item.left for item in corrections.waiting(request.user, revision))
    return redirect("articles:waiting", pk) if waits else redirect(article)


def _preview(
    request: MemberRequest, article: Article, form: ReviseForm, conflict: str = "", decoded: Decoded | None = None
) -> HttpResponse:
    """The page with all that would change against the newest text; 409 with everything kept after a conflict."""
    decoded = decoded or form.cleaned_data["decoded"]
    revision = get_revision(request.user, article)
    if decoded.text == revision.text:
        form.refuse(Invalid("This is the text that is here already, character for character.", field="text"))
        return page(request, REVISE, {"article": article, "form": form}, status=422)
    plan = plan_revision(article, decoded.text)
    stretches = paragraph_differences(revision.text, decoded.text)
    context = {
        "article": article,
        "revision": revision,
        "form": form.for_saving(revision, decoded),
        "conflict": conflict,
        "decoded": decoded,
        "stretches": stretches[:MAX_STRETCHES],
        "more": len(stretches) - MAX_STRETCHES,
        "counts": {state.value: count for state, count in plan.counts.items()},
        "foreseen": corrections.foreseen(request.user, plan, decoded.text),
    }
    return page(request, REVISE, context, status=409 if conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def waiting(request: MemberRequest, pk: int) -> HttpResponse:
    """The passages of the newest text that wait for a person; each is confirmed, placed or left orphaned here.

    Pasted words that stand in several places lead to a choice; each choice posts its own offsets here.
    """
    article = get_article(request.user, pk)
    require("revise", request.user)
    revision = get_revision(request.user, article)
    if request.method != "POST":
        return _waiting(request, article, revision)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _waiting(request, article, revision, form, status=422)
    data = form.cleaned_data
    anchor = Anchor.objects.filter(pk=data["anchor"], revision__article=article).select_related("revision").first()
    if anchor is None:
        raise Http404("There is no such passage in this article.")
    places = [(data["start"], data["end"], data["quote"])] if data["do"] == "confirm" else []
    if data["do"] == "place":
        text = anchor.revision.text
        places = [(start, end, text[start:end]) for start, end in find_words(text, data["words"])]
        if not places:
            form.add_error("words", "These words do not stand in this text. Copy them from it, letter by letter.")
            return _waiting(request, article, revision, form, status=422)
        if len(places) > 1:
            choices = [in_context(anchor.revision.text, start, end) for start, end, _ in places[:MAX_PLACES]]
            return _waiting(request, article, revision, form, places=choices, found=len(places))
    return _settle(request, article, anchor, places[0] if places else None, form)


def _settle(
    request: MemberRequest, article: Article, anchor: Anchor, chosen: tuple[int, int, str] | None, form: SettleForm
) -> HttpResponse:
    try:
        settle_anchor(
            anchor=anchor,
            place=chosen,
            seen=form.cleaned_data["seen"],
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except (Conflict, Invalid, AnnotationError) as problem:
        error = as_desk_error(problem) or Invalid(str(problem))
        form.refuse(error)
        return _waiting(request, article, get_revision(request.user, article), form, status=error.status)
    messages.success(request, "The passage is placed." if chosen else "The passage is left without a place.")
    return redirect("articles:waiting", article.pk)


def _waiting(
    request: MemberRequest,
    article: Article,
    revision: Revision,
    form: SettleForm | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    items = corrections.waiting(request.user, revision)
    sent = str(form.data.get("anchor", "")) if form else ""
    context = {
        "article": article,
        "revision": revision,
        "items": items,
        "open": sum(not item.left for item in items),
        "form": form,
        "sent": int(sent) if sent.isdecimal() else None,
        "astray": form is not None and sent not in {str(item.anchor.pk) for item in items},
        **more,
    }
    return page(request, WAITING, context, status=status)


@require_safe
@member_view
def revision(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One text of the article as it was, or is, with the highlights it has; nothing is marked in it here."""
    article = get_article(request.user, pk)
    shown = get_revision(request.user, article, number)
    after = drawing.Place.of(request.GET.get("after", ""))
    sheet = Sheet.of(request.user, shown)
    context = {"article": article, **claims_context(request.user, sheet, after)}
    further = after is not None and wants_fragment(request)
    if not further:
        context |= {"newest": get_revision(request.user, article), **text_context(request.user, sheet)}
    return page(request, "factcheck/articles/revision.html", context, fragment="claim-cards" if further else "")
