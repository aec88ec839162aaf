"""What a person may see of one claim, by the rules for many: by prepared queries, as every panel asks them."""

from django.db.models import QuerySet

from annotations.prepared import Prepared
from factcheck.access.rows import all_claims, with_evidence
from factcheck.accounts.models import User
from factcheck.models import Claim, Tally, Verdict
from factcheck.rules import may


def claim_with_all(pk: int, person: User) -> Claim | None:
    """The claim as ``claims_for`` the person has it, or None; one query."""
    return _claim.first(pk=pk) if may("read", person) else None


def is_revealed(claim: Claim, person: User) -> bool:
    """Whether this person may see others' answers to the claim, as ``Claim.objects.revealed_to`` says; one query."""
    return bool(_revealed(person=person.pk, claim=claim.pk))


def verdicts_on(claim: Claim, person: User) -> list[Verdict]:
    """The claim's verdicts among ``verdicts_for`` the person; one query, two if there are any."""
    return _verdicts(person=person.pk, claim=claim.pk) if may("read", person) else []


def own_verdict_on(claim: Claim, person: User) -> Verdict | None:
    """This person's verdict on the claim with its version, taken back or not, or None; one query."""
    return _own.first(person=person.pk, claim=claim.pk) if may("read", person) else None


def tally_of(claim: Claim) -> Tally | None:
    """What the rule makes of its answers, for somebody to whom it is revealed: ask ``is_revealed`` first. One query."""
    return _tally.first(claim=claim.pk)


@Prepared
def _claim(pk: int) -> QuerySet[Claim]:
    return all_claims().filter(pk=pk)


@Prepared
def _revealed(person: User, claim: int) -> "QuerySet[Claim, int]":
    return Claim.objects.revealed_to(person).filter(pk=claim).order_by().values_list("pk", flat=True)


@Prepared
def _verdicts(person: User, claim: int) -> QuerySet[Verdict]:
    return with_evidence(Verdict.objects.visible_to(person)).filter(claim=claim)


@Prepared
def _own(person: int, claim: int) -> QuerySet[Verdict]:
    return Verdict.objects.filter(reviewer=person, claim=claim).select_related("version")


@Prepared
def _tally(claim: int) -> QuerySet[Tally]:
    return Tally.objects.filter(claim=claim)
