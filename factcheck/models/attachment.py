"""Files that people attach to what they cite. They are rows of the one database: what is backed up is everything."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import WriteOnce


class Attachment(WriteOnce):
    """One file of one person, by what is in it: the same content from the same person is the same row.

    It belongs to no event until it is cited: somebody whose form came back to them has not said anything yet. What
    nobody ever cited is dropped after a while (``factcheck.strays``); what was, stays for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64)
    #: In bytes.
    size = models.PositiveIntegerField()
    #: By what the content begins with, never what the browser said of it.
    media_type = models.CharField(max_length=100)
    #: As it was called when it first came, without path and control characters.
    name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["uploaded_by", "sha256"], name="attachment_once_per_person_and_content"),
            models.CheckConstraint(condition=Q(size__gte=1), name="attachment_is_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="attachment_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AttachedContent(WriteOnce):
    """The bytes of a file, in a table of their own: whoever lists attachments never fetches ten megabytes."""

    attachment = models.OneToOneField(Attachment, primary_key=True, on_delete=models.CASCADE, related_name="stored")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Content of {self.attachment_id}"
