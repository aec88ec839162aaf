"""A file beside a source, in a browser: kept through htmx and a reload, and never in the way of the words."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Attachment, Evidence
from tests.browser.hands import fill_answer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

BOOK = {"name": "gauge.txt", "mimeType": "text/html", "buffer": b"4.0 m\n"}


def choose(page, row=0):
    page.locator(f"[name=evidence-{row}-file]").set_input_files(BOOK)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_file_stays_with_a_form_that_comes_back_and_is_saved_with_it(script, page_of, bo, article, claim):
    page = page_of(bo, f"{article.get_absolute_url()}?claim={claim.pk}", java_script_enabled=script)
    fill_answer(page, "Verified", "I read it there.")
    choose(page)
    page.get_by_role("button", name="Another source").click()
    expect(page.get_by_text("gauge.txt")).to_be_visible()
    expect(page.locator("[name=evidence-1-file]")).to_be_visible()
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_role("link", name="gauge.txt")).to_be_visible()
    assert Evidence.objects.get().attachment == Attachment.objects.get()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="gauge.txt").click()
    assert waiting.value.suggested_filename == "gauge.txt"


def test_what_was_sent_is_there_after_a_reload_and_can_be_taken_off(page_of, bo, article, claim):
    page = page_of(bo, f"{article.get_absolute_url()}?claim={claim.pk}")
    page.get_by_label("Rationale").fill("So far.")
    choose(page)
    page.get_by_role("button", name="Another source").click()
    expect(page.get_by_text("gauge.txt")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value("So far.")
    expect(page.get_by_text("gauge.txt")).to_be_visible()
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_text("gauge.txt")).to_have_count(0)
    expect(page.get_by_label("Rationale")).to_have_value("So far.")


def test_a_file_that_was_only_chosen_takes_no_words_along_when_the_page_is_lost(page_of, bo, article, claim):
    page = page_of(bo, f"{article.get_absolute_url()}?claim={claim.pk}")
    page.get_by_label("Rationale").fill("Typed.")
    choose(page)
    page.get_by_label("Excerpt").fill("4.0 m")
    page.reload()  # before typing rests: the browser has the words
    expect(page.get_by_label("Rationale")).to_have_value("Typed.")
    expect(page.get_by_label("Excerpt").first).to_have_value("4.0 m")
