"""What axe finds on a page as it stands, in light and in dark, and where it scrolls sideways."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only colours are others in the dark.
SCHEMES = {"light": STANDARD, "dark": ["color-contrast"]}
#: What axe would fetch beforehand, only rules ask for that do not run here: half of its time.
RUN = """async (runOnly) => { const found = await axe.run({ runOnly, resultTypes: ["violations"], preload: false });
  return [found.passes.length, found.violations.map(({ id, nodes }) =>
    [id, nodes.slice(0, 2).map(({ target, failureSummary }) => `${target} ${failureSummary}`)])]; }"""
#: A narrow phone; half of a laptop's window, as at 200 % zoom.
SIZES = [(320, 700), (640, 400)]


def sideways(page) -> list[str]:
    """At which small sizes the page scrolls sideways."""
    usual, wide = page.viewport_size, []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        most = page.evaluate("document.documentElement.scrollWidth")
        if most > width:
            wide.append(f"{most} wide at {width}")
    page.set_viewport_size(usual)
    return wide


def check(page, name: str, schemes=SCHEMES) -> list[str]:
    """What is wrong on the page as it stands, in light and in dark, and in small windows."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    wrong = []
    for scheme, rules in schemes.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        passes, found = page.evaluate(RUN, rules)
        assert passes, "axe has looked at nothing"
        wrong += [f"{name}, {scheme}: {rule}: {nodes}" for rule, nodes in found]
    return wrong + [f"{name}: {one}" for one in sideways(page)]
