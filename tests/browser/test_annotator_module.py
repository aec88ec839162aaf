"""The module for text selection, alone, in a real browser and under the policy of the site."""

import importlib.util
import random
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HARNESS = Path(__file__).parent / "harness"
STATIC = [Path(__file__).parents[2] / layer / "static" for layer in ("annotations", "factcheck")]
HTMX = Path(importlib.util.find_spec("django_htmx").origin).parent / "static/django_htmx/htmx-2.min.js"
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'self'"
TEXT = "👨🏻‍🚒 firemen drive firetrucks. Boats do not.\nThe budget grew by ten per cent.\nThe last line."
PANEL = {
    "content_type": "text/html",
    "body": '<aside id="panel"><h2 id="panel-title" tabindex="-1">Two passages here</h2></aside>',
}
SAVED = {**PANEL, "body": '<aside id="panel">Saved <textarea data-autofocus></textarea></aside>'}


class Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path):
        if path.startswith("/static/"):
            layer = "factcheck" in path
            return str(STATIC[layer] / path.removeprefix("/static/"))
        return str(HTMX) if path == "/htmx.js" else super().translate_path(path)

    def end_headers(self):
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, *args): ...


@pytest.fixture(scope="module")
def origin():
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(HARNESS)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, origin):
    page = browser.new_page(viewport={"width": 900, "height": 600})
    page.errors, page.posts, page.answer, page.bar = [], [], SAVED, page.locator("#mark-bar")
    page.drawn = partial(page.evaluate, "harness.drawn")
    page.on("console", lambda message: message.type == "error" and page.errors.append(message.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))

    def mark(route):
        page.posts.append(dict(parse_qsl(route.request.post_data, keep_blank_values=True)))
        route.fulfill(**page.answer)

    page.route("**/articles/12/mark/", mark)
    page.route("**/articles/12/at/*", lambda route: route.fulfill(**PANEL))
    page.goto(f"{origin}/article.html")
    yield page
    page.close()
    assert page.errors == []


def drag(page, words, back=False):
    ends = TEXT.index(words), TEXT.index(words) + len(words)
    start, end = (page.evaluate("harness.point", ends[i]) for i in (back, not back))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()
    expect(page.bar).to_be_visible()
    return {"revision": "3", "start": str(ends[0]), "end": str(ends[1]), "quote": words}


KNOWN = {
    "emoji before": (["👨🏻‍🚒 firemen drive firetrucks"], [0, 0, 22], [0, 0, 32], (19, 29, "firetrucks")),
    "half a surrogate pair": (["a👍b"], [0, 0, 2], [0, 0, 4], (1, 3, "👍b")),
    "part of a fireman": (["x 👨🏻‍🚒 y"], [0, 0, 4], [0, 0, 6], (2, 6, "👨🏻‍🚒")),
    "accent alone": (["cafe\u0301 au"], [0, 0, 4], [0, 0, 5], (3, 5, "e\u0301")),
    "blank with an accent": (["a \u0301b"], [0, 0, 1], [0, 0, 4], (1, 4, " \u0301b")),
    "right to left": (["قالَ הַשָּׂר שלום"], [0, 0, 6], [0, 0, 14], (5, 14, "הַשָּׂר ש")),
    "second twin": (["Same. Same."], [0, 0, 6], [0, 0, 11], (6, 11, "Same.")),
    "no snapping": (["“quoted words”"], [0, 0, 3], [0, 0, 9], (3, 9, "oted w")),
    "blanks at both edges": (["one ", "", "\u00a0 two"], [0, 0, 3], [2, 0, 3], (8, 9, "t")),
    "blanks only": (["one ", " two"], [0, 0, 3], [1, 0, 1], None),
}


def test_known_selections(page):
    for name, (paragraphs, start, end, expected) in KNOWN.items():
        page.evaluate("harness.show", [[("text", paragraph)] for paragraph in paragraphs])
        found, again = page.evaluate("harness.offsets", [[start, end]])[0]
        assert found == again, name
        assert (tuple(found.values()) if found else None) == expected, name


CLUSTERS = ["a", "b", "”", " ", " ", "\u00a0", "\u200b", "e\u0301", "👨🏻‍🚒", "👍🏽", "🇪🇪", "𝔘", "한", "שָׁ", "سّ", "कि"]


@pytest.mark.parametrize("seed", range(3))
def test_random_selections_agree_with_python_slices(page, seed):
    rng = random.Random(seed)
    text, paragraphs, borders = "", [], {0}
    spots = []  # (path, code points before it, the same rounded up: they differ inside a surrogate pair)
    for p in range(12):
        text += "\n" if p else ""
        start = len(text)
        spots.append(([p], start, start))
        for cluster in rng.choices(CLUSTERS, k=rng.choice([0, 1, 8, 30])):
            borders.add(len(text))
            text += cluster
        borders |= {len(text), len(text) + 1}
        cuts = sorted({start, len(text), *(rng.randint(start, len(text)) for _ in range(5))})
        runs = []
        for a, b in pairwise(cuts):  # marks begin anywhere, also inside a cluster
            for tag, run in [("skip", "👍 no text")] * rng.randint(0, 1) + [("mark", text[a:b])]:
                owners = [n for n, char in enumerate(run) for _ in range(1 + (char > "\uffff"))] + [len(run)]
                for unit, n in enumerate(owners):
                    high = n + (unit > 0 and owners[unit - 1] == n)
                    own = (a, a) if tag == "skip" else (a + n, a + high)
                    spots.append(([p, len(runs), 0, unit], *own))
                spots.append(([p, len(runs)], a, a))
                runs.append((tag, run))
        paragraphs.append(runs)
        spots.append(([p, len(runs)], len(text), len(text)))
    page.evaluate("harness.show", paragraphs)
    pairs = [sorted(rng.sample(spots, 2), key=lambda spot: spot[1:]) for _ in range(300)]
    spots.sort(key=lambda spot: spot[1:])
    pairs += [spots[n : n + 3 : 2] for n in rng.sample(range(len(spots) - 2), 100)]
    answers = page.evaluate("harness.offsets", [[a[0], b[0]] for a, b in pairs])
    for (a, b), (found, again) in zip(pairs, answers, strict=True):
        words = text[a[1] : b[2]]
        first = a[1] + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        first, last = max(n for n in borders if n <= first), min(n for n in borders if n >= last)
        expected = {"start": first, "end": last, "quote": text[first:last]} if words.strip() else None
        assert found == again == expected, (a, b)


@pytest.mark.parametrize("back", [False, True])
def test_a_drag_shows_the_bar_and_a_button_sends_the_words(page, back):
    words = drag(page, "firetrucks. Boats do not.\nThe budget grew by", back)
    box, (x, y) = page.bar.bounding_box(), page.evaluate("harness.point", int(words["end"]) - 1)
    assert y < box["y"] < y + 40
    assert abs(box["x"] + box["width"] / 2 - x) < 30
    page.get_by_role("button", name="Disputed").click()
    expect(page.locator("#panel textarea")).to_be_focused()
    expect(page.bar).to_be_hidden()
    assert page.posts == [{**words, "rating": "disputed"}]
    assert (page.evaluate("String(getSelection())"), len(page.drawn("pending"))) == ("", 1)
    page.locator("#selection").dispatch_event("claim-proposed")
    assert page.drawn("pending") == []


@pytest.mark.parametrize(("key", "rating"), [("1", "verified"), ("2", "disputed"), ("3", "unverified"), ("m", "")])
def test_a_key_sends_the_words_once_and_never_from_a_field(page, key, rating):
    words = drag(page, "The budget grew")
    page.locator("textarea").press(key)
    expect(page.locator("textarea")).to_have_value(key)
    page.locator("textarea").blur()
    page.keyboard.press(f"Alt+{key}")
    assert (page.posts, page.drawn("pending")) == ([], [words["quote"]])
    page.keyboard.press(key)
    page.keyboard.press(key)
    expect(page.get_by_text("Saved")).to_be_visible()
    assert page.posts == [{**words, "rating": rating}]


def test_escape_or_a_click_in_the_article_forgets_the_words(page):
    for forget in (lambda: page.keyboard.press("Escape"), page.locator("#p3").click):
        drag(page, "drive firetrucks")
        forget()
        expect(page.bar).to_be_hidden()
        page.keyboard.press("1")
        assert page.drawn("pending") == page.posts == []


def test_a_triple_click_takes_the_paragraph_and_no_more(page):
    page.locator("#p1").click(click_count=3)
    expect(page.bar).to_be_visible()
    assert page.evaluate("getSelection().getRangeAt(0).endContainer.id") == "p2"  # the trap is really there
    assert page.drawn("pending") == TEXT.split("\n")[:1]


def test_everything_selected_is_clamped_and_the_bar_stays_in_sight(page):
    page.set_viewport_size({"width": 320, "height": 400})
    page.keyboard.press("Control+a")
    for _ in range(2):
        expect(page.bar).to_be_in_viewport(ratio=1)
        page.mouse.wheel(0, 5000)
    page.keyboard.press("m")
    assert page.locator("[name=quote]").input_value() == TEXT


@pytest.mark.parametrize("has_bar", [True, False])
def test_a_click_or_enter_on_a_mark_asks_what_is_there(page, has_bar):
    if not has_bar:  # a reader without the right to mark
        html = re.sub(r'(?s)<div id="mark-bar.*?</div>', "", (HARNESS / "article.html").read_text())
        page.route("**/article.html", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.reload()
    with page.expect_request("**/articles/12/at/?position=61"):
        page.locator("mark").nth(1).click()
    expect(page.get_by_role("heading")).to_be_focused()
    page.locator("mark").first.focus()
    with page.expect_request("**/articles/12/at/?position=49"):
        page.keyboard.press("Enter")


def test_a_swapped_paragraph_keeps_the_words_unless_they_changed(page):
    words = drag(page, "do not.\nThe budget grew")["quote"]
    page.evaluate("harness.swap", '<p id="p2" data-start="45">The <mark>budget</mark> grew by ten per cent.</p>')
    assert len(page.drawn("pending")) == 1
    assert page.evaluate("String(getSelection())").split() == words.split()
    page.evaluate("harness.swap", '<p id="p2" data-start="45">The deficit grew by ten per cent.</p>')
    assert page.drawn("pending") == []


def test_a_refused_mark_can_be_sent_again(page):
    drag(page, "drive firetrucks")
    page.answer = {"status": 503}
    page.keyboard.press("2")
    expect(page.bar).to_be_hidden()
    expect(page.bar).to_be_visible()
    page.answer = SAVED
    page.keyboard.press("2")
    expect(page.get_by_text("Saved")).to_be_visible()
    assert page.posts[0] == page.posts[1]
    page.errors = [error for error in page.errors if "503" not in error]


def test_a_reference_in_the_panel_draws_and_shows_its_passages(page):
    link = page.get_by_role("link", name="The budget")
    link.focus()
    assert page.drawn("referred") == ["budget grew ", "by ten"]
    link.click()
    expect(page.locator("mark").first).to_be_focused()
    expect(page.locator("mark").first).to_be_in_viewport()
    page.mouse.move(0, 0)
    assert page.drawn("referred") == []
