"""Where ``tests/races.py`` takes place: a desk on a fresh database, its people signed in, requests ready to be sent.

It is imported before anything of Django: it says which settings and which database.
"""

import http.client
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "x" * 32
FOLDER = tempfile.TemporaryDirectory()
os.environ.update(
    SECRET_KEY=secrets.token_urlsafe(50),
    ALLOWED_HOSTS="127.0.0.1",
    HTTPS="false",
    EMAIL_URL="consolemail://",
    REQUIRED_EVIDENCE="0",
    DJANGO_SETTINGS_MODULE="factcheck.settings",
)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/desk.sqlite3")
sys.path.insert(0, str(ROOT))

import django  # noqa: E402  (after the environment it reads)

django.setup()

from django.test import Client  # noqa: E402

from factcheck.accounts.models import User  # noqa: E402
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS  # noqa: E402
from factcheck.actions.decisions import fingerprint  # noqa: E402
from factcheck.choices import Rating  # noqa: E402
from factcheck.models import Claim  # noqa: E402
from tests.desk import bring_in, person, propose, rate  # noqa: E402


class Answer(NamedTuple):
    status: int
    body: str


class Desk:
    """The people, an article, and the address of the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ada, self.bo, self.emil, self.fay = (
            person(name, name.capitalize(), FACT_CHECKERS) for name in ("ada", "bo", "emil", "fay")
        )
        self.cleo, self.gus = (person(name, name.capitalize(), EDITORS) for name in ("cleo", "gus"))
        people = (self.ada, self.bo, self.emil, self.fay, self.cleo, self.gus)
        self.sessions = {one.pk: self.signed_in(one) for one in people}
        self.text = bring_in("The river rose four metres in a night. " * 3, self.ada).revisions.get()

    def signed_in(self, user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    def read(self, by: User, path: str) -> Callable[[], Answer]:
        """A page, ready to be asked for."""
        return self._request("GET", by, path, {})

    def post(self, by: User, path: str, **fields: str) -> Callable[[], Answer]:
        """A form, ready to be sent."""
        return self._request("POST", by, path, fields)

    def _request(self, method: str, by: User, path: str, fields: dict[str, str]) -> Callable[[], Answer]:
        """A request that is ready to be sent: connected already."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.connect()
        headers = {
            "Cookie": f"sessionid={self.sessions[by.pk]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

        def send() -> Answer:
            with closing(connection):
                connection.request(method, path, urlencode(fields), headers)
                answer = connection.getresponse()
                return Answer(answer.status, answer.read().decode())

        return send

    def answering(
        self, claim: Claim, by: User, rating: Rating, key: str = "", rationale: str = "Why."
    ) -> Callable[[], Answer]:
        fields = {"version": str(claim.current_version_id), "answer": str(rating), "rationale": rationale}
        rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
        return self.post(by, f"/claims/{claim.pk}/answer/", key=key or uuid4().hex, **fields, **rows)

    def deciding(self, claim: Claim, by: User, move: str, reason: str, rating: str = "") -> Callable[[], Answer]:
        fields = {"move": move, "reason": reason, "rating": rating, "rejection": "opinion", "seen": fingerprint(claim)}
        return self.post(by, f"/desk/{claim.pk}/", key=uuid4().hex, **fields)

    def ready(self) -> Claim:
        """A claim that two reviewers verified."""
        claim = propose(self.ada, self.text, "four metres", f"Statement {uuid4().hex}.")
        for by in (self.bo, self.emil):
            rate(claim, by, Rating.VERIFIED)
        return Claim.objects.get(pk=claim.pk)


def together(*acts: Callable[[], Answer]) -> list[Answer]:
    """All of it at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
