"""The three roles. A person may have several; a person with none sees nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.accounts.models import User

FACT_CHECKERS = "Fact-checkers"
EDITORS = "Editors"
ADMINISTRATORS = "Administrators"
ROLES = (FACT_CHECKERS, EDITORS, ADMINISTRATORS)


def roles_of(person: "User") -> frozenset[str]:
    """The roles of an active person; none for an inactive one. One query per person instance."""
    if not person.is_active:
        return frozenset()
    cached: frozenset[str] | None = person.__dict__.get("_roles")
    if cached is None:
        cached = frozenset(person.groups.filter(name__in=ROLES).values_list("name", flat=True))
        person.__dict__["_roles"] = cached
    return cached
