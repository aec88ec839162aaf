"""What every page needs to know about the person reading it."""

from django.http import HttpRequest

from factcheck.accounts.models import User
from factcheck.rules import RULES, is_member, may


def desk(request: HttpRequest) -> dict[str, object]:
    """``can``: the permissions that need no claim, by name, for menus and buttons."""
    person = getattr(request, "user", None)
    if not isinstance(person, User) or not is_member(person):
        return {"can": {}}
    general = ("read", "import", "describe", "revise", "zone", "propose", "link", "desk", "administer")
    return {"can": {name: may(name, person) for name in general if name in RULES}}
