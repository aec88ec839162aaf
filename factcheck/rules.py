"""Who may do what: small predicates, one table.

A predicate answers a question about a person and a claim; it changes nothing and asks for no request.
Whether the moment is right is not a right: that is ``factcheck.transitions``.
"""

from typing import Any

import rules

from factcheck.accounts.models import User
from factcheck.accounts.roles import ADMINISTRATORS, EDITORS, FACT_CHECKERS, roles_of
from factcheck.choices import Part
from factcheck.errors import NotAllowed
from factcheck.models import Claim


@rules.predicate
def is_member(person: User) -> bool:
    """Has any role at all."""
    return bool(roles_of(person))


@rules.predicate
def is_fact_checker(person: User) -> bool:
    return FACT_CHECKERS in roles_of(person)


@rules.predicate
def is_editor(person: User) -> bool:
    return EDITORS in roles_of(person)


@rules.predicate
def is_administrator(person: User) -> bool:
    return ADMINISTRATORS in roles_of(person)


@rules.predicate
def is_proposer(person: User, claim: Claim | None) -> bool:
    return claim is not None and claim.proposer_id == person.pk


@rules.predicate
def took_part(person: User, claim: Claim | None) -> bool:
    """Proposed it, edited its statement or answered it, even if withdrawn since; or one that was merged into it."""
    return claim is not None and Part.PARTY in claim.sides_of(person)


@rules.predicate
def has_decided(person: User, claim: Claim | None) -> bool:
    """Took a decision at any time on it, or on one that was merged into it."""
    return claim is not None and Part.DECIDER in claim.sides_of(person)


@rules.predicate
def sees_answers(person: User, claim: Claim | None) -> bool:
    """The claim is not blind to them; one query."""
    return claim is not None and Claim.objects.revealed_to(person).filter(pk=claim.pk).exists()


#: The table: permission -> predicate, and the sentence for somebody who lacks it.
RULES: dict[str, tuple[Any, str]] = {
    "read": (is_member, "Your account has no role at this desk yet; an administrator can give you one."),
    "import": (is_fact_checker | is_editor, "Bringing in articles is for fact-checkers and editors."),
    "describe": (is_fact_checker | is_editor, "Describing articles is for fact-checkers and editors."),
    "origin": (is_fact_checker | is_editor, "Naming origins is for fact-checkers and editors."),
    "revise": (is_editor, "Correcting articles is for editors."),
    "zone": (is_fact_checker | is_editor, "Marking what is no claim is for fact-checkers and editors."),
    "propose": (is_fact_checker, "Marking claims is for fact-checkers."),
    "link": (is_fact_checker, "Adding passages is for fact-checkers."),
    "edit": (is_fact_checker & ~has_decided, "Editing is for fact-checkers who have not decided on the claim."),
    "answer": (is_fact_checker & ~has_decided, "Answering is for fact-checkers who have not decided on the claim."),
    "speak": (
        (is_fact_checker | is_editor) & sees_answers,
        "The talk on a claim is for fact-checkers who have answered it and for editors who have seen it at the desk.",
    ),
    "draw": (is_fact_checker, "The queue is for fact-checkers."),
    "assign": (is_editor, "Assigning is for editors."),
    "withdraw": (is_fact_checker & is_proposer, "Only the person who proposed a claim withdraws it."),
    "restore": ((is_fact_checker & is_proposer) | is_editor, "Only its proposer or an editor puts a claim back."),
    "desk": (is_editor, "The desk is for editors."),
    "decide": (is_editor & ~took_part, "You took part in this claim, so another editor has to decide."),
    "compare": (is_editor | is_administrator, "Comparing people by name is for editors and administrators."),
    "administer": (is_administrator, "This is for administrators."),
}
for _name, (_predicate, _sentence) in RULES.items():
    rules.add_rule(_name, _predicate)


def may(permission: str, person: User, claim: Claim | None = None) -> bool:
    """Whether the table grants this."""
    return bool(rules.test_rule(permission, person, claim))


def require(permission: str, person: User, claim: Claim | None = None) -> None:
    """Raise NotAllowed, with the table's sentence, unless the table grants this."""
    if not may(permission, person, claim):
        if permission == "decide" and not is_editor(person):
            raise NotAllowed("Deciding is for editors.")
        raise NotAllowed(RULES[permission][1])
