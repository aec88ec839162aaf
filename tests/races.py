"""Races between real processes, over HTTP: ``make races``.

A server with two processes on a fresh database; this program is a third, that sets each round up and sends the
requests at the same moment. After each round exactly one has won, the other was told in a sentence and has what it
typed in front of it, nothing is half written, and nothing answered with an error of the server or a locked database.
``python tests/races.py [ROUNDS]`` runs it on SQLite and then on PostgreSQL; the suite has the same races between
threads (``tests/factcheck/actions/test_at_the_same_time.py``).
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# First: it sets Django up.
from tests.racing import FOLDER, ROOT, Answer, Desk, together

# isort: split

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.actions import draw_next
from factcheck.actions.tally import compute
from factcheck.choices import Rating, State
from factcheck.models import Claim, Decision, Event, Seat, Tally, Vacancy, Verdict
from tests.desk import propose
from tests.run import postgres, postgres_programs


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


def the_last_seat(desk: Desk) -> str:
    """One seat of a claim is left, and two ask for the next claim; nothing else is in the pool for either."""
    claim = propose(desk.ada, desk.text, "a night", f"Statement {uuid4().hex}.")
    Vacancy.objects.exclude(claim=claim).delete()  # what the rounds and races before left there
    assert draw_next(by=desk.fay).claim == claim
    answers = together(*(desk.post(by, "/queue/next/", pool="1") for by in (desk.bo, desk.emil)))
    assert [one.status for one in answers] == [302, 302], answers
    seats = Seat.objects.standing().filter(claim=claim)
    assert sorted(seats.values_list("number", flat=True)) == [1, 2]
    assert not Vacancy.objects.exists()
    winner = next(person for person in (desk.bo, desk.emil) if seats.filter(person=person).exists())
    loser = desk.emil if winner == desk.bo else desk.bo
    assert not seats.filter(person=loser).exists()
    page = desk.read(loser, "/queue/")()
    assert (page.status, "No claim in the pool has a free seat for you." in page.body) == (200, True), page.body
    return winner.name.lower()


RACES = [
    two_editors_decide,
    approving_while_a_verdict_changes,
    the_same_form_five_times,
    a_role_taken_away_while_acting,
    the_last_seat,
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
