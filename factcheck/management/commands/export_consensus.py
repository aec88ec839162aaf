"""The consensus as a file, without a browser."""

import io
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from factcheck.exports import FORMATS
from factcheck.exports.consensus import consensus_rows
from factcheck.management.commands._base import DeskCommand


class Command(DeskCommand):
    help = "Write the approved claims with their consensus and decision, as CSV or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--output", type=Path, metavar="FILE", help="standard output by default")
        parser.add_argument("--include-unapproved", action="store_true", help="claims still in work as well")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render everything first, so that a file is written whole or not at all."""
        rows = consensus_rows(None, unapproved=options["include_unapproved"])
        out = io.StringIO(newline="")
        FORMATS[options["format"]].write(rows, out)
        if options["output"] is None:
            sys.stdout.write(out.getvalue())
            return
        try:
            options["output"].write_text(out.getvalue(), encoding="utf-8", newline="")
        except OSError as problem:
            raise CommandError(f"{options['output']} could not be written: {problem.strerror}.") from None
        self.stderr.write(f"{len(rows)} claims in {options['output']}.")
