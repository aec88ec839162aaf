"""A large correction of an article while it is no more than a draft."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from annotations.models import Article, Revision
from annotations.text import Decoded
from factcheck.choices import Stage

#: After so long nobody can be working on it any more: the server stopped, or no worker runs.
PATIENCE = timedelta(minutes=2)


class Correction(models.Model):
    """A corrected text, its plan as far as it is worked out, and what is shown of it before saving.

    A draft: it has neither event nor history, and is deleted when it is dropped. Whoever made it owns it; every
    editor may open, save and drop it, as any of them may correct the article. Once saved, text and plan are
    emptied, because the revision has them; the row stays, so that a form sent twice finds what it made.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    #: How the bytes were read: as in the revision it becomes.
    raw_sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40)
    encoding_guessed = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WORKING)
    #: Changes whenever it is worked out again: a task that was begun for an earlier attempt writes nothing.
    attempt = models.UUIDField(default=uuid.uuid4)
    begun_at = models.DateTimeField(default=timezone.now)
    #: The number of the revision that the plan was made from.
    number = models.PositiveIntegerField(null=True)
    plan = models.JSONField(null=True)
    #: What differs between the texts, as far as it is shown.
    difference = models.JSONField(null=True)
    #: Why it was not worked out, in a sentence.
    failure = models.TextField(blank=True)
    revision = models.OneToOneField(Revision, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "made_by", "sha256"],
                condition=~Q(stage=Stage.SAVED),
                name="correction_once_per_person_and_text",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="correction_stage_is_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.SAVED, revision__isnull=False)
                | (~Q(stage=Stage.SAVED) & Q(revision__isnull=True)),
                name="correction_has_its_revision_once_saved",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.READY) | Q(number__isnull=False, plan__isnull=False, difference__isnull=False),
                name="correction_is_ready_with_its_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} of article {self.article_id}, {self.get_stage_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("articles:correction", args=[self.article_id, self.pk])

    @property
    def decoded(self) -> Decoded:
        """The corrected text as it came in."""
        return Decoded(text=self.text, encoding=self.encoding, guessed=self.encoding_guessed, sha256=self.raw_sha256)

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been worked out by now."""
        return self.stage == Stage.WORKING and timezone.now() - self.begun_at > PATIENCE
