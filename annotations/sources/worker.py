"""The other side of ``isolation``: bytes on standard input, one JSON object on standard output.

The object is either ``{"refused": sentence}`` or the parts of a Source. Nothing here imports Django.
"""

import importlib
import json
import logging
import os
import resource
import sys
from typing import Any

from annotations.errors import UnreadableText
from annotations.sources.formats import FORMATS, Format
from annotations.sources.source import Source

MEMORY_LIMIT = 1_000_000_000
# The clock of the one who waits for us is the limit; this one ends us if nobody waits any more.
CPU_SECONDS = 15

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "subprocess.", "os.system")
_FORBIDDEN_TOO = ("os.exec", "os.fork", "os.posix_spawn", "os.startfile", "webbrowser.")


def confine() -> None:
    """From here on this process opens no connection, starts no program, writes no file, and stays small."""
    sys.addaudithook(_forbid)
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN + _FORBIDDEN_TOO):
        raise PermissionError(f"{event} is not for readers of files.")


def answer(form: Format, raw: bytes) -> dict[str, Any]:
    """The object to send back. Never raises: parsers fail in every way there is, and all mean the same."""
    try:
        source: Source = importlib.import_module(f"annotations.sources.{form.module}").extract(raw)
    except UnreadableText as problem:
        return {"refused": str(problem)}
    except MemoryError:
        return {"refused": f"Reading {form.label} as large or intricate as this takes too much memory."}
    except RecursionError:
        return {"refused": f"The file cannot be read as {form.label}: its parts are nested too deeply."}
    except Exception as problem:  # noqa: BLE001
        kind = type(problem).__name__
        return {"refused": f"The file cannot be read as {form.label}: it is damaged or not one ({kind})."}
    decoded, found = source.decoded, {"title": source.title, **source.details}
    details = {name: (one.value, one.origin) for name, one in found.items()}
    return {"text": decoded.text, "encoding": decoded.encoding, "guessed": decoded.guessed, "details": details}


def main() -> None:
    """Read, confine, parse, answer. Whatever a parser prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    logging.disable()
    form = next(one for one in FORMATS if one.module == sys.argv[1])
    raw = sys.stdin.buffer.read()
    confine()
    json.dump(answer(form, raw), out)
    out.flush()


if __name__ == "__main__":
    main()
