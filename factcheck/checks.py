"""Start-up checks."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from factcheck import sqlite


@register(Tags.compatibility)
def sqlite_library(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Say so where SQLite runs without its write-ahead log because the library could lose rows with it."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") or sqlite.SAFE:
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite.VERSION} can lose committed rows in WAL mode; "
            "the desk runs with journal_mode=DELETE, which is slower.",
            hint="Install the pysqlite3 wheel, or a SQLite library of 3.51.3 or later.",
            id="factcheck.W001",
        )
    ]
