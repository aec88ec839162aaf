"""The editors' work list, and one claim on it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from factcheck import reading
from factcheck.access import MemberRequest, claims_for, editor_view
from factcheck.accounts.models import User
from factcheck.actions.participation import record_sightings
from factcheck.actions.stack import DECIDED
from factcheck.choices import ANSWERABLE_STATES, Outcome, Part, State
from factcheck.models import Claim, Decision, FirstAnswer
from factcheck.models.claim import ClaimQuerySet
from factcheck.responses import page
from factcheck.rules import is_fact_checker
from factcheck.undoing import offers

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
