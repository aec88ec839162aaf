"""A desk of its own with one article of many claims, served as in real life on a free loopback port."""

import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Desk:
    """Where it is served, the article's number, and the cookie of somebody who may mark and answer."""

    address: str
    article: int
    session: str


def a_text(length: int, seed: int = 1) -> str:
    """Paragraphs of 65 words of seeds/ in random order: no phrase comes twice, so that nothing packs too well."""
    rng = random.Random(seed)
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))).split()
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        paragraphs.append(" ".join(rng.choices(words, k=65)))
    return "\n".join(paragraphs)[:length]


@contextmanager
def served(characters: int, spans: int) -> Iterator[Desk]:
    """A desk with an article of that length and that many claims, by gunicorn as ``make run`` starts it."""
    with serving(["bench.filling", str(characters), str(spans)]) as (address, printed, _):
        article, session = printed.split()
        yield Desk(address, int(article), session)


@contextmanager
def serving(
    fill: list[str], *, settings: str = "factcheck.settings", workers: int = 1
) -> Iterator[tuple[str, str, int]]:
    """A desk on SQLite, filled by a module with its arguments and served; its address, what the module printed, and
    the number of the server's process."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        environment = {
            **os.environ,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "false",
            "EMAIL_URL": "consolemail://",
            "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
            "DJANGO_SETTINGS_MODULE": settings,
        }
        manage = [sys.executable, "manage.py"]
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
            subprocess.run([*manage, *command], cwd=ROOT, env=environment, check=True)
        filled = subprocess.run(
            [sys.executable, "-m", *fill], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        free.close()
        serve = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}"]
        serve += ["--workers", str(workers), "--threads", "8", "--log-level", "error"]
        server = subprocess.Popen(serve, cwd=ROOT, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/account/login/")
            yield address, filled.stdout, server.pid
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} does not answer.")
