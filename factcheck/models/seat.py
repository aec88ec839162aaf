"""Who is to answer which claim; and which claims still want somebody."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from annotations.models import Tracked
from factcheck.accounts.models import User
from factcheck.choices import Abstention, SeatEnding
from factcheck.models.assignment import Due
from factcheck.models.claim import Claim
from factcheck.models.verdict import Verdict


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by whether they stand, and whether their claim waits for whoever has them."""

    def standing(self) -> SeatQuerySet:
        return self.filter(ended_at=None)

    def waiting_for(self, person: User) -> SeatQuerySet:
        """This person's seats on claims they could still answer for the current version; soonest due first.

        Their queue. Nothing in it depends on what others answered. It is looked for among the ``Pending`` alone, so
        that it is found as quickly by somebody who has answered very many.
        """
        open_to_them = Claim.objects.waiting_for(person).order_by().filter(pk=OuterRef("claim"))
        waiting = self.standing().filter(Exists(open_to_them), pending__person=person)
        return waiting.order_by(F("due_on").asc(nulls_last=True), "taken_at", "id")

    def answered(self) -> SeatQuerySet:
        """Whose holder answered the version the claim has now; more time is no answer. For who may know it."""
        return self.filter(_answer_of_holder())

    def unanswered(self) -> SeatQuerySet:
        """The others. For who may know it."""
        return self.filter(~_answer_of_holder())

    def with_answered(self) -> SeatQuerySet:
        """With ``answered``: whether it is. For who may know it."""
        return self.annotate(answered=_answer_of_holder())

    def ready_for(self, person: User) -> SeatQuerySet:
        """Without those of claims for which this person asked for more time: they are not led to again."""
        later = Verdict.objects.standing().filter(reviewer=person, version=OuterRef("claim__current_version"))
        return self.exclude(Exists(later.filter(claim=OuterRef("claim"), abstention=Abstention.NEED_MORE_TIME)))


def _answer_of_holder() -> Exists:
    said = Verdict.objects.standing().exclude(abstention=Abstention.NEED_MORE_TIME)
    said = said.filter(version=OuterRef("claim__current_version"))
    return Exists(said.filter(claim=OuterRef("claim"), reviewer=OuterRef("person")))


class Seat(Tracked, Due):
    """One reviewer's place at a claim, given by an editor or drawn from the pool. It counts assignments and draws.

    Answering neither takes nor ends one, so that the number of free seats says nothing of answers. A seat stands
    through new versions of its claim; while the claim is not in work it shows nowhere, and nothing is written.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="taken_seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    #: 1 to the number of the claim's seats; above that, assigned beyond what is asked for.
    number = models.PositiveSmallIntegerField()
    #: The editor who assigned it; null for one that was drawn.
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=SeatEnding.choices, blank=True)
    reason = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    #: What assigning did to it, for who assigned it: nothing, a new day for a seat they had, or it made the seat.
    is_changed = is_new = False

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["person", "claim"], condition=Q(ending=SeatEnding.SKIPPED), name="seat_skipped_by_person"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], condition=Q(ended_at=None), name="seat_number_once_per_claim"
            ),
            models.UniqueConstraint(
                fields=["person", "claim"], condition=Q(ended_at=None), name="seat_once_per_person_and_claim"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="seat_numbers_start_at_one"),
            models.CheckConstraint(
                name="seat_says_how_it_ended",
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False, ending__in=SeatEnding.values),
            ),
            models.CheckConstraint(
                name="seat_is_skipped_with_a_reason", condition=~Q(ending=SeatEnding.SKIPPED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"Seat {self.number} of claim {self.claim_id}, {self.person_id}"

    @property
    def place(self) -> tuple[date, datetime, int]:
        """Where it stands in its holder's queue: the order of ``waiting_for``."""
        return self.due_on or date.max, self.taken_at, self.pk

    @property
    def is_drawn(self) -> bool:
        """Whether its holder took it from the pool."""
        return self.given_by_id is None


class Pending(models.Model):
    """That a seat may wait for its holder: a short list in which their queue is looked for.

    Untracked, and never told from: each standing seat whose claim its holder has not answered is in it, and others
    may be, until ``vacancies.forget`` goes over the holder's. So an answer, which is to be saved quickly, writes none.
    """

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, primary_key=True, related_name="pending")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat_id"]
        verbose_name_plural = "pending"

    def __str__(self) -> str:
        return f"Seat {self.seat_id} of {self.person_id}"


class Vacancy(models.Model):
    """That a claim in work has a free seat: the pool. Computed, and always equal to what claims and seats say.

    Untracked on purpose, as the tally: what one reviewer draws must not write a history row of the claim. Its order
    is that of need, which follows from seats, dates and the editors' moves, never from answers.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="vacancy")
    #: An editor returned it with a question: somebody waits for it.
    asked = models.BooleanField(default=False)
    #: The soonest day by which one of its seats is due; the last of all days without any.
    due_on = models.DateField(default=date.max)
    taken = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()

    #: In most need first: asked for, then due soonest, then with the fewest seats taken, then oldest.
    NEED = ("-asked", "due_on", "taken", "since", "claim_id")

    class Meta:
        ordering = ["claim_id"]
        verbose_name_plural = "vacancies"
        indexes = [models.Index(fields=["-asked", "due_on", "taken", "since", "claim"], name="vacancy_by_need")]

    def __str__(self) -> str:
        return f"Claim {self.claim_id}: {self.taken} taken"

    @classmethod
    def need_of(cls, name: str) -> list[str]:
        """The same order for rows from which a vacancy is reached by this name."""
        return [f"-{name}__{one[1:]}" if one.startswith("-") else f"{name}__{one}" for one in cls.NEED]
