"""An article and its revisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from annotations.models.tracked import Immutable, Tracked


class Origin(models.TextChoices):
    """Where a piece of metadata comes from."""

    NONE = "", "Not known"
    FILE = "file", "From the file"
    GUESS = "guess", "Guessed"
    PERSON = "person", "Entered by a person"


class Article(Tracked):
    """One published text under study. Nothing is required of it but a revision."""

    title = models.CharField(max_length=300, blank=True)
    title_origin = models.CharField(max_length=10, choices=Origin.choices, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=200, blank=True)
    #: As worded by its source: "6:00 a.m.", "late October 2024". Resolved dates come with their own field.
    published = models.CharField(max_length=100, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="article_title_says_where_it_is_from",
                condition=Q(title="", title_origin="") | (~Q(title="") & ~Q(title_origin="")),
                violation_error_message="A title needs its origin, and no title has none.",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}, without a title"

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.pk])


class Revision(Immutable):
    """One immutable text of an article. Offsets of anchors are code points into ``text``."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    #: SHA-256 of ``text`` in UTF-8: finds identical texts.
    sha256 = models.CharField(max_length=64, db_index=True)
    #: SHA-256 of the bytes that came in; equal to ``sha256`` for pasted text.
    raw_sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=40)
    encoding_guessed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_per_article"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_numbers_start_at_one"),
            models.CheckConstraint(condition=~Q(text=""), name="revision_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.article}, revision {self.number}"
