"""What people say to each other about a claim. It is nobody's judgement: nothing that is counted reads it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models import Tracked
from factcheck.accounts.models import User
from factcheck.models.claim import Claim, is_revealed_to


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks through the blind rule."""

    def visible_to(self, person: User) -> RemarkQuerySet:
        """One's own, and everybody's on claims that are revealed to this person."""
        return self.filter(Q(author=person) | Q(is_revealed_to(person)))

    def standing(self) -> RemarkQuerySet:
        """Those that their authors did not withdraw."""
        return self.filter(withdrawn_at=None)


class Remark(Tracked):
    """One thing one person said about a claim, to those who have answered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: Markdown, as a rationale.
    words = models.TextField()
    #: Whom it mentions: the number of each person -> the name they had when they were mentioned.
    mentions = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: When its author put it in other words last, if ever.
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="remark_has_words"),
            models.CheckConstraint(
                condition=Q(changed_at=None) | Q(changed_at__gte=F("created_at")),
                name="remark_is_changed_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"Remark by {self.author_id} on claim {self.claim_id}"


class TalkQuerySet(models.QuerySet["Talk"]):
    """Talks through the blind rule: that there is one depends on what others said."""

    def visible_to(self, person: User) -> TalkQuerySet:
        """Those on claims that are revealed to this person."""
        return self.filter(is_revealed_to(person))

    def unresolved(self) -> TalkQuerySet:
        """Those in which something stands, and of which nobody has said that it is settled."""
        said = Remark.objects.standing().values("claim")
        return self.filter(resolved_at=None, claim__in=said)


class Talk(Tracked):
    """What was said about one claim, and whether that is resolved. It is there from the first remark on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="talk")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="talk_is_resolved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"Talk on claim {self.claim_id}"
