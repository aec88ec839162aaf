"""What every page needs to know about the person reading it."""

from django.http import HttpRequest

from factcheck.accounts.models import User
from factcheck.rules import RULES, is_member, may


def desk(request: HttpRequest) -> dict[str, object]:
    """What menus, buttons and keys ask for.

    ``can``: the permissions that need no claim, by name. For members also their ``preferences`` and their ``keyboard``.
    """
    person = getattr(request, "user", None)
    if not isinstance(person, User) or not is_member(person):
        return {"can": {}}
    general = ("read", "import", "describe", "origin", "revise", "zone", "propose", "link", "desk", "administer")
    preferences = person.preferences
    return {
        "can": {name: may(name, person) for name in general if name in RULES},
        "preferences": preferences,
        "keyboard": preferences.keyboard,
    }
