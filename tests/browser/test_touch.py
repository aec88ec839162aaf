"""With a finger on a narrow screen: a tap takes a sentence, buttons change it by words, a sheet holds the form."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim
from tests.browser.axe import check
from tests.browser.hands import fill_answer, paragraph, point
from tests.desk import TEXT, bring_in, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]
PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DRAWN = "[...(CSS.highlights.get('pending') ?? [])].map(String)"


@pytest.fixture
def held(page_of, bo, article):
    """Bo has the article open on a telephone."""
    return page_of(bo, f"/articles/{article.pk}/", **PHONE)


def tap(page, position: int) -> None:
    paragraph(page, position).scroll_into_view_if_needed()
    x, y = point(page, position)
    page.touchscreen.tap(x + 2, y)


def taken(page) -> list[str]:
    return page.evaluate(DRAWN)


def bottom(page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    return box["y"] + box["height"]


def test_tap_adjust_rate_write_save(held):
    bar, sheet, button = held.locator("#mark-bar"), held.locator(".beside"), held.get_by_role
    tap(held, TEXT.index("highest"))
    expect(bar).to_be_visible()
    assert taken(held) == ["Officials said the river rose four metres, the highest since 1954."]
    assert held.evaluate("getSelection().isCollapsed")
    for name in (
        "Leave out the first word",
        "Leave out the first word",
        "Leave out the last word",
        "Take the word after",
    ):
        box = button("button", name=name).bounding_box()
        assert (box["width"] >= 44, box["height"] >= 44) == (True, True)
        button("button", name=name).tap()
    button("button", name="Take the word before").tap()
    for _ in range(4):
        button("button", name="Leave out the last word").tap()
    assert taken(held) == ["said the river rose four metres, the"]
    assert check(held, "the bar over taken words") == []
    button("button", name="Disputed").tap()
    expect(bar).to_be_hidden()
    expect(held.locator("#panel-title")).to_be_focused()
    assert sheet.evaluate("(sheet) => getComputedStyle(sheet).position") == "fixed"
    assert bottom(held, ".beside") == 700
    top, end = held.evaluate(
        "(({ top, bottom }) => [top, bottom])([...CSS.highlights.get('pending')][0].getBoundingClientRect())"
    )
    assert 0 < top < end < sheet.bounding_box()["y"]  # what is judged is in sight
    assert check(held, "the sheet") == []
    expect(button("button", name="Save the claim")).to_be_in_viewport(ratio=1)
    held.get_by_label("Rationale").fill("The gauge says three.")
    button("button", name="Save the claim").tap()
    expect(held.locator("#article-text mark")).to_have_text("said the river rose four metres, the")
    expect(held.locator("#article-text mark")).to_be_focused()
    button("button", name="Close this message").tap()
    expect(held.locator("#notice")).to_be_empty()
    assert sheet.evaluate("(sheet) => getComputedStyle(sheet).position") == "static"
    assert Claim.objects.get().current_version.statement == "said the river rose four metres, the"


def test_a_tap_on_a_mark_opens_it_and_closing_leads_back(page_of, bo, ada):
    text = f"{TEXT}\n" + "The dam upstream held. Nobody opened it.\n" * 30
    revision = bring_in(text, ada).revisions.get()
    propose(ada, revision, "Nobody opened it", "The first of them.", nth=12)
    page = page_of(bo, f"/articles/{revision.article_id}/", **PHONE)
    mark, position = page.locator("#article-text mark"), revision.text.index("Nobody opened it") + 11 * 41
    for close in (page.get_by_role("link", name="Close").tap, lambda: page.keyboard.press("Escape")):
        tap(page, position + 3)
        expect(page.locator("#panel-title")).to_have_text("The first of them.")
        expect(page.locator("#panel-title")).to_be_focused()
        top = page.locator(".beside").bounding_box()["y"]
        assert 0 < mark.bounding_box()["y"] < top - 20
        fill_answer(page, "Verified", "Typed.")
        before = page.evaluate("scrollY")
        close()
        expect(page.locator("#panel")).to_be_empty()
        expect(mark).to_be_focused()
        assert page.evaluate("scrollY") == before
    card = page.get_by_role("link", name="The first of them.")
    card.tap()
    expect(page.locator("#panel-title")).to_be_focused()
    expect(mark).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Close").tap()
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport(ratio=1)


def test_cancel_another_tap_and_what_stays_hidden_while_words_are_taken(held):
    tap(held, 5)
    assert taken(held) == ["The river rose four metres in a night."]
    tap(held, TEXT.index("said"))
    assert taken(held) == ["Officials said the river rose four metres, the highest since 1954."]
    held.get_by_role("button", name="Mark only").tap()
    expect(held.locator("#panel-title")).to_have_text("New claim")
    held.get_by_label("Statement").fill("Typed.")
    tap(held, 5)
    expect(held.locator("#mark-bar")).to_be_visible()
    expect(held.locator("#panel")).to_be_hidden()
    held.get_by_role("button", name="Cancel").tap()
    expect(held.get_by_label("Statement")).to_have_value("Typed.")
    expect(held.get_by_label("Statement")).to_be_visible()
    tap(held, 5)
    held.get_by_role("button", name="Mark only").tap()
    expect(held.get_by_label("Statement")).to_have_value("The river rose four metres in a night.")
    assert len(taken(held)) == 1
    held.keyboard.press("Escape")
    expect(held.locator("#panel")).to_be_empty()
    assert taken(held) == []


def test_a_native_selection_is_left_to_its_handles_and_a_tap_only_ends_it(held):
    select = "getSelection().setBaseAndExtent(p0.firstChild, 5, p0.firstChild, 12)"
    tap(held, 5)
    held.evaluate(select)
    expect(held.get_by_role("button", name="Cancel")).to_be_hidden()
    expect(held.get_by_role("button", name="Verified", exact=True)).to_be_visible()
    assert (taken(held), held.evaluate("String(getSelection())")) == (["river rose"], "iver ro")
    tap(held, TEXT.index("Officials"))
    expect(held.locator("#mark-bar")).to_be_hidden()
    assert taken(held) == []


def test_a_keyboard_on_the_screen_does_not_cover_the_sheet(held):
    tap(held, 5)
    held.get_by_role("button", name="Mark only").tap()
    expect(held.locator("#panel-title")).to_be_focused()
    # What Safari does: the visual viewport shrinks, the window does not.
    held.evaluate("Object.defineProperties(visualViewport, { height: { value: 400 }, offsetTop: { value: 100 } })")
    held.evaluate("visualViewport.dispatchEvent(new Event('resize'))")
    assert bottom(held, ".beside") == 500
    assert held.locator(".beside").bounding_box()["height"] == 340


def test_without_script_the_panel_stands_below_the_text(page_of, bo, claim):
    page = page_of(bo, f"/articles/{claim.occurrences.get().span.article_id}/", **PHONE, java_script_enabled=False)
    assert page.locator(".beside").bounding_box()["y"] > bottom(page, "#article-text")
    expect(page.locator(".close-sheet")).to_be_hidden()
