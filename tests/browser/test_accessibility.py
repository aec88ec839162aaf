"""axe finds nothing and nothing scrolls sideways: on every page, in its main states, in light and in dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import STANDARD, check
from tests.browser.hands import drag
from tests.desk import TEXT
from tests.routes import ROUTES, places

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


def test_every_page(page_of, newsroom, zone, troubles, emil, dan, ines, ada):
    """As somebody who may do all but administer; the admin's own pages are Django's."""
    troubles.expected = ["status of 40[345]"]
    where = places(newsroom["article"], newsroom["open"], zone, reviewer=emil, person=dan)
    paths = [where.path(route) for route in ROUTES if not route.startswith("admin/") and "consensus" not in route]
    paths += [f"/desk/{newsroom[state].pk}/" for state in ("split", "final")]
    paths += [f"/claims/{newsroom[state].pk}/" for state in ("split", "returned", "final")]
    paths += [f"/articles/{newsroom['long'].pk}/", f"/articles/{newsroom['article'].pk}/?show=stale", "/nothing/"]
    paths.append(f"/claims/{newsroom['open'].pk}/merge/?into={newsroom['returned'].pk}")
    paths += [
        f"/claims/{newsroom['final'].pk}/talk/",
        "/overview/?open=1",
        "/agreement/?pairs=1",
        "/desk/seats/?open=1",
    ]
    own = [where.path("claims/<int:pk>/withdraw/"), "/queue/", "/notices/", newsroom["reworded"].get_absolute_url()]
    visits = {None: ["/account/login/", "/account/password/reset/"], ada: own, ines: paths}
    wrong, seen = [], set()
    for person, those in visits.items():
        page = page_of(person, those[0])
        for path in those:
            status = page.goto(path).status
            # Some addresses lead on to others, and one page says each kind of error.
            key = page.url if status < 400 else status
            if key not in seen:
                seen.add(key)
                wrong += check(page, f"{path} ({status})")
    assert wrong == []
    assert len(seen) > 30


def test_what_is_open_in_other_colours_and_on_paper(page_of, newsroom, ines):
    page = page_of(ines, f"/articles/{newsroom['article'].pk}/")
    page.locator(".menu > summary").click()
    page.get_by_text("Mark by pasting the exact words").click()
    wrong = check(page, "menu and form open")
    page.locator(".menu").get_by_text("All keys").click()
    wrong += check(page, "all keys", {"light": STANDARD})
    page.get_by_role("button", name="Close").click()
    page.emulate_media(forced_colors="active")
    wrong += check(page, "forced colours", {"light": STANDARD})
    looks = "(all) => all.map(getComputedStyle).map((it) => it.textDecoration + it.backgroundImage)"
    assert [one for one in page.locator("mark").evaluate_all(looks) if not re.search("underline|gradient", one)] == []
    page.emulate_media(forced_colors="none", media="print", color_scheme="dark")
    expect(page.locator(".site-head")).to_be_hidden()
    expect(page.get_by_role("link", name="It took one night.")).to_be_visible()
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).color") == "rgb(26, 28, 31)"
    assert wrong == []


def test_every_component_in_every_state(page_of, settings, db):
    settings.DEBUG = True
    page = page_of(None, "/gallery/")
    # Where all stand side by side, ids stand more than once, headings are of any level, and cards are outside a list.
    wrong = check(page, "gallery", {"light": STANDARD[:-1], "dark": ["color-contrast"]})
    assert [one for one in wrong if "duplicate-id" not in one and "listitem" not in one] == []


def test_the_panel_in_its_states(page_of, newsroom, troubles, bo):
    troubles.expected = ["status of 422"]
    page = page_of(bo, f"/articles/{newsroom['article'].pk}/")
    panel, wrong = page.locator("#panel"), []
    page.get_by_text("Mark by pasting the exact words").click()
    page.get_by_label("Exact words from the article").fill("four metres")
    page.get_by_role("button", name="Mark these words").click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("These words stand in 2 places")
    wrong += check(page, "places")
    panel.get_by_role("button").first.click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("New claim")
    wrong += check(page, "new claim")
    page.get_by_label("Statement").fill("")
    page.get_by_role("radio", name="Abstain").check()
    panel.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#error-summary")).to_be_focused()
    wrong += check(page, "new claim with errors")
    panel.get_by_role("link", name="All claims in this article").click()
    page.locator("#claims").get_by_role("link", name="It took one night.").click()
    expect(panel.get_by_role("heading", name="Answers")).to_be_visible()
    wrong += check(page, "claim after answering")
    panel.get_by_role("link", name="Change your answer").click()
    expect(panel.get_by_role("heading", name="Change your answer")).to_be_visible()
    wrong += check(page, "claim being answered again")
    usual = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 700})
    wrong += check(page, "claim in a sheet", {"light": STANDARD})
    page.locator(".beside").evaluate("(sheet) => { sheet.scrollTop = 400 }")
    hit = """(link) => { const { x, y } = link.getBoundingClientRect();
      return link.contains(document.elementFromPoint(x + 5, y + 5)); }"""
    assert page.locator(".close-sheet > a").evaluate(hit)
    page.set_viewport_size(usual)
    page.locator("#article-text mark[data-count]").first.click()
    expect(panel.get_by_role("heading", name="claims on these words")).to_be_visible()
    wrong += check(page, "claims at one place")
    drag(page, TEXT.index("highest"), TEXT.index(" since"))
    wrong += check(page, "the bar")
    assert wrong == []


def test_empty_lists(page_of, ada, cleo):
    wrong = []
    for person, paths in ((ada, ("/articles/", "/queue/", "/claims/")), (cleo, ("/desk/",))):
        page = page_of(person, paths[0])
        for path in paths:
            page.goto(path)
            wrong += check(page, path)
    assert wrong == []
