"""The worker inside the web process: what it runs, that it disturbs nobody, and what it leaves when it is stopped."""

import os
import signal
import sqlite3
import threading
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from annotations.text import decode
from factcheck import worker
from factcheck.actions import keep_draft
from factcheck.choices import Stage
from factcheck.models import Correction
from factcheck.tasks import work_out_correction
from factcheck.worker import BackgroundWorker, Runner, hand_back
from tests.large import NEW, one_connection, work_off

NOBODY = "00000000-0000-0000-0000-000000000007"


@pytest.fixture
def draft(article, gus):
    return keep_draft(article=article, decoded=decode(NEW.encode()), reason="Printed.", by=gus)


@pytest.fixture
def committed(transactional_db):
    """Rows that other threads see; and those of the migrations, which the flush after each such test takes away."""
    import_module("factcheck.accounts.migrations.0002_roles_and_system_account").make(apps, None)
    import_module("factcheck.migrations.0002_event_counter").make(apps, None)


def stage() -> str:
    return Correction.objects.get().stage


def test_with_nothing_to_do_it_asks_one_question_and_takes_no_lock(db, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        work_off()
    assert asked.captured_queries[0]["sql"].startswith("SELECT 1")


def test_it_runs_all_that_is_ready(draft):
    work_out_correction.enqueue(draft.pk, NOBODY)
    work_off()
    assert stage() == Stage.READY
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == [TaskResultStatus.SUCCESSFUL] * 2


def test_a_worker_in_a_process_of_its_own_does_the_same(draft):
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        with one_connection():
            call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    assert stage() == Stage.READY


def test_a_task_is_queued_with_its_draft_or_not_at_all(draft):
    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[draft.pk, str(draft.attempt)]]


def test_what_was_handed_back_is_taken_up_again_and_what_was_done_is_not(draft):
    task = DBTaskResult.objects.get()
    task.claim("somebody who died")
    work_off()
    assert stage() == Stage.WORKING
    hand_back(task)
    work_off()
    assert stage() == Stage.READY
    hand_back(task)
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.fixture
def slow(monkeypatch):
    """Working out takes until it is let go."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(draft):
        begun.set()
        go_on.wait(20)
        raise RuntimeError("It was stopped.")

    monkeypatch.setattr("factcheck.tasks._worked_out", wait)
    yield begun, go_on
    go_on.set()


@pytest.mark.usefixtures("committed")
def test_the_thread_hands_back_what_it_is_at_when_it_is_stopped(monkeypatch, slow, draft):
    monkeypatch.setattr(worker, "GRACE", 0.1)
    thread = BackgroundWorker()
    thread.start()
    begun, go_on = slow
    assert begun.wait(20)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    thread.stop()
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    # A process would end here and the thread with it; this one ends it before the database goes.
    go_on.set()
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.usefixtures("committed")
def test_two_workers_run_a_task_once(monkeypatch, draft):
    ran = []
    monkeypatch.setattr("factcheck.tasks._worked_out", lambda draft: ran.append(draft.pk) or {})
    both = threading.Barrier(2)

    def work():
        both.wait()
        try:
            Runner().run()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    assert len(ran) == 1


@pytest.mark.usefixtures("committed")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's one write lock")
def test_a_look_at_an_empty_queue_does_not_wait_for_a_writer(draft):
    Runner().run()
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        Runner().run()
        with pytest.raises(OperationalError, match="locked"):
            work_out_correction.enqueue(draft.pk, NOBODY)
    finally:
        other.close()
        connection.close()


@pytest.fixture
def no_worker(monkeypatch):
    """None is started yet; and none that is started really runs, or stays for the end of the process."""
    started, left = [], []
    monkeypatch.setattr(worker, "_worker", None)
    monkeypatch.setattr(BackgroundWorker, "start", lambda self: started.append(self.process))
    monkeypatch.setattr(worker.atexit, "register", left.append)
    return started


def test_the_first_request_of_a_process_starts_its_worker_and_no_other_does(no_worker, settings, monkeypatch):
    worker.start()
    worker.start()
    assert no_worker == [os.getpid()]
    monkeypatch.setattr(os, "getpid", lambda: 7)  # as after a fork
    worker.start()
    assert no_worker[1:] == [7]


def test_a_request_starts_it_and_is_answered_by_the_desk(no_worker, monkeypatch):
    from factcheck import wsgi

    monkeypatch.setattr(wsgi, "_desk", lambda environ, _: [environ["PATH_INFO"].encode()])
    assert (wsgi.application({"PATH_INFO": "/queue/"}, None), no_worker) == ([b"/queue/"], [os.getpid()])


def test_the_environment_turns_it_off(no_worker, settings):
    settings.BACKGROUND_WORKER = False
    worker.start()
    assert no_worker == []


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_logged_and_does_not_end_the_thread(monkeypatch, caplog):
    looks = []

    def fail(self):
        looks.append(1)
        if len(looks) == 2:
            thread._stopping.set()
        raise OperationalError("no such table")

    monkeypatch.setattr(Runner, "run", fail)
    monkeypatch.setattr(worker, "AFTER_FAILURE", 0.01)
    thread = BackgroundWorker()
    thread.start()
    thread.join(20)
    assert [record.message for record in caplog.records] == ["The background worker could not look at its queue"] * 2
