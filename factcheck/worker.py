"""Background work inside the web process, so that a newsroom starts nothing else.

A thread takes tasks from the queue in the database, as ``manage.py db_worker`` does in a process of its own; any
number of both may run, each task is claimed under a lock by one of them.
"""

import atexit
import logging
import os
import threading
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connections, transaction
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

#: Seconds between two looks at the queue; after a failure (no table yet, no database); for a task at the end.
INTERVAL, AFTER_FAILURE, GRACE = 1.0, 30.0, 3.0


class Runner(Worker):
    """Takes tasks until none is ready. Remembers the one it is at, for whoever has to stop it."""

    current: DBTaskResult[..., Any] | None = None

    def __init__(self) -> None:
        super().__init__(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=INTERVAL,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"web-{os.getpid()}-{get_random_string(16)}",
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """As of the library, but with nothing to do it only reads: its own loop asks SQLite for the write lock."""
        if DBTaskResult.objects.ready().filter(backend_name=self.backend_name).exists():
            super().run()

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        self.current = db_task_result
        try:
            super().run_task(db_task_result)
        finally:
            self.current = None


class BackgroundWorker(threading.Thread):
    """The thread. It ends with the process; a task it is at then is handed back for the next one to take up."""

    def __init__(self) -> None:
        super().__init__(name="background-worker", daemon=True)
        self.process = os.getpid()
        self._runner = Runner()
        self._stopping = threading.Event()

    def run(self) -> None:
        wait = 0.0
        while not self._stopping.wait(wait):
            close_old_connections()
            try:
                self._runner.run()
                wait = INTERVAL
            except Exception:  # the next task may do better; a thread that ended would tell nobody
                logger.exception("The background worker could not look at its queue")
                wait = AFTER_FAILURE
            close_old_connections()
        connections.close_all()

    def stop(self) -> None:
        """End the thread; hand its task back if that takes longer than GRACE seconds."""
        self._stopping.set()
        self._runner.running = False
        self.join(GRACE)
        if (task := self._runner.current) is not None:
            hand_back(task)


def hand_back(task: DBTaskResult[..., Any]) -> None:
    """Make a task ready again that whoever claimed it does not finish."""
    with transaction.atomic():
        for row in DBTaskResult.objects.select_for_update().filter(pk=task.pk, status=TaskResultStatus.RUNNING):
            row.status = TaskResultStatus.READY
            row.save()


_lock = threading.Lock()
_worker: BackgroundWorker | None = None


def start() -> None:
    """Start this process's worker, once. Call it after any fork: a thread does not survive one."""
    global _worker  # noqa: PLW0603  # one for each process
    if not settings.BACKGROUND_WORKER or (_worker is not None and _worker.process == os.getpid()):
        return
    with _lock:
        if _worker is None or _worker.process != os.getpid():
            _worker = BackgroundWorker()
            _worker.start()
            atexit.register(_worker.stop)
