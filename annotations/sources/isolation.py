"""Run a format's module in a process of its own, with hard limits.

A thread cannot be stopped and shares our memory; a parser that loops, eats memory or crashes in C must be
none of the desk's. So each file gets a fresh interpreter (``worker``), which is killed when its time is
up. It costs 0.2 to 0.5 s a file, mostly imports (measured on two busy cores). ``subprocess``
and not ``multiprocessing``: that would fork a server with threads, or import the main module again.
"""

import json
import logging
import os
import subprocess  # nosec B404
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from annotations.errors import UnreadableText
from annotations.sources.formats import Format
from annotations.sources.source import Source, decoded_from, described

#: Wall-clock seconds for one file, from start to finish.
TIME_LIMIT = 10.0

# Each may take worker.MEMORY_LIMIT: more than this many files at once wait for their turn.
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


def extract_apart(form: Format, raw: bytes) -> Source:
    """What ``form``'s module makes of the bytes. Raises UnreadableText for every way in which it can fail."""
    answer = _run(form, raw)
    if "refused" in answer:
        raise UnreadableText(answer["refused"])
    # Checked again on this side of the border: a hostile file might have taken over the other.
    decoded = decoded_from(raw, answer["text"], answer["encoding"], guessed=answer["guessed"])
    details = answer["details"]
    stated, guessed = ({name: one[0] for name, one in details.items() if one[1] == o} for o in ("file", "guess"))
    return described(decoded, stated, guessed)


def _run(form: Format, raw: bytes) -> dict[str, Any]:
    # Fixed arguments, our own interpreter and module; -P: none is taken from the current folder.
    # No secret of the desk is in the new environment.
    command = [sys.executable, "-P", "-B", "-m", "annotations.sources.worker", form.module]
    environment = {"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]), "LC_ALL": "C.UTF-8"}
    with _AT_ONCE:
        try:
            run = subprocess.run(  # noqa: S603  # nosec B603
                command, input=raw, capture_output=True, timeout=TIME_LIMIT, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            raise UnreadableText(f"Reading {form.label} took longer than {TIME_LIMIT:g} seconds.") from None
    if run.returncode:
        _log.warning("Reading %s ended with %s: %s", form.label, run.returncode, run.stderr[-2000:])
        raise UnreadableText(f"The file cannot be read as {form.label}: the program that reads it broke down.")
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer
