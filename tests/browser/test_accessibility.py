"""axe finds nothing and nothing scrolls sideways: on every page, in its main states, in light and in dark."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factcheck.actions import skip_claim
from factcheck.choices import Move, Rating
from tests.browser.hands import drag
from tests.desk import TEXT, assign, bring_in, edit, propose, rate, revise, rule_on
from tests.large import all_are_large, work_off
from tests.routes import ROUTES, places

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

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
LONG_NAME = "Maximiliane-Theodora Hochwasserstandsmeldungsverordnungsdurchführungsbestimmungen"
ARABIC = "قال مسؤولون إن النهر ارتفع أربعة أمتار في ليلة واحدة."


@pytest.fixture
def newsroom(ada, bo, emil, cleo, article, claim):
    """A claim in each main state, on passages that overlap; a long name, a long word, words from right to left."""
    emil.name = LONG_NAME
    emil.save()
    revision = article.revisions.get()
    split = propose(ada, revision, "four metres in a night", "It took one night.")
    rate(split, ada, Rating.VERIFIED), rate(split, bo, Rating.DISPUTED)
    done = propose(ada, revision, "Officials said", "Officials spoke.", sensitive=True)
    rate(done, bo, Rating.UNVERIFIED), rate(done, emil, Rating.UNVERIFIED)
    rule_on(done, cleo, Move.RETURN, reason="Which officials?")
    final = propose(bo, revision, "Nobody was hurt", ARABIC)
    rate(final, ada, Rating.VERIFIED), rate(final, emil, Rating.VERIFIED, "x" * 200)
    rule_on(final, cleo, Move.APPROVE)
    reworded = propose(bo, revision, "the highest since 1954", "It was the highest since 1954.")
    rate(reworded, ada, Rating.VERIFIED), edit(reworded, bo, f"It was the highest since {'x' * 120}.")
    long = bring_in("x" * 200 + "\n" + ARABIC, ada, "a-long-file-name-" * 8)
    strange = [propose(emil, long.revisions.get(), words) for words in ("x" * 200, ARABIC[4:11])]
    for one, to in ((split, emil), (strange[0], ada), (strange[1], bo)):
        assign(one, to, cleo, date(2020, 1, 2))
    skip_claim(claim=strange[1], reason="x" * 100, by=bo)
    found = {"article": article, "long": long, "open": claim, "split": split, "returned": done, "final": final}
    return {**found, "reworded": reworded}


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


def test_every_page(page_of, newsroom, zone, troubles, emil, dan, ines, ada):
    """As somebody who may do all but administer; the admin's own pages are Django's."""
    troubles.expected = ["status of 40[345]"]
    where = places(newsroom["article"], newsroom["open"], zone, reviewer=emil, person=dan)
    paths = [where.path(route) for route in ROUTES if not route.startswith("admin/") and "consensus" not in route]
    paths += [f"/desk/{newsroom[state].pk}/" for state in ("split", "final")]
    paths += [f"/claims/{newsroom[state].pk}/" for state in ("split", "returned", "final")]
    paths += [f"/articles/{newsroom['long'].pk}/", f"/articles/{newsroom['article'].pk}/?show=stale", "/nothing/"]
    paths.append(f"/claims/{newsroom['open'].pk}/merge/?into={newsroom['returned'].pk}")
    paths += ["/overview/?open=1", "/agreement/?pairs=1", "/desk/seats/?open=1"]
    own = [where.path("claims/<int:pk>/withdraw/"), "/queue/", "/notices/", newsroom["reworded"].get_absolute_url()]
    visits = {None: ["/account/login/", "/account/password/reset/"], ada: own, ines: paths}
    wrong, seen = [], set()
    for person, those in visits.items():
        page = page_of(person, those[0])
        for path in those:
            status = page.goto(path).status
            # Some addresses lead on to others, and one page says each kind of error.
            key = page.url if status < 400 else status
            if key not in seen:
                seen.add(key)
                wrong += check(page, f"{path} ({status})")
    assert wrong == []
    assert len(seen) > 30


def test_what_is_open_in_other_colours_and_on_paper(page_of, newsroom, ines):
    page = page_of(ines, f"/articles/{newsroom['article'].pk}/")
    page.locator(".menu > summary").click()
    page.get_by_text("Mark by pasting the exact words").click()
    wrong = check(page, "menu and form open")
    page.locator(".menu").get_by_text("All keys").click()
    wrong += check(page, "all keys", {"light": STANDARD})
    page.get_by_role("button", name="Close").click()
    page.emulate_media(forced_colors="active")
    wrong += check(page, "forced colours", {"light": STANDARD})
    looks = "(all) => all.map(getComputedStyle).map((it) => it.textDecoration + it.backgroundImage)"
    assert [one for one in page.locator("mark").evaluate_all(looks) if not re.search("underline|gradient", one)] == []
    page.emulate_media(forced_colors="none", media="print", color_scheme="dark")
    expect(page.locator(".site-head")).to_be_hidden()
    expect(page.get_by_role("link", name="It took one night.")).to_be_visible()
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).color") == "rgb(26, 28, 31)"
    assert wrong == []


def test_every_component_in_every_state(page_of, settings, db):
    settings.DEBUG = True
    page = page_of(None, "/gallery/")
    # Where all stand side by side, ids stand more than once, headings are of any level, and cards are outside a list.
    wrong = check(page, "gallery", {"light": STANDARD[:-1], "dark": ["color-contrast"]})
    assert [one for one in wrong if "duplicate-id" not in one and "listitem" not in one] == []


def test_the_panel_in_its_states(page_of, newsroom, troubles, bo):
    troubles.expected = ["status of 422"]
    page = page_of(bo, f"/articles/{newsroom['article'].pk}/")
    panel, wrong = page.locator("#panel"), []
    page.get_by_text("Mark by pasting the exact words").click()
    page.get_by_label("Exact words from the article").fill("four metres")
    page.get_by_role("button", name="Mark these words").click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("These words stand in 2 places")
    wrong += check(page, "places")
    panel.get_by_role("button").first.click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("New claim")
    wrong += check(page, "new claim")
    page.get_by_label("Statement").fill("")
    page.get_by_role("radio", name="Abstain").check()
    panel.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#error-summary")).to_be_focused()
    wrong += check(page, "new claim with errors")
    panel.get_by_role("link", name="All claims in this article").click()
    page.locator("#claims").get_by_role("link", name="It took one night.").click()
    expect(panel.get_by_role("heading", name="Answers")).to_be_visible()
    wrong += check(page, "claim after answering")
    panel.get_by_role("link", name="Change your answer").click()
    expect(panel.get_by_role("heading", name="Change your answer")).to_be_visible()
    wrong += check(page, "claim being answered again")
    usual = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 700})
    wrong += check(page, "claim in a sheet", {"light": STANDARD})
    page.locator(".beside").evaluate("(sheet) => { sheet.scrollTop = 400 }")
    hit = """(link) => { const { x, y } = link.getBoundingClientRect();
      return link.contains(document.elementFromPoint(x + 5, y + 5)); }"""
    assert page.locator(".close-sheet > a").evaluate(hit)
    page.set_viewport_size(usual)
    page.locator("#article-text mark[data-count]").first.click()
    expect(panel.get_by_role("heading", name="claims on these words")).to_be_visible()
    wrong += check(page, "claims at one place")
    drag(page, TEXT.index("highest"), TEXT.index(" since"))
    wrong += check(page, "the bar")
    assert wrong == []


def test_a_correction(page_of, newsroom, troubles, ada, gus):
    troubles.expected = ["status of 409", "status of 422"]
    article, wrong = newsroom["article"], []
    at = f"/articles/{article.pk}/"
    page = page_of(gus, f"{at}revise/")
    wrong += check(page, "the form")
    page.get_by_label("Corrected text").fill(TEXT.replace("four", "five").replace("Nobody was", "No one at all was"))
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    wrong += check(page, "the preview")
    page.get_by_role("button", name="Save the corrected text").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a few words why the text changes.")
    wrong += check(page, "the preview without a reason")
    page.get_by_label("Why").fill("The paper says five.")
    page.get_by_role("button", name="Save the corrected text").click()
    revise(article, gus, ("No one at all was hurt", "x"), ("Officials said", "Rumour has it"))
    page.goto(f"{at}waiting/")
    expect(page.get_by_role("button", name="Leave it without a place").first).to_be_visible()
    wrong += check(page, "passages in doubt")
    page.get_by_text("Place it by pasting the exact words").first.click()
    page.get_by_label("Exact words from the new text").first.fill("five metres")
    page.get_by_role("button", name="Place it there").first.click()
    expect(page.get_by_role("heading", name="These words stand 2 times")).to_be_visible()
    wrong += check(page, "places to choose from")
    for path in (f"{at}revisions/1/", f"{at}history/", at, f"/claims/{newsroom['final'].pk}/"):
        page.goto(path)
        wrong += check(page, path)
    assert wrong == []


def test_a_large_correction(page_of, newsroom, bo, gus, monkeypatch):
    all_are_large(monkeypatch)
    article, wrong = newsroom["article"], []
    at = f"/articles/{article.pk}/"
    page = page_of(gus, f"{at}revise/")
    page.get_by_label("Corrected text").fill(TEXT.replace("four", "five").replace("Nobody was", "No one at all was"))
    page.get_by_label("Why").fill("The paper says five.")
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="Working it out…")).to_be_visible()
    wrong += check(page, "being worked out")
    work_off()
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    wrong += check(page, "worked out")
    correction = page.url
    page.goto(f"{at}revise/")
    wrong += check(page, "the form with a draft")
    propose(bo, article.revisions.get(), "The river")
    page.goto(correction)
    wrong += check(page, "outdated")
    monkeypatch.setattr("factcheck.tasks.plan_revision", None)
    page.get_by_role("button", name="Work it out again").click()
    work_off()
    expect(page.get_by_text("This could not be worked out.")).to_be_visible()
    wrong += check(page, "failed")
    revise(article, gus, ("Nobody was hurt", "x"))
    page.goto(f"{at}waiting/")
    page.get_by_role("link", name="Place it by selecting its words in the article").first.click()
    drag(page, TEXT.index("highest"), TEXT.index(" since"))
    wrong += check(page, "placing by selecting")
    assert wrong == []


def test_empty_lists(page_of, ada, cleo):
    wrong = []
    for person, paths in ((ada, ("/articles/", "/queue/", "/claims/")), (cleo, ("/desk/",))):
        page = page_of(person, paths[0])
        for path in paths:
            page.goto(path)
            wrong += check(page, path)
    assert wrong == []
