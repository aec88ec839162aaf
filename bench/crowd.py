"""Fills an empty desk with many claims for ``bench.lists``, past the actions; prints the cookies of bo and of cleo.

Rows as the actions would leave them, but for history, events and passages, which no list reads. Six claims of ten are
approved; of those in work a few are split, some have a majority, a third is unanimous, the others wait for answers.
"""

import random
import sys
import uuid
from collections.abc import Sequence
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  (after Django is set up)
from django.contrib.auth.models import Group  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.filling import a_person  # noqa: E402
from factcheck.accounts.models import User  # noqa: E402
from factcheck.accounts.roles import EDITORS  # noqa: E402
from factcheck.actions.tally import compute  # noqa: E402
from factcheck.choices import Move, Rating, State  # noqa: E402
from factcheck.models import Claim, ClaimVersion, Decision, FirstAnswer, Participation, Verdict  # noqa: E402

V, D, U = Rating.VERIFIED, Rating.DISPUTED, Rating.UNVERIFIED
#: What reviewers said, and how often.
ANSWERS = {(V, D): 2, (V, V, D): 5, (V, V, U, D): 3, (V, V): 20, (D, D): 10, (V,): 25, (): 35}
CHUNK = 5_000


def store(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=500)


def a_chunk(numbers: range, rng: random.Random, *, ada: User, reviewers: Sequence[User], cleo: User) -> None:
    """Claims with these numbers, and all that hangs on them."""
    claims, versions, verdicts, firsts, sides, decisions = [], [], [], [], [], []
    begun = timezone.now() - timedelta(days=400)
    for number in numbers:
        event, version = uuid.uuid4(), uuid.uuid4()
        given = rng.choices([*ANSWERS], [*ANSWERS.values()])[0]
        is_approved = number % 10 < 6 and given in {(V, V), (D, D)}
        at = begun + timedelta(minutes=number)
        claim = Claim(pk=number, proposer=ada, current_version_id=version, created_at=at, event=event)
        versions.append(
            ClaimVersion(
                pk=version, claim=claim, number=1, statement=f"Statement {number}.", created_by=ada, event=event
            )
        )
        sides.append(Participation(claim=claim, person=ada, part="party", event=event))
        for reviewer, rating in zip(reviewers, given, strict=False):
            said = {"reviewer": reviewer, "rating": rating, "event": event, "version_id": version}
            verdicts.append(Verdict(claim=claim, rationale="The book says so.", created_at=at, updated_at=at, **said))
            firsts.append(FirstAnswer(blind=True, answered_at=at, **said))
            sides.append(Participation(claim=claim, person=reviewer, part="party", event=event))
        if is_approved:
            counts = {"verified": 2 * (given == (V, V)), "disputed": 2 * (given == (D, D)), "unverified": 0}
            decision = Decision(
                claim=claim, editor=cleo, move=Move.APPROVE, rating=given[0], below_quorum=False, fingerprint="0" * 64,
                version_id=version, rule=1, quorum=2, abstentions=0, outcome="unanimous", proposed=given[0],
                not_checkable=False, event=event, **counts,
            )  # fmt: skip
            claim.state, claim.decision = State.APPROVED, decision
            decisions.append(decision)
            sides.append(Participation(claim=claim, person=cleo, part="decider", event=event))
        claims.append(claim)
    with transaction.atomic():
        for rows in (versions, claims, decisions, verdicts, firsts, sides):
            store(rows)
        store([compute(claim) for claim in claims])


def main(claims: int) -> None:
    rng = random.Random(3)
    ada, bo, *reviewers = (a_person(name) for name in ("ada", "bo", "emil", "fay", "gil", "ian"))
    cleo, gus = a_person("cleo"), a_person("gus")
    for editor in (cleo, gus):
        editor.groups.set(Group.objects.filter(name=EDITORS))
    for first in range(1, claims + 1, CHUNK):
        a_chunk(range(first, min(first + CHUNK, claims + 1)), rng, ada=ada, reviewers=reviewers, cleo=cleo)
    for person in (bo, gus):
        client = Client()
        client.force_login(person)
        print(client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main(int(sys.argv[1]))
