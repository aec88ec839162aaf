"""A large correction that shows itself when it is worked out, and a passage that is placed by selecting its words."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Anchor, AnchorMethod, AnchorState, Revision
from tests.browser.hands import drag
from tests.desk import TEXT, propose, revise
from tests.large import NEW, all_are_large, work_off

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

HURT = "\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”"
SHORTER = TEXT.replace(HURT, "")
PLACE = TEXT.index("highest since 1954")


@pytest.fixture
def doubtful(article, ada, gus, revision):
    """The anchor of ada's claim on words that were deleted."""
    propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, (HURT, ""))
    return Anchor.objects.get(revision__number=2)


@pytest.fixture
def placing(page_of, gus, article, doubtful):
    """Gus is about to place it."""
    page = page_of(gus, f"/articles/{article.pk}/waiting/")
    page.get_by_role("link", name="Place it by selecting its words in the article").click()
    expect(page).to_have_url(re.compile(f"/waiting/{doubtful.pk}/$"))
    return page


@pytest.mark.parametrize("how", ["button", "m", "Enter"])
def test_a_passage_is_placed_at_the_words_that_are_selected(placing, doubtful, gus, how):
    drag(placing, PLACE, PLACE + 18)
    button = placing.get_by_role("button", name="It stands here")
    expect(button).to_have_count(1)
    button.click() if how == "button" else placing.keyboard.press(how)
    expect(placing.get_by_text("The passage is placed.")).to_be_visible()
    expect(placing.get_by_text("No passage waits for a person.")).to_be_visible()
    settled = Anchor.objects.get(pk=doubtful.pk)
    assert (settled.state, settled.quote, settled.start) == (AnchorState.PLACED, "highest since 1954", PLACE)
    assert (settled.method, settled.settled_by) == (AnchorMethod.SELECTION, gus)


def test_enter_on_a_link_follows_it_and_escape_lets_the_words_go(placing, doubtful):
    drag(placing, PLACE, PLACE + 18)
    placing.keyboard.press("Escape")
    expect(placing.locator("#mark-bar")).to_be_hidden()
    placing.keyboard.press("Enter")
    drag(placing, PLACE, PLACE + 18)
    placing.get_by_role("link", name="All passages in doubt").focus()
    placing.keyboard.press("Enter")
    expect(placing.get_by_role("heading", name="Passages in doubt")).to_be_visible()
    assert Anchor.objects.get(pk=doubtful.pk).state == AnchorState.ORPHANED


def test_enter_marks_without_a_rating_where_there_are_more_buttons(page_of, bo, article):
    page = page_of(bo, f"/articles/{article.pk}/")
    drag(page, PLACE, PLACE + 18)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New claim")).to_be_focused()
    expect(page.get_by_role("radio", name="No verdict yet")).to_be_checked()


def test_a_large_correction_shows_itself_when_it_is_worked_out(page_of, gus, ada, article, revision, monkeypatch):
    all_are_large(monkeypatch)
    propose(ada, revision, "rose four metres in a night")
    page = page_of(gus, f"/articles/{article.pk}/revise/")
    page.get_by_label("Corrected text").fill(NEW)
    page.get_by_label("Why").fill("Printed on Tuesday.")
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="Working it out…")).to_be_visible()
    with page.expect_response(lambda answer: answer.status == 204):
        pass  # it asks, and nothing is swapped
    expect(page.get_by_role("link", name="Look again")).to_be_visible()
    work_off()
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    expect(page).to_have_title(re.compile("^Ready to be looked at"))
    expect(page.get_by_label("Why")).to_have_value("Printed on Tuesday.")
    page.get_by_role("button", name="Save the corrected text").dblclick()
    expect(page.get_by_text("Revision 2 is saved.").first).to_be_visible()
    assert [revision.text for revision in Revision.objects.order_by("number")] == [TEXT, NEW]
