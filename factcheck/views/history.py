"""Who, when, what changed, why."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, get_article, get_claim, member_view, recorded_verdicts_for
from factcheck.history import article_timeline, claim_timeline, verdict_timeline
from factcheck.responses import page

TEMPLATE = "factcheck/history/timeline.html"


@require_safe
@member_view
def article(request: MemberRequest, pk: int) -> HttpResponse:
    """The history of an article."""
    found = get_article(request.user, pk)
    context = {"title": str(found), "back": found, "entries": article_timeline(found)}
    return page(request, TEMPLATE, {**context, "revisions": found.revisions.defer("text").order_by("-number")})


@require_safe
@member_view
def claim(request: MemberRequest, pk: int) -> HttpResponse:
    """The history of a claim, as far as this person may know it."""
    found = get_claim(request.user, pk)
    context = {"title": f"Claim {found.pk}", "back": found, "entries": claim_timeline(found, request.user)}
    return page(request, TEMPLATE, context)


@require_safe
@member_view
def verdict(request: MemberRequest, pk: int, reviewer: int) -> HttpResponse:
    """The history of one person's verdict: 404 alike if there is none and if it is not to be seen."""
    found = get_claim(request.user, pk)
    visible = recorded_verdicts_for(request.user).filter(claim=found)
    # Compared here: as a query, a number no database holds would be an error instead of a 404.
    theirs = next((one for one in visible if one.reviewer_id == reviewer), None)
    if theirs is None:
        raise Http404("There is no such page, or it is not for you to see.")
    title = f"{theirs.reviewer} on claim {found.pk}"
    return page(request, TEMPLATE, {"title": title, "back": found, "entries": verdict_timeline(theirs)})
