"""Fills a desk for ``bench.queue``: claims in work with the seats and answers of ten reviewers, past the actions.

None is decided, so that nothing is left out for being done with: of five claims four have both their seats taken and
answered, and one is in the pool. Fifty wait for bo, whatever the number of claims. Prints bo's session,
and how many queries his queue takes.
"""

import sys
import uuid

import django

django.setup()

from datetime import UTC, datetime, timedelta  # noqa: E402  (after Django is set up)
from typing import Any  # noqa: E402

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.filling import a_person  # noqa: E402
from factcheck.accounts.models import User  # noqa: E402
from factcheck.models import Claim, ClaimVersion, FirstAnswer, Pending, Seat, Vacancy, Verdict  # noqa: E402

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
HELD = 50
EVENT = uuid.uuid4()


class Rows:
    """New rows by model, written in the order in which they need each other."""

    def __init__(self) -> None:
        self.by_model: dict[Any, list[Any]] = {
            model: [] for model in (Claim, ClaimVersion, Vacancy, Seat, Pending, Verdict, FirstAnswer)
        }

    def add(self, row: Any) -> None:
        self.by_model[type(row)].append(row)

    def write(self) -> None:
        for model, rows in self.by_model.items():
            model._base_manager.bulk_create(rows, batch_size=2_000)
            rows.clear()


def a_claim(rows: Rows, number: int, proposer: User) -> tuple[Claim, ClaimVersion]:
    at = BEGAN + timedelta(minutes=number)
    claim = Claim(pk=number, proposer=proposer, created_at=at, event=EVENT)
    version = ClaimVersion(
        claim=claim, number=1, statement=f"Statement {number}.", created_by=proposer, created_at=at, event=EVENT
    )
    claim.current_version = version
    rows.add(claim)
    rows.add(version)
    return claim, version


def answered(rows: Rows, claim: Claim, version: ClaimVersion, people: list[User]) -> None:
    for number, person in enumerate(people, start=1):
        rows.add(Seat(claim=claim, person=person, number=number, taken_at=claim.created_at, event=EVENT))
        said = {"version": version, "reviewer": person, "rating": "verified", "event": EVENT}
        rows.add(Verdict(claim=claim, rationale="Read it.", **said))
        rows.add(FirstAnswer(blind=True, **said))


def main(claims: int) -> None:
    ada, bo, *others = (a_person(name) for name in ("ada", "bo", *(f"reviewer{one}" for one in range(9))))
    reviewers, rows = [bo, *others], Rows()
    with transaction.atomic():
        for number in range(1, claims + 1):
            claim, version = a_claim(rows, number, ada)
            if number > claims - HELD:
                seat = Seat(claim=claim, person=bo, number=1, given_by=ada, taken_at=claim.created_at, event=EVENT)
                rows.add(seat)
                rows.add(Pending(seat=seat, person=bo))
                rows.add(Vacancy(claim=claim, taken=1, since=claim.created_at))
            elif number % 5:
                answered(rows, claim, version, [reviewers[(number + one) % len(reviewers)] for one in (0, 1)])
            else:
                rows.add(Vacancy(claim=claim, since=claim.created_at))
            if number % 10_000 == 0:
                rows.write()
        rows.write()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(bo)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/queue/", HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200
    print(client.cookies[settings.SESSION_COOKIE_NAME].value, len(queries))


if __name__ == "__main__":
    main(int(sys.argv[1]))
