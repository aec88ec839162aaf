"""The one transaction of an action, and the line of those who write."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Who finds SQLite's write lock taken looks again after a while, up to a tenth of a second, and somebody else may have
#: it by then: with eight at once one in twenty waited for more than a second. Here they stand in line.
_LINE = threading.Lock()
#: In seconds; after that the database's own time limit decides.
LONGEST_WAIT = 20


@contextmanager
def in_one() -> Iterator[None]:
    """One transaction for all that is written within; whoever writes on SQLite waits for their turn first."""
    with _in_line(), transaction.atomic():
        yield


@contextmanager
def _in_line() -> Iterator[None]:
    """Wait for the threads of this process that write, where the database itself keeps no queue.

    Not within a transaction: it may hold what those before are waiting for.
    """
    waits = connection.vendor == "sqlite" and not connection.in_atomic_block and _LINE.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if waits:
            _LINE.release()
