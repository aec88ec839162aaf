"""The three roles. A person may have several; a person with none sees nothing."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from annotations.prepared import Prepared

if TYPE_CHECKING:
    from factcheck.accounts.models import User

FACT_CHECKERS = "Fact-checkers"
EDITORS = "Editors"
ADMINISTRATORS = "Administrators"
ROLES = (FACT_CHECKERS, EDITORS, ADMINISTRATORS)


@Prepared
def _roles(person: int) -> QuerySet[Group, str]:
    return Group.objects.filter(user=person, name__in=ROLES).order_by().values_list("name", flat=True)


def roles_of(person: "User") -> frozenset[str]:
    """The roles of an active person; none for an inactive one. One query per person instance."""
    if not person.is_active:
        return frozenset()
    cached: frozenset[str] | None = person.__dict__.get("_roles")
    if cached is None:
        cached = frozenset(_roles(person=person.pk))
        person.__dict__["_roles"] = cached
    return cached
