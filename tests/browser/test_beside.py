"""The claims beside the text: listed in windows, hidden while something is being done, in step after each save."""

import re

import pytest
from playwright.sync_api import expect

from factcheck.actions import propose_claim
from tests.browser.hands import drag, fill_answer
from tests.desk import TEXT, bring_in, passage, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]
STATEMENTS = "(all) => all.map((a) => a.textContent)"


@pytest.fixture
def listed(article, ada):
    """One claim on the first sentence and one on the last."""
    revision = article.revisions.get()
    return propose(ada, revision, "night", "The first."), propose(ada, revision, "Nobody was hurt", "The last.")


def statements(page) -> list[str]:
    return page.locator("#claims .statement").evaluate_all(STATEMENTS)


def test_the_list_gives_way_to_a_form_and_comes_back_as_it_was(page_of, bo, article, listed):
    page = page_of(bo, f"/articles/{article.pk}/")
    page.locator("#claims > .claims > li[id]").evaluate_all("(all) => all.forEach((li) => { li.stamped = true; })")
    page.get_by_role("link", name="The last.").click()
    expect(page.locator("#panel-title")).to_have_text("The last.")
    expect(page.locator("#claims")).to_be_hidden()
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator("#claims")).to_be_visible()
    expect(page.get_by_role("link", name="The last.")).to_be_focused()
    assert page.locator("#claims > .claims > li[id]").evaluate_all("(all) => all.every((li) => li.stamped)")


def test_a_new_claim_is_put_where_it_belongs_and_the_other_cards_stay(page_of, bo, article, listed):
    page = page_of(bo, f"/articles/{article.pk}/")
    page.locator("#claims > .claims > li[id]").evaluate_all("(all) => all.forEach((li) => { li.stamped = true; })")
    drag(page, TEXT.index("Officials"), TEXT.index(" said the"))
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#claims li[aria-current] a.statement")).to_be_focused()
    assert statements(page) == ["The first.", "Officials", "The last."]
    assert page.locator("#claims > .claims > li[id]").evaluate_all("(all) => all.map((li) => li.stamped === true)") == [
        *(True, False, True)
    ]
    expect(page.locator("#claims-title")).to_contain_text("3")
    page.get_by_role("link", name="Officials", exact=True).first.click()
    expect(page.locator("#panel-title")).to_have_text("Officials")


def test_an_answer_renews_the_card_of_its_claim(page_of, bo, article, listed):
    page = page_of(bo, f"/articles/{article.pk}/", viewport={"width": 1280, "height": 640})
    page.get_by_role("link", name="The last.").click()
    save, bar = page.get_by_role("button", name="Save your answer"), page.locator("#panel form > .actions")
    expect(page.locator("#panel-title")).to_have_text("The last.")
    for field in page.locator("#panel form > :not(.actions) :is(input, textarea, select, button):visible").all():
        field.focus()
        expect(save).to_be_in_viewport(ratio=1)  # and what has the focus is not under it
        box = field.bounding_box()
        assert box["y"] + box["height"] <= bar.bounding_box()["y"]
    fill_answer(page, "Disputed", "One was.")
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    page.get_by_role("link", name="All claims in this article").click()
    expect(page.locator(f"#claims #claim-{listed[1].pk} .state")).to_contain_text("Your verdict: disputed")
    expect(page.locator("#claims-title")).to_contain_text("1 of 2 answered by you")
    assert statements(page) == ["The first.", "The last."]


def test_the_same_words_are_offered_and_taken_one_by_one(page_of, bo, article, ada):
    text = "It rained. They said it rained. Nobody said it rained, or not."
    page = page_of(bo, f"/articles/{bring_in(text, ada).pk}/")
    drag(page, text.index("rained"), text.index(". They"))
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#panel-title")).to_have_text("The same words stand 2 more times")
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Add those ticked").click()
    expect(page.locator("#notice")).to_contain_text("1 passage belongs to claim")
    expect(page.locator("#claims .passage")).to_have_count(2)
    shown = page.locator("#p0").inner_html()
    assert re.sub(r"<mark[^>]*>(.*?)</mark>", r"[\1]", shown) == (
        "It [rained]. They said it rained. Nobody said it [rained], or not."
    )


def test_a_new_claim_behind_the_window_comes_with_the_rest(page_of, bo, ada):
    revision = bring_in(" ".join(f"w{number:03}" for number in range(23)), ada).revisions.get()
    for number in range(22):
        propose(ada, revision, f"w{number:03}")
    page = page_of(bo, f"/articles/{revision.article_id}/", viewport={"width": 1280, "height": 300})
    expect(page.locator("#claims .statement")).to_have_count(20)
    drag(page, revision.text.index("w022"), len(revision.text))
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#claims-title")).to_contain_text("23")
    page.locator("#claims-more").scroll_into_view_if_needed()
    expect(page.locator("#claims-more")).to_have_count(0)
    assert statements(page) == [f"w{number:03}" for number in range(23)]


@pytest.mark.parametrize("script", [True, False])
def test_a_long_list_comes_in_windows(page_of, bo, ada, script):
    words = " ".join(f"w{number:03}" for number in range(80))
    revision = bring_in(words, ada).revisions.get()
    for number in range(80):
        where = passage(revision, f"w{number:03}")
        propose_claim(passage=where, statement=f"Claim on w{number:03}.", by=ada)
    page = page_of(bo, f"/articles/{revision.article_id}/", java_script_enabled=script)
    everything = [f"Claim on w{number:03}." for number in range(80)]
    assert statements(page) == everything[:20]
    if script:
        for count in (40, 60, 80):
            page.locator("#claims-more").scroll_into_view_if_needed()
            expect(page.locator("#claims .statement")).to_have_count(count)
        assert statements(page) == everything
    else:
        page.get_by_role("link", name="The next claims").click()
        assert statements(page) == everything[20:40]
