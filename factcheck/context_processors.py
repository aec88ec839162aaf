"""What every page needs to know about the person reading it."""

from functools import cache, partial
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.models import Notice
from factcheck.rules import RULES, is_member, may

#: Beyond so many unread notices none is counted.
COUNTED = 1_000


def desk(request: HttpRequest) -> dict[str, object]:
    """What menus, buttons and keys ask for.

    ``can``: the permissions that need no claim, by name. For members also their ``preferences`` and their ``keyboard``,
    and, when it is asked for, how many notices they have not read (``unread``): a query for whoever has some.
    """
    person = getattr(request, "user", None)
    if not isinstance(person, User) or not is_member(person):
        return {"can": {}}
    general = (
        "read",
        "import",
        "describe",
        "origin",
        "revise",
        "zone",
        "propose",
        "link",
        "desk",
        "assign",
        "administer",
    )
    preferences = person.preferences
    return {
        "can": {name: may(name, person) for name in general if name in RULES},
        "preferences": preferences,
        "unread": cache(partial(_unread, person)),
        "keyboard": preferences.keyboard,
    }


def _unread(person: User) -> int:
    """COUNTED at most."""
    if not getattr(person, "has_unseen", True):
        return 0
    return len(_unread_of(person=person.pk))


@Prepared
def _unread_of(person: int) -> QuerySet[Notice, UUID]:
    return Notice.objects.unread().filter(recipient=person).order_by().values_list("pk", flat=True)[:COUNTED]
