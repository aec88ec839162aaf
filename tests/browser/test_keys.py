"""Single keys: one does what its element on the page does, never in a field, and everybody may have their own."""

import json

import pytest
from playwright.sync_api import expect

from factcheck.actions import set_preferences
from factcheck.choices import Step
from factcheck.keys import CHORDS, KEYS
from tests.browser.axe import check
from tests.desk import TEXT, assign, bring_in, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

#: Write down which acts are clicked, and give each act of the table a button where the page has none.
LISTEN = """(acts) => {
  window.pressed = [];
  addEventListener("click", ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (act) { window.pressed.push(act); event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
  for (const act of acts) {
    const button = document.createElement("button");
    button.dataset.act = act;
    button.textContent = act;
    document.querySelector("main").append(button);
  }
}"""


@pytest.fixture
def walked(ada, article):
    """Three passages, the second inside the first, the third in another paragraph."""
    revision = article.revisions.get()
    return [propose(ada, revision, words) for words in ("rose four metres in", "four metres", "Nobody was hurt")]


def test_a_key_clicks_its_element_and_never_from_a_field_or_with_others(page_of, bo):
    page = page_of(bo, "/claims/")
    page.evaluate(LISTEN, [key.act for key in KEYS])
    page.locator("main").focus()
    for key in KEYS:
        page.keyboard.press(key.default)
    assert page.evaluate("window.pressed") == [key.act for key in KEYS]
    page.evaluate("window.pressed.length = 0")
    for key in KEYS:
        page.keyboard.press(f"Alt+{key.default}")
        page.keyboard.press(f"Control+{key.default}") if key.default.isalpha() and key.default not in "nwt" else None
    page.locator("#id_q").focus()
    page.keyboard.type("".join(key.default for key in KEYS))
    page.locator("#id_state").focus()
    page.keyboard.press("a")
    assert page.evaluate("window.pressed") == []
    expect(page.locator("#id_q")).to_have_value("".join(key.default for key in KEYS))


@pytest.mark.parametrize("held", [["CapsLock"], ["AltGraph"]])
def test_caps_lock_is_not_shift_and_altgr_is_how_some_write_a_bracket(page_of, bo, held):
    page = page_of(bo, "/claims/")
    page.evaluate(LISTEN, ["undo", "next-passage"])
    page.evaluate(
        """([held]) => {
          const flags = held === "CapsLock" ? { key: "U", modifierCapsLock: true }
            : { key: "]", ctrlKey: true, altKey: true, modifierAltGraph: true };
          document.querySelector("main").dispatchEvent(new KeyboardEvent("keydown", { ...flags, bubbles: true }));
        }""",
        held,
    )
    assert page.evaluate("window.pressed") == ["undo" if held == ["CapsLock"] else "next-passage"]


def test_help_is_a_dialog_that_takes_all_keys_and_gives_the_focus_back(page_of, troubles, bo, article, walked):
    troubles.expected = ["status of 422"]
    page = page_of(bo, f"/articles/{article.pk}/")
    page.locator("#claims .statement").first.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="All keys")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert dialog.locator("dd").count() == len(KEYS) + len(CHORDS)
    assert check(page, "help") == []
    page.keyboard.press("]")
    page.keyboard.press("n")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#claims .statement").first).to_be_focused()
    # The same with the mouse, and on from there to the preferences.
    page.locator("#text-tools").get_by_role("link", name="All keys").click()
    dialog.get_by_role("link", name="Change the keys").click()
    expect(page.get_by_role("heading", name="Preferences")).to_be_visible()
    assert check(page, "preferences") == []
    page.get_by_role("textbox", name="All keys").fill("u")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("“u” is the key for “Undo” already.").first).to_be_visible()
    assert check(page, "preferences refused") == []


def test_from_passage_to_passage_into_a_claim_and_back(page_of, bo, article, walked):
    page = page_of(bo, f"/articles/{article.pk}/")
    first, second, third = (page.locator(f"mark[data-first~='{one.occurrences.get().span_id}']") for one in walked)
    title = page.locator("#panel-title")
    for key, mark in (("]", first), ("]", second), ("]", third), ("]", third), ("[", second)):
        page.keyboard.press(key)
        expect(mark).to_be_focused()
        expect(title).to_have_count(0)
    page.keyboard.press("Enter")
    expect(title).to_have_text("2 claims on these words")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(second).to_be_focused()
    expect(title).to_have_count(0)
    expect(page.locator("#claims")).to_be_visible()
    expect(second).to_be_focused()
    # The focus survives the paragraph under it.
    page.evaluate("""() => htmx.swap("#p1", document.querySelector("#p1").outerHTML, { swapStyle: "outerHTML" })""")
    expect(second).to_be_focused()
    # What is typed stays, and so does its panel.
    page.keyboard.press("]")
    page.keyboard.press("Enter")
    expect(title).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_label("Rationale")).to_be_focused()
    page.keyboard.type("Not so")
    page.keyboard.press("Escape")
    expect(third).to_be_focused()
    expect(page.get_by_label("Rationale")).to_have_value("Not so")
    # From a card, and back to it.
    page.goto(f"/articles/{article.pk}/")
    card = page.locator("#claims .statement").nth(1)
    card.focus()
    page.keyboard.press("Enter")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#article-text")).to_be_focused()


def test_the_queue_the_search_and_an_abstention(page_of, bo, cleo, walked):
    for one in walked:
        assign(one, bo, cleo)
    page = page_of(bo, "/articles/")
    for one in (*walked, walked[0]):
        page.keyboard.press("n")
        expect(page.get_by_role("heading", level=1)).to_have_text(one.current_version.statement)
    page.keyboard.press("a")
    expect(page.get_by_role("radio", name="Abstain")).to_be_checked()
    expect(page.get_by_label("Reason to abstain")).to_be_focused()
    page.keyboard.press("n")  # in a field: it chooses
    expect(page.get_by_label("Reason to abstain")).to_have_value("not-checkable")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("hurt")
    page.keyboard.press("Enter")
    expect(page.locator(".rows .statement")).to_have_text(["Nobody was hurt"])
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()


def test_ones_own_keys_and_none_at_all(page_of, bo, article):
    keys = {"verified": "v", "help": "", "step": "1"}
    set_preferences(single_keys=True, step=Step.WORD, keys=keys, by=bo)
    page = page_of(bo, f"/articles/{article.pk}/")
    assert json.loads(page.evaluate("document.body.dataset.keys"))["v"] == "verified"
    page.locator("#article-text").focus()
    for key in ("ArrowRight", "1", "s", "?", "v"):  # "1" goes on to characters, and is no rating
        page.keyboard.press(key)
    expect(page.get_by_role("radio", name="Verified", exact=True)).to_be_checked()
    expect(page.get_by_label("Statement")).to_have_value(TEXT.partition(" ")[0])
    expect(page.locator("#help")).to_be_hidden()
    set_preferences(single_keys=False, step=Step.WORD, keys=keys, by=bo)
    page.goto(f"/articles/{article.pk}/")
    page.locator("#article-text").focus()
    for key in ("ArrowRight", "v", "2", "?", "n"):
        page.keyboard.press(key)
    expect(page.locator("#panel-title")).to_have_count(0)
    assert page.locator("#mark-bar kbd").count() == 0
    page.keyboard.press("Enter")  # no single character, and nobody's to switch off
    expect(page.locator("#panel-title")).to_have_text("New claim")


def test_a_passage_is_walked_to_in_a_text_without_any(page_of, bo):
    page = page_of(bo, f"/articles/{bring_in('One line.', bo).pk}/")
    for key in "][":
        page.keyboard.press(key)
        expect(page.locator("#notice")).to_have_text("There are no more passages that way.")
    expect(page.locator("#panel-title")).to_have_count(0)
