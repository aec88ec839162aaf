"""What waits for me."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, member_view
from factcheck.models import Verdict
from factcheck.responses import page
from factcheck.rules import is_fact_checker


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """Claims this person could answer, oldest first."""
    rows = claims_for(request.user).waiting_for(request.user)
    rows = rows if is_fact_checker(request.user) else rows.none()
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page": shown, "items": reading.items(request.user, shown.object_list)}
    return page(request, "factcheck/queue/index.html", context)


@require_safe
@member_view
def next_claim(request: MemberRequest) -> HttpResponse:
    """On to the oldest claim that waits; to the list when there is none.

    One for which the person asked for more time stays in the list and is not led to again.
    """
    mine = Verdict.objects.standing().filter(reviewer=request.user)
    later = mine.filter(claim=OuterRef("pk"), version=OuterRef("current_version"))
    rows = claims_for(request.user).waiting_for(request.user).exclude(Exists(later))
    found = rows.first() if is_fact_checker(request.user) else None
    if found is None:
        return redirect("queue:index")
    return redirect(f"{reverse('claims:detail', args=[found.pk])}?from=queue")
