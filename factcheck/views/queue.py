"""What waits for me."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, member_view
from factcheck.models import Claim, Verdict
from factcheck.models.claim import ClaimQuerySet
from factcheck.numbers import number_in
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
    """On to the oldest claim that waits, or to the one ``after`` a claim, and round again; to the list when none does.

    One for which the person asked for more time stays in the list and is not led to again.
    """
    mine = Verdict.objects.standing().filter(reviewer=request.user)
    later = mine.filter(claim=OuterRef("pk"), version=OuterRef("current_version"))
    rows = claims_for(request.user).waiting_for(request.user).exclude(Exists(later))
    rows = rows if is_fact_checker(request.user) else rows.none()
    found = _after(request, rows) or rows.first()
    if found is None:
        return redirect("queue:index")
    return redirect(f"{reverse('claims:detail', args=[found.pk])}?from=queue")


def _after(request: MemberRequest, rows: ClaimQuerySet) -> Claim | None:
    """The first of these claims that was proposed after the one in ``after``, if there are both."""
    number = number_in(request.GET.get("after", ""))
    last = None if number is None else claims_for(request.user).filter(pk=number).first()
    if last is None:
        return None
    return rows.filter(Q(created_at__gt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk)).first()
