"""The keyboard is enough: every step can be reached with Tab, and the focus is where the next one begins."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import fill_answer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


def tab_to(page, locator):
    """Press Tab until the element has the focus: it must be reachable so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if locator.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {locator}")


def test_the_keyboard_alone(page_of, article, claim, bo):
    page = page_of(bo, f"/articles/{article.pk}/")
    press, title = page.keyboard.press, page.locator("#panel-title")
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press("Enter")
    tab_to(page, page.locator("#article-text mark"))
    press("Enter")
    expect(title).to_have_text(claim.current_version.statement)
    expect(title).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Verified", exact=True))
    press("ArrowRight")
    expect(page.get_by_role("radio", name="Disputed")).to_be_checked()
    tab_to(page, page.get_by_label("Rationale"))
    page.keyboard.type("Not by the gauge. 1 2 3 m")
    tab_to(page, page.get_by_role("button", name="Another source"))
    press("Enter")
    expect(page.get_by_label("Web address").nth(1)).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Save your answer"))
    press("Enter")
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    expect(title).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Change your answer"))
    press("Enter")
    expect(page.get_by_label("Rationale")).to_have_value("Not by the gauge. 1 2 3 m")
    expect(title).to_be_focused()


def test_pasting_words_with_the_keyboard(page_of, article, troubles, bo):
    troubles.expected = ["status of 422"]
    page = page_of(bo, f"/articles/{article.pk}/")
    press, title = page.keyboard.press, page.locator("#panel-title")
    tab_to(page, page.get_by_role("link", name="paste them"))
    press("Enter")
    field = page.get_by_label("Exact words from the article")
    expect(field).to_be_focused()
    page.keyboard.type("not in this text")
    press("Tab")
    press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    field = page.locator("#panel").get_by_label("Exact words from the article")
    expect(field).to_have_value("not in this text")
    field.fill("hurt")
    tab_to(page, page.get_by_role("button", name="Mark these words"))
    press("Enter")
    expect(title).to_have_text("New claim")
    expect(title).to_be_focused()
    fill_answer(page, "Unverified", "One fireman.")
    tab_to(page, page.get_by_role("button", name="Save the claim"))
    press("Enter")
    expect(page.locator("#claims-title")).to_contain_text("1 of 1 answered by you")
    expect(page.locator("#claims li[aria-current] a.statement")).to_be_focused()
