"""What waits for me: claims that were assigned to me or that I drew, articles to read, and the pool."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck import reading
from factcheck.access import MemberRequest, assignments_of, get_assignment, get_claim, member_view, queue_of, seats_of
from factcheck.accounts.models import User
from factcheck.actions import draw_next, end_article_assignment, skip_claim
from factcheck.actions.seats import pool_of
from factcheck.errors import Conflict, Invalid
from factcheck.forms.base import new_key
from factcheck.forms.claims import ReasonForm
from factcheck.models import Claim, Seat
from factcheck.notices import asks
from factcheck.numbers import number_in
from factcheck.responses import page, saved
from factcheck.rules import require

#: So many claims and articles are listed; the queue is worked off from its top.
LISTED = 50
#: Beyond so many the pool is not counted.
COUNTED = 200
SKIP = "factcheck/queue/skip.html"


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """What is asked of this person; claims they have a seat at and have not answered, soonest due first; articles."""
    seats = list(
        queue_of(request.user).select_related("claim__current_version", "claim__proposer", "given_by")[: LISTED + 1]
    )
    shown = seats[:LISTED]
    rows = zip(shown, reading.items(request.user, (seat.claim for seat in shown)), strict=True)
    free = pool_of(request.user)[: COUNTED + 1].count()
    context = {
        "rows": list(rows),
        "more": len(seats) > LISTED,
        "asks": asks(request.user),
        "articles": assignments_of(request.user)[:LISTED],
        "free": min(free, COUNTED),
        "uncounted": free > COUNTED,
        "fresh_key": new_key(),
    }
    return page(request, "factcheck/queue/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def next_claim(request: MemberRequest) -> HttpResponse:
    """On to the claim that is due first, or the one ``after`` a claim, and round again; without any, to the list.

    A POST draws from the pool where nothing waits, or at once if ``pool`` asks for it. One for which the person asked
    for more time stays in the list and is not led to again.
    """
    if request.method != "POST":
        claim = held_next(request.user, number_in(request.GET.get("after", "")))
        return redirect(_in_queue(claim) if claim else "queue:index")
    require("draw", request.user)
    if "pool" in request.POST:
        seat = draw_next(by=request.user, key=request.POST.get("key", ""))
        return _drawn(request, seat)
    claim = held_next(request.user, number_in(request.POST.get("after", "")))
    return redirect(_in_queue(claim)) if claim else _drawn(request, draw_next(by=request.user, idle=True), unasked=True)


def go_on(request: MemberRequest, claim: Claim) -> HttpResponse:
    """After a claim of the queue is done with: to the next that waits, else to one from the pool if it was drawn."""
    if (found := held_next(request.user, claim.pk)) is not None:
        return redirect(_in_queue(found))
    last = seats_of(request.user).filter(claim=claim).order_by("-id").first()
    if last is None or not last.is_drawn:
        return redirect("queue:index")
    return _drawn(request, draw_next(by=request.user, idle=True), unasked=True)


def held_next(person: User, after: int | None) -> Claim | None:
    """The claim that waits for them first, or the first after that one in their queue; the number names a claim."""
    waiting = list(queue_of(person).ready_for(person).select_related("claim"))
    last = seats_of(person).filter(claim=after).order_by("-id").first() if after is not None else None
    following = [seat for seat in waiting if last is not None and seat.place > last.place]
    return next((seat.claim for seat in [*following, *waiting]), None)


def _drawn(request: MemberRequest, seat: Seat | None, *, unasked: bool = False) -> HttpResponse:
    """On to the claim that was drawn; with a sentence that says so where the person did not ask for the pool."""
    if seat is not None:
        if unasked and seat.is_drawn:
            messages.info(request, f"Claim {seat.claim_id} was drawn from the pool for you.")
        return redirect(_in_queue(seat.claim))
    messages.info(request, "No claim with a free seat is left for you.")
    return redirect("queue:index")


def _in_queue(claim: Claim) -> str:
    return f"{reverse('claims:detail', args=[claim.pk])}?from=queue"


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def skip(request: MemberRequest, pk: int) -> HttpResponse:
    """Give one's seat back with a reason; from the claim itself on to the next one, else back to the list."""
    claim = get_claim(request.user, pk)
    require("draw", request.user)
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    going_on = "queue" in (request.GET.get("from"), request.POST.get("from"))
    context = {"claim": claim, "form": form, "from_queue": going_on}
    if not form.is_bound:
        return page(request, SKIP, context)
    if not form.is_valid():
        return page(request, SKIP, context, status=422)
    try:
        skip_claim(claim=claim, reason=form.cleaned_data["reason"], by=request.user, key=form.cleaned_data["key"])
    except (Conflict, Invalid) as problem:
        return page(request, SKIP, context, status=form.refuse(problem).status)
    messages.success(request, f"Claim {claim.pk} is skipped; its seat is free for others.")
    return go_on(request, claim) if going_on else redirect("queue:index")


@require_POST
@member_view
def end_assignment(request: MemberRequest, assignment: int) -> HttpResponse:
    """One has read the article; or, as an editor, takes it back from somebody."""
    given = get_assignment(request.user, assignment)
    end_article_assignment(assignment=given, by=request.user, key=request.POST.get("key", ""))
    own = given.person_id == request.user.pk
    sentence = "Marked as read." if own else f"{given.person} does not have this article to read any more."
    to = reverse("queue:index") if own else reverse("articles:assign", args=[given.article_id])
    return saved(request, to, fact="assignment-ended", sentence=sentence)
