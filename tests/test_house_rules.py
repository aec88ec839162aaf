"""The rules of the house that a machine can hold: what no file says, how long it is, what every answer carries."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from annotations.models import Tracked
from factcheck.newsroom import Newsroom

ROOT = Path(settings.BASE_DIR)
PYTHON = sorted(path for layer in ("annotations", "factcheck") for path in (ROOT / layer).rglob("*.py"))
MODULES = [path for path in PYTHON if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

#: These write rows past ``save``, so that no history row is made.
FORBIDDEN_CALLS = {"update", "bulk_create", "bulk_update", "update_or_create", "delete"}
#: Where one of them stands on purpose: file, line as written, and why.
ALLOWED_CALLS = {
    ("factcheck/actions/drafts.py", "current.delete"): "a draft, which has no history",
    ("factcheck/actions/unsaved.py", "stale.delete"): "what is left of an unsaved text, which has no history",
    ("factcheck/strays.py", "stray.delete"): "a file nobody ever cited: a draft, which has no history",
    ("factcheck/actions/participation.py", "Sighting.objects.bulk_create"): "untracked, and the one write of a GET",
    ("factcheck/actions/participation.py", "DeskLook.objects.bulk_create"): "untracked, and goes with it",
    ("factcheck/actions/notices.py", "Notice.objects.bulk_create"): "whom a deed is told to has no history",
    ("factcheck/actions/posting.py", "Message.objects.bulk_create"): "what is mailed to whom has no history",
    ("factcheck/actions/notices.py", "unread.update"): "and whether they read it is nobody's judgement",
    (
        "factcheck/actions/vacancies.py",
        "Pending.objects.bulk_create",
    ): "untracked, and a list of where to look",
    (
        "factcheck/actions/vacancies.py",
        "Pending.objects.filter(person=person).exclude(pk__in=waiting).delete",
    ): "the same",
    (
        "factcheck/actions/vacancies.py",
        "Vacancy.objects.filter(pk__in=gone).delete",
    ): "untracked, and worked out anew from claims and seats",
    ("annotations/tracking.py", "model._base_manager.bulk_create"): "writes the history rows as well",
    (
        "annotations/tracking.py",
        "type(rows[0])._base_manager.bulk_create",
    ): "written once: there is no history to write",
    ("annotations/twins.py", "Sketch.objects.bulk_create"): "untracked, and may be made anew from the texts",
}
POLICY = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
    *("font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
}
HTMX = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyRestoreAsHxRequest": False,
    "historyCacheSize": 0,
    "defaultSettleDelay": 0,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "409", "swap": True, "error": False},
        {"code": "422", "swap": True, "error": False},
        {"code": "...", "swap": True, "error": True},
    ],
}
#: What this policy makes dead or dangerous in a template.
INLINE = {
    "a script with a body": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an on… attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"\bhx-on\b"),
    "a style attribute or element": re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.I),
    "a js: value": re.compile(r"[\"'](?:js|javascript):", re.I),
    "an event filter": re.compile(r"hx-trigger=\"[^\"]*\["),
    "an address elsewhere": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def row_writing_calls(path: Path) -> Iterator[tuple[str, str]]:
    """Calls of a forbidden name, except on what is plainly a dict, a digest, a set or a cookie jar."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN_CALLS:
            yield short(path), ast.unparse(node.func)


def test_nothing_writes_rows_behind_the_back_of_history() -> None:
    found = {call for path in MODULES for call in row_writing_calls(path) if call[1] != "vars().update"}
    assert found == set(ALLOWED_CALLS)


@pytest.mark.parametrize("rule", INLINE)
def test_no_template_has(rule: str) -> None:
    texts = {short(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
    assert {name for name, text in texts.items() if INLINE[rule].search(text)} == set()


def requests_of_htmx() -> list[tuple[str, str, str, str]]:
    """File, the htmx attribute, its address and the address without script, for each element that has one."""
    found = []
    for path in TEMPLATES:
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
        # Attributes hold {{ … }} and {% … %}, never a bare ">".
        for tag in re.findall(r"<[a-z](?:{[{%].*?[}%]}|[^<>])*>", text, re.S):
            for verb, address in re.findall(r'hx-(get|post|put|patch|delete)="((?:{[{%].*?[}%]}|[^"])*)"', tag):
                plain = re.search(r'\s(?:href|action)="((?:{[{%].*?[}%]}|[^"])*)"', tag)
                found.append((short(path), verb, address, plain[1].removesuffix("#claims") if plain else "none"))
    return found


def test_every_htmx_request_goes_where_the_page_goes_without_it() -> None:
    found = requests_of_htmx()
    assert len(found) >= 10
    assert [one for one in found if one[2] != one[3]] == []


def test_htmx_only_gets_and_posts() -> None:
    assert {verb for _, verb, _, _ in requests_of_htmx()} == {"get", "post"}


def test_templates_have_80_lines_at_most() -> None:
    assert {short(path): lines(path) for path in TEMPLATES if lines(path) > 80} == {}


def test_modules_have_200_lines_at_most() -> None:
    assert {short(path): lines(path) for path in MODULES if lines(path) > 200} == {}


def test_test_modules_have_250_lines_at_most() -> None:
    assert {short(path): lines(path) for path in TESTS if lines(path) > 250} == {}


@pytest.mark.parametrize("app", ["annotations", "factcheck", "factcheck/accounts"])
def test_migrations_are_numbered_one_after_the_other_and_named_for_their_purpose(app: str) -> None:
    names = sorted(path.stem for path in (ROOT / app / "migrations").glob("[0-9]*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert [name for name in names if "_auto_" in name or name.endswith("_initial") or len(name) < 8] == []


def policy(answer: object) -> set[str]:
    return {one.strip() for one in answer.headers["Content-Security-Policy"].split(";")}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/articles/", 200), ("/articles/999999/", 404), ("/nowhere/", 404), ("/", 302), ("/admin/", 200)],
)
def test_the_policy_is_on_a_page_an_error_a_redirect_and_the_admin(path, status, hana, sign_in) -> None:
    answer = sign_in(hana).get(path)
    assert (answer.status_code, policy(answer)) == (status, POLICY)


def test_the_policy_is_on_the_sign_in_page(db: None) -> None:
    assert policy(Client().get("/account/login/")) == POLICY


def test_htmx_is_configured_as_designed(db: None) -> None:
    page = Client().get("/account/login/").content.decode()
    found = re.search(r"name=\"htmx-config\"\s+content='([^']+)'", page)
    assert found is not None
    assert json.loads(found[1]) == HTMX


def test_a_page_is_kept_out_of_every_cache(bo, article, sign_in) -> None:
    assert sign_in(bo).get(article.get_absolute_url()).headers["Cache-Control"] == "private, no-store"


def test_after_a_day_of_work_every_history_row_has_its_actor_reason_and_event(db: None) -> None:
    Newsroom(ROOT / "seeds").load("a password for the seeds")
    tracked = [model for model in apps.get_models() if issubclass(model, Tracked)]
    rows = [row for model in tracked for row in model.history.select_related("history_user")]
    assert {type(row).__name__ for row in rows} >= {"HistoricalClaim", "HistoricalVerdict", "HistoricalAnchor"}
    lacking = [row for row in rows if not (row.history_user and row.history_change_reason and row.event)]
    assert lacking == []
