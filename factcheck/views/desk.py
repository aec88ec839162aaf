"""The editors' work list."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, claims_for, editor_view
from factcheck.accounts.models import User
from factcheck.actions.participation import record_all_seen
from factcheck.actions.stack import DECIDED
from factcheck.choices import Outcome, State
from factcheck.decided import answered_again
from factcheck.models import Decision
from factcheck.numbers import number_in
from factcheck.responses import page
from factcheck.rules import is_fact_checker
from factcheck.talk import unresolved_among
from factcheck.undoing import offers
from factcheck.worklist import COUNTED, groups, hidden_from, parts_of

#: For so long the desk reminds of what can be taken back; a claim's own page goes on.
_RECENT = timedelta(days=1)


@require_safe
@editor_view
def index(request: MemberRequest) -> HttpResponse:
    """Open and returned claims by outcome, oldest first in each; or those of one ``outcome``, ``after`` a number.

    Somebody who is a fact-checker too is told first what they would lose. Claims the editor took part in
    are counted and not shown: they cannot decide on them, and showing the outcome would bar them from
    answering. What is shown or counted is recorded as seen, and so is the rest: it is known not to be among that.
    """
    if asked := threshold(request):
        return asked
    record_all_seen(request.user)
    asked_for = request.GET.get("outcome", "")
    wanted = Outcome(asked_for) if asked_for in Outcome.values else None
    found = groups(request.user, wanted, number_in(request.GET.get("after", "")))
    review = claims_for(request.user).filter(state=State.APPROVED, under_review=True).order_by()
    claims = [item.claim for group in found for item, _ in group.rows]
    context: dict[str, Any] = {
        "groups": [group for group in found if group.rows],
        "tabs": [group for group in found if group.count],
        "outcome": wanted,
        "talks": unresolved_among(request.user, claims),
        "answered_again": answered_again(claims),
        "together": any(group.outcome == Outcome.UNANIMOUS and group.count > 1 for group in found),
        "under_review": review[:COUNTED].count(),
        "hidden": hidden_from(request.user),
        "most": COUNTED,
        "approved": _approved_last(request.user),
    }
    return page(request, "factcheck/desk/index.html", context)


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
    unanswered = waiting.exclude(pk__in=parts_of(request.user)).count()
    return page(request, "factcheck/desk/threshold.html", {"unanswered": unanswered}) if unanswered else None
