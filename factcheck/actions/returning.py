"""Return a claim with a question: to everybody who answered it, to some of them by name, or to one more reviewer."""

from collections.abc import Collection, Sequence

from annotations.tracking import insert_many
from factcheck.accounts.models import User
from factcheck.actions.notices import answers_to, tell
from factcheck.actions.recording import Recording
from factcheck.choices import Address, NoticeKind
from factcheck.errors import Invalid
from factcheck.models import Asked, Decision


def address_to(decision: Decision, address: Address, asked: Collection[int]) -> Sequence[User]:
    """Note on an unsaved return whom it is for; return those who are to be told.

    Raises Invalid for nobody by name, and for somebody who has not answered the claim or is not there any more.
    """
    decision.address = address
    if address == Address.ONE_MORE:
        return []
    given = answers_to([decision.claim])
    if address == Address.EVERYBODY:
        return [one.reviewer for one in given.filter(version=decision.version_id)]
    people = [one.reviewer for one in given.filter(reviewer__in=asked, reviewer__is_active=True)]
    if not people or len(people) < len(set(asked)):
        raise Invalid("Tick at least one of those who answered.", field="address")
    return people


def put_to(record: Recording, decision: Decision, people: Sequence[User]) -> None:
    """Name on a stored return those it is for by name, and tell whom it is for."""
    if decision.address == Address.NAMED:
        insert_many([Asked(decision=decision, person=one, event=record.id) for one in people])
    tell(record, to=people, kind=NoticeKind.ASKED, claim=decision.claim)
