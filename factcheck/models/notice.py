"""Whom a deed is told to. What is told is put together when it is read, through the blind rule."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from annotations.models import Article
from factcheck.choices import ANSWERABLE_STATES, ASKING_NOTICES, TELLING_NOTICES, Abstention, NoticeKind, Verb
from factcheck.models.assignment import ArticleAssignment
from factcheck.models.claim import Claim
from factcheck.models.event import Event
from factcheck.models.message import Message
from factcheck.models.seat import Seat
from factcheck.models.verdict import Upheld, Verdict


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices through the blind rule, each as its own recipient may know of it."""

    def listed(self) -> NoticeQuerySet:
        """Those whose deed stands, or its undoing, if that is what is told; and that tell nothing the claim hides."""
        deed = Coalesce(OuterRef("event__deed"), OuterRef("event"))
        latest = Event.objects.filter(deed=deed).order_by("-number").values("verb")[:1]
        # The claim is one query further out than the answers that reveal it.
        recipient: object = OuterRef(OuterRef("recipient"))
        revealed = Claim.objects.filter(pk=OuterRef("claim")).revealed_to(recipient)  # type: ignore[arg-type]
        standing = self.alias(undone=Exact(Coalesce(Subquery(latest), Value("")), Value(Verb.UNDONE.value)))
        standing = standing.filter(undone=Exact(F("event__verb"), Value(Verb.UNDONE.value)))
        return standing.filter(~Q(kind__in=sorted(TELLING_NOTICES)) | Exists(revealed))

    def unread(self) -> NoticeQuerySet:
        """Of the listed ones those that nobody marked as read, and that are not settled if they ask for something."""
        return self.listed().filter(seen_at=None).exclude(Q(kind__in=sorted(ASKING_NOTICES)) & self.settled())

    @staticmethod
    def settled() -> Q:
        """Of those that ask for something: it is done, or not to be done by their recipient any more.

        They answered since, or said that their answer stands, or took back what is to be confirmed; the claim is not
        in work; what was assigned to them is not theirs.
        """
        own = Verdict.objects.filter(claim=OuterRef("claim"), reviewer=OuterRef("recipient"))
        given = own.filter(withdrawn_at=None, updated_at__gt=OuterRef("made_at"))
        given = given.exclude(abstention=Abstention.NEED_MORE_TIME)
        stands = Upheld.objects.standing().filter(question__event=OuterRef("event"))
        stands = stands.filter(verdict__claim=OuterRef("claim"), verdict__reviewer=OuterRef("recipient"))
        done = Q(Exists(given)) | Q(Exists(stands))
        taken_back = Q(kind=NoticeKind.STALE) & Exists(own.filter(withdrawn_at__gt=OuterRef("made_at")))
        at_rest = Q(claim__isnull=False) & ~Q(claim__state__in=sorted(ANSWERABLE_STATES))
        return done | taken_back | at_rest | (Q(kind=NoticeKind.ASSIGNED) & ~NoticeQuerySet.theirs())

    @staticmethod
    def theirs() -> Q:
        """Whose claim or article is assigned to their recipient, or was drawn by them, and stands."""
        seats = Seat.objects.standing().filter(claim=OuterRef("claim"), person=OuterRef("recipient"))
        articles = ArticleAssignment.objects.filter(ended_at=None, person=OuterRef("recipient"))
        return Q(Exists(seats)) | Q(Exists(articles.filter(article=OuterRef("article"))))


class Notice(models.Model):
    """That somebody is told of a deed. Nobody judges by it: whether it was read writes no event and no history."""

    #: By lot: a number would tell how many others were told, and so how many answered.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    #: Written at the end of the transaction that this row is written in.
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notices")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    #: The e-mail it goes with, for whoever wants any: one at most, so that nothing is mailed twice.
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-event__number", "claim_id", "kind"]
        indexes = [
            models.Index(fields=["recipient", "-made_at"], name="notice_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(seen_at=None), name="notice_not_seen"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "kind", "claim"],
                condition=Q(claim__isnull=False),
                name="notice_once_per_deed_and_claim",
            ),
            models.UniqueConstraint(
                fields=["event", "recipient", "kind"],
                condition=Q(claim=None),
                name="notice_once_per_deed_without_claim",
            ),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(article__isnull=False), name="notice_is_of_a_claim_or_an_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, for {self.recipient_id}"
