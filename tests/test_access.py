"""Every address, every role, GET and POST: who gets which status."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from annotations.models import Article, Span
from factcheck.accounts.models import User
from factcheck.models import Claim
from tests.routes import ROUTES, Places, places

ROLES = ("anonymous", "dan", "bo", "cleo", "ines", "hana")

#: Statuses in the order of ROLES for GET, then for an empty POST. dan has no role, bo checks facts, cleo edits, ines
#: does both, hana administers. The claim is ada's, emil has answered it, and nobody of these has.
STATUSES: dict[str, tuple[str, str]] = {
    "": ("302 403 302 302 302 302", "405 405 405 405 405 405"),
    "account/closed/": ("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "account/inactive/": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account/login/": ("200 302 302 302 302 302", "200 302 302 302 302 302"),
    "account/logout/": ("302 200 200 200 200 200", "302 302 302 302 302 302"),
    "account/password/change/": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
    "account/^password/link/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "200 200 200 200 200 200",
        "200 200 200 200 200 200",
    ),
    "account/password/link/done/": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account/password/reset/": ("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account/password/reset/done/": ("200 200 200 200 200 200", "405 405 405 405 405 405"),
    "account/password/set/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "account/preferences/": ("302 403 200 200 200 200", "302 403 422 422 422 422"),
    "account/reauthenticate/": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
    "admin/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/(?P<url>.*)$": ("302 302 302 302 302 404", "302 302 302 302 302 404"),
    "admin/^(?P<app_label>accounts|annotations|factcheck|admin)/$": (
        "302 302 302 302 302 200",
        "302 302 302 302 302 200",
    ),
    "admin/accounts/user/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/accounts/user/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/accounts/user/<path:object_id>/change/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/accounts/user/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/accounts/user/<path:object_id>/history/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/accounts/user/add/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/admin/logentry/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/admin/logentry/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/admin/logentry/<path:object_id>/change/": ("302 302 302 302 302 200", "302 302 302 302 302 403"),
    "admin/admin/logentry/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/admin/logentry/<path:object_id>/history/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/admin/logentry/add/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/annotations/article/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/annotations/article/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/annotations/article/<path:object_id>/change/": ("302 302 302 302 302 200", "302 302 302 302 302 403"),
    "admin/annotations/article/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/annotations/article/<path:object_id>/history/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/annotations/article/add/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/autocomplete/": ("302 302 302 302 302 403", "302 302 302 302 302 405"),
    "admin/factcheck/claim/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/factcheck/claim/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/claim/<path:object_id>/change/": ("302 302 302 302 302 200", "302 302 302 302 302 403"),
    "admin/factcheck/claim/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/factcheck/claim/<path:object_id>/history/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/claim/add/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/factcheck/message/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/factcheck/message/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/message/<path:object_id>/change/": ("302 302 302 302 302 302", "302 302 302 302 302 403"),
    "admin/factcheck/message/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/factcheck/message/<path:object_id>/history/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/message/add/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/factcheck/verdict/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/factcheck/verdict/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/verdict/<path:object_id>/change/": ("302 302 302 302 302 302", "302 302 302 302 302 403"),
    "admin/factcheck/verdict/<path:object_id>/delete/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/factcheck/verdict/<path:object_id>/history/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "admin/factcheck/verdict/add/": ("302 302 302 302 302 403", "302 302 302 302 302 403"),
    "admin/jsi18n/": ("302 302 302 302 302 200", "302 302 302 302 302 405"),
    "admin/login/": ("302 403 403 403 403 302", "302 403 403 403 403 200"),
    "admin/logout/": ("302 302 302 302 302 405", "302 302 302 302 302 200"),
    "admin/password_change/": ("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "admin/password_change/done/": ("302 302 302 302 302 200", "302 302 302 302 302 405"),
    "admin/r/<path:content_type_id>/<path:object_id>/": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "agreement/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/at/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/assign/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "articles/<int:pk>/bin/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/claims/": ("405 405 405 405 405 405", "302 403 422 403 422 403"),
    "articles/<int:pk>/corrections/<int:draft>/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "articles/<int:pk>/describe/": ("302 403 200 200 200 403", "302 403 422 422 422 403"),
    "articles/<int:pk>/elsewhere/<int:claim>/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "articles/<int:pk>/origin/": ("302 403 200 200 200 403", "302 403 302 302 302 403"),
    "articles/<int:pk>/history/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/mark/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "articles/<int:pk>/passages/<int:span>/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "articles/<int:pk>/revise/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "articles/<int:pk>/revisions/<int:number>/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "articles/<int:pk>/since/": ("302 403 302 302 302 302", "405 405 405 405 405 405"),
    "articles/<int:pk>/waiting/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "articles/<int:pk>/waiting/<int:anchor>/": ("302 403 403 302 302 403", "405 405 405 405 405 405"),
    "articles/<int:pk>/zones/": ("405 405 405 405 405 405", "302 403 422 422 422 403"),
    "articles/<int:pk>/zones/<int:span>/": ("302 403 200 200 200 200", "302 403 422 422 422 403"),
    "articles/<int:pk>/zones/<int:span>/remove/": ("405 405 405 405 405 405", "302 403 422 422 422 403"),
    "articles/<int:pk>/zones/<int:span>/restore/": ("405 405 405 405 405 405", "302 403 422 422 422 403"),
    "articles/new/": ("302 403 200 200 200 403", "302 403 422 422 422 403"),
    "articles/upload/": ("405 405 405 405 405 405", "302 403 422 422 422 403"),
    "claims/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "claims/<int:pk>/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "claims/<int:pk>/answer/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "claims/<int:pk>/confirm/": ("405 405 405 405 405 405", "302 403 422 403 422 403"),
    "claims/<int:pk>/uphold/": ("405 405 405 405 405 405", "302 403 422 403 422 403"),
    "claims/<int:pk>/edit/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "claims/<int:pk>/evidence/<slug:sha256>/": ("302 403 404 404 404 404", "405 405 405 405 405 405"),
    "claims/<int:pk>/history/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "claims/<int:pk>/passages/<int:span>/origin/": ("302 403 200 200 200 403", "302 403 409 409 409 403"),
    "claims/<int:pk>/passages/<int:span>/restore/": ("405 405 405 405 405 405", "302 403 409 403 409 403"),
    "claims/<int:pk>/passages/<int:span>/unlink/": ("405 405 405 405 405 405", "302 403 409 403 409 403"),
    "claims/<int:pk>/restore/": ("405 405 405 405 405 405", "302 403 403 409 409 403"),
    "claims/<int:pk>/merge/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "claims/<int:pk>/split/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "claims/<int:pk>/talk/": ("302 403 200 200 200 200", "302 403 403 403 403 403"),
    "claims/<int:pk>/talk/<uuid:remark>/": ("302 403 404 404 404 404", "302 403 404 404 404 404"),
    "claims/<int:pk>/talk/settle/": ("405 405 405 405 405 405", "302 403 403 403 403 403"),
    "claims/<int:pk>/verdicts/<int:reviewer>/history/": ("302 403 404 404 404 404", "405 405 405 405 405 405"),
    "claims/<int:pk>/withdraw/": ("302 403 403 403 403 403", "302 403 403 403 403 403"),
    "desk/": ("302 403 403 200 200 403", "405 405 405 405 405 405"),
    "desk/<int:pk>/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "desk/seats/": ("302 403 403 200 200 403", "405 405 405 405 405 405"),
    "desk/seats/<int:seat>/release/": ("405 405 405 405 405 405", "302 403 403 302 302 403"),
    "desk/seats/assign/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "desk/together/": ("302 403 403 200 200 403", "302 403 403 422 422 403"),
    "export/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "export/consensus.<slug:name>": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "gallery/": ("404 404 404 404 404 404", "405 405 405 405 405 405"),
    "notices/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "notices/read/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
    "origins/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "origins/<int:pk>/": ("302 403 200 200 200 200", "302 403 422 422 422 403"),
    "origins/<int:pk>/merge/": ("405 405 405 405 405 405", "302 403 422 422 422 403"),
    "overview/": ("302 403 403 200 200 403", "405 405 405 405 405 405"),
    "queue/": ("302 403 200 200 200 200", "405 405 405 405 405 405"),
    "queue/<int:pk>/skip/": ("302 403 200 403 200 403", "302 403 422 403 422 403"),
    "queue/articles/<int:assignment>/end/": ("405 405 405 405 405 405", "302 403 404 302 409 404"),
    "queue/next/": ("302 403 302 302 302 302", "302 403 302 403 302 403"),
    "unsaved/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
    "unsaved/discard/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
    "redo/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
    "undo/pass-over/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
    "undo/": ("405 405 405 405 405 405", "302 403 422 422 422 422"),
}

#: What a GET may write: that somebody saw answers, and the session.
WRITTEN_ON_GET = {"factcheck.desklook", "factcheck.sighting", "sessions.session"}


@pytest.fixture
def people(bo: User, cleo: User, ines: User, hana: User, dan: User) -> dict[str, User | None]:
    return {"anonymous": None, "dan": dan, "bo": bo, "cleo": cleo, "ines": ines, "hana": hana}


@pytest.fixture
def where(article: Article, claim: Claim, zone: Span, emil: User, dan: User) -> Places:
    return places(article, claim, zone, reviewer=emil, person=dan)


@pytest.fixture
def clients(people: dict[str, User | None], sign_in: Callable[[User], Client]) -> dict[str, Client]:
    return {role: sign_in(person) if person else Client() for role, person in people.items()}


def statuses(clients: dict[str, Client], method: str, path: str) -> dict[str, int]:
    return {role: getattr(client, method)(path).status_code for role, client in clients.items()}


def in_words(row: str) -> dict[str, int]:
    return dict(zip(ROLES, map(int, row.split()), strict=True))


def database() -> dict[str, list[Any]]:
    """Every row of every table that a GET must leave alone."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in WRITTEN_ON_GET]
    return {model._meta.label_lower: list(model._base_manager.order_by("pk").values()) for model in models}


def test_the_table_has_a_row_for_every_route_and_no_other() -> None:
    assert sorted(STATUSES) == ROUTES


@pytest.mark.parametrize("route", ROUTES)
def test_get_answers_by_role_and_writes_nothing(route: str, where: Places, clients: dict[str, Client]) -> None:
    before = database()
    assert statuses(clients, "get", where.path(route)) == in_words(STATUSES[route][0])
    assert database() == before


@pytest.mark.parametrize("route", ROUTES)
def test_an_empty_post_answers_by_role(route: str, where: Places, clients: dict[str, Client]) -> None:
    assert statuses(clients, "post", where.path(route)) == in_words(STATUSES[route][1])


@pytest.mark.parametrize("route", [route for route in ROUTES if "<int:pk>" in route])
def test_what_is_not_there_is_not_found(route: str, where: Places, clients: dict[str, Client]) -> None:
    nowhere = Places(**{**vars(where), "article": 999_999, "claim": 999_999, "origin": 999_999})
    safe = STATUSES[route][0].split()[ROLES.index("ines")] != "405"
    answer = getattr(clients["ines"], "get" if safe else "post")(nowhere.path(route))
    assert answer.status_code == 404


def test_a_person_deactivated_between_two_requests_is_signed_out(bo: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(bo)
    bo.is_active = False
    bo.save()
    assert client.get("/articles/").status_code == 302
