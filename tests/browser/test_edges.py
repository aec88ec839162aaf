"""The edges of a passage are moved where it stands: by dragging a handle, or with the arrow keys on it."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Anchor
from factcheck.actions import move_passage
from factcheck.actions.recording import state_of
from tests.browser.axe import check
from tests.browser.hands import click_at, point
from tests.desk import TEXT, bring_in, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]
MOVED = "[...(CSS.highlights.get('moved') ?? [])].map(String)"
SECOND = TEXT.index("rose four metres,")


@pytest.fixture
def opened(page_of, ada, article):
    """Ada has opened her claim on the second "rose four metres"."""
    propose(ada, article.revisions.get(), "rose four metres", "It rose.", nth=2)
    page = page_of(ada, f"/articles/{article.pk}/")
    click_at(page, SECOND)
    expect(page.get_by_role("slider")).to_have_count(2)
    return page


def quote() -> str:
    anchor = Anchor.objects.select_related("revision").get()
    assert anchor.revision.text[anchor.start : anchor.end] == anchor.quote
    return anchor.quote


def pull(page, name: str, to: int, is_end: bool = False) -> None:
    """Drag the handle until its edge is at a position, and hold it there."""
    box = page.get_by_role("slider", name=name).bounding_box()
    assert box["width"] >= 24
    assert box["height"] >= 24
    x, y = point(page, to, is_end)
    # Where on the handle it is seized must not matter.
    edge_x, edge_y = box["x"] + box["width"] / 2, box["y"] + (-11 if is_end else box["height"] + 11)
    page.mouse.move(edge_x + 3, edge_y + (20 if is_end else -20))
    page.mouse.down()
    page.mouse.move(x + 3, y + (20 if is_end else -20), steps=4)


def test_a_dragged_edge_takes_words_and_is_saved_when_let_go(opened):
    pull(opened, "End of the passage", TEXT.index("ighest"), is_end=True)
    assert opened.evaluate(MOVED) == ["rose four metres, the highest"]
    assert opened.evaluate("String(getSelection())") == ""
    opened.mouse.up()
    expect(opened.locator("#article-text mark")).to_have_text("rose four metres, the highest")
    expect(opened.locator("#notice")).to_have_text(re.compile(r"^\s*The edges of the passage are moved.\s*$"))
    expect(opened.get_by_role("slider", name="End of the passage")).to_be_focused()
    assert (opened.evaluate(MOVED), quote()) == ([], "rose four metres, the highest")


def test_alt_takes_letters_and_no_edge_crosses_the_other(opened):
    opened.keyboard.down("Alt")
    pull(opened, "Start of the passage", SECOND + 2)
    assert opened.evaluate(MOVED) == ["se four metres"]
    opened.mouse.move(*point(opened, TEXT.index("1954")))
    assert opened.evaluate(MOVED) == ["se four metres"]
    opened.mouse.up()
    opened.keyboard.up("Alt")
    expect(opened.locator("#article-text mark")).to_have_text("se four metres")
    assert quote() == "se four metres"


def test_escape_while_dragging_and_a_mere_press_move_nothing(opened):
    pull(opened, "End of the passage", TEXT.index("ighest"), is_end=True)
    opened.keyboard.press("Escape")
    assert opened.evaluate(MOVED) == []
    opened.mouse.up()
    opened.get_by_role("slider", name="End of the passage").click()
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("slider")).to_have_count(2)
    assert quote() == "rose four metres"


def test_the_arrow_keys_move_by_words_and_by_letters(opened):
    end, press = opened.get_by_role("slider", name="End of the passage"), opened.keyboard.press
    end.focus()
    for _ in range(3):
        press("ArrowRight")
    expect(end).to_have_attribute("aria-valuetext", "rose four metres, the highest")
    press("ArrowLeft")
    press("Shift+ArrowLeft")
    opened.get_by_role("slider", name="Start of the passage").focus()
    press("ArrowLeft")
    assert opened.evaluate(MOVED) == ["river rose four metres, th"]
    press("Enter")
    expect(opened.locator("#article-text mark")).to_have_text("river rose four metres, th")
    expect(opened.get_by_role("slider", name="Start of the passage")).to_be_focused()
    press("ArrowRight")
    press("Escape")
    assert (opened.evaluate(MOVED), quote()) == ([], "river rose four metres, th")
    assert check(opened, "with handles") == []


def test_left_is_left_where_the_text_runs_to_the_left(page_of, ada):
    text = "قال الرئيس إن المياه ارتفعت أمس."
    article = bring_in(text, ada)
    propose(ada, article.revisions.get(), "المياه", "The waters.")
    page = page_of(ada, f"/articles/{article.pk}/")
    click_at(page, text.index("المياه") + 2)
    start, end = (page.get_by_role("slider", name=name) for name in ("Start", "End"))
    assert start.bounding_box()["x"] > end.bounding_box()["x"]
    end.press("ArrowLeft")
    end.press("Enter")
    expect(page.locator("#article-text mark")).to_have_text("المياه ارتفعت")
    assert quote() == "المياه ارتفعت"


def test_what_somebody_else_moved_meanwhile_is_shown_and_nothing_is_written(opened, bo, troubles):
    troubles.expected = ["status of 409"]
    anchor = Anchor.objects.get()
    move_passage(anchor=anchor, place=(SECOND, SECOND + 9, "rose four"), seen=state_of(anchor), by=bo)
    opened.get_by_role("slider", name="End of the passage").press("ArrowLeft")
    opened.keyboard.press("Enter")
    expect(opened.locator("#error-summary")).to_be_focused()
    expect(opened.locator("#panel blockquote b")).to_have_text("rose four")
    expect(opened.get_by_role("slider")).to_have_count(0)
    assert quote() == "rose four"


def test_there_are_no_handles_for_who_may_not_move_or_sees_several_claims(page_of, bo, cleo, article, ada):
    propose(ada, article.revisions.get(), "rose four metres", "It rose.")
    propose(ada, article.revisions.get(), "four metres in", "Four metres.")
    for person in (bo, cleo):
        page = page_of(person, f"/articles/{article.pk}/")
        click_at(page, TEXT.index("four"))
        expect(page.locator("#panel-title")).to_have_text("2 claims on these words")
        expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("link", name="It rose.").click()
    expect(page.locator("#panel-title")).to_have_text("It rose.")
    expect(page.get_by_role("slider")).to_have_count(0)
