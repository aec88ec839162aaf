"""What is to be done by a day; and who is to read which article."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from annotations.models import Article, Tracked
from factcheck.choices import AssignmentEnding


class Due(models.Model):
    """Something that somebody is to do by a day, or without one."""

    due_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        """Whether the day is past, at the desk."""
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_due_today(self) -> bool:
        return self.due_on == timezone.localdate()


class ArticleAssignment(Tracked, Due):
    """That somebody is to read an article and mark its claims, by a day or without one."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="article_assignments")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=AssignmentEnding.choices, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "article"], condition=Q(ended_at=None), name="article_assigned_once_to_each_person"
            ),
            models.CheckConstraint(
                name="assignment_says_how_it_ended",
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False, ending__in=AssignmentEnding.values),
            ),
        ]

    def __str__(self) -> str:
        return f"Article {self.article_id} for {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.article_id])
