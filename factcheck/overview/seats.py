"""Who is waiting for what, and how long: seats at claims in work, for editors.

Whether somebody has answered is told of claims in which the editor takes no part, and which they have seen then:
``Desk.note`` keeps a record. Of their own claims they learn who has a seat, and no more.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.actions.participation import record_sightings
from factcheck.choices import ANSWERABLE_STATES, Part, SeatEnding
from factcheck.measures import by_name
from factcheck.models import ArticleAssignment, Claim, Seat
from factcheck.models.claim import ClaimQuerySet

#: So many seats stand on one page.
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Plate:
    """What one person has before them: seats they have not answered, and those of them that are overdue."""

    person: User
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Window:
    """Some of the seats, and the number of the page with the next, if any."""

    seats: list[Seat]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Desk:
    """The seats as one editor sees them."""

    person: User

    @cached_property
    def claims(self) -> ClaimQuerySet:
        """The claims in work at which somebody has a seat or skipped, and in which this editor takes no part."""
        return self._seated.exclude(pk__in=self._parts)

    def unanswered(self) -> int:
        """How many of these this editor could still rate and could no longer after ``note``; one query."""
        return self.claims.waiting_for(self.person).count()

    def note(self) -> None:
        """Record that they see who answered these; two queries."""
        record_sightings(self.claims.exclude(current_version__sightings__person=self.person), self.person)

    def seats(self, page: int, of: int | None = None) -> Window:
        """The standing seats, those first that wait, overdue ones before, then the longest; of one person, if named."""
        rows = self._told.filter(person=of) if of is not None else self._told
        rows = rows.select_related("claim__current_version", "person", "given_by")
        rows = rows.order_by("answered", F("due_on").asc(nulls_last=True), "taken_at", "id")
        start = (page - 1) * PER_PAGE
        found = list(rows[start : start + PER_PAGE + 1])
        return Window(found[:PER_PAGE], page - 1 or None, page + 1 if len(found) > PER_PAGE else None)

    def plates(self) -> list[Plate]:
        """Everybody who has a seat there that waits, by name; two queries."""
        late = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
        waiting = self._told.filter(answered=False).order_by().values_list("person")
        counts = {person: (number, overdue) for person, number, overdue in waiting.annotate(Count("pk"), late=late)}
        people = sorted(User.objects.filter(pk__in=counts), key=by_name)
        return [Plate(person, *counts[person.pk]) for person in people]

    def own(self) -> list[Seat]:
        """Seats at claims in which this editor takes part, soonest due first: who has them, nothing of answers."""
        rows = Seat.objects.standing().filter(claim__in=self._seated.filter(pk__in=self._parts).values("pk"))
        rows = rows.select_related("claim__current_version", "person", "given_by")
        return list(rows.order_by(F("due_on").asc(nulls_last=True), "taken_at", "id")[:PER_PAGE])

    def articles(self) -> list[ArticleAssignment]:
        """The articles somebody is still to read, soonest due first; of these there is nothing to hide."""
        rows = ArticleAssignment.objects.filter(ended_at=None).select_related("article", "person", "given_by")
        return list(rows.order_by(F("due_on").asc(nulls_last=True), "given_at", "id")[:PER_PAGE])

    def skipped(self) -> list[Seat]:
        """The seats that were skipped last, with their reasons, at claims in work in which they take no part."""
        rows = Seat.objects.filter(ending=SeatEnding.SKIPPED, claim__in=self.claims.values("pk"))
        rows = rows.select_related("claim__current_version", "person")
        return list(rows.order_by("-ended_at", "-id")[:PER_PAGE])

    @property
    def _told(self) -> Any:
        """Standing seats with ``answered``, at claims of which they may know it."""
        known = self.claims.revealed_to(self.person).values("pk")
        return Seat.objects.standing().filter(claim__in=known).with_answered()

    @property
    def _seated(self) -> ClaimQuerySet:
        seated = Seat.objects.filter(Q(ended_at=None) | Q(ending=SeatEnding.SKIPPED), claim=OuterRef("pk"))
        return claims_for(self.person).filter(Exists(seated), state__in=ANSWERABLE_STATES).order_by()

    @cached_property
    def _parts(self) -> ClaimQuerySet:
        return Claim.objects.with_side(self.person, Part.PARTY).order_by().values("pk")  # type: ignore[return-value]
