"""The passages a claim occurs in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import Span, Tracked
from factcheck.choices import Role
from factcheck.models.claim import Claim
from factcheck.models.origin import CommonOrigin


class Occurrence(Tracked):
    """Joins a claim to a passage. Each passage of a claim is a span of its own, even on the same words."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="occurrences")
    span = models.OneToOneField(Span, on_delete=models.PROTECT, related_name="occurrence")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.ASSERTION)
    #: On what this passage rests, if not on what its article does.
    origin = models.ForeignKey(
        CommonOrigin, null=True, blank=True, on_delete=models.PROTECT, related_name="occurrences"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="occurrence_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of claim {self.claim_id} in span {self.span_id}"
