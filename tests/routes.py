"""Every address the resolver knows, and a small desk in which each of them leads somewhere."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver

from annotations.models import Anchor, Article, Span
from annotations.text import digest
from factcheck.accounts.models import User
from factcheck.choices import Rating, Stage
from factcheck.models import ArticleAssignment, Claim, CommonOrigin, Correction, Seat
from tests.desk import rate

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")

#: A file that others cite in some worlds.
THE_CONTENT = b"4.0 m\n"
THE_FILE = hashlib.sha256(THE_CONTENT).hexdigest()

#: What stands for each parameter of the routes that begin like this. The longest beginning counts.
PARAMETERS: dict[str, dict[str, str]] = {
    "account/^password/link/": {"uidb36": "1", "key": "no-such-key"},
    "articles/": {
        "pk": "{article}",
        "number": "1",
        "claim": "{claim}",
        "span": "{zone}",
        "draft": "{draft}",
        "anchor": "{anchor}",
    },
    "articles/<int:pk>/passages/": {"pk": "{article}", "span": "{passage}"},
    "claims/": {
        "pk": "{claim}",
        "reviewer": "{reviewer}",
        "span": "{passage}",
        "sha256": THE_FILE,
        "remark": "00000000-0000-0000-0000-000000000008",
    },
    "desk/": {"pk": "{claim}", "seat": "{seat}"},
    "queue/": {"pk": "{claim}", "assignment": "{assignment}"},
    "origins/": {"pk": "{origin}"},
    "export/": {"name": "csv"},
    "admin/r/": {"content_type_id": "{claim_type}", "object_id": "{claim}"},
    "admin/accounts/user/": {"object_id": "{person}"},
    "admin/annotations/article/": {"object_id": "{article}"},
    "admin/factcheck/claim/": {"object_id": "{claim}"},
    "admin/factcheck/message/": {"object_id": "00000000-0000-0000-0000-000000000009"},
    "admin/factcheck/verdict/": {"object_id": "{verdict}"},
    "admin/admin/logentry/": {"object_id": "{log}"},
    "admin/^": {"app_label": "factcheck"},
    "admin/(": {"url": "nowhere/"},
}

#: What a route asks for besides its parameters.
QUERIES = {"articles/<int:pk>/at/": "?position=4", "articles/<int:pk>/mark/": "?revision=1&start=4&end=9"}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every route, as the urlconf spells it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


#: One that stands twice is found by its first view.
ROUTES = sorted(set(routes()))


@dataclass(frozen=True)
class Places:
    """What the parameters of the routes name."""

    article: int
    claim: int
    zone: int
    reviewer: int
    person: int
    verdict: object
    log: int
    claim_type: int
    draft: int
    anchor: int
    passage: int
    origin: int
    seat: int = 1_000
    assignment: int = 1_000

    def path(self, route: str) -> str:
        """The route with its parameters filled in; KeyError says which entry PARAMETERS lacks."""
        beginnings = [start for start in PARAMETERS if route.startswith(start)]
        filling = PARAMETERS[max(beginnings, key=len)] if beginnings else {}
        filled = _PARAMETER.sub(lambda found: filling[found[1] or found[2]], route)
        return "/" + filled.strip("^$").replace("^", "").format(**vars(self)) + QUERIES.get(route, "")


#: Not the clock's time: two readings of a page are compared byte by byte.
LONG_AGO = datetime(2025, 3, 1, 12, tzinfo=UTC)


def places(article: Article, claim: Claim, zone: Span, reviewer: User, person: User, verdict: object = None) -> Places:
    """Places for these; the reviewer answers the claim unless a verdict's id is given."""
    if verdict is None:
        verdict = rate(claim, reviewer, Rating.VERIFIED).pk
    kinds = ContentType.objects.get_for_models(User, Claim)
    log = LogEntry.objects.create(
        user=person,
        content_type=kinds[User],
        object_id=person.pk,
        object_repr=str(person),
        action_flag=CHANGE,
        action_time=LONG_AGO,  # the admin shows the minute, and the next page may be read in another one
    )
    draft = Correction.objects.create(
        pk=1,  # the same in every world
        article=article,
        text="Another text.",
        sha256=digest("Another text."),
        encoding="utf-8",
        made_by=person,
        made_at=LONG_AGO,
        stage=Stage.FAILED,
        failure="It could not be read.",
    )
    anchor = Anchor.objects.filter(span__occurrence__claim=claim).earliest("pk")
    given = {"pk": 1_000, "person": reviewer, "due_on": LONG_AGO.date(), "event": uuid4()}  # the same in every world
    Seat.objects.create(claim=claim, number=9, taken_at=LONG_AGO, **given)
    ArticleAssignment.objects.create(article=article, given_by=person, given_at=LONG_AGO, **given)
    kind = kinds[Claim].pk
    ids = (article.pk, claim.pk, zone.pk, reviewer.pk, person.pk, verdict, log.pk, kind, draft.pk, anchor.pk)
    origin = CommonOrigin.objects.create(
        pk=10**6,  # the same in every world, and none that an action gives
        name="The radio",
        folded="the radio",
        created_by=person,
        created_at=LONG_AGO,
        event=uuid.UUID(int=7),
    )
    return Places(*ids, passage=anchor.span_id, origin=origin.pk)
