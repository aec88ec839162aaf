"""Who is to answer a claim: seats, which count assignments and draws, never answers.

Whoever takes a seat holds the lock of the events, so that no two take the last one; behind it stands the database's
own constraint on the numbers of seats.
"""

from collections.abc import Collection
from itertools import count

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.actions.recording import Recording, recording
from factcheck.actions.vacancies import forget
from factcheck.choices import SeatEnding, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Seat, Vacancy
from factcheck.rules import is_fact_checker, require


def open_seat(record: Recording, claim: Claim) -> None:
    """Add a seat for one more blind reviewer to a claim, within an event under way; it writes no event itself.

    The seat is free whatever was assigned beyond what was asked for. The claim is one that this transaction fetched
    under lock: the whole row is written.
    """
    taken = Seat.objects.standing().filter(claim=claim).count()
    claim.extra_seats += max(taken - claim.seats, 0) + 1
    record.write(claim)


def pool_of(person: User) -> QuerySet[Vacancy]:
    """The claims with a free seat that this person could draw, in most need first.

    Those they could still answer, but for their own proposals, those they have a seat at, and those they skipped. It
    goes along the order of need and stops where it is told to, however many claims there are.
    """
    if not is_fact_checker(person):
        return Vacancy.objects.none()
    answerable = Claim.objects.waiting_for(person).exclude(proposer=person).filter(pk=OuterRef("claim")).order_by()
    had = Seat.objects.filter(person=person, claim=OuterRef("claim"))
    free = Vacancy.objects.exclude(Exists(had.standing())).exclude(Exists(had.filter(ending=SeatEnding.SKIPPED)))
    return free.filter(Exists(answerable)).order_by(*Vacancy.NEED)


def draw_next(*, by: User, key: str = "", idle: bool = False) -> Seat | None:
    """Take the free seat of the claim in most need (``Vacancy.NEED``); None if there is none this person could take.

    ``idle``: only for somebody whom no claim waits for; of whom one does, the seat that is due first is returned, so
    that asking twice draws once. Claims for which they asked for more time do not count there.
    """
    require("draw", by)
    with recording(Verb.SEAT_DRAWN, by=by, key=key) as record:
        if (earlier := record.repeated(Seat)) is not None:
            return earlier
        if idle and (held := Seat.objects.waiting_for(by).ready_for(by).first()) is not None:
            return record.unchanged(held)
        forget(by)
        needy = pool_of(by).first()
        if needy is None:
            record.unchanged(by)
            return None
        claim = Claim.objects.select_for_update().get(pk=needy.claim_id)
        number = free_number(standing_at([claim])[claim.pk])
        return record.about(record.write(Seat(claim=claim, person=by, number=number)))


def release_seat(*, seat: Seat, by: User, reason: str = "", key: str = "") -> Seat:
    """Take a seat from whoever has it, so that it is free for anybody, them included.

    Raises Conflict if it ended, or if they have answered: a seat that is used is not to be taken once more. That is
    said to those alone who may know it; for others the seat is released.
    """
    require("assign", by)
    with recording(Verb.SEAT_RELEASED, by=by, key=key, content=[seat.pk, reason], words=reason) as record:
        if (earlier := record.repeated(Seat)) is not None:
            return earlier
        current = Seat.objects.select_for_update(of=("self",)).select_related("claim").get(pk=seat.pk)
        if current.ended_at is not None:
            raise Conflict("This seat is free already.")
        known = Claim.objects.revealed_to(by).filter(pk=current.claim_id)
        if known.exists() and Seat.objects.answered().filter(pk=current.pk).exists():
            raise Conflict(f"{current.person} has answered this claim: the seat is used.")
        return record.about(_end(record, current, SeatEnding.RELEASED))


def skip_claim(*, claim: Claim, reason: str, by: User, key: str = "") -> Seat:
    """Give one's own seat back, with the reason: it is free for others, and the claim is not drawn by oneself again.

    Raises Conflict if one has no seat there, or has answered.
    """
    require("draw", by)
    with recording(Verb.SEAT_SKIPPED, by=by, key=key, content=[claim.pk, reason], words=reason) as record:
        if (earlier := record.repeated(Seat)) is not None:
            return earlier
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        mine = Seat.objects.standing().filter(claim=locked, person=by)
        current = mine.select_for_update().first()
        if current is None:
            raise Conflict("This claim is not in your queue any more.")
        if not Seat.objects.waiting_for(by).filter(pk=current.pk).exists():
            raise Conflict("This claim does not wait for you any more: you have answered it, or it is decided.")
        if not record.words:
            raise Invalid("Say in a few words why you skip it.", field="reason")
        current.claim = locked
        return record.about(_end(record, current, SeatEnding.SKIPPED))


def _end(record: Recording, seat: Seat, ending: SeatEnding) -> Seat:
    seat.ended_at, seat.ending, seat.reason = timezone.now(), ending, record.words
    return record.write(seat)


def standing_at(claims: Collection[Claim]) -> dict[int, list[Seat]]:
    """The standing seats of these claims, locked, by number of the claim."""
    found: dict[int, list[Seat]] = {claim.pk: [] for claim in claims}
    for seat in Seat.objects.standing().select_for_update().filter(claim__in=claims):
        found[seat.claim_id].append(seat)
    return found


def free_number(standing: Collection[Seat]) -> int:
    """The lowest number that none of a claim's standing seats has."""
    taken = {seat.number for seat in standing}
    return next(number for number in count(1) if number not in taken)
