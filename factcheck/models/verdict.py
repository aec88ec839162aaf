"""What reviewers say of a claim: their current verdict, its evidence, and for ever their first answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from annotations.models import Immutable, Tracked
from factcheck.accounts.models import User
from factcheck.choices import Abstention, Confidence, Rating, Stance
from factcheck.models.attachment import Attachment
from factcheck.models.claim import Claim, ClaimVersion, is_revealed_to
from factcheck.models.decision import Decision


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Verdicts through the blind rule."""

    def visible_to(self, person: User) -> VerdictQuerySet:
        """One's own, and everybody's on claims that are revealed to this person."""
        return self.filter(Q(reviewer=person) | Q(is_revealed_to(person)))

    def standing(self) -> VerdictQuerySet:
        """Those that nobody took back by undoing: a withdrawn one counts nowhere and is history only."""
        return self.filter(withdrawn_at=None)


class Verdict(Tracked):
    """One reviewer's current judgement of one claim: a rating, or an abstention with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    #: The version it judges. On an earlier version than the claim's it is stale: shown, not counted.
    version = models.ForeignKey(ClaimVersion, on_delete=models.PROTECT, related_name="verdicts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    abstention = models.CharField(max_length=20, choices=Abstention.choices, blank=True)
    rationale = models.TextField(blank=True)
    #: Of a rating, where the desk asks: how sure they are, and what would change their mind. Neither counts.
    confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True, default="")
    change_of_mind = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Taken back by undoing. Blindness stays lifted, and answering again takes the row up again.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "reviewer"], name="verdict_once_per_reviewer_and_claim"),
            models.CheckConstraint(
                name="verdict_is_a_rating_or_an_abstention",
                condition=Q(rating__in=Rating.values, abstention="") | Q(rating="", abstention__in=Abstention.values),
            ),
            models.CheckConstraint(
                name="verdict_with_a_rating_has_a_rationale", condition=Q(rating="") | ~Q(rationale="")
            ),
            models.CheckConstraint(
                name="verdict_confidence_is_known", condition=Q(confidence__in=["", *Confidence.values])
            ),
            models.CheckConstraint(
                name="verdict_is_sure_of_a_rating_only",
                condition=Q(abstention="") | Q(confidence="", change_of_mind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rating_display() or self.get_abstention_display()} by {self.reviewer_id}"

    @property
    def is_answer(self) -> bool:
        """Whether it answers the claim: "need more time" does not."""
        return self.abstention != Abstention.NEED_MORE_TIME


class Evidence(Tracked):
    """A source cited for a verdict. Taking one out withdraws it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    url = models.URLField("address", max_length=2000, blank=True)
    citation = models.TextField(blank=True)
    stance = models.CharField(max_length=12, choices=Stance.choices)
    excerpt = models.TextField(blank=True)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    #: As the source has it: a day, a month, a year, "undated".
    published = models.CharField(max_length=60, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    archived_url = models.URLField("archived address", max_length=2000, blank=True)
    #: A file of the reviewer's own.
    attachment = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_names_a_source", condition=~Q(url="", citation="", attachment__isnull=True)
            ),
            models.CheckConstraint(name="evidence_stance_is_known", condition=Q(stance__in=Stance.values)),
            models.UniqueConstraint(
                fields=["verdict", "position"],
                condition=Q(withdrawn_at=None),
                name="evidence_position_once_per_verdict",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.citation or self.url or str(self.attachment)


class UpheldQuerySet(models.QuerySet["Upheld"]):
    """That answers stand. It tells of answers: whoever asks it sees to whom that may be told."""

    def standing(self) -> UpheldQuerySet:
        """Those that were not undone, and whose answer was not taken back since."""
        return self.filter(withdrawn_at=None, verdict__withdrawn_at=None)


class Upheld(Tracked):
    """That a reviewer whom an editor asked lets their answer stand: the question is answered, the answer as it was.

    It is no new state of the verdict, so nothing that is counted or measured reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="upheld")
    #: The decision that returned the claim.
    question = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="upheld")
    #: What they say to it, if anything.
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Taken back by undoing.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = UpheldQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name_plural = "upheld"
        constraints = [
            models.UniqueConstraint(fields=["verdict", "question"], name="upheld_once_per_answer_and_question"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id} stands after {self.question_id}"


class FirstAnswer(Immutable):
    """The first answer a person gave to a claim version, and whether it was blind. Agreement is measured on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ClaimVersion, on_delete=models.PROTECT, related_name="first_answers")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    abstention = models.CharField(max_length=20, choices=Abstention.choices, blank=True)
    blind = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "reviewer"], name="first_answer_once_per_version_and_reviewer"),
            models.CheckConstraint(
                name="first_answer_is_an_answer",
                condition=Q(rating__in=Rating.values, abstention="")
                | (Q(rating="", abstention__in=Abstention.values) & ~Q(abstention=Abstention.NEED_MORE_TIME)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating or self.abstention} by {self.reviewer_id}"
