"""Races between real processes, over HTTP: ``make races``.

A server with two processes on a fresh database; this program is a third, that sets each round up and sends the
requests at the same moment. After each round exactly one has won, the other was told in a sentence and has what it
typed in front of it, nothing is half written, and nothing answered with an error of the server or a locked database.
``python tests/races.py [ROUNDS]`` runs it on SQLite and then on PostgreSQL; the suite has the same races between
threads (``tests/factcheck/actions/test_at_the_same_time.py``).
"""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
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

from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from factcheck.accounts.models import User  # noqa: E402
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS  # noqa: E402
from factcheck.actions.decisions import fingerprint  # noqa: E402
from factcheck.actions.tally import compute  # noqa: E402
from factcheck.choices import Rating, State  # noqa: E402
from factcheck.models import Claim, Decision, Event, Tally, Verdict  # noqa: E402
from tests.desk import bring_in, person, propose, rate  # noqa: E402
from tests.run import postgres, postgres_programs  # noqa: E402


class Answer(NamedTuple):
    status: int
    body: str


class Desk:
    """The people, an article, and the address of the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ada, self.bo, self.emil = (
            person(name, name.capitalize(), FACT_CHECKERS) for name in ("ada", "bo", "emil")
        )
        self.cleo, self.gus = (person(name, name.capitalize(), EDITORS) for name in ("cleo", "gus"))
        self.sessions = {one.pk: self.signed_in(one) for one in (self.ada, self.bo, self.emil, self.cleo, self.gus)}
        self.text = bring_in("The river rose four metres in a night. " * 3, self.ada).revisions.get()

    def signed_in(self, user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    def post(self, by: User, path: str, **fields: str) -> Callable[[], Answer]:
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
                connection.request("POST", path, urlencode(fields), headers)
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


def sound(claim: Claim) -> None:
    """What has to hold whoever came first."""
    now, stored = Claim.objects.get(pk=claim.pk), Tally.objects.get(claim=claim)
    again = compute(now)
    assert (stored.outcome, stored.verified, stored.disputed) == (again.outcome, again.verified, again.disputed)


def two_editors_decide(desk: Desk) -> str:
    claim = desk.ready()
    cleo = desk.deciding(claim, desk.cleo, "override", "The book of cleo is lost.", "unverified")
    gus = desk.deciding(claim, desk.gus, "reject", "To gus this is no claim.")
    answers = together(cleo, gus)
    assert sorted(one.status for one in answers) == [302, 409], answers
    typed = ("The book of cleo is lost.", "To gus this is no claim.")
    lost, words = next((one.body, words) for one, words in zip(answers, typed, strict=True) if one.status == 409)
    assert words in lost, "what the loser typed is gone"
    assert re.search("Something changed since|This claim (is|was|has been) (approved|rejected)", lost), (
        "the loser is not told"
    )
    assert Decision.objects.filter(claim=claim).count() == 1
    sound(claim)
    return "cleo" if answers[0].status == 302 else "gus"


def approving_while_a_verdict_changes(desk: Desk) -> str:
    claim = desk.ready()
    cleo = desk.deciding(claim, desk.cleo, "approve", "")
    bo = desk.answering(claim, desk.bo, Rating.DISPUTED, rationale="On second thoughts, no.")
    approved, changed = together(cleo, bo)
    assert sorted([approved.status, changed.status]) == [302, 409], (approved.status, changed.status)
    state, rating = Claim.objects.get(pk=claim.pk).state, Verdict.objects.get(claim=claim, reviewer=desk.bo).rating
    if approved.status == 302:
        assert (state, rating) == (State.APPROVED, Rating.VERIFIED)
        assert "On second thoughts, no." in changed.body, changed.body[:2000]
    else:
        assert (state, rating) == (State.OPEN, Rating.DISPUTED)
    sound(claim)
    return "editor" if approved.status == 302 else "reviewer"


def the_same_form_five_times(desk: Desk) -> str:
    claim = propose(desk.ada, desk.text, "a night", f"Statement {uuid4().hex}.")
    key, before = uuid4().hex, Event.objects.count()
    answers = together(*(desk.answering(claim, desk.bo, Rating.VERIFIED, key) for _ in range(5)))
    assert [one.status for one in answers] == [302] * 5, [one.status for one in answers]
    assert (Verdict.objects.filter(claim=claim).count(), Event.objects.count() - before) == (1, 1)
    sound(claim)
    return "one row"


def a_role_taken_away_while_acting(desk: Desk) -> str:
    claim = propose(desk.ada, desk.text, "a night", f"Statement {uuid4().hex}.")
    role = Group.objects.get(name=FACT_CHECKERS)

    def take_away() -> Answer:
        with closing(connection):  # of this thread: a pool of PostgreSQL's would miss it
            desk.emil.groups.remove(role)
        return Answer(0, "")

    answer, _ = together(desk.answering(claim, desk.emil, Rating.VERIFIED), take_away)
    there = Verdict.objects.filter(claim=claim).count()
    desk.emil.groups.add(role)
    assert (answer.status, there) in {(302, 1), (403, 0)}, (answer.status, there)
    sound(claim)
    return "answered" if there else "refused"


RACES = [
    two_editors_decide,
    approving_while_a_verdict_changes,
    the_same_form_five_times,
    a_role_taken_away_while_acting,
]


def main(rounds: int) -> None:
    """Run each race so many rounds and say who won how often; stops at the first that is not sound."""
    call_command("migrate", verbosity=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen([*serve, "--threads", "4", "--log-level", "error"], cwd=ROOT)
    try:
        for _ in range(150):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        desk = Desk(port)
        for race in RACES:
            began = time.monotonic()
            won = Counter(race(desk) for _ in range(rounds))
            print(
                f"{race.__name__.replace('_', ' '):<40} {rounds} rounds, {time.monotonic() - began:5.1f} s: {dict(won)}"
            )
    finally:
        server.terminate()
        server.wait()


def on_postgresql(rounds: int) -> int:
    """The same on a server of its own, in a process of its own; returns its exit status."""
    programs = postgres_programs()
    if programs is None:
        print("Left out: PostgreSQL, which is not installed.")
        return 1
    with postgres(programs) as url:
        again = [sys.executable, __file__, str(rounds), "only"]
        return subprocess.run(again, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print(f"On {os.environ['DATABASE_URL'].partition(':')[0]}", flush=True)
    main(wanted)
    FOLDER.cleanup()
    sys.exit(0 if "only" in sys.argv else on_postgresql(wanted))
