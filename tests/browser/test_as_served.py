"""What a desk serves is what was tested: its collected scripts, one file named by its content, at work in a browser."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from factcheck.static_files import EXPORT, MAIN, modules
from tests.browser.hands import drag
from tests.desk import TEXT

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
OWN = """performance.getEntriesByType("resource").map((one) => one.name)
  .filter((name) => /(annotations|factcheck).*js$/.test(name))"""


@pytest.fixture
def served(tmp_path, settings):
    """Pages ask for collected files, and the finders find them."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "factcheck.static_files.DeskStorage"}}
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("js", "css", "svg")  # it takes seconds, and is not looked at here
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    settings.STATICFILES_DIRS = [tmp_path]


@pytest.mark.usefixtures("desk", "served")
def test_a_claim_is_marked_answered_moved_and_opened_with_keys_and_mouse(page_of, bo, article):
    page = page_of(bo, f"/articles/{article.pk}/")
    start = TEXT.index("river rose four metres,")
    drag(page, start, start + len("river rose"))
    page.keyboard.press("1")
    expect(page.get_by_label("Rationale")).to_be_focused()
    page.keyboard.type("The gauge says so.")
    expect(page.locator("[data-kept]")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.keyboard.press("Control+Enter")
    mark = page.locator("#article-text mark")
    expect(mark).to_have_class(re.compile("lane-0-verified"))
    mark.click()
    expect(page.locator("#panel-title")).to_be_focused()
    page.get_by_role("slider", name="End of the passage").press("ArrowRight")
    page.get_by_role("slider", name="End of the passage").press("Enter")
    expect(mark).to_have_text("river rose four")
    page.locator("#article-text").press("ArrowDown")
    expect(page.locator("#caret-said")).not_to_be_empty()
    (script,) = page.evaluate(OWN)
    assert re.fullmatch(r"http://[^/]+/static/factcheck/main\.[0-9a-f]{12}\.js", script)
    nobody = page_of(None, "/account/login/")  # the same, at rest
    assert [one.split("/")[-1] for one in nobody.evaluate(OWN)] == [script.split("/")[-1]]


def test_what_modules_share_hides_nothing_of_the_browsers(browser):
    """Those that export give up their names: another module that asks for the browser's ``open`` would get theirs."""
    sources = dict(modules(MAIN, lambda name: (ROOT / name.split("/")[0] / "static" / name).read_text()))
    shared = [
        name
        for source in sources.values()
        if EXPORT.search(source)
        for name in re.findall(r"^(?:export )?(?:const|let|function) (\w+)", source, re.MULTILINE)
    ]
    assert len(shared) == len(set(shared))
    page = browser.new_page()
    assert page.evaluate("(names) => names.filter((name) => name in window)", shared) == []
    page.close()
