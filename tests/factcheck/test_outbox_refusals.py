"""A sender whose way to the mail server was refused leaves alone what another one has sent meanwhile."""

from django.core import mail
from django.utils import timezone

from factcheck import outbox
from factcheck.choices import Delivery
from factcheck.models import Message
from tests.factcheck.test_delivery import Backend, answered, server, waiting  # noqa: F401  (three are fixtures)


def test_a_connection_refused_after_another_sender_was_done_sends_nothing_twice(server, waiting, monkeypatch):  # noqa: F811
    first, opened = Message.objects.filter(state=Delivery.WAITING).earliest("due_at"), []

    def refuse_the_first(self):
        opened.append(self)
        if len(opened) == 1:
            outbox.send_due()  # the other process, from its beginning to its end
            raise ConnectionRefusedError("421 too many connections")

    monkeypatch.setattr(Backend, "open", refuse_the_first)
    outbox._send(first.pk)
    Message.objects.update(due_at=timezone.now())
    outbox.send_due()
    sent = [message.to[0] for message in mail.outbox]
    assert sorted(sent) == sorted({*sent}) != []
    assert Message.objects.get(pk=first.pk).state == Delivery.SENT
