"""One claim at the editors' desk: all answers side by side, and the decision."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from factcheck import reading
from factcheck.access import MemberRequest, editor_view, get_claim, verdicts_for
from factcheck.accounts.models import User
from factcheck.actions import decide, in_place_of_text
from factcheck.actions.decisions import fingerprint
from factcheck.actions.participation import record_sightings
from factcheck.choices import DECISIONS, PROPOSING_OUTCOMES, Move
from factcheck.decided import answered_again, recorded_decisions, say_to_whom, say_who_stands
from factcheck.errors import Conflict, Invalid
from factcheck.forms.decisions import DecisionForm
from factcheck.history import claim_timeline, since_first
from factcheck.models import Claim, Drawn, FormName, Tally
from factcheck.responses import page
from factcheck.rules import may, require
from factcheck.transitions import moves_from
from factcheck.unsaved import unsaved_in
from factcheck.views.talk_parts import talked


@require_http_methods(["GET", "HEAD", "POST"])
@editor_view
def claim(request: MemberRequest, pk: int) -> HttpResponse:
    """All verdicts side by side, the outcome, and the decision."""
    found = get_claim(request.user, pk)
    require("decide", request.user, found)
    if request.method != "POST":
        return _show(request, found)
    form = DecisionForm(request.POST, people=answerers(request.user, found))
    if not form.is_valid():
        return _show(request, found, form, status=422)
    data = form.cleaned_data
    try:
        with in_place_of_text(name=FormName("decision", found.pk), by=request.user, drawn=Drawn.of(request.POST)):
            decide(claim=found, seen=data["seen"], by=request.user, **form.ruling())
    except (Conflict, Invalid) as problem:
        form.refuse(problem)
        found = get_claim(request.user, pk)
        form.data["seen"] = fingerprint(found)  # type: ignore[index]
        moved = data["seen"] != form.data["seen"]
        form.data["looked"] = timezone.now().isoformat()  # type: ignore[index]
        since = data["looked"] if moved else None
        return _show(request, found, form, status=problem.status, conflict=moved, since=since)
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
    item = reading.item(request.user, found)
    moves = possible_moves(found, item.tally)
    typed = unsaved_in(request, FormName("decision", found.pk), found, came_back=form is not None)
    if form is None:
        form = DecisionForm(initial={**typed.fields, "seen": fingerprint(found)})
    verdicts = list(verdicts_for(request.user).filter(claim=found))
    form.offer(moves, [one.reviewer for one in verdicts if one.is_answer and one.reviewer.is_active])
    current = [verdict for verdict in verdicts if verdict.version_id == found.current_version_id]
    decisions = list(recorded_decisions().filter(claim=found))
    say_to_whom(decisions, request.user, revealed=True)
    say_who_stands(decisions)
    context = {
        "claim": found,
        "item": item,
        "verdicts": since_first(found, current),
        "stale": [verdict for verdict in verdicts if verdict.version_id != found.current_version_id],
        **reading.where_said(found),
        "decisions": decisions,
        "answered_again": found.pk in answered_again([found]),
        "form": form,
        "unsaved": typed,
        "talk": talked(request, found, revealed=item.revealed, query="?at=desk"),
        "may_decide": may("decide", request.user, found) and bool(moves),
        "conflict": conflict,
        "news": [entry for entry in claim_timeline(found, request.user) if entry.at > since] if since else [],
    }
    return page(request, "factcheck/desk/claim.html", context, status=status)


def answerers(person: User, claim: Claim) -> list[User]:
    """Those who answered the claim, whichever version, as this person sees it, and can be asked."""
    given = verdicts_for(person).filter(claim=claim, reviewer__is_active=True)
    return [one.reviewer for one in given if one.is_answer]


def possible_moves(found: Claim, tally: Tally | None) -> frozenset[Move]:
    """The moves the table allows now; approving only where the rule proposes a rating."""
    moves = moves_from(found.state) & DECISIONS
    if tally is None or tally.outcome not in PROPOSING_OUTCOMES:
        moves -= {Move.APPROVE}
    return moves
