"""Opening an article page with many spans in Chromium: ``python -m bench.page``.

Time runs from navigation, with an empty cache: to the marks in the window being shown (the browser's own "largest
contentful paint", which is a paragraph with its marks), and to the whole page being there: its last paragraph parsed,
its scripts run, and one frame more. The floor is the same text without a mark, escaped, as a bare page in the same
browser. Bytes are what came over the wire: page, styles, scripts, icon, headers.
"""

import argparse
import statistics
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.desk import Desk, a_text, served

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
RUNS = 9
# Once the last paragraph is parsed: the next frame paints it, and a task after that frame is after the paint.
PAINTED = """
  const look = () => {
    const all = document.querySelectorAll("p[data-start]");
    if (document.readyState === "loading" || !all.length) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
  };
  requestAnimationFrame(look);
  // The largest block of text in the window: a paragraph with its marks, as the browser itself says it was shown.
  new PerformanceObserver((list) => { window.shownAt = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
"""


def opened(browser: Browser, desk: Desk, plain: str = "") -> tuple[Page, tuple[float, float], int]:
    """A page of a context of its own; the milliseconds until its window was shown and all was; the bytes sent."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": desk.session, "url": desk.address}])
    context.add_init_script(PAINTED)
    path = f"{desk.address}/articles/{desk.article}/"
    if plain:
        context.route(path, lambda route: route.fulfill(body=plain, content_type="text/html; charset=utf-8"))
    page = context.new_page()
    sizes = weighed(context, page)
    page.goto(path, wait_until="load")
    page.wait_for_function("window.paintedAt > 0")
    page.wait_for_load_state("networkidle")
    shown, painted = page.evaluate("[window.shownAt, window.paintedAt]")
    return page, (shown, painted), sum(sizes)


def weighed(context: BrowserContext, page: Page) -> list[int]:
    """The encoded length of every answer, headers included, as they arrive."""
    sizes: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    return sizes


def marking(page: Page) -> dict[str, Any]:
    """Mark one span with the mouse and save it; what the answer weighed and how many paragraphs it swapped."""
    sizes = weighed(page.context, page)
    page.locator("#p1").scroll_into_view_if_needed()
    box = page.locator("#p1").bounding_box() or {}
    page.mouse.move(round(box["x"] + 40), round(box["y"] + 12))
    page.mouse.down()
    page.mouse.move(round(box["x"] + 300), round(box["y"] + 12), steps=4)
    page.mouse.up()
    page.locator("#mark-bar").wait_for(state="visible")
    page.keyboard.press("m")
    page.get_by_label("Statement").wait_for(state="visible")
    page.evaluate("""() => document.querySelectorAll("#article-text p").forEach((p) => { p.stamped = true; })""")
    sizes.clear()
    page.get_by_role("button", name="Save the claim").click()
    page.locator("#notice .success").wait_for(state="visible")
    fresh = page.locator("#article-text p").evaluate_all("(all) => all.filter((p) => !p.stamped).length")
    return {"bytes": sum(sizes), "paragraphs": fresh}


def measure(characters: int, spans: int, runs: int) -> None:
    """Print the figures of one size."""
    text = a_text(characters)
    paragraphs = "".join(f'<p data-start="0">{escape(one)}</p>' for one in text.split("\n"))
    plain = f"<!doctype html><title>plain</title>{paragraphs}"
    with served(characters, spans) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        opened(browser, desk)[0].context.close()
        times, floors, weight = [], [], 0
        for _ in range(runs):
            page, took, weight = opened(browser, desk)
            times.append(took)
            page.context.close()
            page, took, _ = opened(browser, desk, plain)
            floors.append(took)
            page.context.close()
        page, _, _ = opened(browser, desk)
        swap = marking(page)
        browser.close()
    print(f"open {characters:,} characters, {spans:,} spans, from navigation with an empty cache")
    for number, name in enumerate(
        ("  until the marks in the window are shown", "  until all of it is there and its scripts ran")
    ):
        took, floor = (statistics.median(one[number] for one in each) for each in (times, floors))
        spread = f"({min(one[number] for one in times):.0f} to {max(one[number] for one in times):.0f})"
        print(f"{name:<60} {took:7.0f} ms {spread}   {took / floor:5.1f} × plain ({floor:.0f} ms)")
    print(f"{'  over the wire, everything, compressed':<60} {weight / 1000:7.1f} kB")
    swapped = f"{swap['bytes'] / 1000:7.1f} kB, {swap['paragraphs']}"
    print(f"{'  saving one more span: bytes and paragraphs swapped':<60} {swapped}")


def print_page() -> None:
    """The size of issue 3."""
    measure(60_000, 1_000, RUNS)


def main() -> None:
    parser = argparse.ArgumentParser(description=measure.__doc__)
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--spans", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    measure(options.characters, options.spans, options.runs)


if __name__ == "__main__":
    main()
