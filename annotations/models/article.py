"""An article and its revisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from annotations.models.tracked import Immutable, Tracked


class Origin(models.TextChoices):
    """Where a piece of metadata comes from."""

    NONE = "", "Not known"
    FILE = "file", "From the file"
    GUESS = "guess", "Guessed"
    PERSON = "person", "Entered by a person"


#: What is known of an article besides its title and text; each may be empty.
DETAILS = ("outlet", "byline", "published", "source_url", "language")


def _origin() -> models.CharField[str, str]:
    return models.CharField(max_length=10, choices=Origin.choices, blank=True)


def _says_where_it_is_from(name: str) -> models.CheckConstraint:
    origin = f"{name}_origin"
    return models.CheckConstraint(
        name=f"article_{name}_says_where_it_is_from",
        condition=Q(**{name: "", origin: ""}) | (~Q(**{name: ""}) & ~Q(**{origin: ""})),
        violation_error_message=f"What is known as {name} needs its origin, and nothing has none.",
    )


class Article(Tracked):
    """One published text under study. Nothing is required of it but a revision.

    Each piece of metadata stands beside its origin: empty if it is, and only then.
    """

    title = models.CharField(max_length=300, blank=True)
    title_origin = _origin()
    outlet = models.CharField(max_length=200, blank=True)
    outlet_origin = _origin()
    byline = models.CharField(max_length=200, blank=True)
    byline_origin = _origin()
    #: As worded by its source: "6:00 a.m.", "late October 2024". Resolved dates come with their own field.
    published = models.CharField(max_length=100, blank=True)
    published_origin = _origin()
    source_url = models.URLField(max_length=2000, blank=True)
    source_url_origin = _origin()
    language = models.CharField(max_length=35, blank=True)
    language_origin = _origin()
    #: The article of which a person said, when bringing it in, that this is a copy.
    copy_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            *(_says_where_it_is_from(name) for name in ("title", *DETAILS)),
            models.CheckConstraint(condition=~Q(copy_of=F("id")), name="article_is_no_copy_of_itself"),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}, without a title"

    @property
    def guesses(self) -> list[str]:
        """The names of what is known of it by a guess only."""
        return [name for name in ("title", *DETAILS) if getattr(self, f"{name}_origin") == Origin.GUESS]

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
