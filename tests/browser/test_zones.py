"""Marking what is no claim, in a browser: with the mouse, by key, without script; and as axe sees it."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import ZONES, Kind, Span
from tests.browser.axe import check
from tests.browser.hands import click_at, drag
from tests.browser.test_marking import SECOND, stamp, stamped, words
from tests.desk import TEXT, mark, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

LOOKS = "(mark) => { const s = getComputedStyle(mark); return [s.color, s.backgroundColor, s.textDecorationLine]; }"


@pytest.fixture
def reading(page_of, bo, article):
    """Bo has the article open."""
    return page_of(bo, f"/articles/{article.pk}/")


def boxes(page) -> list[float]:
    return page.locator("#article-text p").evaluate_all("(all) => all.map((p) => p.getBoundingClientRect().height)")


def test_words_are_greyed_by_key_and_form_and_nothing_else_is_swapped(reading):
    stamp(reading)
    before, plain = boxes(reading), reading.locator("#p0").evaluate(LOOKS)
    drag(reading, *words(SECOND, "highest since 1954."))
    reading.keyboard.press("o")
    expect(reading.locator("#panel-title")).to_have_text("Mark as something else")
    expect(reading.locator("#panel-title")).to_be_focused()
    reading.get_by_role("radio", name="Not article text").check()
    expect(reading.get_by_label("Presumed reading")).to_be_hidden()
    reading.get_by_role("button", name="Save", exact=True).dblclick()
    found = reading.locator("#article-text mark")
    expect(found).to_have_text("highest since 1954.")
    expect(found).to_have_class("span ground-boilerplate")
    expect(reading.locator("#panel-title")).to_be_focused()
    expect(reading.locator("#notice")).to_have_text("Marked: not article text.")
    expect(reading.locator("#extent")).to_have_text("24 words, without what is not article text")
    expect(reading.locator("#zones")).to_contain_text("Marked besides claims (1)")
    looks = found.evaluate(LOOKS)
    assert [one == other for one, other in zip(looks, plain, strict=True)] == [False, False, False]
    assert (stamped(reading), boxes(reading)) == ([True, False, True, True], before)
    assert Span.objects.count() == 1


def test_a_removed_mark_is_put_back_from_where_it_was_removed(page_of, cleo, article, zone):
    page = page_of(cleo, f"/articles/{article.pk}/")
    page.get_by_text("Marked besides claims (1)").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#panel-title")).to_have_text("Attribution, removed")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("#article-text mark")).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#panel-title")).to_have_text("Attribution")
    expect(page.locator("#article-text mark")).to_have_text("Officials said")
    expect(page.locator("#panel-title")).to_be_focused()


def test_a_click_opens_the_mark_and_the_form_asks_for_a_reading_where_it_needs_one(reading, zone):
    reading.reload()
    click_at(reading, TEXT.index("Officials"))
    expect(reading.locator("#panel-title")).to_be_focused()
    expect(reading.get_by_label("Presumed reading")).to_be_hidden()
    reading.get_by_role("radio", name="Text defect").check()
    reading.get_by_label("Presumed reading").fill("Officers said")
    reading.get_by_role("button", name="Save the change").click()
    expect(reading.locator("#article-text mark")).to_have_class("span ground-text-defect")
    assert Span.objects.get().reading == "Officers said"
    reading.get_by_role("link", name="All claims in this article").click()
    reading.locator("#zones a[data-span-ref]").click()
    expect(reading.locator("#article-text mark")).to_be_focused()
    expect(reading.locator("#article-text mark")).to_have_accessible_description(
        "Text defect, presumably: Officers said"
    )


def test_an_editor_s_bar_has_one_button_and_no_other_key(page_of, cleo, article):
    page = page_of(cleo, f"/articles/{article.pk}/")
    drag(page, *words(SECOND, "highest"))
    expect(page.locator("#mark-bar").get_by_role("button")).to_have_count(1)
    page.keyboard.press("1")
    page.keyboard.press("m")
    page.get_by_role("button", name=re.compile("Other…")).click()
    expect(page.locator("#panel-title")).to_have_text("Mark as something else")


def test_all_of_it_without_script(page_of, bo, article):
    page = page_of(bo, f"/articles/{article.pk}/", java_script_enabled=False)
    page.get_by_text("Mark by pasting the exact words").click()
    page.get_by_label("Exact words from the article").fill("rose four metres")
    page.get_by_role("button", name="Mark as something else…").click()
    page.get_by_role("button", name="Mark this one, place 2").click()
    page.get_by_role("radio", name="Text defect").check()
    page.get_by_label("Presumed reading").fill("rose by four metres")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#p1 mark")).to_have_text("rose four metres")
    page.get_by_text("Marked besides claims (1)").click()
    page.get_by_role("link", name="Change").click()
    page.get_by_role("radio", name="Caveat").check()
    page.get_by_role("button", name="Save the change").click()
    page.get_by_text("Marked besides claims (1)").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caveat, removed")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#p1 mark")).to_have_class("span ground-caveat")


def test_axe_finds_nothing_on_zones(page_of, troubles, ada, bo, revision, claim):
    troubles.expected = ["status of 422"]
    for kind, sample in zip(
        sorted(ZONES), ("river", "Officials", "since 1954", "A fireman", "told", "hurt"), strict=True
    ):
        mark(ada, revision, sample, kind)
    mark(ada, revision, "Nobody was hurt", Kind.CAPTION)
    mark(ada, revision, "night.\nOfficials said", Kind.BOILERPLATE)
    propose(ada, revision, "Officials said the river")
    article, wrong = f"/articles/{revision.article_id}/", []
    page = page_of(bo, article)
    page.get_by_text("Marked besides claims (8)").click()
    wrong += check(page, "article")
    click_at(page, TEXT.index("hurt"))
    expect(page.locator("#panel-title")).to_have_text("Text defect")
    wrong += check(page, "a zone in the panel")
    page.get_by_role("button", name="Remove the mark").click()
    expect(page.locator("#panel-title")).to_have_text("Text defect, removed")
    wrong += check(page, "a removed zone")
    drag(page, *words(SECOND, "highest"))
    page.keyboard.press("o")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    wrong += check(page, "the form with an error")
    for path in (f"{article}zones/{Span.objects.latest('pk').pk - 1}/", f"{article}revisions/1/", f"{article}history/"):
        page.goto(path)
        wrong += check(page, path)
    assert wrong == []
