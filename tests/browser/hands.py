"""What a person's hands do in the article: press, drag, let go. Positions are code points, as everywhere."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

# The middle of a character's left or right edge, in whole pixels: fractions select nothing when headless.
POINT = """([position, isEnd]) => {
  const p = [...document.querySelectorAll("#article-text p[data-start]")].findLast((p) => p.dataset.start <= position);
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  let left = position - p.dataset.start;
  for (let node; (node = walker.nextNode()); ) {
    const characters = [...node.data];
    if (left >= characters.length) { left -= characters.length; continue; }
    const range = new Range();
    const unit = characters.slice(0, left).join("").length;
    range.setStart(node, unit);
    range.setEnd(node, unit + characters[left].length);
    const box = range.getBoundingClientRect();
    return [isEnd ? box.right : box.left, box.top + box.height / 2].map(Math.round);
  }
}"""


def point(page: Page, position: int, is_end: bool = False) -> tuple[int, int]:
    x, y = page.evaluate(POINT, [position, is_end])
    return x, y


def paragraph(page: Page, position: int) -> Locator:
    """The paragraph in which a position is, once the article is there: a click may just have asked for it."""
    expect(page.locator("#article-text")).to_be_visible()
    numbers = page.locator("#article-text p").evaluate_all(
        "(all, position) => all.filter((p) => p.dataset.start <= position).length - 1", position
    )
    return page.locator(f"#p{numbers}")


def bring(page: Page, position: int) -> None:
    """Scroll to a character that is out of sight, or under what sticks to an edge of the window."""
    paragraph(page, position).scroll_into_view_if_needed()
    _, y = point(page, position)
    page.evaluate("(y) => (y < 120 || y > innerHeight - 120) && scrollBy(0, y - innerHeight / 2)", y)


def drag(page: Page, start: int, end: int) -> None:
    """Select the words with the mouse and wait for the bar."""
    bring(page, start)
    page.mouse.move(*point(page, start))
    page.mouse.down()
    page.mouse.move(*point(page, end - 1, is_end=True), steps=5)
    page.mouse.up()
    expect(page.locator("#mark-bar")).to_be_visible()


def click_at(page: Page, position: int) -> None:
    """Click on a character."""
    bring(page, position)
    x, y = point(page, position)
    page.mouse.click(x + 2, y)


def fill_answer(page: Page, rating: str, rationale: str) -> None:
    page.get_by_role("radio", name=rating, exact=True).check()
    page.get_by_label("Rationale").fill(rationale)


def type_on(field: Locator, words: str) -> None:
    """Type at the end of a field and wait until the desk has it: "Saved" may be said of what was typed before."""
    field.press("End")
    sent = urlencode({"": words})[1:]
    with field.page.expect_response(lambda answer: sent in (answer.request.post_data or "")) as kept:
        field.press_sequentially(words)
    assert (kept.value.request.url.endswith("/unsaved/"), kept.value.status) == (True, 204)
