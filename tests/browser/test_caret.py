"""The caret in the article: by keys alone from unit to unit, each taken as a pointer would take it."""

import re

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim
from tests.browser.hands import click_at, drag
from tests.desk import TEXT, bring_in, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

FIRST, SECOND, _, LAST = TEXT.split("\n")
ARABIC = "النهر ارتفع أربعة أمتار. لم يصب أحد.\nThe river rose."


def press(page, *keys: str) -> str:
    """Press the keys; return what is taken then, its paragraphs one below the other."""
    for key in keys:
        page.keyboard.press(key)
    return re.sub(r"\n+", "\n", page.evaluate("String(getSelection())"))


@pytest.fixture
def reading(page_of, bo, article):
    """Bo has come to the text by Tab."""
    page = page_of(bo, f"/articles/{article.pk}/")
    page.locator("#text-tools a").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#article-text")).to_be_focused()
    return page


def test_arrows_go_from_unit_to_unit_and_shift_takes_more(reading):
    assert [press(reading, "ArrowRight") for _ in range(4)] == [FIRST, SECOND, LAST, LAST]
    assert press(reading, "Shift+ArrowUp") == f"{SECOND}\n{LAST}"
    assert press(reading, "Shift+ArrowDown", "ArrowLeft", "Control+Home") == FIRST
    # Word by word from the same sentence: less of it from its end, then on from there.
    assert press(reading, "s", "Shift+ArrowLeft") == "The river rose four metres in a"
    assert press(reading, "ArrowRight") == "a"
    assert press(reading, "ArrowRight", "ArrowRight") == "Officials"
    assert press(reading, "Shift+End") == SECOND.removesuffix(".")
    assert press(reading, "ArrowLeft", "ArrowDown") == LAST
    assert press(reading, "s", "End", "Shift+ArrowLeft", "Shift+ArrowLeft") == "t.”"  # character by character
    assert press(reading, "Home", "ArrowRight", "Shift+ArrowLeft") == "A f"
    assert press(reading, "ArrowLeft", *["ArrowRight"] * 7, "ArrowRight") == "👨🏻‍🚒"
    assert press(reading, "s", "Control+Home", "Shift+ArrowRight") == f"{FIRST}\n{SECOND}"  # paragraph by paragraph
    assert press(reading, "s", "ArrowRight", "Control+End") == LAST
    expect(reading.locator("#caret-step")).to_have_value("sentence")


def test_in_a_text_from_right_to_left_the_arrows_go_as_it_is_read(page_of, bo):
    page = page_of(bo, f"/articles/{bring_in(ARABIC, bo).pk}/")
    page.locator("#article-text").focus()
    assert press(page, "ArrowLeft", "s", "ArrowLeft") == "النهر"
    assert [press(page, key) for key in ("ArrowLeft", "ArrowRight")] == ["ارتفع", "النهر"]
    assert press(page, "End", "ArrowLeft", "ArrowRight") == "river"


def test_the_caret_goes_on_from_a_click_a_drag_or_a_passage(reading, ada, article):
    click_at(reading, TEXT.index("told us"))
    assert press(reading, "ArrowRight") == LAST
    drag(reading, TEXT.index("Officials"), TEXT.index(" said"))
    assert press(reading, "s", "Shift+ArrowRight") == "Officials said"
    propose(ada, article.revisions.get(), "highest since 1954")
    reading.reload()
    reading.locator("#article-text mark").focus()
    assert press(reading, "s", "ArrowRight", "ArrowRight") == "since"


def test_what_a_key_takes_a_key_marks(reading):
    press(reading, "ArrowRight", "ArrowRight")
    expect(reading.locator("#mark-bar")).to_be_hidden()  # nothing gets into the way of reading
    assert reading.evaluate("['caret', 'pending'].map((name) => [...CSS.highlights.get(name)].join())") == [SECOND] * 2
    assert press(reading, "s", "Shift+ArrowLeft") == SECOND.removesuffix(" 1954.")
    expect(reading.locator("#mark-bar")).to_be_visible()
    reading.keyboard.press("2")
    expect(reading.locator("#panel-title")).to_have_text("New claim")
    expect(reading.get_by_role("radio", name="Disputed")).to_be_checked()
    expect(reading.get_by_label("Rationale")).to_be_focused()
    reading.keyboard.type("Nobody has looked. 1 m ?")
    reading.keyboard.press("Control+Enter")
    expect(reading.locator("#claims li[aria-current] a.statement")).to_be_focused()
    assert Claim.objects.get().current_version.statement == SECOND.removesuffix(" 1954.")
    expect(reading.locator("#article-text mark")).to_have_text(SECOND.removesuffix(" 1954."))
    # Back in the text, on from where the caret was.
    reading.keyboard.press("Escape")
    expect(reading.locator("#article-text")).to_be_focused()
    assert press(reading, "ArrowRight") == "1954"
    reading.keyboard.press("Enter")
    expect(reading.get_by_label("Statement")).to_have_value("1954")


def test_the_caret_stays_in_sight_in_a_long_text(page_of, bo):
    text = "\n".join(f"Line {number} says something. It says it twice." for number in range(700))
    page = page_of(bo, f"/articles/{bring_in(text, bo).pk}/", viewport={"width": 900, "height": 500})
    page.locator("#article-text").focus()
    for keys, words in {
        ("ArrowRight", "Control+End"): "It says it twice.",
        ("ArrowUp", "ArrowUp"): "It says it twice.",
        ("Control+Home",): "Line 0 says something.",
        ("ArrowDown",) * 30: "Line 15 says something.",
    }.items():
        assert press(page, *keys) == words
        page.wait_for_timeout(50)
        top, bottom = page.evaluate(
            "(({ top, bottom }) => [top, bottom])(getSelection().getRangeAt(0).getBoundingClientRect())"
        )
        assert 0 < top < bottom < 500
