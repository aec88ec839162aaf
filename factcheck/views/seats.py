"""Who has what to do: for editors."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck import actions
from factcheck.access import MemberRequest, claims_for, editor_view, get_article, get_seat
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES
from factcheck.errors import Conflict, Invalid
from factcheck.forms.assigning import ArticleForm, ClaimsForm
from factcheck.forms.base import new_key
from factcheck.models import ArticleAssignment, Seat, Vacancy
from factcheck.models.claim import ClaimQuerySet
from factcheck.numbers import number_in
from factcheck.overview.seats import Desk
from factcheck.paging import LongPaginator
from factcheck.responses import page
from factcheck.rules import is_fact_checker

ASSIGN, ARTICLE = "factcheck/seats/assign.html", "factcheck/seats/article.html"
#: So many claims are offered at once.
OFFERED = 50
#: The furthest page that is asked for: 50 seats each.
PAGES = 10_000


@require_safe
@editor_view
def index(request: MemberRequest) -> HttpResponse:
    """Who has a seat at which claim since when, due when, answered or not; what was skipped and why.

    As at the desk, somebody who is a fact-checker too is told first what they would lose, what is told of answers is
    recorded as seen, and of claims in which the editor takes part it is told only who has a seat.
    """
    desk = Desk(request.user)
    if is_fact_checker(request.user) and "open" not in request.GET and (unanswered := desk.unanswered()):
        return page(request, "factcheck/desk/threshold.html", {"unanswered": unanswered})
    desk.note()
    number, of = (number_in(request.GET.get(name, "")) for name in ("page", "person"))
    context = {
        "window": desk.seats(min(max(number or 1, 1), PAGES), of),
        "of": of,
        "plates": desk.plates(),
        "own": desk.own(),
        "articles": desk.articles(),
        "skipped": desk.skipped(),
        "fresh_key": new_key(),
    }
    return page(request, "factcheck/seats/index.html", context)


@require_POST
@editor_view
def release(request: MemberRequest, seat: int) -> HttpResponse:
    """Take a seat from whoever has it. Who comes too late is told so on the list as it is now."""
    found = get_seat(request.user, seat)
    try:
        actions.release_seat(seat=found, by=request.user, key=request.POST.get("key", ""))
    except Conflict as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"{found.person} does not have claim {found.claim_id} any more; the seat is free.")
    return _to_seats()


@require_http_methods(["GET", "HEAD", "POST"])
@editor_view
def assign(request: MemberRequest) -> HttpResponse:
    """Claims to somebody: those that are named (``claim``), those of an ``article``, or those in most need."""
    form = ClaimsForm(request.POST) if request.method == "POST" else ClaimsForm()
    if not form.is_bound:
        return _offer(request, form)
    if not form.is_valid():
        return _offer(request, form, status=422)
    data = form.cleaned_data
    try:
        seats = actions.assign_claims(
            claims=form.ticked, to=data["person"], due_on=data["due_on"], by=request.user, key=data["key"]
        )
    except (Conflict, Invalid) as problem:
        return _offer(request, form, status=form.refuse(problem).status)
    messages.success(request, _assigned(data["person"], seats))
    return _to_seats()


def _assigned(person: User, seats: Collection[Seat]) -> str:
    """What it made for them: claims that they did not have, another day for those they had, or nothing new."""
    new, kept = (sum(one.is_new for one in seats), sum(one.is_changed and not one.is_new for one in seats))
    if not new and not kept:
        return f"Nothing changed: {person} had {'that claim' if len(seats) == 1 else 'those claims'} already."
    more = f"{person} has {new} claim{'s' if new > 1 else ''} more to answer." if new else ""
    day = (
        f"{kept} that {person} had already {'have' if kept > 1 else 'has'} the day as you gave it now." if kept else ""
    )
    return f"{more} {day}".strip()


def _offer(request: MemberRequest, form: ClaimsForm, *, status: int = 200) -> HttpResponse:
    """The claims to choose from with their standing seats, which say nothing of answers."""
    named = {number for one in request.GET.getlist("claim") if (number := number_in(one)) is not None}
    ticked = form.ticked if form.is_bound else named
    rows = _offered(request, named, ticked).prefetch_related("taken_seats__person")
    shown = LongPaginator(rows, OFFERED).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "rows": [(claim, claim.pk in ticked, _taken(claim)) for claim in shown],
        "to": request.get_full_path(),
    }
    return page(request, ASSIGN, context, status=status)


def _offered(request: MemberRequest, named: set[int], ticked: set[int]) -> ClaimQuerySet:
    """Those of the article, or that are named, or in most need; the ticked ones in any case, where one was refused."""
    in_work = claims_for(request.user).filter(state__in=ANSWERABLE_STATES)
    article = number_in(request.GET.get("article", ""))
    if article is not None:
        here = in_work.filter(occurrences__span__article=article, occurrences__withdrawn_at=None)
        return in_work.filter(pk__in=here.values("pk"))
    if named:
        return in_work.filter(pk__in=named | ticked)
    needy = list(Vacancy.objects.order_by(*Vacancy.NEED).values_list("claim", flat=True)[:OFFERED])
    full = ExpressionWrapper(Q(vacancy=None), output_field=BooleanField())
    needed = in_work.filter(pk__in={*needy, *ticked})
    return needed.order_by(full, *Vacancy.need_of("vacancy"))


def _taken(claim: Any) -> list[Any]:
    return [seat for seat in claim.taken_seats.all() if seat.ended_at is None]


@require_http_methods(["GET", "HEAD", "POST"])
@editor_view
def assign_article(request: MemberRequest, pk: int) -> HttpResponse:
    """An article to somebody, to read and mark; and who has it already."""
    article = get_article(request.user, pk)
    form = ArticleForm(request.POST) if request.method == "POST" else ArticleForm()
    given = ArticleAssignment.objects.filter(article=article, ended_at=None).select_related("person", "given_by")
    context = {"article": article, "form": form, "given": given.order_by("person__name", "pk"), "fresh_key": new_key()}
    if not form.is_bound:
        return page(request, ARTICLE, context)
    if not form.is_valid():
        return page(request, ARTICLE, context, status=422)
    data = form.cleaned_data
    try:
        actions.assign_article(
            article=article,
            to=data["person"],
            due_on=data["due_on"],
            note=data["note"],
            by=request.user,
            key=data["key"],
        )
    except (Conflict, Invalid) as problem:
        return page(request, ARTICLE, context, status=form.refuse(problem).status)
    messages.success(request, f"{data['person']} has this article to read.")
    return redirect("articles:assign", article.pk)


def _to_seats() -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('desk:seats')}?open=1")
