"""Two people in one article at once: what the one does reaches the other's page, and takes nothing from her hands."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from annotations.models import Kind
from factcheck.actions import withdraw_claim
from factcheck.choices import Rating
from tests.browser.hands import drag
from tests.desk import TEXT, edit, mark, propose, rate, revise
from tests.worlds import NOON

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


@pytest.fixture
def other(bo, revision):
    """Bo's claim, in another paragraph than Ada's."""
    return propose(bo, revision, "1954", "It was the highest since 1954.")


def selected(page):
    """The words that are selected natively, and those that are kept as selected while a field has the focus."""
    return page.evaluate("[getSelection().toString(), [...(CSS.highlights.get('pending') ?? [])].map(String).join()]")


def typing(page):
    """Where the focus is, what is typed there, where the caret is, how far the page is scrolled."""
    return page.evaluate(
        "(({ name, value, selectionStart }) => [name, value, selectionStart, scrollY])(document.activeElement)"
    )


def test_what_another_does_is_seen_and_ones_own_typing_selection_and_focus_stand(
    page_of, ada, bo, cleo, article, revision, claim, other, troubles
):
    troubles.expected = ["409"]
    page = page_of(ada, f"/articles/{article.pk}/")
    page.get_by_role("link", name=claim.current_version.statement).click()
    expect(page.locator("#panel-title")).to_be_focused()
    drag(page, TEXT.index("A fireman"), TEXT.index(" 👨"))
    page.get_by_label("Rationale").fill("I read the gauge")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("radio", name="Verified", exact=True).check()
    page.get_by_label("Rationale").focus()
    before = typing(page), selected(page)
    assert before[1][1] == "A fireman"

    # Bo marks, in the paragraph of the selection too, and edits what Ada is answering.
    propose(bo, revision, "told us", "He told them.")
    mark(bo, revision, "fireman", Kind.CAVEAT)
    edit(claim, bo, "The river rose by five metres in one night.", reason="The gauge.")
    expect(page.locator("#p3 mark", has_text="told us")).to_be_visible()
    news = page.locator("#panel-news")
    expect(news).to_contain_text("Bo edited the statement.")
    expect(page.locator("#panel-title")).to_have_text("The river rose by four metres in one night.")
    expect(page.locator("#claims .statement")).to_have_text(
        ["The river rose by five metres in one night.", "It was the highest since 1954.", "He told them."]
    )
    assert (typing(page), selected(page)) == before
    page.keyboard.type("X")
    expect(page.get_by_label("Rationale")).to_have_value("I read the gaugXe")

    # Saved too late: both wordings, and what was typed.
    page.get_by_role("button", name="Save your answer").click()
    expect(page.locator("#panel .conflict ins")).to_have_text("five ")
    expect(page.get_by_label("Rationale")).to_have_value("I read the gaugXe")
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()

    # Whoever has answered hears of answers; a corrected text is told, and not swapped.
    rate(claim, bo, Rating.DISPUTED, "The book says less.")
    expect(news).to_contain_text("There is a new answer")
    revise(article, cleo, ("told us", "said"))
    expect(page.locator("#notice")).to_contain_text("Cleo corrected the text.")
    expect(page.locator("#p3")).to_contain_text("told us")
    page.get_by_role("link", name="Open the new text").click()
    expect(page.locator("#p3")).to_contain_text("fireman 👨🏻‍🚒 said:")


def test_an_open_page_asks_again_within_ten_seconds(page_of, ada, article):
    page = page_of(ada)
    page.clock.install(time=NOON)  # the page's own: what a slow machine takes does not count
    page.goto(f"/articles/{article.pk}/")
    with page.expect_response("**/since/**"):
        page.clock.pause_at(NOON + timedelta(hours=1))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(10):
        page.clock.run_for(1_000)
        page.wait_for_timeout(200)
    assert ["/since/" in url for url in asked][:1] == [True]


def test_a_card_in_focus_keeps_it_and_leaves_it_to_the_list_when_it_goes(page_of, ada, bo, article, claim, other):
    page = page_of(ada, f"/articles/{article.pk}/")
    page.get_by_role("link", name="It was the highest since 1954.").focus()
    edit(other, bo, "It was the highest since 1954, they say.")
    link = page.get_by_role("link", name="It was the highest since 1954, they say.")
    expect(link).to_be_visible()
    expect(link).to_be_focused()
    withdraw_claim(claim=other, reason="Mine no more.", by=bo)
    expect(link).to_have_count(0)
    expect(page.locator("#claims-title")).to_be_focused()


def test_an_answer_that_ones_own_save_has_overtaken_is_dropped_and_asked_for_again(page_of, ada, bo, article, revision):
    page = page_of(ada, f"/articles/{article.pk}/")
    held = []
    page.route("**/since/**", lambda route: held.append((route, route.fetch())), times=1)
    propose(bo, revision, "Nobody", "Nobody was.")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    while not held:
        page.wait_for_timeout(50)
    drag(page, TEXT.index("told"), TEXT.index(": “Nobody"))
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    own = page.locator("#p3 mark", has_text="told us")
    expect(own).to_be_visible()
    held[0][0].fulfill(response=held[0][1])
    expect(page.get_by_role("link", name="Nobody was.")).to_be_visible()
    expect(own).to_be_visible()
    expect(page.locator("#claims-title")).to_contain_text("2")
    propose(ada, revision, "1954", "It was in 1954.")  # in another window of hers
    expect(page.get_by_role("link", name="It was in 1954.")).to_be_visible()


def test_who_is_signed_out_or_cut_off_is_told_once_and_hears_again_afterwards(
    page_of, ada, bo, article, revision, claim, troubles
):
    troubles.expected = ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    page = page_of(ada, f"/articles/{article.pk}/")
    page.context.set_offline(True)
    lost = page.get_by_text("The desk does not answer.")
    expect(lost).to_be_visible()
    propose(bo, revision, "1954", "It was the highest since 1954.")
    page.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("link", name="It was the highest since 1954.")).to_be_visible()
    expect(lost).to_have_count(0)
    page.context.clear_cookies()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    link = page.locator("#live-said a").get_attribute("href")
    assert link == f"/account/login/?next=/articles/{article.pk}/"
