"""Several unanimous claims approved at once, and what is offered to take that back."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, editor_view, verdicts_for
from factcheck.actions import approve_together
from factcheck.actions.approving import MOST, UNANIMOUS, ChangedMeanwhile
from factcheck.actions.decisions import fingerprints
from factcheck.actions.participation import record_sightings
from factcheck.errors import Conflict, Invalid
from factcheck.forms.approving import TogetherForm
from factcheck.responses import page
from factcheck.views.desk import decidable, threshold

TOGETHER = "factcheck/desk/together.html"


@require_http_methods(["GET", "HEAD", "POST"])
@editor_view
def together(request: MemberRequest) -> HttpResponse:
    """The unanimous claims the editor may decide on, the oldest first, each with its answers; all ticked."""
    if request.method != "POST":
        return threshold(request) or _show(request)
    form = TogetherForm(request.POST)
    if not form.is_valid():
        return _show(request, form, ticked=(), status=422)
    try:
        decisions = approve_together(seen=form.seen, by=request.user, key=form.cleaned_data["key"])
    except ChangedMeanwhile as problem:
        form.refuse(problem)
        ticked = form.seen.keys() - set(problem.claims)
        return _show(request, form, ticked=ticked, changed=problem.claims, status=problem.status)
    except (Conflict, Invalid) as problem:
        status = form.refuse(problem).status
        return _show(request, form, ticked=form.seen, status=status)
    number = len(decisions)
    messages.success(request, f"{number} claim{'s' if number > 1 else ''} approved. You can take that back below.")
    return redirect("desk:index")


def _show(
    request: MemberRequest,
    form: TogetherForm | None = None,
    *,
    ticked: Collection[int] | None = None,
    changed: Collection[int] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; without ``ticked`` every claim is. ``changed`` are named with where to look at them."""
    theirs = decidable(request.user)
    # Of a claim that is not listed it is told that its answers are not unanimous: all of them are seen now.
    record_sightings(theirs.exclude(current_version__sightings__person=request.user), request.user)
    rows = theirs.filter(UNANIMOUS).order_by("created_at", "id")
    claims = list(rows[:MOST])
    seen = fingerprints(claims)
    verdicts = verdicts_for(request.user).filter(claim__in=claims)
    current = [one for one in verdicts if one.version_id == one.claim.current_version_id]
    listed = [
        {
            "item": item,
            "seen": seen[item.claim.pk],
            "ticked": ticked is None or item.claim.pk in ticked,
            "verdicts": [one for one in current if one.claim_id == item.claim.pk],
        }
        for item in reading.items(request.user, claims)
    ]
    context = {
        "form": form or TogetherForm(),
        "listed": listed,
        "more": rows.count() - len(claims) if len(claims) == MOST else 0,
        "changed": claims_for(request.user).filter(pk__in=changed).order_by("pk"),
    }
    return page(request, TOGETHER, context, status=status)
