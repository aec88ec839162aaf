"""Fill an empty database with the demonstration corpus."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from factcheck.management.commands._base import DeskCommand
from factcheck.newsroom import ForeignDatabase, Newsroom


class Command(DeskCommand):
    help = (
        "Load seeds/ through the same actions as the pages use. A second run changes nothing. "
        "A database that holds anybody else's work is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument(
            "--password-file", type=Path, required=True, help="holds the demonstration accounts' password"
        )
        parser.add_argument("--if-empty", action="store_true", help="leave any other database alone, without failing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say which accounts there are."""
        try:
            password = options["password_file"].read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise CommandError(f"{options['password_file']}: {problem.strerror}.") from None
        newsroom = Newsroom(options["folder"])
        try:
            loaded = newsroom.load(password)
        except ForeignDatabase as problem:
            if options["if_empty"]:
                self.stdout.write("This database holds real work; the demonstration was not loaded.")
                return
            raise CommandError(f"{problem} Nothing was loaded.") from None
        self.stdout.write("Loaded the demonstration." if loaded else "The demonstration is loaded already.")
        self.stdout.write(f"\nDemonstration accounts, all with the password  {password}\n")
        for person in newsroom.script["people"]:
            roles = ", ".join(person["roles"]) or "no role"
            self.stdout.write(f"  {person['email']:<24} {person['name']:<20} {roles}")
