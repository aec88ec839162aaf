"""Nothing typed is lost: the same form in two windows of one browser, which share what it keeps."""

import pytest
from playwright.sync_api import expect

from factcheck.access import unsaved_by
from factcheck.models import Verdict
from tests.browser.hands import fill_answer, type_on
from tests.browser.test_unsaved import HERE, SAVED, line

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


@pytest.fixture
def home(article, claim) -> str:
    return article.get_absolute_url()


def test_two_windows_keep_two_texts_and_either_can_be_put_into_the_form(page_of, bo, home, claim, troubles):
    troubles.expected.append("ERR_INTERNET_DISCONNECTED")
    first = page_of(bo, f"{home}?claim={claim.pk}")
    second = first.context.new_page()
    second.goto(f"{home}?claim={claim.pk}")
    # They share what the browser keeps.
    first.context.set_offline(True)
    for page, words in ((first, "From the first."), (second, "From the second.")):
        page.get_by_label("Rationale").fill(words)
        expect(line(page).get_by_role("status")).to_have_text("Offline, kept on this device.")
    assert len(first.evaluate(HERE)) == 2
    first.context.set_offline(False)
    second.wait_for_function("() => !localStorage.length")
    assert {text.fields["rationale"] for text in unsaved_by(bo)} == {"From the first.", "From the second."}
    # A reload shows the later, and typing on makes no third; the other can be had with a click, and typed on in.
    second.reload()
    rationale, notices = second.get_by_label("Rationale"), second.locator("form.unsaved")
    expect(rationale).to_have_value("From the second.")
    type_on(rationale, " More.")
    expect(line(second)).to_have_text(SAVED)
    second.get_by_role("link", name="Put this into the form").click()
    expect(rationale).to_have_value("From the first.")
    expect(notices.nth(1)).to_contain_text("From the second. More.")
    type_on(rationale, " And on.")
    expect(line(second)).to_have_text(SAVED)
    assert [text.fields["rationale"] for text in unsaved_by(bo)] == [
        "From the second. More.",
        "From the first. And on.",
    ]
    # What is typed, and not yet at the desk, stays when the other is let go of.
    rationale.press_sequentially(" And on.")
    notices.nth(1).get_by_role("button", name="Discard").click()
    expect(notices).to_have_count(1)
    expect(rationale).to_have_value("From the first. And on. And on.")
    expect(first.get_by_label("Rationale")).to_have_value("From the first.")
    # Saved there, with what was typed here kept.
    fill_answer(first, "Verified", "From the first, at last.")
    first.get_by_role("button", name="Save your answer").click()
    expect(first.get_by_text("Your answer is saved.")).to_be_visible()
    assert Verdict.objects.get().rationale == "From the first, at last."
    assert unsaved_by(bo).get().fields["rationale"] == "From the first. And on. And on."
