"""E-mail is sent once: whatever the mail server says, and whenever the process ends."""

import os
import subprocess
import sys
import threading
from datetime import timedelta
from importlib import import_module
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.apps import apps
from django.conf import settings as desk
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.choices import Delivery, Mail, Rating
from factcheck.models import Message
from factcheck.outbox import send_due
from factcheck.tasks import send_mail
from tests.desk import edit, rate
from tests.large import work_off
from tests.mails import due_now, fates, override, wants

V, D, U = Rating


@pytest.fixture
def answered(claim, bo, emil):
    """Bo and Emil said verified."""
    rate(claim, bo, V)
    rate(claim, emil, V)
    return claim


class Backend(EmailBackend):
    """A mail server that behaves as ``does`` says: what it raises when it is opened, and when a mail comes."""

    does: dict[str, list[BaseException | None]] = {}

    def open(self):
        self._do("open")

    def send_messages(self, messages):
        self._do("send")
        return super().send_messages(messages)

    def _do(self, what):
        if self.does.get(what) and (problem := self.does[what].pop(0)):
            raise problem


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Backend"
    Backend.does = {}
    return Backend.does


@pytest.fixture
def waiting(answered, bo, emil, cleo):
    """A mail for Bo and one for Emil."""
    for one in (bo, emil):
        wants(one, Mail.AT_ONCE)
    return override(answered, cleo)


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("open", ConnectionRefusedError(111, "Connection refused")),
        ("send", SMTPRecipientsRefused({"bo@desk.example": (450, b"Try later")})),
    ],
)
def test_what_was_refused_waits_again_longer_each_time_and_others_go_on(when, problem, server, waiting):
    server[when] = [problem]
    before = timezone.now()
    send_due()
    assert sorted(state for _, state in fates()) == [Delivery.SENT, Delivery.WAITING]
    again = Message.objects.get(state=Delivery.WAITING)
    assert (again.refusals, again.handed_over_at, timedelta(0) < again.due_at - before < timedelta(minutes=2)) == (
        1,
        None,
        True,
    )
    assert again.problem != ""
    due_now()
    server[when] = [problem]
    send_due()
    assert Message.objects.get(state=Delivery.WAITING).due_at - timezone.now() > timedelta(seconds=90)
    due_now()
    send_due()
    assert (len(mail.outbox), {state for _, state in fates()}) == (2, {Delivery.SENT})


def test_after_days_of_refusals_it_is_given_up(server, waiting):
    Message.objects.update(refusals=19)
    server["open"] = [OSError("No route to host"), OSError("No route to host")]
    send_due()
    assert (mail.outbox, {state for _, state in fates()}) == ([], {Delivery.GIVEN_UP})


def test_what_may_have_been_taken_is_not_sent_again(server, waiting):
    server["send"] = [SMTPServerDisconnected("Connection unexpectedly closed"), TimeoutError()]
    send_due()
    due_now()
    send_due()
    assert (mail.outbox, {one.fate[:9] for one in Message.objects.all()}) == ([], {"Uncertain"})


def test_a_process_that_ends_between_handing_over_and_sending_sends_the_rest_and_nothing_twice(server, waiting):
    server["send"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        send_due()
    assert sorted(state for _, state in fates()) == [Delivery.HANDED_OVER, Delivery.WAITING]
    send_due()
    assert (len(mail.outbox), sorted(state for _, state in fates())) == (1, [Delivery.HANDED_OVER, Delivery.SENT])
    (lost,) = Message.objects.filter(state=Delivery.HANDED_OVER)
    assert lost.fate == "Handed over"
    lost.handed_over_at -= timedelta(minutes=11)
    assert lost.fate == "Uncertain: handed over, and nothing heard of it since"


def test_a_sending_leaves_another_behind_as_long_as_something_waits(server, waiting):
    DBTaskResult.objects.all().delete()
    server["send"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        send_mail.func()
    (left,) = DBTaskResult.objects.all()
    assert timedelta(minutes=9) < left.run_after - timezone.now() < timedelta(minutes=11)
    left.run_after = timezone.now()
    left.save()
    work_off()
    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()
    assert (len(mail.outbox), {one.status for one in DBTaskResult.objects.all()}) == (1, {"SUCCESSFUL"})


def test_a_mail_that_cannot_be_written_holds_up_no_other(server, waiting, monkeypatch):
    broken = Message.objects.earliest("due_at")
    with monkeypatch.context() as patched:
        patched.setattr("factcheck.outbox.written", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_due()
    send_due()
    assert [one.state for one in Message.objects.all() if one.pk != broken.pk] == [Delivery.SENT]
    assert Message.objects.get(pk=broken.pk).state == Delivery.WAITING


def test_an_administrator_sees_what_is_uncertain_once_they_may_know_of_what_it_tells(
    server, claim, ada, bo, hana, cleo, sign_in
):
    wants(bo, Mail.AT_ONCE)
    rate(claim, bo, V)
    edit(claim, ada)
    server["send"] = [TimeoutError()]
    send_due()

    def listed():
        page = sign_in(hana).get("/admin/factcheck/message/")
        return [(str(one.recipient), one.fate[:9]) for one in page.context["cl"].result_list]

    assert listed() == []
    override(claim, cleo)
    assert ("Bo", "Uncertain") in listed()


KILLED = """
import os, sys
import django
django.setup()
from django.core.mail.backends.filebased import EmailBackend
from factcheck import outbox
real = EmailBackend.send_messages
if sys.argv[1] == "die":
    EmailBackend.send_messages = lambda self, messages: os._exit(9)
from factcheck.worker import Runner
Runner().run()
"""


@pytest.fixture
def committed(transactional_db):
    import_module("factcheck.accounts.migrations.0002_roles_and_system_account").make(apps, None)
    import_module("factcheck.migrations.0002_event_counter").make(apps, None)


@pytest.mark.usefixtures("committed")
def test_two_who_send_at_the_same_time_send_each_mail_once(waiting):
    both = threading.Barrier(2)

    def send():
        both.wait()
        try:
            send_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    assert sorted(one.to for one in mail.outbox) == [["bo@desk.example"], ["emil@desk.example"]]
    assert {state for _, state in fates()} == {Delivery.SENT}


@pytest.mark.usefixtures("committed")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="another process opens the file of the tests")
def test_a_real_process_that_is_killed_sends_nothing_twice_and_loses_nothing_that_waited(tmp_path, waiting):
    where = {
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "EMAIL_URL": f"filemail:///{tmp_path}",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "SECRET_KEY": desk.SECRET_KEY,
    }
    connection.close()

    def run(how):
        command = [sys.executable, "-c", KILLED, how]
        return subprocess.run(command, cwd=desk.BASE_DIR, env={**os.environ, **where}, check=False).returncode

    assert run("die") == 9
    assert sorted(state for _, state in fates()) == [Delivery.HANDED_OVER, Delivery.WAITING]
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())  # ten minutes later
    assert [run("live"), run("live")] == [0, 0]
    assert sorted(state for _, state in fates()) == [Delivery.HANDED_OVER, Delivery.SENT]
    assert sum(path.read_text().count("Subject:") for path in tmp_path.iterdir()) == 1
