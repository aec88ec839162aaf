"""SQLite as the embedded database: which library, and the options every connection gets.

SQLite libraries before 3.51.3 (but for 3.50.7 and later of that line, and 3.44.6 and later of that) can,
rarely, lose committed rows in WAL mode when several connections write. The pysqlite3 wheel carries a
mended one. It has to be in place before Django imports ``sqlite3``, so the alias is made in the
package's ``__init__``; where the wheel is missing the journal mode falls back to DELETE.
"""

import sqlite3
from typing import Any


def is_safe_in_wal_mode(version: tuple[int, ...]) -> bool:
    """Whether a library of this version keeps what it committed in WAL mode with several writers."""
    major_minor = version[:2]
    if major_minor == (3, 44):
        return version >= (3, 44, 6)
    if major_minor == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3)


VERSION = sqlite3.sqlite_version
SAFE = is_safe_in_wal_mode(sqlite3.sqlite_version_info)
JOURNAL_MODE = "WAL" if SAFE else "DELETE"

OPTIONS: dict[str, Any] = {
    "init_command": f"PRAGMA journal_mode={JOURNAL_MODE};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
