"""axe finds nothing while an article is corrected."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import check
from tests.browser.hands import drag
from tests.desk import TEXT, propose, revise
from tests.large import all_are_large, work_off

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


def test_a_correction(page_of, newsroom, troubles, ada, gus):
    troubles.expected = ["status of 409", "status of 422"]
    article, wrong = newsroom["article"], []
    at = f"/articles/{article.pk}/"
    page = page_of(gus, f"{at}revise/")
    wrong += check(page, "the form")
    page.get_by_label("Corrected text").fill(TEXT.replace("four", "five").replace("Nobody was", "No one at all was"))
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    wrong += check(page, "the preview")
    page.get_by_role("button", name="Save the corrected text").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words why the text changes.")
    wrong += check(page, "the preview without a reason")
    page.get_by_label("Why").fill("The paper says five.")
    page.get_by_role("button", name="Save the corrected text").click()
    revise(article, gus, ("No one at all was hurt", "x"), ("Officials said", "Rumour has it"))
    page.goto(f"{at}waiting/")
    expect(page.get_by_role("button", name="Leave it without a place").first).to_be_visible()
    wrong += check(page, "passages in doubt")
    page.get_by_text("Place it by pasting the exact words").first.click()
    page.get_by_label("Exact words from the new text").first.fill("five metres")
    page.get_by_role("button", name="Place it there").first.click()
    expect(page.get_by_role("heading", name="These words stand 2 times")).to_be_visible()
    wrong += check(page, "places to choose from")
    for path in (f"{at}revisions/1/", f"{at}history/", at, f"/claims/{newsroom['final'].pk}/"):
        page.goto(path)
        wrong += check(page, path)
    assert wrong == []


def test_a_large_correction(page_of, newsroom, bo, gus, monkeypatch):
    all_are_large(monkeypatch)
    article, wrong = newsroom["article"], []
    at = f"/articles/{article.pk}/"
    page = page_of(gus, f"{at}revise/")
    page.get_by_label("Corrected text").fill(TEXT.replace("four", "five").replace("Nobody was", "No one at all was"))
    page.get_by_label("Why").fill("The paper says five.")
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="Working it out…")).to_be_visible()
    wrong += check(page, "being worked out")
    work_off()
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    wrong += check(page, "worked out")
    correction = page.url
    page.goto(f"{at}revise/")
    wrong += check(page, "the form with a draft")
    propose(bo, article.revisions.get(), "The river")
    page.goto(correction)
    wrong += check(page, "outdated")
    monkeypatch.setattr("factcheck.tasks.plan_revision", None)
    page.get_by_role("button", name="Work it out again").click()
    work_off()
    expect(page.get_by_text("This could not be worked out.")).to_be_visible()
    wrong += check(page, "failed")
    revise(article, gus, ("Nobody was hurt", "x"))
    page.goto(f"{at}waiting/")
    page.get_by_role("link", name="Place it by selecting its words in the article").first.click()
    drag(page, TEXT.index("highest"), TEXT.index(" since"))
    wrong += check(page, "placing by selecting")
    assert wrong == []
