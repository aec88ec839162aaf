"""A correction that goes through the background, in a text that is quick to work with."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest

from factcheck.models import Correction
from factcheck.worker import Runner
from tests.desk import TEXT

NEW = TEXT.replace("four metres in a night", "five metres in a night").replace("Nobody was hurt.", "")


def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every correction go through the background."""
    monkeypatch.setattr("factcheck.views.revisions.MAX_TEXT", 0)


@contextmanager
def one_connection() -> Iterator[None]:
    """Let the worker keep the connection that holds the test's transaction, as Django's test client does."""
    with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        yield


def work_off() -> None:
    """What the background worker does at each look at its queue."""
    with one_connection():
        Runner().run()


def worked_out(draft: Correction) -> Correction:
    """The draft after the worker has looked at its queue."""
    work_off()
    return Correction.objects.get(pk=draft.pk)
