"""Prove that every anchor covers the words it says."""

import sys
from typing import Any

from annotations.audit import faults
from annotations.models import Anchor, Revision
from factcheck.management.commands._base import DeskCommand


class Command(DeskCommand):
    help = (
        "Compare every anchor with the text of its revision: text[start:end] must be the words it keeps. "
        "Writes nothing. Exit status 1 if anything is not as it should be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each fault, then say how much was looked at."""
        found = 0
        for fault in faults():
            found += 1
            self.stderr.write(fault)
        self.stdout.write(
            f"{Anchor.objects.count()} anchors in {Revision.objects.count()} revisions: "
            f"{f'{found} faults' if found else 'all of them stand where they say'}."
        )
        if found:
            sys.exit(1)
