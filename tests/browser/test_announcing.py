"""Each span is announced once where it starts and once where it ends, and nothing is put into the article for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import drag
from tests.desk import TEXT, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

#: Cut into four segments by the one inside it and the one across its end; the last two have the same words.
PASSAGES = [
    ("Officials said the river rose four metres", 1),
    ("river rose", 2),
    ("four metres, the highest since", 1),
    ("Nobody was hurt", 1),
    ("Nobody was hurt", 1),
]
SECOND = TEXT.index("Officials")
SILENT = "mark::before, mark::after { content: none !important; }"
BOXES = """() => [...document.querySelectorAll("#article-text p, #article-text mark")]
  .flatMap((each) => [...each.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height]))"""


@pytest.fixture
def reading(page_of, bo, ada, article):
    for words, nth in PASSAGES:
        propose(ada, article.revisions.get(), words, nth=nth)
    page = page_of(bo, f"/articles/{article.pk}/")
    expect(page.locator("#article-text mark")).to_have_count(6)
    return page


def spoken(page) -> str:
    """What Chromium hands to a screen reader of the article, piece by piece."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    object_id = session.send("Runtime.evaluate", {"expression": "document.querySelector('#article-text')"})["result"]
    backend = session.send("DOM.describeNode", {"objectId": object_id["objectId"]})["node"]["backendNodeId"]

    def read(node):
        if node["role"]["value"] == "StaticText":
            return [node["name"]["value"]]
        return [text for key in node["childIds"] for text in read(nodes[key])]

    [article] = [node for node in nodes.values() if node.get("backendDOMNodeId") == backend]
    return "|".join(read(article))


def test_each_span_is_announced_once_at_either_end(reading):
    assert spoken(reading)[spoken(reading).index(" highlight starts") :] == (
        " highlight starts: |Officials said the |"
        " highlight starts: |river rose| highlight ends, | |"
        " highlight starts: |four metres| highlight ends, |"
        ", the highest since| highlight ends, | 1954.|"
        "A fireman 👨🏻‍🚒 told us: “| highlights start: |Nobody was hurt| highlights end, |.”"
    )


def test_nothing_of_it_is_in_the_text_the_selection_or_the_search(reading):
    article = reading.locator("#article-text")
    assert "\n".join(article.locator("p").all_text_contents()) == TEXT
    assert reading.evaluate("window.find('said the river rose four metres, the highest since 1954.')")
    assert not reading.evaluate("getSelection().removeAllRanges() ?? window.find('highlight starts')")
    start, end = SECOND + 10, TEXT.index(" since")
    drag(reading, start, end)
    reading.keyboard.press("m")
    expect(reading.locator("#panel textarea[name=quote]")).to_have_value(TEXT[start:end])


@pytest.mark.parametrize("width", [1280, 320])
def test_no_line_moves(reading, width):
    reading.set_viewport_size({"width": width, "height": 700})
    boxes = reading.evaluate(BOXES)
    reading.evaluate("(rule) => document.styleSheets[0].insertRule(rule)", SILENT)
    assert "highlight" not in spoken(reading).partition("Officials")[2]
    assert reading.evaluate(BOXES) == boxes
