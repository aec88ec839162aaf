"""What of the claims may be counted for one editor: the blind rule of the overview.

Whatever depends on others' answers is worked out from ``Sight.claims``: decided claims, and claims in work that this
person has seen, of which ``note`` keeps a record. Never from claims in work in which they take part.
"""

from dataclasses import dataclass

from django.db.models import Q

from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.actions.participation import record_sightings
from factcheck.choices import ANSWERABLE_STATES, DECIDED_STATES, Part
from factcheck.models import Claim
from factcheck.models.claim import ClaimQuerySet
from factcheck.scope import Scope


@dataclass(frozen=True, slots=True)
class Sight:
    """One person looking at one scope; a period is that of the days on which claims were proposed."""

    person: User
    scope: Scope

    @property
    def all(self) -> ClaimQuerySet:
        """Every claim of the scope: for what everybody may know of it, such as its stored state."""
        return self.scope.cut(claims_for(self.person), by="created_at").order_by()

    @property
    def own(self) -> ClaimQuerySet:
        """Claims in work in which this person takes part: nothing of their answers is told here."""
        return self.all.filter(state__in=ANSWERABLE_STATES, pk__in=self._parts)

    @property
    def in_work(self) -> ClaimQuerySet:
        """Claims in work that this person has seen and takes no part in."""
        return self._others.revealed_to(self.person)

    @property
    def decided(self) -> ClaimQuerySet:
        """Claims in which nothing is hidden from anybody any more."""
        return self.all.filter(state__in=DECIDED_STATES)

    @property
    def claims(self) -> ClaimQuerySet:
        """All whose answers may be counted."""
        return self.all.filter(Q(pk__in=self.in_work.values("pk")) | Q(pk__in=self.decided.values("pk")))

    def unanswered(self) -> int:
        """How many claims this person could still rate and could no longer after ``note``; one query."""
        return self._others.waiting_for(self.person).count()

    def note(self) -> None:
        """Record that they see the answers to all claims of the scope in which they take no part; two queries."""
        record_sightings(self._others.exclude(current_version__sightings__person=self.person), self.person)

    @property
    def _others(self) -> ClaimQuerySet:
        return self.all.filter(state__in=ANSWERABLE_STATES).exclude(pk__in=self._parts)

    @property
    def _parts(self) -> ClaimQuerySet:
        parts = Claim.objects.with_side(self.person, Part.PARTY)
        return parts.order_by().values("pk")  # type: ignore[return-value]
