"""Begin a real desk: an up-to-date database and its first administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.validators import validate_email

from factcheck.accounts.invitations import create_person, link_path
from factcheck.accounts.models import User
from factcheck.accounts.roles import ADMINISTRATORS
from factcheck.management.commands._base import DeskCommand


class Command(DeskCommand):
    help = "Migrate the database and print the first administrator's single-use invitation link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--admin", required=True, metavar="EMAIL")
        parser.add_argument("--name", default="", help="the administrator's name; the e-mail by default")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the desk will be reached")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a link for a new administrator, or a fresh one for a first administrator who never signed in."""
        email = options["admin"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        call_command("migrate", interactive=False, verbosity=0)
        administrators = User.objects.filter(groups__name=ADMINISTRATORS, is_active=True)
        person = administrators.filter(email=email, last_login=None).first()
        if person is None:
            if administrators.exists():
                raise CommandError("This desk has an administrator already, who invites everybody else.")
            try:
                person = create_person(email=email, name=options["name"] or email, roles=[ADMINISTRATORS])
            except ValueError as problem:
                raise CommandError(str(problem)) from None
        self.stdout.write(f"Invitation for {email}, good once and for three days:")
        self.stdout.write(options["site"].rstrip("/") + link_path(person))
