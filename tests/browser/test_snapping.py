"""Words under a pointer are taken whole, in every script that has them; with Alt, letter by letter."""

import pytest
from playwright.sync_api import expect

from factcheck.actions import set_preferences
from factcheck.choices import Step
from tests.browser.hands import drag
from tests.desk import bring_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

TEXT = (
    "He said: “The flood isn’t over.” It cost $3.50 then.\n"
    "Die Donaudampfschiffahrtsgesellschaft zahlt nicht.\n"
    "قال الرئيس إن المياه ارتفعت أمس.\n"
    "河水在一夜之间上涨了四米。\n"
    "แม่น้ำสูงขึ้นสี่เมตร\n"
    "A fireman👨🏻‍🚒came 𝔘ntil noon."
)
#: Dragged over (the first and the last character), taken.
TAKEN = {
    "inside two words": ("he flood isn", "The flood isn’t"),
    "the full stop is left": ("ver", "over"),
    "the full stop is dragged over": ("ver.", "over."),
    "quotation marks as they are": ("“Th", "“The"),
    "a number is one word": (".5", "3.50"),
    "a compound": ("schiffahrt", "Donaudampfschiffahrtsgesellschaft"),
    "right to left": ("ئيس إن المي", "الرئيس إن المياه"),
    "Chinese stays": ("水在一", "水在一"),
    "Thai stays": ("สูงขึ", "สูงขึ้"),
    "a person of several signs": ("n👨🏻‍🚒c", "fireman👨🏻‍🚒came"),
    "beyond the first plane": ("nti", "𝔘ntil"),
    "across paragraphs": ("hen.\nDi", "then.\nDie"),
}
DRAWN = "[...(CSS.highlights.get('pending') ?? [])].map(String)"


def taken(page, words: str) -> str:
    """What is drawn as taken when the mouse is dragged over the words."""
    page.keyboard.press("Escape")
    start = TEXT.index(words)
    drag(page, start, start + len(words))
    (drawn,) = page.evaluate(DRAWN)
    return drawn


def test_a_pointer_takes_whole_words(page_of, bo):
    page = page_of(bo, f"/articles/{bring_in(TEXT, bo).pk}/")
    assert {name: taken(page, over) for name, (over, _) in TAKEN.items()} == {
        name: whole for name, (_, whole) in TAKEN.items()
    }


def test_what_is_drawn_is_selected_and_sent(page_of, bo):
    set_preferences(single_keys=True, step=Step.CHARACTER, keys={}, by=bo)
    page = page_of(bo, f"/articles/{bring_in(TEXT, bo).pk}/")
    taken(page, "lood is")
    assert page.evaluate("String(getSelection())") == "flood isn’t"
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#mark-bar")).to_be_visible()
    page.wait_for_timeout(300)  # the rest after which a selection is taken
    assert page.evaluate(DRAWN) == ["flood isn’"]
    page.keyboard.press("m")
    expect(page.get_by_label("Statement")).to_have_value("flood isn’")


def test_alt_held_at_release_takes_letters_also_after_a_refusal(page_of, bo, troubles):
    troubles.expected = ["status of 502", "Status Error Code 502"]
    page = page_of(bo, f"/articles/{bring_in(TEXT, bo).pk}/")
    page.keyboard.down("Alt")
    assert taken(page, "lood is") == "lood is"
    page.keyboard.up("Alt")
    page.route("**/mark/", lambda route: route.fulfill(status=502))
    page.keyboard.press("m")
    expect(page.locator("#notice")).to_contain_text("try again")
    expect(page.locator("#mark-bar")).to_be_visible()
    assert page.evaluate(DRAWN) == ["lood is"]
