"""What the desk's commands share: their events carry the command as their request."""

from typing import Any

from django.core.management.base import BaseCommand

from factcheck.request_id import current_request


class DeskCommand(BaseCommand):
    """A command whose events say which command made them."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command with its name as the id of the request under way."""
        name = type(self).__module__.rpartition(".")[2]
        token = current_request.set(f"manage.py {name}"[:40])
        try:
            return super().execute(*args, **options)
        finally:
            current_request.reset(token)
