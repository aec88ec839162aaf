"""What editors decide, who stands on which side of a claim, and who has seen others' answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models import Immutable
from factcheck.choices import DECISIONS, Address, CorrectionKind, Move, Part, Rating, Rejection
from factcheck.models.claim import Claim, ClaimVersion
from factcheck.models.tally import Count


class Decision(Immutable, Count):
    """One decision of one editor, with a snapshot of what the rule said when it was taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=10, choices=[(m.value, m.label) for m in Move if m in DECISIONS])
    #: The rating decided, for approve and override.
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    #: As what it is rejected, and for a duplicate the claim that is left.
    rejection = models.CharField(max_length=12, choices=Rejection.choices, blank=True)
    duplicate_of = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates", editable=False
    )
    #: What reopening does to the decision that was in force, and that decision: what stood before. Neither is known
    #: of a claim that was reopened before corrections had kinds. What stands after is the next decision in force.
    correction = models.CharField(max_length=10, choices=CorrectionKind.choices, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections", editable=False
    )
    #: To whom a claim is returned; those that are named have a row in ``asked``. Nothing for any other move.
    address = models.CharField(max_length=10, choices=Address.choices, blank=True)
    reason = models.TextField(blank=True)
    below_quorum = models.BooleanField()
    #: Of what the editor saw: see ``factcheck.actions.decisions.fingerprint``.
    fingerprint = models.CharField(max_length=64)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    #: To whom its question went, as far as its reader may know: see ``factcheck.decided.say_to_whom``.
    put_to = ""
    #: Whether it is put to its reader, who answered, and the answers that stand after it (``Upheld``).
    asks_reader = False
    stands: tuple[Any, ...] = ()

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(move__in=sorted(DECISIONS)), name="decision_move_is_known"),
            models.CheckConstraint(
                name="decision_rates_if_it_approves",
                condition=Q(move__in=[Move.APPROVE, Move.OVERRIDE], rating__in=Rating.values)
                | (~Q(move__in=[Move.APPROVE, Move.OVERRIDE]) & Q(rating="")),
            ),
            models.CheckConstraint(
                name="decision_needs_a_reason_unless_it_approves", condition=Q(move=Move.APPROVE) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="decision_says_as_what_if_it_rejects",
                condition=Q(move=Move.REJECT, rejection__in=Rejection.values)
                | (~Q(move=Move.REJECT) & Q(rejection="")),
            ),
            models.CheckConstraint(
                name="decision_names_the_other_claim_if_a_duplicate",
                condition=Q(rejection=Rejection.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(rejection=Rejection.DUPLICATE) & Q(duplicate_of=None)),
            ),
            models.CheckConstraint(
                name="decision_is_of_no_duplicate_of_itself",
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("claim")),
            ),
            models.CheckConstraint(
                name="decision_corrects_one_if_it_reopens",
                condition=Q(correction="", corrects=None)
                | Q(move=Move.REOPEN, correction__in=CorrectionKind.values, corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_is_addressed_if_it_returns",
                condition=Q(address="") | Q(move=Move.RETURN, address__in=Address.values),
            ),
            models.CheckConstraint(
                name="decision_does_not_correct_itself", condition=Q(corrects=None) | ~Q(corrects=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_move_display()} by {self.editor_id}"


class Asked(Immutable):
    """One of the reviewers whom an editor asks by name when they return a claim."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "asked"
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="asked_once_per_decision")]

    def __str__(self) -> str:
        return f"{self.person_id}, asked in {self.decision_id}"


class Participation(Immutable):
    """Who stands on which side of a claim. Unique per claim and person: nobody takes part and decides."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "person"], name="participation_on_one_side_only"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="participation_part_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part} on {self.claim_id}"


class DeskLook(models.Model):
    """Up to which event a person saw all that waits at the desk: what did not change since is recorded already.

    A note for the next look, so that it need not go through everything; who has seen what stands in ``Sighting``.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.person_id} looked after event {self.number}"


class Sighting(models.Model):
    """That a person has seen others' answers to a version before answering it: the one write of a GET.

    It belongs to no event: seeing changes nothing that is judged.
    """

    version = models.ForeignKey(ClaimVersion, on_delete=models.PROTECT, related_name="sightings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="sighting_once_per_version_and_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} saw {self.version_id}"
