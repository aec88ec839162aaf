"""The people at work."""

from django.db.models import QuerySet

from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS


def at_work() -> QuerySet[User]:
    """Those who answer or decide: active fact-checkers and editors, by name."""
    roles = User.groups.through.objects.filter(group__name__in=[FACT_CHECKERS, EDITORS])
    return User.objects.filter(is_active=True, pk__in=roles.values("user"))
