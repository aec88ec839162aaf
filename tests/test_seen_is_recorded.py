"""What is told to whoever may decide is recorded: where two worlds differ to them, they are blind in neither."""

import uuid
from collections import defaultdict
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction

from factcheck.actions import settle_talk
from factcheck.actions.participation import stand
from factcheck.choices import Abstention, Part, Rating
from factcheck.models import Claim, Verdict
from tests.desk import abstain, rate, say
from tests.routes import ROUTES, places
from tests.web import SOMEBODY_ELSES, probes
from tests.worlds import ASKING, NOON, seen, world

#: Addresses with a question in them, besides those of the proof of blindness.
MORE = {
    "desk/": ["?open=1", "?open=1&outcome=unanimous", "?open=1&outcome=split", "?open=1&page=2"],
    "desk/together/": ["?open=1"],
    "overview/": ["?open=1", "?open=1&article={article}", "?open=1&since=2025-02-01", "?open=1&until=2024-01-01"],
    "agreement/": ["?article={article}"],
}


@pytest.fixture
def aged(claim, zone):
    """Ada's claim, old enough for "3 days ago" to stay what it is while a test runs."""
    Claim.objects.update(created_at=NOON - timedelta(days=3))
    return Claim.objects.get()


@pytest.fixture
def where(article, aged, zone, emil, dan):
    return lambda: places(
        article,
        aged,
        zone,
        reviewer=emil,
        person=dan,
        verdict=Verdict.objects.filter(reviewer=emil).values_list("pk", flat=True).first() or SOMEBODY_ELSES,
    )


@pytest.fixture
def worlds(aged, ada, bo, emil, ines):
    """What others may have said of ada's claim."""
    unanimous = [lambda: rate(aged, emil, Rating.VERIFIED), lambda: rate(aged, bo, Rating.VERIFIED)]
    return {
        "nobody answered": [],
        "one": unanimous[:1],
        "unanimous": unanimous,
        "split": [lambda: rate(aged, emil, Rating.DISPUTED), lambda: rate(aged, bo, Rating.VERIFIED)],
        "not checkable": [
            lambda: abstain(aged, emil, Abstention.NOT_CHECKABLE),
            lambda: abstain(aged, bo, Abstention.NOT_CHECKABLE),
        ],
        "unanimous, talked about": [*unanimous, lambda: say(aged, emil), lambda: say(aged, bo)],
        "unanimous, resolved": [
            *unanimous,
            lambda: say(aged, emil),
            lambda: settle_talk(claim=aged, resolved=True, by=bo),
        ],
    }


def asked(where, article):
    """Every address that takes a GET, with and without questions, and two posts that show a page again."""
    for route in ROUTES:
        if route.startswith(("account/", "admin/")):
            continue
        path = where.path(route)
        more = [*ASKING.get(route, ()), *MORE.get(route, ())]
        yield from (
            ("get", one, {})
            for one in (
                path,
                *(path.partition("?")[0] + ask.format(claim=where.claim, article=article.pk) for ask in more),
            )
        )
    yield "post", f"/desk/{where.claim}/", {"move": "approve", "seen": "f" * 64}
    yield "post", f"/desk/{where.claim}/", {}
    claim = Claim.objects.get(pk=where.claim)
    yield from (("post", path, data) for path, data in probes(claim, article).values())
    text = article.revisions.get().text.replace("rose four metres in", "rose five metres in")
    yield "post", f"{article.get_absolute_url()}revise/", {"text": text, "reason": "x", "number": 1}
    yield "post", f"{article.get_absolute_url()}revise/", {"text": text, "reason": "x", "number": 1, "save": "1"}
    yield "post", "/desk/together/", {}
    yield "post", "/desk/together/", {f"claim-{where.claim}": "f" * 64, "claims": where.claim}


@pytest.mark.once
@pytest.mark.parametrize("who", ["cleo", "ines", "ines, who proposed it"])
def test_where_two_worlds_differ_to_an_editor_that_is_recorded_in_both(
    who,
    article,
    aged,
    worlds,
    where,
    cleo,
    ines,
    sign_in,
    revision,
):
    person = cleo if who == "cleo" else ines
    if "proposed" in who:
        Claim.objects.filter(pk=aged.pk).update(proposer=ines)
        stand(aged, ines, Part.PARTY, uuid.uuid4())
    # Every world for one editor; for another those that are furthest apart: each takes seconds.
    apart = {"nobody answered", "split", "unanimous, resolved"}
    told = defaultdict(dict)
    for name, steps in worlds.items():
        if who != "cleo" and name not in apart:
            continue
        with world(*steps):
            place, client = where(), sign_in(person)
            for method, path, data in asked(place, article):
                point = transaction.savepoint()
                shown = seen(getattr(client, method)(path, data), str(place.verdict))
                knows = Claim.objects.revealed_to(person).filter(pk=aged.pk).exists()
                transaction.savepoint_rollback(point)
                told[method, path.replace(str(place.verdict), "verdict"), str(data)][name] = shown, knows
    found = [
        (asked_, one, other)
        for asked_, by_world in told.items()
        for one, other in combinations(by_world, 2)
        if by_world[one][0] != by_world[other][0] and not (by_world[one][1] and by_world[other][1])
    ]
    assert found == []
