"""What changed on an article's page, numbered per article: what open pages of others ask for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from annotations.models import Article, Span, WriteOnce
from factcheck.models.claim import Claim
from factcheck.models.event import Event


class Change(WriteOnce):
    """That an event changed something on an article's page which everybody at the desk may see. Append-only.

    Numbers begin at 1 in each article, without gaps, in the order in which they can be seen. An answer to a claim is
    no change: it is neither written here nor shifts a number, so nothing that follows from these rows depends on
    what others answered. The decisions of editors are changes: whoever looked at the time saw them.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveBigIntegerField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="changes")
    #: The claim it is about, or the span; neither if it is about the article or its text.
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="changes")
    span = models.ForeignKey(Span, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="change_number_once_per_article"),
            models.CheckConstraint(condition=Q(number__gte=1), name="change_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(claim=None) | Q(span=None), name="change_is_of_a_claim_or_a_span_or_the_article"
            ),
        ]

    def __str__(self) -> str:
        return f"Change {self.number} of article {self.article_id}"
