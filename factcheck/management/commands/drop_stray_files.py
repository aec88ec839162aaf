"""Let go of files that were sent with a form and that nobody cites."""

from typing import Any

from factcheck.management.commands._base import DeskCommand
from factcheck.strays import KEPT, drop_strays


class Command(DeskCommand):
    help = (
        f"Delete the files that came more than {KEPT.days} days ago and that no answer cites or ever cited. "
        "The background worker does the same by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many they were."""
        self.stdout.write(f"{drop_strays()} files dropped.")
