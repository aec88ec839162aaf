"""E-mail in tests: who wants it, and what became of each message."""

from django.utils import timezone

from factcheck.accounts.models import Preferences
from factcheck.choices import Move, Rating
from factcheck.models import Message
from tests.desk import rule_on


def wants(person, mail):
    Preferences.objects.update_or_create(person=person, defaults={"mail": mail})


def fates():
    return [(one.recipient.name, one.state) for one in Message.objects.order_by("recipient__name", "made_at")]


def due_now():
    for one in Message.objects.all():
        one.due_at = timezone.now()
        one.save()


def override(claim, cleo):
    return rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The book says less.")
