"""Send what waits to be e-mailed, each message once at most.

A message is committed as handed over before the mail server is told of it, so that no crash can send it twice. What
it says is asked only then, so that nothing is written of what was undone, read, or hidden from its reader by then.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.choices import Delivery, Mail
from factcheck.models import Message
from factcheck.notices import NoticeItem, items, notices_for

logger = logging.getLogger(__name__)

#: Answers of a mail server that mean: not taken.
REFUSALS = (SMTPRecipientsRefused, SMTPResponseException)
#: After a refusal it waits a minute, then twice as long each time, up to this; after so many it is given up.
LONGEST_PAUSE = timedelta(hours=6)
MOST_REFUSALS = 20
#: A subject has so many characters at most.
MAX_SUBJECT = 120


def send_due() -> None:
    """Send one after the other all that is due. Any number may do this at the same time."""
    while due := Message.objects.filter(state=Delivery.WAITING, due_at__lte=timezone.now()).order_by("due_at").first():
        _send(due.pk)


def _send(number: UUID) -> None:
    server: Any = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as problem:  # nothing was handed to anybody yet
        _refused(number, problem, Delivery.WAITING)
        return
    try:
        mail = _handed_over(number, server)
    except Exception as problem:  # a defect of ours: the log says which, and the others do not wait for it
        _refused(number, problem, Delivery.WAITING)
        raise
    try:
        if mail is not None:
            mail.send()
            _settle(number, Delivery.SENT)
    except REFUSALS as problem:
        _refused(number, problem, Delivery.HANDED_OVER)
    except (OSError, SMTPException) as problem:
        logger.warning("Message %s may have been sent or not: %s", number, type(problem).__name__)
        _settle(number, Delivery.HANDED_OVER, str(problem) or type(problem).__name__)
    finally:
        server.close()


def _handed_over(number: UUID, server: Any) -> EmailMessage | None:
    """The mail, which from now on counts as handed over; None if there is nothing to say, or somebody else has it."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=number)
        if message.state != Delivery.WAITING or message.due_at > timezone.now():
            return None
        person = User.objects.select_related("stored_preferences").get(pk=message.recipient_id)
        told = _told(person, message)
        message.state = Delivery.HANDED_OVER if told else Delivery.DROPPED
        message.handed_over_at = timezone.now() if told else None
        message.problem = ""
        message.save()
        return written(person, told, server) if told else None


def _told(person: User, message: Message) -> list[NoticeItem]:
    """What it says by now, oldest first: what is unread, to somebody who still wants e-mail and may read it."""
    if person.preferences.mail == Mail.NEVER:
        return []
    told = items(person, notices_for(person).filter(message=message))
    return [item for item in reversed(told) if item.unread]


def written(person: User, told: list[NoticeItem], server: Any = None) -> EmailMessage:
    """The mail in plain text, with links that lead to the desk."""
    subject = f"{told[0].notice.get_kind_display()}: {told[0].title}" if len(told) == 1 else f"{len(told)} notices"
    subject = " ".join(f"Factcheck desk: {subject}".split())
    if len(subject) > MAX_SUBJECT:
        subject = subject[: MAX_SUBJECT - 1] + "…"
    context = {"items": told, "site": settings.SITE, "person": person, "mail": person.preferences.get_mail_display()}
    body = render_to_string("factcheck/notices/mail.txt", context)
    return EmailMessage(subject, body, None, [person.email], connection=server)


def _refused(number: UUID, problem: Exception, left: Delivery) -> None:
    """Let it wait longer each time, and give it up after days; unless it is not as this sender ``left`` it.

    Then another one has it, or has sent it already: to let it wait again would send it twice.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=number)
        if message.state != left:
            return
        message.refusals += 1
        pause = min(timedelta(minutes=2 ** (message.refusals - 1)), LONGEST_PAUSE)
        message.state = Delivery.GIVEN_UP if message.refusals >= MOST_REFUSALS else Delivery.WAITING
        message.due_at, message.handed_over_at = timezone.now() + pause, None
        message.problem = str(problem) or type(problem).__name__
        message.save()


def _settle(number: UUID, state: Delivery, problem: str = "") -> None:
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=number)
        message.state, message.problem = state, problem
        message.save()
