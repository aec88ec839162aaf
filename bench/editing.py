"""How fast the article page answers a hand: ``python -m bench.editing``.

From the key or click (the browser's own time stamp of the event) to the answer on the screen: the swap has settled,
a frame was drawn after it, and the task after that frame runs. Each is tried many times on an article of 60,000
characters with 1,000 claims; what counts is the 95th percentile. The floor is the same from a click to a frame, in
the same page, with no server asked. Scrolling is turned by the wheel through the whole text, while the browser
reports every task that held its main thread for 50 ms or more.
"""

import argparse
import statistics
from collections.abc import Callable
from pathlib import Path

import brotli
import django_htmx
from playwright.sync_api import Page, sync_playwright

from bench.desk import ROOT, Desk, served
from bench.page import ARGS, CHROMIUM
from factcheck.static_files import MAIN, joined

TRIES = 50
#: What the page is asked for, in milliseconds at the 95th percentile.
TARGETS = {"open a claim": 100, "save a verdict": 150, "mark: key to form": 150, "mark: save to mark": 150}
WATCH = """() => {
  const after = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(0);
  });
  const painted = () => after(() => { window.took = performance.now() - window.pressedAt; });
  const pressed = (event) => { window.pressedAt = event.timeStamp; };
  for (const name of ["click", "keydown"]) addEventListener(name, pressed, true);
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => detail.target?.id === "panel" && painted());
  document.body.insertAdjacentHTML("beforeend", "<button id=floor>0</button>");
  const floor = document.getElementById("floor");
  floor.addEventListener("click", () => { floor.textContent++; painted(); });
  window.held = [];
  const hold = (list) => window.held.push(...list.getEntries().map((one) => one.duration));
  new PerformanceObserver(hold).observe({ type: "longtask" });
}"""


def timed(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from the last key or click of ``act`` to the painted answer."""
    page.evaluate("window.took = 0")
    act()
    page.wait_for_function("window.took > 0")
    return float(page.evaluate("window.took"))


def at_rest(page: Page) -> None:
    """Nothing is under way from the try before: two frames, and a pause as long as a hand's."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_timeout(150)


def floors(page: Page, tries: int) -> list[float]:
    return [timed(page, lambda: page.evaluate("document.getElementById('floor').click()")) for _ in range(tries)]


def opening(page: Page, tries: int) -> list[float]:
    """Click on a mark: its claim, or the offer of several."""
    times = []
    for number in range(tries):
        mark = page.locator(f"#p{2 + 2 * number % 100} mark").first
        mark.scroll_into_view_if_needed()
        at_rest(page)
        times.append(timed(page, mark.click))
    return times


def saving(page: Page, desk: Desk, tries: int) -> list[float]:
    """Answer the claims one after the other; the click is that on the button."""
    times = []
    for number in range(1, tries + 1):
        where = f"/claims/{number}/?article={desk.article}&revision=1"
        page.evaluate(f"htmx.ajax('GET', '{where}', {{ target: '#panel', swap: 'outerHTML' }})")
        save = page.locator(f"form[action^='/claims/{number}/answer/'] button.primary")
        save.wait_for(state="visible")
        page.locator("#panel .ratings label").nth(number % 3).click()
        page.get_by_label("Rationale").fill("The gauge was read twice that night.")
        citation = page.get_by_label("Citation").first
        if citation.is_visible():
            citation.fill("The gauge book")
        at_rest(page)
        times.append(timed(page, save.click))
    return times


def marking(page: Page, tries: int) -> tuple[list[float], list[float]]:
    """Select words, press ``m``, save: from the key to the form, from the click to the mark."""
    to_form, to_mark = [], []
    for number in range(tries):
        paragraph = page.locator(f"#p{1 + 2 * number % 100}")
        paragraph.scroll_into_view_if_needed()
        at_rest(page)  # a press while the save before is still being drawn selects nothing
        box = paragraph.bounding_box() or {}
        left, top = round(box["x"] + 40 + number), round(box["y"] + 12)
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 150 + 3 * number, top, steps=4)
        page.mouse.up()
        page.locator("#mark-bar").wait_for(state="visible")
        at_rest(page)
        to_form.append(timed(page, lambda: page.keyboard.press("m")))
        page.get_by_label("Statement").fill(f"Statement number {number} of the bench.")
        at_rest(page)
        to_mark.append(timed(page, page.locator("#panel button.primary", has_text="Save").first.click))
    return to_form, to_mark


def scrolling(page: Page) -> list[float]:
    """The tasks over 50 ms while the wheel turns from the top of the text to its end."""
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.evaluate("window.held = []")
    page.mouse.move(400, 400)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    for _ in range(height // 400):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(30)
    page.wait_for_timeout(300)
    held: list[float] = page.evaluate("window.held")
    return held


def weights() -> dict[str, int]:
    """Bytes of scripts and styles as they are collected, compressed by brotli as WhiteNoise does: our own, and all."""
    scripts = joined(MAIN, lambda name: (ROOT / name.split("/")[0] / "static" / name).read_text())
    styles = [path for app in ("annotations", "factcheck") for path in (ROOT / app / "static").rglob("*.css")]
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    own = len(brotli.compress(scripts.encode()))
    others = sum(len(brotli.compress(path.read_bytes())) for path in [*styles, htmx])
    return {"our own scripts": own, "all scripts and styles": own + others}


def print_editing(characters: int = 60_000, spans: int = 1_000, tries: int = TRIES) -> None:
    """Print the lines of issue 4, item 10."""
    with served(characters, spans) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        # To wait for what the page says of itself, Playwright needs eval.
        context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        context.add_cookies([{"name": "sessionid", "value": desk.session, "url": desk.address}])
        page = context.new_page()
        page.goto(f"{desk.address}/articles/{desk.article}/", wait_until="networkidle")
        page.evaluate(WATCH)
        least = floors(page, tries)
        times = {"open a claim": opening(page, tries), "save a verdict": saving(page, desk, tries)}
        times["mark: key to form"], times["mark: save to mark"] = marking(page, tries)
        held = scrolling(page)
        browser.close()
    floor = statistics.median(least)
    print(f"{characters:,} characters, {spans:,} claims, {tries} tries: from the key or click to the painted answer")
    for name, taken in times.items():
        middle, most = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(
            f"  {name:<30} median {middle:6.0f} ms  p95 {most:6.0f} ms (target {TARGETS[name]})"
            f" {middle / floor:8.1f} × a frame ({floor:.0f} ms)"
        )
    print(
        f"  scrolling: tasks over 100 ms   {sum(one > 100 for one in held)}, the longest {max(held, default=0):.0f} ms"
    )
    for name, size in weights().items():
        print(f"  {name + ', compressed':<44} {size / 1000:6.1f} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=print_editing.__doc__)
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--spans", type=int, default=1_000)
    parser.add_argument("--tries", type=int, default=TRIES)
    options = parser.parse_args()
    print_editing(options.characters, options.spans, options.tries)


if __name__ == "__main__":
    main()
