"""The talk beside an article: a remark and an answer are typed in one panel, and neither takes from the other."""

import pytest
from playwright.sync_api import expect

from factcheck.actions import settle_talk
from factcheck.choices import Rating
from factcheck.models import Remark
from tests.desk import rate, say

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

#: Twice the pause between two questions: "within ten seconds".
SOON = 10_000


@pytest.fixture
def beside(page_of, article, claim, bo, emil):
    """Bo's page with the claim beside the text, which he and emil have answered."""
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    say(claim, emil, "Which *gauge* did you read?")
    page = page_of(bo, f"/articles/{article.pk}/?claim={claim.pk}")
    page.get_by_role("link", name="Change your answer").click()
    expect(page.get_by_label("Rationale")).to_be_visible()
    return page


def test_a_remark_is_saved_and_the_answer_that_is_being_typed_stands(beside):
    beside.get_by_label("Rationale").fill("On second thoughts")
    beside.get_by_label("Remark", exact=True).fill("The old one.")
    beside.get_by_role("button", name="Add the remark").click()
    expect(beside.locator("#talk-remarks .prose")).to_have_text(["Which gauge did you read?", "The old one."])
    expect(beside.locator("#notice")).to_contain_text("Your remark is saved.")
    expect(beside.get_by_label("Remark", exact=True)).to_have_value("")
    expect(beside.get_by_role("button", name="Add the remark")).to_be_focused()
    expect(beside.get_by_label("Rationale")).to_have_value("On second thoughts")


def test_an_answer_is_saved_and_the_remark_that_is_being_typed_stands(beside):
    beside.get_by_label("Remark", exact=True).fill("The old")
    beside.get_by_label("Rationale").fill("On second thoughts.")
    beside.get_by_role("button", name="Save your answer").click()
    expect(beside.locator("#notice")).to_contain_text("Your answer is saved.")
    expect(beside.get_by_label("Remark", exact=True)).to_have_value("The old")
    beside.get_by_role("button", name="Add the remark").click()
    expect(beside.locator("#talk-remarks .prose").last).to_have_text("The old")


def test_what_others_say_comes_and_the_caret_stays_where_it_is(beside, claim, emil):
    field = beside.get_by_label("Remark", exact=True)
    field.fill("The old on")
    beside.keyboard.press("ArrowLeft")
    say(claim, emil, "Never mind, I found it.")
    settle_talk(claim=claim, resolved=True, by=emil)
    expect(beside.locator("#talk-remarks .prose").last).to_have_text("Never mind, I found it.", timeout=SOON)
    expect(beside.locator("#talk-state")).to_contain_text("Resolved by Emil", timeout=SOON)
    expect(beside.get_by_role("status").filter(has_text="New in the talk")).to_have_count(1)
    expect(field).to_be_focused()
    beside.keyboard.type("X")
    expect(field).to_have_value("The old oXn")


def test_a_remark_is_changed_and_withdrawn_in_place(beside, bo, claim):
    beside.get_by_label("Remark", exact=True).fill("The old one.")
    beside.get_by_role("button", name="Add the remark").click()
    beside.get_by_role("link", name="Change or withdraw").click()
    expect(beside.get_by_role("button", name="Change the remark")).to_be_visible()
    beside.get_by_label("Remark", exact=True).fill("The new one.")
    beside.get_by_role("button", name="Change the remark").click()
    expect(beside.locator("#talk-remarks .prose").last).to_have_text("The new one.")
    beside.get_by_role("link", name="Change or withdraw").click()
    beside.get_by_role("button", name="Withdraw it").click()
    expect(beside.locator("#talk-remarks")).to_contain_text("Bo withdrew a remark.")
    assert Remark.objects.get(author=bo).withdrawn_at is not None


def test_without_script_people_talk_all_the_same(page_of, claim, bo, emil):
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    page = page_of(bo, f"/claims/{claim.pk}/", java_script_enabled=False)
    page.get_by_label("Remark", exact=True).fill("Which one?")
    page.get_by_role("button", name="Tell somebody").click()
    page.get_by_label("Emil").check()
    page.get_by_role("button", name="Add the remark").click()
    expect(page.locator("#talk-remarks")).to_contain_text("Bo to Emil")
    page.get_by_role("button", name="Mark as resolved").click()
    expect(page.locator("#talk-state")).to_contain_text("Resolved by Bo")
