"""Chromium, and pages signed in as somebody. Whatever a page complains of fails its test."""

import os
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.actions import skip_claim
from factcheck.choices import Move, Rating
from tests.desk import assign, bring_in, edit, propose, rate, rule_on, say

CHROMIUM = Path("/usr/bin/chromium")
LONG_NAME = "Maximiliane-Theodora Hochwasserstandsmeldungsverordnungsdurchführungsbestimmungen"
ARABIC = "قال مسؤولون إن النهر ارتفع أربعة أمتار في ليلة واحدة."
#: In milliseconds. A shared machine stands still for seconds at times; that alone fails no test.
PATIENCE = 45_000
expect.set_options(timeout=PATIENCE)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A report of the policy reaches the console as well, but not in every case.
REPORT = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));"""


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is not installed: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return {"executable_path": str(CHROMIUM), "args": ARGS}


class Troubles(list):
    """What pages complained of, but for what the test says it provokes (``expected``: patterns)."""

    def __init__(self):
        super().__init__()
        self.expected = []

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: message.type in {"error", "warning"} and self.append(message.text))
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("requestfailed", self.failed)

    def failed(self, request) -> None:
        # A download ends its navigation, and going on ends what a page was still fetching: nothing is wrong.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.append(f"{request.method} {request.url} {request.failure}")

    def left(self) -> list[str]:
        return [text for text in self if not any(re.search(pattern, text) for pattern in self.expected)]


@pytest.fixture
def desk(transactional_db):
    """The roles, the system account and the counter of events, which the flush after each browser test took away.

    ``serialized_rollback`` does not bring them back: its copy hangs on a connection that is another one as
    soon as Playwright's event loop runs in this thread.
    """
    import_module("factcheck.accounts.migrations.0002_roles_and_system_account").make(apps, None)
    import_module("factcheck.migrations.0002_event_counter").make(apps, None)


@pytest.fixture
def troubles():
    return Troubles()


@pytest.fixture
def page_of(request, live_server, troubles):
    """``page_of(user, path, …)`` opens a page in a browser context of that person's own; no user, nobody."""
    browser, contexts = request.getfixturevalue("browser"), []

    def opened(user=None, path="/", **options) -> Page:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT)
        if user is not None:
            client = Client()
            client.force_login(user)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page = context.new_page()
        troubles.watch(page)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles.left() == []


@pytest.fixture
def newsroom(ada, bo, emil, cleo, article, claim):
    """A claim in each main state, on passages that overlap; a long name, a long word, words from right to left."""
    emil.name = LONG_NAME
    emil.save()
    revision = article.revisions.get()
    split = propose(ada, revision, "four metres in a night", "It took one night.")
    rate(split, ada, Rating.VERIFIED), rate(split, bo, Rating.DISPUTED)
    done = propose(ada, revision, "Officials said", "Officials spoke.", sensitive=True)
    rate(done, bo, Rating.UNVERIFIED), rate(done, emil, Rating.UNVERIFIED)
    rule_on(done, cleo, Move.RETURN, reason="Which officials?")
    final = propose(bo, revision, "Nobody was hurt", ARABIC)
    rate(final, ada, Rating.VERIFIED), rate(final, emil, Rating.VERIFIED, "x" * 200)
    say(final, ada, f"@{LONG_NAME}, read this: {'x' * 200}"), say(final, emil, ARABIC)
    rule_on(final, cleo, Move.APPROVE)
    long = bring_in("x" * 200 + "\n" + ARABIC, ada, "a-long-file-name-" * 8)
    strange = [propose(emil, long.revisions.get(), words) for words in ("x" * 200, ARABIC[4:11])]
    for one, to in ((split, emil), (strange[0], ada), (strange[1], bo)):
        assign(one, to, cleo, date(2020, 1, 2))
    skip_claim(claim=strange[1], reason="x" * 100, by=bo)
    reworded = propose(bo, revision, "the highest since 1954", "It was the highest since 1954.")
    rate(reworded, ada, Rating.VERIFIED), edit(reworded, bo, f"It was the highest since {'x' * 120}.")
    found = {"article": article, "long": long, "open": claim, "split": split, "returned": done, "final": final}
    return {**found, "reworded": reworded}
