"""What does not move, why, and since when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.db.models.enums import TextChoices

from annotations.models import OPEN_STATES, Anchor, Article, Revision
from factcheck.access import articles_for, claims_for
from factcheck.charts import Bars, bars
from factcheck.choices import Move, Outcome, State
from factcheck.models import Claim, Decision, FirstAnswer, Upheld, Verdict
from factcheck.overview.sight import Sight

#: So many claims of each reason are named, those that wait longest.
NAMED = 5


class Reason(TextChoices):
    """Why a claim does not move. Each claim in work has one; ``UNDER_REVIEW`` is of approved ones."""

    SPLIT = "split", "Split: an editor decides or asks back"
    READY = "ready", "Ready: waits for an editor"
    RETURNED = "returned", "Returned: the question is unanswered"
    WAITING = "waiting", "Below quorum: waits for answers"
    UNDER_REVIEW = "under-review", "Under review: a passage changed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One claim and since when it has waited for that."""

    claim: Claim
    since: datetime


@dataclass(frozen=True, slots=True)
class Stuck:
    """All claims that wait for the same, and those of them that wait longest."""

    reason: Reason
    count: int
    longest: list[Waiting]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An article with passages whose place nobody has vouched for since its newest text came in."""

    article: Article
    passages: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Jam:
    """All that is stuck; ``doubtful`` is oldest first."""

    groups: list[Stuck]
    chart: Bars
    doubtful: list[Doubtful]


@dataclass(slots=True)
class _Open:
    """What is known of one claim in work, from which its reason follows."""

    state: str
    version: Any
    begun: datetime
    ready: bool
    outcome: str
    quorum: int
    last: datetime | None = None
    returned: datetime | None = None
    answered: list[datetime] | None = None
    touched: datetime | None = None

    def reason(self) -> tuple[Reason, datetime]:
        if self.returned and self.state == State.RETURNED and (self.touched is None or self.touched <= self.returned):
            return Reason.RETURNED, self.returned
        if not self.ready:
            return Reason.WAITING, max(self.begun, self.last or self.begun)
        times = sorted(self.answered or [])
        # The answer with which there were enough; where others' changed into abstentions since, the last one.
        enough = times[min(self.quorum, len(times)) - 1] if times else self.begun
        reason = Reason.SPLIT if self.outcome == Outcome.SPLIT else Reason.READY
        return reason, max(enough, self.last or enough)


def jam(sight: Sight) -> Jam:
    """Find what is stuck; nine queries at most."""
    waits: dict[Reason, list[tuple[datetime, int]]] = {reason: [] for reason in Reason}
    for pk, claim in _in_work(sight).items():
        reason, since = claim.reason()
        waits[reason].append((since, pk))
    waits[Reason.UNDER_REVIEW] = _under_review(sight)
    named = {pk for those in waits.values() for _, pk in sorted(those)[:NAMED]}
    claims = claims_for(sight.person).in_bulk(named)
    groups = [
        Stuck(reason, len(those), [Waiting(claims[pk], since) for since, pk in sorted(those)[:NAMED]])
        for reason, those in waits.items()
    ]
    return Jam(
        groups, bars((str(group.reason.label).partition(":")[0], group.count, 0) for group in groups), _doubtful(sight)
    )


def _in_work(sight: Sight) -> dict[int, _Open]:
    columns = ("state", "current_version", "current_version__created_at", "tally__ready", "tally__outcome")
    rows = sight.in_work.values_list("pk", *columns, "tally__quorum")
    found = {pk: _Open(*row) for pk, *row in rows}
    decisions = Decision.objects.filter(claim__in=sight.in_work.values("pk")).order_by("decided_at")
    for pk, move, at in decisions.values_list("claim", "move", "decided_at"):
        if pk in found:
            found[pk].last = at
            found[pk].returned = at if move == Move.RETURN else None
    first: dict[tuple[Any, int], datetime] = {}
    answers = FirstAnswer.objects.filter(version__in=sight.in_work.values("current_version"))
    for version, person, at in answers.values_list("version", "reviewer", "answered_at"):
        first[version, person] = at
    standing = Verdict.objects.standing().filter(
        claim__in=sight.in_work.values("pk"), version=F("claim__current_version")
    )
    upheld = Upheld.objects.standing().filter(verdict=OuterRef("pk")).order_by("-made_at").values("made_at")[:1]
    given = standing.order_by().annotate(upheld_at=Subquery(upheld))
    for pk, person, at, stood in given.values_list("claim", "reviewer", "updated_at", "upheld_at"):
        if (one := found.get(pk)) is None or (one.version, person) not in first:
            continue  # asked for between two queries, or nothing but "need more time"
        one.answered = [*(one.answered or ()), first[one.version, person]]
        one.touched = max(at, stood or at, one.touched or at)
    return found


def _under_review(sight: Sight) -> list[tuple[datetime, int]]:
    """Since the row says so, under the decision in force."""
    flagged = sight.decided.filter(under_review=True)
    states: Any = Claim.history.filter(under_review=True, id__in=flagged.values("pk"))
    rows = states.filter(decision_id__in=flagged.values("decision")).values_list("id").annotate(Min("history_date"))
    since = dict(rows.order_by())
    return [(since.get(pk, decided), pk) for pk, decided in flagged.values_list("pk", "decision__decided_at")]


def _doubtful(sight: Sight) -> list[Doubtful]:
    """Passages of claims and of other spans; with a period, of the claims proposed in it."""
    newest = Revision.objects.filter(article=OuterRef("revision__article")).order_by("-number").values("pk")[:1]
    doubtful = Anchor.objects.filter(state__in=OPEN_STATES, settled_by=None, span__withdrawn_at=None)
    doubtful = doubtful.exclude(span__occurrence__withdrawn_at__isnull=False).filter(revision=Subquery(newest))
    if sight.scope.article is not None:
        doubtful = doubtful.filter(revision__article=sight.scope.article)
    if sight.scope.since or sight.scope.until:
        doubtful = doubtful.filter(span__occurrence__claim__in=sight.all.values("pk"))
    rows = list(doubtful.order_by().values_list("revision__article").annotate(Count("pk"), Min("revision__created_at")))
    articles = articles_for(sight.person).in_bulk([article for article, _, _ in rows])
    found = [Doubtful(articles[article], count, since) for article, count, since in rows]
    return sorted(found, key=lambda one: (one.since, one.article.pk))
