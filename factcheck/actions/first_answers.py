"""The first answer to each version of a claim, kept apart for ever, and what its reviewer had seen by then."""

import uuid

from django.db.models import Exists, QuerySet

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.actions.recording import Recording
from factcheck.choices import DECISIONS, Move
from factcheck.models import Claim, ClaimVersion, Decision, FirstAnswer, Sighting, Verdict


def has_answered(version: uuid.UUID, person: User) -> bool:
    """Whether this person ever answered this version, taken back since or not; one query."""
    return bool(_first_answer(version=version, reviewer=person.pk))


def has_seen(version: uuid.UUID, person: User) -> bool:
    """Whether it is recorded that this person saw the others' answers to this version; one query."""
    return bool(_sighting(version=version, person=person.pk))


@Prepared
def _first_answer(version: uuid.UUID, reviewer: int) -> QuerySet[FirstAnswer]:
    return FirstAnswer.objects.filter(version=version, reviewer=reviewer)


@Prepared
def _sighting(version: uuid.UUID, person: int) -> QuerySet[Sighting]:
    return Sighting.objects.filter(version=version, person=person)


def keep_first_answer(record: Recording, claim: Claim, verdict: Verdict) -> None:
    """Append the first answer to this version. It is blind if nothing of this claim was ever shown before."""
    FirstAnswer.objects.create(
        version_id=claim.current_version_id,
        reviewer=record.by,
        rating=verdict.rating,
        abstention=verdict.abstention,
        blind=not _shown_before(claim, record.by),
        event=record.id,
    )


def _shown_before(claim: Claim, person: User) -> bool:
    """Whether this person ever was shown others' answers to the claim, or to one that is akin to it."""
    return any(_shown_of(claim=one, person=person.pk) for one in claim.akin())


@Prepared
def _shown_of(claim: int, person: int) -> QuerySet[Claim, int]:
    versions = ClaimVersion.objects.filter(claim=claim).values("pk")
    shown = (
        Exists(FirstAnswer.objects.filter(version__in=versions, reviewer=person))
        | Exists(Sighting.objects.filter(version__in=versions, person=person))
        | Exists(Decision.objects.filter(claim=claim, move__in=sorted(DECISIONS - {Move.RETURN})))
    )
    return Claim.objects.filter(shown, pk=claim).order_by().values_list("pk", flat=True)
