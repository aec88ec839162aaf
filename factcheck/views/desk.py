"""The editors' work list, and one claim on it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, editor_view, get_claim, verdicts_for
from factcheck.accounts.models import User
from factcheck.actions import decide, drop_text
from factcheck.actions.decisions import fingerprint
from factcheck.actions.participation import record_sightings
from factcheck.actions.stack import DECIDED
from factcheck.choices import ANSWERABLE_STATES, DECISIONS, PROPOSING_OUTCOMES, Move, Outcome, Part, State
from factcheck.decided import recorded_decisions
from factcheck.errors import Conflict, Invalid
from factcheck.forms.decisions import DecisionForm
from factcheck.history import claim_timeline, since_first
from factcheck.models import Claim, Decision, Drawn, FirstAnswer, FormName, Tally
from factcheck.models.claim import ClaimQuerySet
from factcheck.responses import page
from factcheck.rules import is_fact_checker, may, require
from factcheck.transitions import moves_from
from factcheck.undoing import offers
from factcheck.unsaved import unsaved_in

#: For so long the desk reminds of what can be taken back; a claim's own page goes on.
_RECENT = timedelta(days=1)
#: What an editor can act on first.
_ORDER = [
    Outcome.SPLIT,
    Outcome.SIMPLE_MAJORITY,
    Outcome.STRONG_MAJORITY,
    Outcome.UNANIMOUS,
    Outcome.BELOW_QUORUM,
    Outcome.NO_VERDICT,
]


@require_safe
@editor_view
def index(request: MemberRequest) -> HttpResponse:
    """Open and returned claims by outcome, oldest first in each.

    Somebody who is a fact-checker too is told first what they would lose. Claims the editor took part in
    are counted and not shown: they cannot decide on them, and showing the outcome would bar them from
    answering. What is shown or counted is recorded as seen.
    """
    if asked := threshold(request):
        return asked
    theirs = decidable(request.user)
    # Counts by outcome speak of claims on other pages and under other outcomes too: all of them are seen now.
    record_sightings(theirs.exclude(current_version__sightings__person=request.user), request.user)
    counts = Counter(theirs.values_list("tally__outcome", flat=True))
    wanted = request.GET.get("outcome", "")
    if wanted in Outcome.values:
        theirs = theirs.filter(tally__outcome=wanted)
    shown = Paginator(theirs.order_by("created_at", "id"), 200).get_page(request.GET.get("page"))
    found = reading.items(request.user, shown.object_list)
    answered = _last_answers(shown.object_list)
    groups: list[dict[str, Any]] = [
        {"outcome": outcome, "items": [item for item in found if item.tally and item.tally.outcome == outcome]}
        for outcome in _ORDER
    ]
    for group in groups:
        group["rows"] = [(item, answered.get(item.claim.pk)) for item in group["items"]]
    context: dict[str, Any] = {
        "page": shown,
        "groups": [group for group in groups if group["items"]],
        "outcomes": [(outcome, outcome.label, counts[outcome.value]) for outcome in _ORDER],
        "outcome": wanted,
        "together": counts[Outcome.UNANIMOUS.value] > 1,
        "under_review": claims_for(request.user).filter(state=State.APPROVED, under_review=True).count(),
        "hidden": claims_for(request.user).filter(state__in=ANSWERABLE_STATES, pk__in=_parts(request.user)).count(),
        "approved": _approved_last(request.user),
    }
    return page(request, "factcheck/desk/index.html", context)


def _last_answers(claims: Iterable[Claim]) -> dict[int, datetime]:
    """When somebody last answered the current version of each claim for the first time; one query."""
    versions = {claim.current_version_id: claim.pk for claim in claims}
    newest = FirstAnswer.objects.filter(version__in=versions).order_by().values_list("version")
    return {versions[version]: at for version, at in newest.annotate(Max("answered_at"))}


def _approved_last(person: User) -> dict[str, Any]:
    """What they approved at once within a day and can take back: ``offer`` and ``decisions``; two queries.

    Nothing if they did something else since that can be undone, or one of the claims is not as they left it.
    """
    offer = offers(person).undo
    if offer is None or offer.deed.event.verb not in DECIDED or offer.deed.event.at < timezone.now() - _RECENT:
        return {}
    made = Decision.objects.filter(event=offer.deed.event.pk).select_related("version", "claim").order_by("claim")
    if any(one.claim.decision_id != one.pk or one.claim.under_review for one in made):
        return {}
    return {"offer": offer, "decisions": made}


def threshold(request: MemberRequest) -> HttpResponse | None:
    """What a fact-checker is told before they see others' answers, unless there is nothing to lose or they go on."""
    if "open" in request.GET or not is_fact_checker(request.user):
        return None
    waiting = claims_for(request.user).waiting_for(request.user)
    unanswered = waiting.exclude(pk__in=_parts(request.user)).count()
    return page(request, "factcheck/desk/threshold.html", {"unanswered": unanswered}) if unanswered else None


def decidable(person: User) -> ClaimQuerySet:
    """The claims in work in which this person took no part, with their tallies."""
    rows = claims_for(person).filter(state__in=ANSWERABLE_STATES)
    return rows.exclude(pk__in=_parts(person)).select_related("tally")


def _parts(person: User) -> "QuerySet[Claim, Any]":
    return Claim.objects.with_side(person, Part.PARTY).values("pk")


@require_http_methods(["GET", "HEAD", "POST"])
@editor_view
def claim(request: MemberRequest, pk: int) -> HttpResponse:
    """All verdicts side by side, the outcome, and the decision."""
    found = get_claim(request.user, pk)
    require("decide", request.user, found)
    if request.method != "POST":
        return _show(request, found)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    data = form.cleaned_data
    try:
        decide(claim=found, seen=data["seen"], by=request.user, **form.ruling())
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        found = get_claim(request.user, pk)
        form.data["seen"] = fingerprint(found)  # type: ignore[index]
        moved = data["seen"] != form.data["seen"]
        form.data["looked"] = timezone.now().isoformat()  # type: ignore[index]
        since = data["looked"] if moved else None
        return _show(request, found, form, status=problem.status, conflict=moved, since=since)
    drop_text(name=FormName("decision", found.pk), by=request.user, drawn=Drawn.of(request.POST))
    messages.success(request, f"Claim {found.pk}: {Move(data['move']).label.lower()}, saved.")
    return redirect("desk:index")


def _show(
    request: MemberRequest,
    found: Claim,
    form: DecisionForm | None = None,
    *,
    status: int = 200,
    conflict: bool = False,
    since: datetime | None = None,
) -> HttpResponse:
    """The page; after a conflict with what happened ``since``, which is read once it is noted who sees it."""
    record_sightings([found], request.user)
    (item,) = reading.items(request.user, [found])
    moves = possible_moves(found, item.tally)
    typed = unsaved_in(request, FormName("decision", found.pk), found, came_back=form is not None)
    if form is None:
        form = DecisionForm(initial={**typed.fields, "seen": fingerprint(found)})
    form.offer(moves)
    verdicts = list(verdicts_for(request.user).filter(claim=found))
    current = [verdict for verdict in verdicts if verdict.version_id == found.current_version_id]
    context = {
        "claim": found,
        "item": item,
        "verdicts": since_first(found, current),
        "stale": [verdict for verdict in verdicts if verdict.version_id != found.current_version_id],
        **reading.where_said(found),
        "decisions": recorded_decisions().filter(claim=found),
        "form": form,
        "unsaved": typed,
        "may_decide": may("decide", request.user, found) and bool(moves),
        "conflict": conflict,
        "news": [entry for entry in claim_timeline(found, request.user) if entry.at > since] if since else [],
    }
    return page(request, "factcheck/desk/claim.html", context, status=status)


def possible_moves(found: Claim, tally: Tally | None) -> frozenset[Move]:
    """The moves the table allows now; approving only where the rule proposes a rating."""
    moves = moves_from(found.state) & DECISIONS
    if tally is None or tally.outcome not in PROPOSING_OUTCOMES:
        moves -= {Move.APPROVE}
    return moves
