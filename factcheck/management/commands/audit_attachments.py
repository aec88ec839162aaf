"""Prove that every attached file is what it was when it came."""

import hashlib
import sys
from collections.abc import Iterator
from typing import Any

from factcheck.management.commands._base import DeskCommand
from factcheck.models import AttachedContent, Attachment


class Command(DeskCommand):
    help = (
        "Compare every attached file with its SHA-256 and its size. Writes nothing. "
        "Exit status 1 if anything is not as it should be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each fault, then say how much was looked at."""
        found = 0
        for fault in _faults():
            found += 1
            self.stderr.write(fault)
        state = f"{found} faults" if found else "all of them are what they were"
        self.stdout.write(f"{Attachment.objects.count()} attached files: {state}.")
        if found:
            sys.exit(1)


def _faults() -> Iterator[str]:
    """What is wrong, in sentences; one file at a time, as each may have megabytes."""
    for file in Attachment.objects.order_by("pk"):
        stored = AttachedContent.objects.filter(pk=file.pk).first()
        if stored is None:
            yield f"{file.pk} ({file}): there is no content."
            continue
        content = bytes(stored.content)
        if len(content) != file.size:
            yield f"{file.pk} ({file}): {len(content)} bytes instead of {file.size}."
        if (digest := hashlib.sha256(content).hexdigest()) != file.sha256:
            yield f"{file.pk} ({file}): SHA-256 {digest} instead of {file.sha256}."
