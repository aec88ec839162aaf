"""Worlds that differ in what somebody did, and all that a person sees of each, for comparing byte by byte."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest import mock

from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from annotations.models import Span
from factcheck.models import Claim
from tests.routes import ROUTES, Places

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)

#: Addresses with a question in them, besides the plain routes; {claim} is the number of the claim looked at.
ASKING = {
    "claims/": ["?state=open", "?state=ready", "?words=river"],
    "claims/<int:pk>/merge/": ["?words=river"],
    "queue/": ["?page=2"],
    "notices/": ["?page=2"],
    "agreement/": ["?pairs=1", "?since=2025-01-01&until=2025-12-31"],
    "export/consensus.<slug:name>": ["?include=unapproved"],
    "articles/<int:pk>/": [
        *("?show=disputed", "?show=unanswered", "?show=open"),
        "?claim={claim}",
        "?revision=1&start=0&end=9",
    ],
    "articles/<int:pk>/mark/": ["?revision=1&start=10&end=26"],
    "articles/<int:pk>/at/": ["?position=16", "?position=41"],
    "articles/<int:pk>/since/": ["?since=&revision=1"],
    "admin/factcheck/claim/": [
        *("?verdicts__isnull=0", "?decisions__isnull=0", "?participations__isnull=0", "?tally__verified=1"),
        *("?verdicts__rating=disputed", "?tally__outcome=unanimous", "?o=-5", "?q=river"),
    ],
    "admin/factcheck/verdict/": ["?rating__exact=verified", "?claim__id__exact={claim}", "?evidence__isnull=0"],
    "admin/factcheck/message/": ["?state__exact=sent", "?recipient__verdicts__isnull=0", "?q=bo"],
    "admin/accounts/user/": ["?verdicts__isnull=0", "?verdicts__claim={claim}"],
}

_DIFFERS_ANYWAY = [
    # A digest of the event that wrote a passage or a mark last, which has another id in each world.
    (re.compile(r'(data-seen=|name="seen" value=)"\w{32}"'), r'\1""'),
    (re.compile(r'(name="csrfmiddlewaretoken" value=)"\w{64}"'), r'\1""'),
    (re.compile(r'(X-CSRFToken": )"\w{64}"'), r'\1""'),
    (re.compile(r'(name="(?:key|once|drawn)" value=)"\w{32}(?:-\d+)?"'), r'\1""'),
    (re.compile(r'(name="(?:shows|text)" value=)"[^"]*"'), r'\1""'),  # of one's own unsaved text
    (re.compile(r'(unsaved text from <time datetime=)"[^"]*">[^<]*'), r"\1"),  # when one typed it oneself
    (re.compile(r'(name="(?:version|notice)" value=)"[\w-]{36}"'), r'\1""'),
    (re.compile(r'(name="until" value=)"[^"]*"'), r'\1""'),  # when the page was made
    # Made of the id of one's own event, drawn by lot.
    (re.compile(r'(name="deed" value=)"\w{32}"'), r'\1""'),
    (re.compile(r'(data-mine=)"\w{20}"'), r'\1""'),
    (re.compile(r'(hx-swap-oob="beforeend:#live">)\w{20}'), r"\1"),
]


@contextmanager
def world(*steps: Callable[[], object]) -> Iterator[None]:
    """The steps done, all at the same noon; undone at the end."""
    with mock.patch("django.utils.timezone.datetime", wraps=datetime) as clock:
        clock.now.return_value = NOON
        point = transaction.savepoint()
        for step in steps:
            step()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        # PostgreSQL does not roll its sequences back, and the numbers of new spans and claims are on the page.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Span, Claim]):
                cursor.execute(statement)


def seen(answer: Any, hidden: str = "") -> list[str]:
    """All of an answer that could tell something: where it led, status, headers, body."""
    body = answer.content.decode()
    for pattern, plain in _DIFFERS_ANYWAY:
        body = pattern.sub(plain, body)
    # The admin's Expires is the clock's.
    headers = [f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name != "Expires"]
    chain = [f"{status} {path}" for path, status in getattr(answer, "redirect_chain", [])]
    all_of_it = [*chain, str(answer.status_code), *headers, *sorted(answer.cookies), *body.splitlines()]
    return [line.replace(hidden, "hidden") for line in all_of_it] if hidden else all_of_it


def everything(client: Client, where: Places, only: Callable[[str], bool]) -> dict[str, Any]:
    """Every GET route, as a page and as a fragment."""
    found = {}
    for route in filter(only, ROUTES):
        asked = [ask.format(claim=where.claim) for ask in ASKING.get(route, ())]
        paths = [where.path(route), *(where.path(route).partition("?")[0] + ask for ask in asked)]
        for path in paths:
            name = path.replace(str(where.verdict), "verdict")
            found[name] = seen(client.get(path, follow=True), str(where.verdict))
            if not route.startswith("admin/"):
                found[f"{name} (htmx)"] = seen(client.get(path, headers={"HX-Request": "true"}))
    return found
