"""What people did, numbered in the order it happened."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import WriteOnce
from annotations.prepared_writes import Stored
from factcheck.choices import REVERSALS, Verb


class EventCounter(Stored):
    """One row that is locked while an event is written, so that numbers appear in their order."""

    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class Event(WriteOnce):
    """One thing one person did. Append-only.

    The rows it wrote carry its id in their ``event`` column; ``principal`` names the one object it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=30, choices=Verb.choices)
    #: Model label and primary key: "factcheck.claim", "12".
    principal_kind = models.CharField(max_length=60)
    principal_id = models.CharField(max_length=40)
    #: What was undone or done again: the event of the first doing, however often it went to and fro since.
    deed = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: The person's words, where the verb asks for them.
    words = models.TextField(blank=True)
    #: Id of the web request or command it came with.
    request = models.CharField(max_length=40, blank=True)
    #: Chosen by the form: the same key from the same person makes nothing twice.
    idempotency_key = models.CharField(max_length=64, blank=True)
    #: SHA-256 of what was sent with the key: the same key with other content is a conflict, not a repeat.
    content_sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["principal_kind", "principal_id"], name="event_principal"),
            models.Index(fields=["actor", "-number"], name="event_of_one_actor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="event_once_per_actor_and_key",
            ),
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="event_verb_is_known"),
            models.CheckConstraint(
                name="event_has_a_deed_if_it_undoes_or_redoes",
                condition=Q(verb__in=sorted(REVERSALS), deed__isnull=False)
                | (~Q(verb__in=sorted(REVERSALS)) & Q(deed__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"

    @property
    def done(self) -> str:
        """The verb of what was done, or undone, or done again."""
        return (self.deed or self).verb

    @property
    def told(self) -> str:
        """What was done in words, in the past tense: "undid: proposed the claim"."""
        return " ".join(one.get_verb_display() for one in (self, self.deed) if one)

    @property
    def is_passed_over(self) -> bool:
        """Whether its actor leaves what it did as it is. No query if ``passed_over`` was selected with it."""
        return hasattr(self, "passed_over")


class PassedOver(WriteOnce):
    """That the actor of an event leaves what it did as it is when they undo, or do again. Append-only.

    Nobody judges by it: it writes no event, and only the person's own stacks follow from it.
    """

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="passed_over")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "passed over"

    def __str__(self) -> str:
        return f"Passed over: {self.event_id}"
