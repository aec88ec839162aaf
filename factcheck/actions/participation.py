"""On which side of a claim a person stands, and what they have seen of it."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.choices import ANSWERABLE_STATES, Part
from factcheck.errors import NotAllowed
from factcheck.models import Claim, DeskLook, Event, EventCounter, Participation, Sighting

#: So many events old a look may get before it is noted anew, though it found nothing.
OLD = 200


def stand(claim: Claim, person: User, part: Part, event: uuid.UUID) -> None:
    """Record the side, once. Raises NotAllowed if the person stands on the other side already.

    ``factcheck.rules`` asks first, for the sentence; this is the write that the database's unique
    constraint stands behind.
    """
    there = _side.first(claim=claim.pk, person=person.pk)
    if there is None:
        Participation.objects.create(claim=claim, person=person, part=part, event=event)
    elif there.part != part:
        raise NotAllowed("Nobody both takes part in a claim and decides on it.")


@Prepared
def _side(claim: int, person: int) -> QuerySet[Participation]:
    """One at most: the database holds it."""
    return Participation.objects.filter(claim=claim, person=person)


def carry_sides(source: Claim, to: Claim, event: uuid.UUID) -> None:
    """Record for all who stand on a side of one claim that they stand there for the other, unless they stand already.

    What was merged into the claim counts as it. Who is on both sides so is a party: they decide nothing. Who stands
    on the other side of ``to`` is left there: ``factcheck.rules`` knows of both.
    """
    there = set(to.participations.values_list("person_id", flat=True))
    sides = Participation.objects.filter(Q(claim=source) | Q(claim__merged_into=source)).exclude(person__in=there)
    parts: dict[int, str] = {}
    for person, part in sides.order_by("pk").values_list("person_id", "part"):
        if part == Part.PARTY or person not in parts:
            parts[person] = part
    for person, part in parts.items():
        Participation.objects.create(claim=to, person_id=person, part=part, event=event)


def record_all_seen(person: User) -> None:
    """Note that the person sees others' answers to all claims in work in which they took no part. Idempotent.

    For lists that tell something of what they do not show: that it is not split, not unanimous, not late. Of claims
    that were not written since their last look it is recorded already, so the more there are costs no more. Since
    when is told by the numbers of events, as no smaller one appears after a larger one. Three queries, and the writes.
    """
    upto = EventCounter.objects.values_list("last", flat=True).get()  # before anything is read
    last = DeskLook.objects.filter(person=person).first()
    parts = Claim.objects.with_side(person, Part.PARTY).order_by().values("pk")
    rows = Claim.objects.filter(state__in=ANSWERABLE_STATES).exclude(pk__in=parts)
    if last is not None:
        since = Event.objects.filter(number__gt=last.number).values("pk")
        rows = rows.filter(pk__in=Claim.history.filter(event__in=since).values("id"))
    unseen = rows.exclude(current_version__sightings__person=person)
    new = list(unseen.order_by("pk").only("current_version"))
    if new:
        record_sightings(new, person)
    if new or last is None or last.number < upto - OLD:
        look = DeskLook(person=person, number=upto)
        DeskLook.objects.bulk_create([look], update_conflicts=True, unique_fields=["person"], update_fields=["number"])


def record_sightings(claims: Iterable[Claim], person: User) -> None:
    """Note that the person sees others' answers to these claims' current versions. Idempotent.

    The one write that a GET may do; it belongs to no event.
    """
    Sighting.objects.bulk_create(
        [Sighting(version_id=claim.current_version_id, person=person) for claim in claims], ignore_conflicts=True
    )
