"""A passage that is marked again: its claim is offered, takes it, is split, and is merged back."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim
from tests.browser.hands import drag
from tests.desk import TEXT, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

SECOND = TEXT.index("rose four metres", 20)


def joins(page, claim):
    """Select, press the rating, write, and find that the claim is there already."""
    drag(page, SECOND, SECOND + len("rose four metres"))
    page.keyboard.press("2")
    page.get_by_label("Rationale").fill("The gauge says less.")
    offers = page.get_by_role("region", name="Is it this claim once more?")
    expect(offers).to_contain_text(f"Claim {claim.pk}, on the same words elsewhere in this article")
    offers.get_by_role("button", name=f"Add this passage to claim {claim.pk}").click()
    expect(page.locator("#panel-title")).to_have_text(claim.current_version.statement)
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("#notice")).to_contain_text("Your answer is not saved yet")
    expect(page.get_by_role("radio", name="Disputed", exact=True)).to_be_checked()
    expect(page.get_by_label("Rationale")).to_have_value("The gauge says less.")
    expect(page.locator("#article-text mark")).to_have_count(2)
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator(f"#claims #claim-{claim.pk} .passage")).to_have_count(2)


def splits(page, claim):
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Split in two").click()
    page.get_by_role("group", name="Passage 2").get_by_label("Goes to the new claim").check()
    page.get_by_label("Statement of the new claim").fill("Officials said that the river rose.")
    page.get_by_label("Why").fill("Two speakers.")
    page.get_by_role("button", name="Split the claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Officials said that the river rose.")
    expect(page.get_by_text(f"Split from claim {claim.pk}.", exact=True)).to_be_visible()


def merges_back(page, claim, answered):
    page.get_by_role("link", name="Merge into another").click()
    page.get_by_role("link", name=claim.current_version.statement).click()
    page.get_by_label("Why they are the same").fill("One speaker after all.")
    page.get_by_role("button", name="Merge the claims").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.current_version.statement)
    expect(page.locator("main b", has_text="rose four metres")).to_have_count(2)
    expect(page.get_by_text("Your answer is for another wording")).to_have_count(1 if answered else 0)


@pytest.mark.parametrize("script", [True, False])
def test_marked_again_joined_split_and_merged(page_of, bo, article, claim, script):
    claim = Claim.objects.select_related("current_version").get()
    page = page_of(bo, f"/articles/{article.pk}/", java_script_enabled=script)
    if script:
        joins(page, claim)
    else:
        page.get_by_text("Mark by pasting the exact words").click()
        page.get_by_label("Exact words from the article").fill("rose four metres")
        page.get_by_role("button", name="Mark these words").click()
        page.get_by_role("button", name="Mark this one, place 2").click()
        page.get_by_role("button", name=f"Add this passage to claim {claim.pk}").click()
    splits(page, claim)
    merges_back(page, claim, answered=script)


def test_two_claims_are_merged_beside_the_article(page_of, bo, ada, article, claim, revision, troubles):
    troubles.expected.append("422")
    other = propose(ada, revision, "1954", "The highest since 1954.")
    home = f"/articles/{article.pk}/"
    page = page_of(bo, f"{home}?claim={other.pk}")
    title = page.locator("#panel-title")
    page.get_by_role("link", name="Merge into another").click()
    expect(title).to_have_text("Merge the claim into another")
    expect(title).to_be_focused()
    page.get_by_label("Number, or words in the statement").fill("four metres")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Claims found")).to_be_visible()
    page.locator("#panel .rows").get_by_role("link").click()
    expect(title).to_have_text(f"Merge claim {other.pk} into claim {claim.pk}")
    page.get_by_role("button", name="Merge the claims").click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_label("Why they are the same").fill("One flood.")
    page.get_by_role("button", name="Merge the claims").click()
    expect(title).to_have_text("The river rose by four metres in one night.")
    expect(page.locator("#notice")).to_contain_text(f"Claim {other.pk} is merged into claim {claim.pk}")
    # Nothing was left: the marks are the other's now, its card is gone, and the address leads back here.
    assert page.evaluate("location.pathname + location.search") == f"{home}?claim={claim.pk}"
    expect(page.locator("#article-text mark.current")).to_have_count(2)
    expect(page.locator(f"#claim-{other.pk}")).to_have_count(0)
    page.get_by_role("button", name="Close this message").press("Enter")
    expect(page.locator("#notice")).to_be_empty()
    expect(page.locator("#main")).to_be_focused()
    page.locator("#do-undo").click()
    expect(page.locator(f"#claim-{other.pk}")).to_have_count(1)
