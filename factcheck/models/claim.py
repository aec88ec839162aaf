"""A claim in the desk's words and its immutable versions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from annotations.models import Immutable, Tracked
from annotations.prepared import Prepared
from factcheck import consensus
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, DECIDED_STATES, Part, State
from factcheck.models.knowing import answered_by, answered_or_seen_by, has_side


class ClaimQuerySet(models.QuerySet["Claim"]):
    """The blind rule lives here: what a person may know of others' answers is decided where rows are fetched."""

    def revealed_to(self, person: User) -> ClaimQuerySet:
        """Claims of which this person may see others' answers, the consensus, and what hangs on them.

        Those that are decided; those whose current version they have answered; and those whose answers
        they have seen at the desk.
        """
        return self.filter(Q(state__in=DECIDED_STATES) | answered_or_seen_by(person))

    def waiting_for(self, person: User) -> ClaimQuerySet:
        """Claims this person could still answer for the current version; oldest first.

        Not those they decided on, nor those whose answers they saw first; but those whose answer they took
        back. What others answered makes no difference: a queue that left out claims with enough answers would
        reveal them.
        """
        mine = Q(verdicts__reviewer=person, verdicts__version=F("current_version"), verdicts__withdrawn_at=None)
        taken_back = answered_by(person) & ~Exists(Claim.objects.filter(mine, pk=OuterRef("pk")))
        decided = has_side(person, Part.DECIDER)
        merged = Claim.objects.filter(decided, merged_into=OuterRef("pk"))
        return (
            self.filter(state__in=ANSWERABLE_STATES)
            .filter(~answered_or_seen_by(person) | taken_back)
            .exclude(decided | Exists(merged))
            .order_by("created_at", "id")
        )

    def with_side(self, person: User, part: Part) -> ClaimQuerySet:
        """Claims on whose side this person stands, on it itself or on a claim that was merged into it."""
        stands = Claim.objects.filter(participations__person=person, participations__part=part)
        return self.filter(Q(pk__in=stands.values("pk")) | Q(pk__in=stands.values("merged_into")))


def is_revealed_to(person: User) -> Exists:
    """Of rows that have a claim: whether it is revealed to this person. Asked row by row: of all it takes long."""
    return Exists(Claim.objects.filter(pk=OuterRef("claim")).revealed_to(person))


@Prepared
def _next_of_kin(claim: int) -> models.QuerySet[Claim, int]:
    step = Claim.objects.filter(Q(merged_into=claim) | Q(split_off=claim))
    return step.order_by().values_list("pk", flat=True)


@Prepared
def _sides(claim: int, person: int) -> models.QuerySet[Claim, str]:
    rows = Claim.objects.filter(Q(pk=claim) | Q(merged_into=claim), participations__person=person)
    return rows.order_by().values_list("participations__part", flat=True)


class Claim(Tracked):
    """One checkable statement. Its words stand in the version it points at."""

    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    #: A sensitive claim needs three ratings instead of two.
    sensitive = models.BooleanField(default=False)
    #: Seats besides those that the quorum asks for: an editor wants to hear one more blind reviewer.
    extra_seats = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Deferred to the end of the transaction, as every foreign key of ours: claim and version name each other.
    current_version = models.ForeignKey("ClaimVersion", on_delete=models.PROTECT, related_name="+")
    #: The decision in force, for an approved or rejected claim.
    decision = models.ForeignKey(
        "Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    #: A passage came to other words after the decision; the claim stays as it was decided until it is reopened.
    under_review = models.BooleanField(default=False)
    #: The claim it was withdrawn in favour of; always one that was not merged itself.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )
    #: The claim of which it was a part.
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_off", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClaimQuerySet.as_manager()

    #: The sides that were asked for, by person; None asks the database each time. The gate sets it: what it gives
    #: out is looked at for one request.
    known_sides: dict[int, frozenset[str]] | None = None

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["created_at", "id"], name="claim_by_age"),
            models.Index(fields=["state", "created_at", "id"], name="claim_by_state_and_age"),
            models.Index(fields=["id"], condition=Q(under_review=True), name="claim_under_review"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="claim_state_is_known"),
            models.CheckConstraint(
                name="claim_is_decided_by_a_decision",
                condition=Q(state__in=[State.APPROVED, State.REJECTED], decision__isnull=False)
                | (~Q(state__in=[State.APPROVED, State.REJECTED]) & Q(decision__isnull=True)),
            ),
            models.CheckConstraint(
                name="claim_is_under_review_only_if_decided",
                condition=Q(under_review=False) | Q(state__in=[State.APPROVED, State.REJECTED]),
            ),
            models.CheckConstraint(
                name="claim_is_merged_only_if_withdrawn",
                condition=Q(merged_into=None) | Q(state=State.WITHDRAWN),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="claim_is_not_merged_into_itself"),
            models.CheckConstraint(condition=~Q(split_from=F("id")), name="claim_is_not_split_from_itself"),
        ]

    def __str__(self) -> str:
        return f"Claim {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("claims:detail", args=[self.pk])

    @property
    def seats(self) -> int:
        """How many reviewers the pool is to find for it, whatever anybody has answered."""
        return consensus.quorum_of(sensitive=self.sensitive) + self.extra_seats

    def akin(self) -> set[int]:
        """It, and the claims whose answers speak of it too: merged into it, or that it was split from; and theirs.

        Their numbers. One query for each of them.
        """
        found: set[int] = set()
        further = {self.pk}
        while further:
            one = further.pop()
            found.add(one)
            further |= {*_next_of_kin(claim=one)} - found
        return found

    def sides_of(self, person: User) -> frozenset[str]:
        """The parts (``Part``) this person has on it or on a claim that was merged into it; one query or none."""
        if self.known_sides is not None and person.pk in self.known_sides:
            return self.known_sides[person.pk]
        sides = frozenset(_sides(claim=self.pk, person=person.pk))
        if self.known_sides is not None:
            self.known_sides[person.pk] = sides
        return sides


class ClaimVersion(Immutable):
    """The words of a claim at one time. Written once; verdicts point at the version they judge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    statement = models.TextField()
    reason = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once_per_claim"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_start_at_one"),
            models.CheckConstraint(condition=~Q(statement=""), name="version_has_a_statement"),
        ]

    def __str__(self) -> str:
        return self.statement
