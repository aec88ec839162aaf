"""What one person said and saw of a claim, as questions that a query asks of each claim.

Claim by claim, with a look into an index each: to ask for all that somebody has ever answered takes the longer the
more they have, and they stand in most queries of a page.
"""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from factcheck.accounts.models import User
from factcheck.choices import Part


def answered_by(person: User) -> Q:
    """Claims whose current version this person has answered, whatever became of the answer."""
    return _has("FirstAnswer", version=OuterRef("current_version"), reviewer=person)


def answered_or_seen_by(person: User) -> Q:
    """The same, and those of whose current version they have seen others' answers."""
    return answered_by(person) | _has("Sighting", version=OuterRef("current_version"), person=person)


def has_side(person: User, part: Part) -> Q:
    """Claims on whose side this person stands, on it itself."""
    return _has("Participation", claim=OuterRef("pk"), person=person, part=part)


def _has(name: str, **which: Any) -> Q:
    return Q(Exists(apps.get_model("factcheck", name)._base_manager.filter(**which)))
