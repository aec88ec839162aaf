"""What is to be e-mailed to whom: a row for each message, written in the transaction of the deed it tells of."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.choices import Delivery
from factcheck.models.event import Event

#: Nobody is at it any more: whoever handed it over stopped before they heard what became of it.
PATIENCE = timedelta(minutes=10)


class Message(models.Model):
    """One e-mail to one person. Its text is made when it is sent; it holds only the notices that point at it.

    It is handed over once: that is committed before the mail server hears of it. What was refused before it was
    taken waits again; what nobody heard of again is uncertain, and stays as it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: The deed it tells of at once; none for the one of the day.
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=11, choices=Delivery.choices, default=Delivery.WAITING)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Not before.
    due_at = models.DateTimeField(default=timezone.now)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    #: How often it was refused.
    refusals = models.PositiveSmallIntegerField(default=0)
    #: What the mail server, or the way there, said last.
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        indexes = [models.Index(fields=["due_at"], condition=Q(state=Delivery.WAITING), name="message_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "event"], condition=Q(event__isnull=False), name="message_once_per_deed_and_person"
            ),
            models.CheckConstraint(condition=Q(state__in=Delivery.values), name="message_state_is_known"),
            models.CheckConstraint(
                name="message_is_sent_only_after_handing_over",
                condition=~Q(state__in=[Delivery.HANDED_OVER, Delivery.SENT]) | Q(handed_over_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"To {self.recipient_id}: {self.fate.lower()}"

    @property
    def fate(self) -> str:
        """How far it is, in words."""
        lost = self.handed_over_at is not None and self.handed_over_at < timezone.now() - PATIENCE
        if self.state == Delivery.HANDED_OVER and (lost or self.problem):
            return "Uncertain: handed over, and nothing heard of it since"
        return self.get_state_display()
