"""What the rule makes of the ratings on a claim's current version, stored beside the claim."""

from django.db import models
from django.db.models import Q

from annotations.prepared_writes import Stored
from factcheck.choices import Outcome, Rating
from factcheck.models.claim import Claim, ClaimVersion


class Count(Stored):
    """What the rule makes of the ratings on one version: in a tally as it is now, in a decision as it was then."""

    version = models.ForeignKey(ClaimVersion, on_delete=models.PROTECT, related_name="+")
    rule = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()
    verified = models.PositiveIntegerField()
    disputed = models.PositiveIntegerField()
    unverified = models.PositiveIntegerField()
    abstentions = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    #: The rating the rule proposes; empty where it proposes none.
    proposed = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    not_checkable = models.BooleanField()

    class Meta:
        abstract = True


class Tally(Count):
    """Counts, outcome and readiness of one claim. Computed, never typed in, and always equal to a recount.

    Untracked on purpose: a vote must not write a history row of the claim.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="tally")
    ready = models.BooleanField()
    #: Its claim is in work, so that it waits at the desk: what is listed there is found by it, however much is decided.
    waits = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["outcome", "claim"], condition=Q(waits=True), name="tally_of_what_waits")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="tally_outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"Claim {self.claim_id}: {self.outcome}"

    @property
    def ratings(self) -> int:
        """How many ratings are counted."""
        return self.verified + self.disputed + self.unverified

    @property
    def counts(self) -> dict[str, int]:
        """Ratings on the current version, in the order of the enumeration."""
        return {rating.value: getattr(self, rating.value) for rating in Rating}
