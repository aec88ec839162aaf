"""A large correction, from the background to the next revision."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from annotations.errors import AnnotationError, OutdatedPlan
from annotations.models import Article
from annotations.stored_plans import is_of_this_moment
from factcheck import corrections
from factcheck.access import MemberRequest, get_article, get_draft, member_view
from factcheck.actions import drop_draft, save_draft, work_again
from factcheck.actions.drafts import plan_of
from factcheck.choices import Stage
from factcheck.errors import Conflict, Invalid
from factcheck.forms.revisions import SaveForm
from factcheck.models import Correction
from factcheck.responses import nothing_new, page, wants_fragment
from factcheck.rules import require
from factcheck.tasks import stretches_of
from factcheck.views.revisions import saved_as

CORRECTION = "factcheck/articles/correction.html"
#: So many passages stand on one page of a preview.
PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def correction(request: MemberRequest, pk: int, draft: int) -> HttpResponse:
    """A large correction while it is worked out, its preview, and saving, working out again or dropping it.

    While it is worked out the page asks again by itself; it is loaded anew as soon as there is something to see.
    """
    article = get_article(request.user, pk)
    require("revise", request.user)
    found = get_draft(request.user, article, draft)
    if request.method == "POST":
        return _POSTS.get(request.POST.get("do", ""), _save)(request, article, found)
    if found.revision is not None:
        return redirect("articles:revision", article.pk, found.revision.number)
    if wants_fragment(request):
        waits = found.stage == Stage.WORKING and not found.is_overdue
        return nothing_new(request) if waits else redirect(found)
    return _show(request, article, found, SaveForm(initial={"reason": found.reason, "seen": found.attempt}))


def _save(request: MemberRequest, article: Article, draft: Correction) -> HttpResponse:
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _show(request, article, draft, form, status=422)
    reason, seen, key = (form.cleaned_data[name] for name in ("reason", "seen", "key"))
    try:
        revision = save_draft(draft=draft, seen=seen, reason=reason, by=request.user, key=key)
    except (Conflict, OutdatedPlan) as problem:
        again = work_again(draft=draft, by=request.user, reason=reason)
        return _show(request, article, again, form, conflict=str(problem), status=409)
    except (Invalid, AnnotationError) as problem:
        return _show(request, article, draft, form, status=form.refuse(problem).status)
    return saved_as(request, article, revision)


def _again(request: MemberRequest, article: Article, draft: Correction) -> HttpResponse:
    return redirect(work_again(draft=draft, by=request.user))


def _drop(request: MemberRequest, article: Article, draft: Correction) -> HttpResponse:
    drop_draft(draft=draft, by=request.user)
    messages.success(request, "The correction is dropped. The text of the article is as it was.")
    return redirect(article)


_POSTS: dict[str, Callable[[MemberRequest, Article, Correction], HttpResponse]] = {"again": _again, "drop": _drop}


def _show(
    request: MemberRequest,
    article: Article,
    draft: Correction,
    form: SaveForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"article": article, "draft": draft, "form": form, "conflict": conflict}
    if draft.stage == Stage.READY and draft.difference is not None:
        try:
            plan = plan_of(draft)
        except OutdatedPlan:
            return page(request, CORRECTION, {**context, "outdated": True}, status=status)
        steps = Paginator(corrections.moved(plan), PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "outdated": not is_of_this_moment(plan),
            "difference": draft.difference,
            "stretches": stretches_of(draft.difference),
            "counts": {state.value: count for state, count in plan.counts.items()},
            "page": steps,
            "foreseen": corrections.foreseen(request.user, list(steps), draft.text),
        }
    return page(request, CORRECTION, context, status=status)
