"""The claims beside the text are filtered and followed, and what is swapped disturbs nothing else."""

import re

import pytest
from playwright.sync_api import expect

from factcheck.choices import Rating
from tests.browser.hands import click_at, drag, fill_answer
from tests.desk import bring_in, propose, rate

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

#: Taller than the window: the first words and the last are never seen at once.
LONG = "\n".join(f"Sentence {number:02} says so." for number in range(60))
#: What was announced: each time something is put into the live region.
WATCH = """() => { window.told = []; new MutationObserver((all) => all.forEach(({ addedNodes }) =>
  addedNodes.forEach((node) => node.nodeType === 1 && told.push(node.textContent.trim()))
)).observe(document.getElementById("notice"), { childList: true }); }"""
TOP = "() => document.getElementById('p31').getBoundingClientRect().top"


@pytest.fixture
def listed(ada, bo):
    """Claims on the words 05, 30 and 55 of a long text; Bo has disputed the second."""
    revision = bring_in(LONG, ada, "long").revisions.get()
    first, second, third = (
        propose(ada, revision, f"Sentence {number}", f"It is {number}.") for number in ("05", 30, 55)
    )
    rate(second, bo, Rating.DISPUTED)
    return revision.article, first, second, third


def statements(page) -> list[str]:
    return page.locator("#claims-list .statement").all_text_contents()


def current(page) -> list[str]:
    return page.locator("#article-text .current").all_text_contents()


def test_a_filter_stays_with_the_page_and_lets_go_of_what_no_longer_fits(page_of, bo, listed, troubles):
    article = listed[0]
    page = page_of(bo, f"/articles/{article.pk}/", viewport={"width": 1280, "height": 700})
    page.evaluate("document.getElementById('article-text').stamped = true")
    page.get_by_role("link", name="Unanswered 2").click()
    expect(page.locator("#claims-title")).to_contain_text("2 of 3")
    expect(page.get_by_role("link", name="Unanswered 2")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?show=unanswered$"))
    assert statements(page) == ["It is 05.", "It is 55."]
    page.get_by_role("link", name="It is 55.").click()
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("#article-text .current")).to_be_in_viewport()
    assert current(page) == ["Sentence 55"]
    fill_answer(page, "Verified", "Counted them.")
    page.get_by_role("button", name="Save your answer").click()
    expect(page.locator("#notice")).to_have_text("Your answer is saved.")
    assert current(page) == ["Sentence 55"]
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator("#claims-title")).to_contain_text("1 of 3 · 2 of 3 answered by you")
    expect(page.locator("#article-text .current")).to_have_count(0)
    assert statements(page) == ["It is 05."]
    page.get_by_role("link", name="It is 05.").click()
    fill_answer(page, "Verified", "Counted them.")
    page.get_by_role("button", name="Save your answer").click()
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.get_by_text("No claim is listed under “Unanswered”.")).to_be_visible()
    assert page.evaluate("document.getElementById('article-text').stamped")
    page.get_by_role("link", name="Disputed 1").click()
    expect(page.get_by_role("link", name="It is 30.")).to_be_visible()
    page.reload()
    assert statements(page) == ["It is 30."]
    page.goto("/queue/")
    page.go_back()
    assert statements(page) == ["It is 30."]
    page.get_by_role("link", name="All 3").click()
    expect(page.locator("#claims-list .statement")).to_have_count(3)


def test_a_mark_leads_to_its_card_and_a_card_to_its_mark(page_of, bo, listed):
    article, first, second, _ = listed
    page = page_of(bo, f"/articles/{article.pk}/", viewport={"width": 1280, "height": 700})
    click_at(page, LONG.index("Sentence 05"))
    expect(page.locator("#panel-title")).to_have_text("It is 05.")
    assert current(page) == ["Sentence 05"]
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator("#claims-list > [aria-current]")).to_have_id(f"claim-{first.pk}")
    page.locator(f"#claim-{second.pk} .passage a").click()
    expect(page.locator("#article-text mark", has_text="Sentence 30")).to_be_focused()
    page.goto(f"/claims/{second.pk}/")
    page.get_by_role("link", name="long").click()
    expect(page.locator("#article-text mark", has_text="Sentence 30")).to_be_focused()


def test_a_save_disturbs_neither_the_selection_nor_the_scroll_nor_the_focus_and_speaks_once(page_of, bo, listed):
    page = page_of(bo, f"/articles/{listed[0].pk}/", viewport={"width": 1280, "height": 700})
    page.evaluate(WATCH)
    page.get_by_role("link", name="It is 30.").click()
    expect(page.locator("#panel-title")).to_be_focused()
    page.get_by_role("link", name="Change your answer").click()
    page.get_by_label("Rationale").fill("Seen again.")
    page.get_by_role("button", name="Save your answer").click(no_wait_after=True)
    drag(page, LONG.index("Sentence 31"), LONG.index(" says so.\nSentence 32"))
    expect(page.locator("#notice")).to_have_text("Your answer is saved.")
    assert page.evaluate("String(getSelection())") == "Sentence 31"
    assert page.evaluate("told") == ["Your answer is saved."]
    page.keyboard.press("m")
    expect(page.locator("#panel-title")).to_have_text("New claim")
    button = page.get_by_role("button", name="Save the claim")
    button.focus()
    stood = page.evaluate(TOP)
    button.press("Enter")
    expect(page.locator("#claims-list [aria-current] a.statement")).to_be_focused()
    assert page.evaluate(TOP) == stood
    assert [re.sub(r"\d+", "N", one) for one in page.evaluate("told")] == ["Your answer is saved.", "Claim N is saved."]


@pytest.mark.parametrize(("answer", "told"), [("Read the records.", "Your answer is saved."), ("", "Not saved.")])
def test_a_save_overtaken_by_all_claims_still_reaches_the_page(page_of, bo, listed, troubles, answer, told):
    troubles.expected = ["status of 422"]
    article, first, *_ = listed
    page = page_of(bo, f"/articles/{article.pk}/", viewport={"width": 1280, "height": 700})
    held = []

    def hold(route):
        held.append(route)

    page.route("**/answer/**", hold)
    page.get_by_role("link", name="It is 05.").click()
    page.get_by_role("radio", name="Disputed", exact=True).check()
    page.get_by_label("Rationale").fill(answer)
    page.get_by_role("button", name="Save your answer").click()
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator("#claims")).to_be_visible()
    for route in held:
        route.continue_()
    if answer:
        expect(page.locator("#notice")).to_have_text(told)
        expect(page.locator(f"#claim-{first.pk} .state")).to_contain_text("Your verdict: disputed")
        expect(page.locator("#panel > *")).to_have_count(0)
        expect(page.locator("#article-text mark").first).to_have_class("span lane-0-disputed")
    else:
        expect(page.locator("#error-summary")).to_contain_text(told)
        expect(page.locator("#error-summary")).to_be_focused()
        expect(page.get_by_role("radio", name="Disputed", exact=True)).to_be_checked()


@pytest.mark.parametrize(("answer", "told"), [("Read the records.", "Your answer is saved."), ("", "Not saved.")])
def test_a_save_answered_on_the_way_to_all_claims_does_not_hold_one_back(page_of, bo, listed, troubles, answer, told):
    troubles.expected = ["status of 422"]
    article, first, *_ = listed
    page = page_of(bo, f"/articles/{article.pk}/", viewport={"width": 1280, "height": 700})
    held = []

    def hold(route):
        held.append(route)

    page.get_by_role("link", name="It is 05.").click()
    page.get_by_role("radio", name="Disputed", exact=True).check()
    page.get_by_label("Rationale").fill(answer)
    page.route(f"**/articles/{article.pk}/", hold)
    page.route("**/answer/**", hold)
    page.get_by_role("button", name="Save your answer").click()
    page.get_by_role("link", name="All claims in this article").click()
    while len(held) < 2:
        page.wait_for_timeout(10)
    for route in held:
        with page.expect_response(route.request.url):
            route.continue_()
    if answer:
        expect(page.locator("#notice")).to_have_text(told)
        expect(page.locator("#claims")).to_be_visible()
        expect(page.locator(f"#claim-{first.pk} .state")).to_contain_text("Your verdict: disputed")
        expect(page.locator("#panel > *")).to_have_count(0)
        expect(page.locator("#article-text .current")).to_have_count(0)
    else:
        expect(page.locator("#error-summary")).to_contain_text(told)
        expect(page.locator("#error-summary")).to_be_focused()
