"""Put what people are told of into e-mail, for those who want any: at once, or once a day."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from factcheck.accounts.models import Preferences
from factcheck.choices import Delivery, Mail
from factcheck.models import Message
from factcheck.tasks import send_mail


def post(people: Collection[int], event: UUID) -> Mapping[int, Message]:
    """The message that tells each of these people of the event under way, by number; of those who want e-mail alone.

    At once it is one for each deed, else the one of the day that waits already. What is new is queued to be sent, in
    the transaction of the deed. One query if nobody wants e-mail.
    """
    asked = Preferences.objects.filter(person__in=people).exclude(mail=Mail.NEVER)
    wanted = dict(asked.order_by("person").values_list("person", "mail"))
    if not wanted:
        return {}
    # Locked: who sends it meanwhile comes before or after.
    waiting = Message.objects.select_for_update().filter(recipient__in=wanted, state=Delivery.WAITING)
    found: dict[int, Message] = {}
    for message in waiting.filter(Q(event=event) | Q(event=None)).order_by("-due_at"):
        if (message.event_id is None) == (wanted[message.recipient_id] == Mail.DAILY):
            found[message.recipient_id] = message
    made = [_made(person, event, mail) for person, mail in wanted.items() if person not in found]
    Message.objects.bulk_create(made)
    for due in {message.due_at for message in made}:
        send_mail.using(run_after=due).enqueue()
    return {**found, **{message.recipient_id: message for message in made}}


def _made(person: int, event: UUID, mail: str) -> Message:
    if mail == Mail.DAILY:
        return Message(recipient_id=person, due_at=next_daily(timezone.now()))
    return Message(recipient_id=person, event_id=event)


def next_daily(now: datetime) -> datetime:
    """When the daily e-mail goes out next, in the desk's time zone."""
    local = timezone.localtime(now)
    today = local.replace(hour=settings.MAIL_HOUR, minute=0, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)
