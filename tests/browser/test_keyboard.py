"""The five main tasks by keyboard alone, the focus looked at after each swap; and what one of them costs."""

import re
import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from annotations.models import Anchor, AnchorState
from factcheck.choices import Rating, State
from factcheck.models import Claim
from tests.browser.hands import drag
from tests.desk import TEXT, propose, rate

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

FIRST, SECOND = TEXT.split("\n")[:2]
TABLE = settings.BASE_DIR / "docs" / "actions.md"


def tab_to(page, locator):
    """Press Tab until the element has the focus: it must be reachable so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if locator.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {locator}")


def test_bring_in_an_article_and_mark_and_judge_a_claim(page_of, bo):
    page = page_of(bo, "/articles/new/")
    press, write = page.keyboard.press, page.keyboard.insert_text
    tab_to(page, page.get_by_label("Text", exact=True))
    write(TEXT)
    press("Control+Enter")
    expect(page.locator("#article-text")).to_contain_text("The river rose")
    tab_to(page, page.locator("#article-text"))
    press("ArrowDown")
    press("ArrowDown")
    press("2")
    expect(page.get_by_label("Rationale")).to_be_focused()
    expect(page.get_by_label("Statement")).to_have_value(SECOND)
    write("It was higher in 1961.")
    tab_to(page, page.get_by_label("Web address"))
    write("https://archive.example/gauge")
    tab_to(page, page.get_by_role("button", name="Another source"))
    press("Enter")
    expect(page.get_by_label("Web address").nth(1)).to_be_focused()
    press("Control+Enter")
    expect(page.locator("#claims li[aria-current] a.statement")).to_be_focused()
    expect(page.locator("#article-text mark").first).to_have_class(re.compile("disputed"))
    press("Escape")
    expect(page.locator("#article-text")).to_be_focused()
    assert Claim.objects.get().verdicts.get().rating == Rating.DISPUTED


def test_answer_from_the_queue(page_of, ada, bo, revision):
    claims = [propose(ada, revision, words) for words in ("night", "Nobody was hurt")]
    page = page_of(bo, "/")
    press, write = page.keyboard.press, page.keyboard.insert_text
    press("n")
    for claim, key, words in zip(claims, "13", ("The gauge says so.", "One voice only."), strict=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(claim.current_version.statement)
        press(key)
        expect(page.get_by_label("Rationale")).to_be_focused()
        write(words)
        press("Control+Enter")
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    assert [claim.verdicts.get().rating for claim in claims] == [Rating.VERIFIED, Rating.UNVERIFIED]


def test_decide_at_the_desk(page_of, bo, emil, cleo, claim):
    rate(claim, bo, Rating.VERIFIED)
    rate(claim, emil, Rating.DISPUTED)
    page = page_of(cleo, "/desk/")
    press, write = page.keyboard.press, page.keyboard.insert_text
    tab_to(page, page.get_by_role("link", name=claim.current_version.statement))
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.current_version.statement)
    tab_to(page, page.get_by_role("radio").first)
    while not page.get_by_role("radio", name="Return").is_checked():
        press("ArrowDown")
    tab_to(page, page.get_by_label("Reason"))
    write("Which gauge?")
    press("Control+Enter")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    assert Claim.objects.get().state == State.RETURNED


def test_correct_an_article_and_place_a_passage(page_of, ada, gus, article, revision):
    propose(ada, revision, "Nobody was hurt")
    page = page_of(gus, f"/articles/{article.pk}/")
    press, write = page.keyboard.press, page.keyboard.insert_text
    tab_to(page, page.get_by_role("link", name="Correct the text"))
    press("Enter")
    tab_to(page, page.get_by_label("Corrected text"))
    press("Control+a")
    write(TEXT.partition("\n\n")[0])
    tab_to(page, page.get_by_label("Why"))
    write("The paper took it back.")
    press("Control+Enter")
    expect(page.get_by_role("heading", name="What becomes of the passages")).to_be_visible()
    tab_to(page, page.get_by_label("Why"))
    press("Control+Enter")
    expect(page.get_by_role("heading", name="Passages in doubt")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Place it by selecting its words in the article"))
    press("Enter")
    tab_to(page, page.locator("#article-text"))
    press("ArrowRight")
    press("ArrowRight")
    press("Enter")
    expect(page.get_by_text("The passage is placed.")).to_be_visible()
    settled = Anchor.objects.get(revision__number=2)
    assert (settled.state, settled.quote) == (AnchorState.PLACED, SECOND)


class Counted:
    """Hands that count what they do: a press of a key, a click, a drag, and whatever is typed in one go."""

    def __init__(self, page):
        self.page, self.actions, self.began = page, 0, time.monotonic()

    def do(self, act, *given):
        self.actions += 1
        act(*given)

    def done(self) -> tuple[int, float]:
        """When the claim has come into the list."""
        expect(self.page.locator("#claims li[aria-current]")).to_contain_text(FIRST)
        return self.actions, time.monotonic() - self.began


def with_the_mouse(hands, page):
    hands.do(drag, page, 0, len(FIRST))
    hands.do(page.get_by_role("button", name="Verified", exact=True).click)
    expect(page.get_by_label("Rationale")).to_be_focused()
    hands.do(page.keyboard.insert_text, "The gauge says so.")
    hands.do(page.get_by_role("button", name="Save the claim").click)


def with_keys(hands, page):
    hands.do(page.keyboard.press, "ArrowRight")
    hands.do(page.keyboard.press, "1")
    expect(page.get_by_label("Rationale")).to_be_focused()
    hands.do(page.keyboard.insert_text, "The gauge says so.")
    hands.do(page.keyboard.press, "Control+Enter")


def rows_of_the_table() -> dict[str, int]:
    """Way -> number of actions, as the documentation has them."""
    found = re.findall(r"^\| (mouse|keys) +\| (\d+) +\|", TABLE.read_text(encoding="utf-8"), re.M)
    return {way: int(count) for way, count in found}


def test_marking_and_judging_a_claim_costs_what_the_documentation_says(page_of, bo, article, capsys):
    counted, printed = {}, []
    for way, walk in (("mouse", with_the_mouse), ("keys", with_keys)):
        page = page_of(bo, f"/articles/{article.pk}/")
        if way == "keys":
            page.locator("#article-text").focus()
        hands = Counted(page)
        walk(hands, page)
        counted[way], seconds = hands.done()
        printed.append(f"| {way} | {counted[way]} | {seconds:.1f} |")
    with capsys.disabled():
        print("", "| way | actions | seconds |", *printed, sep="\n")
    assert counted == rows_of_the_table()
