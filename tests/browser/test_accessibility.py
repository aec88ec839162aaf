"""axe finds nothing, nothing scrolls sideways, and the keyboard is enough: on every page, in its main states."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factcheck.choices import Move, Rating
from tests.browser.hands import drag, fill_answer
from tests.desk import TEXT, bring_in, propose, rate, revise, rule_on
from tests.large import all_are_large, work_off

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

AXE = Axe()
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only colours are others in the dark.
SCHEMES = {"light": STANDARD, "dark": ["color-contrast"]}


@pytest.fixture
def newsroom(ada, bo, emil, cleo, article, claim):
    """A claim in each main state, on passages that overlap."""
    revision = article.revisions.get()
    split = propose(ada, revision, "four metres in a night", "It took one night.")
    rate(split, ada, Rating.VERIFIED), rate(split, bo, Rating.DISPUTED)
    done = propose(ada, revision, "Officials said", "Officials spoke.", sensitive=True)
    rate(done, bo, Rating.UNVERIFIED), rate(done, emil, Rating.UNVERIFIED)
    rule_on(done, cleo, Move.RETURN, reason="Which officials?")
    final = propose(bo, revision, "Nobody was hurt", "Nobody was hurt.")
    rate(final, ada, Rating.VERIFIED), rate(final, emil, Rating.VERIFIED)
    rule_on(final, cleo, Move.APPROVE)
    bring_in("x" * 200 + "\n" + "An unbroken line.", ada, "a-long-file-name-" * 8)
    return {"article": article, "open": claim, "split": split, "returned": done, "final": final}


def check(page, name: str) -> list[str]:
    """What is wrong on the page as it stands, in light and in dark, in both small widths."""
    wrong = []
    page.evaluate(AXE.axe_script)
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        result = page.evaluate("(o) => axe.run(o)", {"runOnly": rules, "resultTypes": ["violations"]})
        assert result["passes"], "axe has looked at nothing"
        for found in result["violations"]:
            nodes = [f"{node['target']} {node['failureSummary']}" for node in found["nodes"][:2]]
            wrong.append(f"{name}, {scheme}: {found['id']}: {nodes}")
    size = page.viewport_size
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 700})
        most = page.evaluate("document.documentElement.scrollWidth")
        if most > width:
            wrong.append(f"{name}: {most} wide at {width}")
    page.set_viewport_size(size)
    return wrong


def test_every_page(page_of, newsroom, troubles, ada, bo, cleo):
    troubles.expected = ["status of 404", "status of 422"]
    at, final = f"/articles/{newsroom['article'].pk}/", newsroom["final"].pk
    visits = {
        None: ["/account/login/", "/account/password/reset/"],
        ada: [f"/claims/{newsroom['open'].pk}/{page}/" for page in ("edit", "withdraw", "split", "merge")]
        + [f"/claims/{newsroom['open'].pk}/merge/?into={newsroom['returned'].pk}"]
        + ["/account/password/change/"],
        bo: ["/articles/", "/articles/new/", at, f"{at}describe/", f"{at}history/", "/claims/", "/queue/", "/export/"]
        + [f"/claims/{newsroom[state].pk}/" for state in ("open", "split", "returned", "final")]
        + [f"/claims/{newsroom['split'].pk}/answer/", f"/claims/{final}/history/", "/nothing/"],
        cleo: ["/desk/", f"/desk/{newsroom['split'].pk}/", f"/desk/{final}/", "/queue/"],
    }
    wrong = []
    for person, paths in visits.items():
        page = page_of(person, paths[0])
        for path in paths:
            page.goto(path)
            wrong += check(page, path)
    assert wrong == []


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


def tab_to(page, locator):
    """Press Tab until the element has the focus: it must be reachable so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if locator.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {locator}")


def test_the_keyboard_alone(page_of, article, claim, bo):
    page = page_of(bo, f"/articles/{article.pk}/")
    press, title = page.keyboard.press, page.locator("#panel-title")
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press("Enter")
    tab_to(page, page.locator("#article-text mark"))
    press("Enter")
    expect(title).to_have_text(claim.current_version.statement)
    expect(title).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Verified", exact=True))
    press("ArrowRight")
    expect(page.get_by_role("radio", name="Disputed")).to_be_checked()
    tab_to(page, page.get_by_label("Rationale"))
    page.keyboard.type("Not by the gauge. 1 2 3 m")
    tab_to(page, page.get_by_role("button", name="Another source"))
    press("Enter")
    expect(page.get_by_label("Web address").nth(1)).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Save your answer"))
    press("Enter")
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    expect(title).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Change your answer"))
    press("Enter")
    expect(page.get_by_label("Rationale")).to_have_value("Not by the gauge. 1 2 3 m")
    expect(title).to_be_focused()


def test_pasting_words_with_the_keyboard(page_of, article, troubles, bo):
    troubles.expected = ["status of 422"]
    page = page_of(bo, f"/articles/{article.pk}/")
    press, title = page.keyboard.press, page.locator("#panel-title")
    tab_to(page, page.get_by_role("link", name="paste them"))
    press("Enter")
    field = page.get_by_label("Exact words from the article")
    expect(field).to_be_focused()
    page.keyboard.type("not in this text")
    press("Tab")
    press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    field = page.locator("#panel").get_by_label("Exact words from the article")
    expect(field).to_have_value("not in this text")
    field.fill("hurt")
    tab_to(page, page.get_by_role("button", name="Mark these words"))
    press("Enter")
    expect(title).to_have_text("New claim")
    expect(title).to_be_focused()
    fill_answer(page, "Unverified", "One fireman.")
    tab_to(page, page.get_by_role("button", name="Save the claim"))
    press("Enter")
    expect(page.locator("#claims-title")).to_contain_text("1 of 1 answered by you")
    expect(page.locator("#claims [aria-current] a.statement")).to_be_focused()
