"""Settle what a correction left in doubt: confirm it, place it by its words or by selecting them, or leave it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from annotations.errors import AnnotationError
from annotations.models import Anchor, Article, Revision
from annotations.quotes import find_words
from factcheck import corrections, drawing
from factcheck.access import MemberRequest, get_article, get_revision, member_view
from factcheck.actions import settle_anchor
from factcheck.errors import Conflict, Invalid
from factcheck.forms.revisions import SettleForm
from factcheck.numbers import number_in
from factcheck.reading import in_context
from factcheck.responses import page
from factcheck.rules import require
from factcheck.views.marks import MAX_PLACES

WAITING = "factcheck/articles/waiting.html"
#: So many passages stand on one page of the list.
PER_PAGE = 50


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
        status = form.refuse(problem).status
        return _waiting(request, article, get_revision(request.user, article), form, status=status)
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
    """The list, what nobody looked at first; the passage that a form was sent for is on the page that is shown."""
    sent = str(form.data.get("anchor", "")) if form else ""
    chosen = number_in(sent)
    anchors = list(corrections.in_doubt(revision).select_related("span", "settled_by"))
    anchors.sort(key=lambda anchor: (anchor.pk != chosen, not anchor.waits))
    shown = Paginator(anchors, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "article": article,
        "revision": revision,
        "page": shown,
        "items": corrections.waiting(request.user, revision, shown.object_list),
        "open": sum(anchor.waits for anchor in anchors),
        "form": form,
        "sent": chosen,
        "astray": form is not None and chosen not in {anchor.pk for anchor in anchors},
        **more,
    }
    return page(request, WAITING, context, status=status)


@require_safe
@member_view
def place(request: MemberRequest, pk: int, anchor: int) -> HttpResponse:
    """The newest text, to select in it where one passage stands now; one that is settled leads back to the list."""
    article = get_article(request.user, pk)
    require("revise", request.user)
    if not Anchor.objects.filter(pk=anchor, revision__article=article).exists():
        raise Http404("There is no such passage in this article.")
    revision = get_revision(request.user, article)
    doubtful = corrections.in_doubt(revision).select_related("span", "settled_by").filter(pk=anchor)
    items = corrections.waiting(request.user, revision, doubtful)
    if not items:
        messages.info(request, "This passage is settled, or the article was corrected meanwhile.")
        return redirect("articles:waiting", article.pk)
    context = {
        "article": article,
        "revision": revision,
        "item": items[0],
        "paragraphs": drawing.paragraphs(revision, []),
    }
    return page(request, "factcheck/articles/place.html", context)
