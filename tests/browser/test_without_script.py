"""The whole job in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim
from tests.browser.hands import fill_answer
from tests.desk import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

STATEMENT = "The river rose by four metres."


def test_paste_answer_approve_export(page_of, troubles, ada, bo, cleo, article):
    troubles.expected = ["status of 422"]
    page = page_of(ada, f"/articles/{article.pk}/", java_script_enabled=False)
    page.get_by_text("Mark by pasting the exact words").click()
    page.get_by_label("Exact words from the article").fill("rose four metres")
    page.get_by_role("button", name="Mark these words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("These words stand in 2 places")
    page.get_by_role("button", name="Mark this one, place 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New claim")
    page.get_by_label("Statement").fill(STATEMENT)
    fill_answer(page, "Verified", "The gauge.")
    page.get_by_label("Web address").fill("https://archive.example/gauge")
    page.get_by_role("button", name="Another source").click()
    expect(page.get_by_role("group", name="Source 2")).to_be_visible()
    page.get_by_role("button", name="Save the claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The same words stand 1 more time")
    page.get_by_role("link", name="None of them").click()
    expect(page.locator("#article-text mark")).to_have_text("rose four metres")
    expect(page.locator("#p1 mark")).to_be_visible()

    page = page_of(bo, java_script_enabled=False)
    page.get_by_role("button", name="Take the next one from the pool").click()
    expect(page.get_by_text("The gauge.")).to_have_count(0)
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.locator("#error-summary")).to_contain_text("Choose a rating")
    fill_answer(page, "Verified", "The other gauge.")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()

    page = page_of(cleo, java_script_enabled=False)
    page.get_by_role("link", name=STATEMENT).click()
    page.get_by_role("radio", name=re.compile("Approve")).check()
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert download.value.suggested_filename == "consensus.csv"
    anchor = Claim.objects.get().occurrences.get().span.anchors.get()
    assert (anchor.start, anchor.quote) == (TEXT.rindex("rose four metres"), "rose four metres")


def test_a_mark_without_script_leads_to_its_claim_through_the_list(page_of, bo, article, claim):
    page = page_of(bo, f"/articles/{article.pk}/", java_script_enabled=False)
    page.locator("#claims .statement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.current_version.statement)
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator("#article-text")).to_be_visible()
