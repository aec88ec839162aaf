"""Where articles have it from: the call, the recording, the agency's report that several of them rest on.

Not ``annotations.models.Origin``, which says of a piece of metadata whether a file, a guess or a person gave it.
"""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from annotations.folding import fold
from annotations.models import Article, Tracked


def folded_name(name: str) -> str:
    """The name as it is compared: quotes, dashes, white space, composition and case make no difference. Idempotent."""
    alike, _, _ = fold(unicodedata.normalize("NFC", name))
    return alike.casefold().strip()


class CommonOrigin(Tracked):
    """What several articles may rest on; to people, an origin. It is of no verdict, so it is seen before voting."""

    name = models.CharField(max_length=200)
    #: The name as it is compared (``folded_name``): each stands once. Of two alike that were here before that was so
    #: one keeps the key it had.
    folded = models.CharField(max_length=400, editable=False)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: The origin that it turned out to be; always one that was not merged itself. Nothing rests on a merged one.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False
    )

    class Meta:
        ordering = ["folded", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(folded=""), name="origin_has_a_name"),
            models.UniqueConstraint(fields=["folded"], condition=Q(merged_into=None), name="origin_called_so_once"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="origin_is_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("origins:detail", args=[self.pk])


class ArticleOrigin(Tracked):
    """On what an article as a whole rests: one origin at most. A passage of it may rest on another."""

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="rests_on")
    #: None: it was named, and the name was taken off.
    origin = models.ForeignKey(CommonOrigin, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")

    def __str__(self) -> str:
        return f"Article {self.article_id} rests on origin {self.origin_id}"
