"""Undoing and redoing by button, in a browser: what is swapped, what is said, where the focus is, a reload between."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim, Verdict
from tests.browser.axe import check
from tests.browser.hands import drag, fill_answer
from tests.browser.test_marking import stamp, stamped
from tests.desk import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]


def test_mark_rate_undo_twice_reload_and_redo_twice(page_of, bo, article):
    page = page_of(bo, f"/articles/{article.pk}/")
    undo, redo = page.locator("[data-act=undo]"), page.locator("[data-act=redo]")
    marks, cards, notice = (
        page.locator("#article-text mark"),
        page.locator("#claims > .claims > li"),
        page.locator("#notice"),
    )
    expect(undo).to_have_count(0)
    start = TEXT.index("Nobody was hurt")
    drag(page, start, start + 15)
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    expect(marks).to_have_text("Nobody was hurt")
    claim = Claim.objects.get()
    expect(undo).to_have_text(f"Undo: marked claim {claim.pk}")
    page.locator(f"#claim-{claim.pk} a.statement").click()
    fill_answer(page, "Disputed", "The paper says two were hurt.")
    page.get_by_role("button", name="Save your answer").click()
    expect(undo).to_have_text(f"Undo: answered claim {claim.pk}")
    expect(marks).to_have_class("span lane-0-disputed current")

    # The panel shows the claim, so it is redrawn as well; the focus stays on the button.
    stamp(page)
    undo.focus()
    page.keyboard.press("Enter")
    expect(notice).to_have_text(f"Undone: answered claim {claim.pk}.")
    expect(undo).to_be_focused()
    expect(marks).to_have_class("span lane-0-open current")
    expect(page.get_by_role("button", name="Save your answer")).to_be_visible()
    page.keyboard.press("Enter")
    expect(notice).to_have_text(f"Undone: marked claim {claim.pk}.")
    expect(undo).to_be_focused()
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(marks).to_have_count(0)
    expect(page.locator(f"#claims [id=claim-{claim.pk}]")).to_have_count(0)
    expect(page.locator("#panel")).to_be_empty()
    assert stamped(page) == [True, True, True, False]
    assert check(page, "undone") == []

    page.reload()
    expect(marks).to_have_count(0)
    redo.click()
    expect(notice).to_have_text(f"Done again: marked claim {claim.pk}.")
    expect(redo).to_be_focused()
    expect(cards.locator("a.statement")).to_have_text("Nobody was hurt")
    redo.click()
    expect(notice).to_have_text(f"Done again: answered claim {claim.pk}.")
    expect(marks).to_have_class("span lane-0-disputed")
    assert (Claim.objects.get().state, Verdict.objects.standing().get().rating) == ("open", "disputed")
