"""Marking and answering beside the article: only what changed is swapped, and nothing typed is ever lost."""

import re

import pytest
from playwright.sync_api import expect

from factcheck.actions import withdraw_claim
from factcheck.choices import Verb
from factcheck.models import Claim, Event
from tests.browser.hands import click_at, drag, fill_answer, paragraph, point
from tests.desk import TEXT, bring_in, propose

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

#: "river rose" in the second paragraph, and "rose four metres" in it, which overlaps.
SECOND = TEXT.index("river rose four metres,")
UPSTREAM = "The dam upstream held. Nobody opened it.\n"


@pytest.fixture
def reading(page_of, bo, article):
    """Bo has the article open."""
    return page_of(bo, f"/articles/{article.pk}/")


def words(position: int, sample: str) -> tuple[int, int]:
    start = TEXT.index(sample, position)
    return start, start + len(sample)


def marks(page) -> list[str]:
    return page.locator("#article-text mark").all_inner_texts()


def stamp(page) -> None:
    """Mark the DOM nodes of all paragraphs, to see which of them stay."""
    page.locator("#article-text p").evaluate_all("(all) => all.forEach((p) => { p.stamped = true; })")


def stamped(page) -> list[bool]:
    return page.locator("#article-text p").evaluate_all("(all) => all.map((p) => p.stamped === true)")


def test_saving_swaps_the_touched_paragraph_and_nothing_else(reading):
    stamp(reading)
    drag(reading, *words(SECOND, "river rose"))
    reading.get_by_role("button", name="Verified", exact=False).first.click()
    expect(reading.get_by_label("Rationale")).to_be_focused()
    expect(reading.get_by_role("radio", name="Verified", exact=True)).to_be_checked()
    expect(reading.get_by_label("Statement")).to_have_value("river rose")
    reading.get_by_label("Rationale").fill("The gauge says so.")
    reading.get_by_role("button", name="Save the claim").dblclick()
    expect(reading.locator("#claims li[aria-current=true]")).to_contain_text("river rose")
    expect(reading.locator("#article-text mark")).to_have_class(re.compile("lane-0-verified"))
    assert marks(reading) == ["river rose"]
    assert stamped(reading) == [True, False, True, True]
    assert Claim.objects.count() == 1
    assert Event.objects.filter(verb=Verb.CLAIM_PROPOSED).count() == 1


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_a_drag_may_begin_on_the_first_letter_of_a_mark(reading, article, ada, offset):
    propose(ada, article.revisions.get(), "highest since 1954", "It was the highest.")
    reading.reload()
    start, end = words(SECOND, "highest since 1954")
    x, y = point(reading, start)
    reading.mouse.move(x + offset, y)
    reading.mouse.down()
    reading.mouse.move(*point(reading, end - 1, is_end=True), steps=5)
    reading.mouse.up()
    expect(reading.locator("#mark-bar")).to_be_visible()
    assert reading.evaluate("String(getSelection())") == "highest since 1954"
    expect(reading.locator("#article-text mark")).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize(
    ("key", "choice"), [("1", "Verified"), ("2", "Disputed"), ("3", "Unverified"), ("m", "No verdict yet")]
)
def test_each_key_opens_the_form_with_its_choice_and_escape_closes_it(reading, key, choice):
    drag(reading, *words(SECOND, "four metres"))
    reading.keyboard.press("Escape")
    expect(reading.locator("#mark-bar")).to_be_hidden()
    reading.keyboard.press(key)
    expect(reading.get_by_role("heading", name="New claim")).to_have_count(0)
    drag(reading, *words(SECOND, "four metres"))
    reading.keyboard.press(key)
    expect(reading.get_by_role("radio", name=choice, exact=True)).to_be_checked()
    reading.keyboard.press("Escape")
    expect(reading.get_by_role("heading", name="New claim")).to_have_count(0)


def test_overlapping_passages_open_each_and_together(reading, article, ada):
    revision = article.revisions.get()
    long = propose(ada, revision, "river rose four metres, the highest", "The long one.")
    short = propose(ada, revision, "four metres, the highest since 1954", "The crossing one.")
    inner = propose(ada, revision, "metres, the", "The inner one.")
    reading.reload()
    for position, claim in ((SECOND, long), (TEXT.index("since 1954"), short)):
        click_at(reading, position)
        expect(reading.locator("#panel-title")).to_have_text(claim.current_version.statement)
        expect(reading.locator("#panel-title")).to_be_focused()
    click_at(reading, TEXT.index("metres, the", SECOND) + 1)
    expect(reading.locator("#panel-title")).to_have_text("3 claims on these words")
    statements = reading.locator("#panel .statement")
    expect(statements).to_have_text(["The inner one.", "The long one.", "The crossing one."])
    statements.first.click()
    expect(reading.locator("#panel-title")).to_have_text(inner.current_version.statement)
    expect(reading.locator("#panel-title")).to_be_focused()
    reading.locator(f"mark[data-first~='{long.occurrences.get().span_id}']").focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("#panel-title")).to_have_text("The long one.")


def test_a_refused_form_keeps_every_word_and_tells_first(reading, troubles):
    troubles.expected = ["status of 422"]
    drag(reading, *words(SECOND, "highest since 1954"))
    reading.keyboard.press("2")
    reading.get_by_label("Statement").fill("It was the highest.")
    reading.get_by_label("Web address").fill("https://archive.example/1")
    reading.get_by_role("button", name="Another source").click()
    second = reading.get_by_role("group", name="Source 2")
    second.get_by_label("Excerpt").fill("Of nothing named.")
    expect(reading.get_by_label("Web address").first).to_have_value("https://archive.example/1")
    reading.get_by_role("button", name="Save the claim").click()
    expect(reading.locator("#error-summary")).to_be_focused()
    expect(reading.get_by_label("Statement")).to_have_value("It was the highest.")
    expect(reading.get_by_role("radio", name="Disputed", exact=True)).to_be_checked()
    expect(second.get_by_label("Excerpt")).to_have_value("Of nothing named.")
    expect(second).to_contain_text("Name the source of this excerpt")
    assert Claim.objects.count() == 0


@pytest.mark.parametrize("way", ["lost", "proxy"])
def test_a_lost_connection_leaves_the_form_alone(reading, troubles, way):
    troubles.expected = [
        "ERR_FAILED",
        "ERR_INTERNET",
        "htmx:(sendError|afterRequest)",
        "status of 502",
        "Status Error Code 502",
    ]
    drag(reading, *words(SECOND, "highest"))
    reading.keyboard.press("m")
    statement = reading.get_by_label("Statement")
    statement.fill("Kept.")
    answer = {"status": 502, "body": "<h1>Bad gateway</h1>", "content_type": "text/html"}
    reading.route("**/claims/", lambda route: route.abort() if way == "lost" else route.fulfill(**answer))
    reading.get_by_role("button", name="Save the claim").click()
    expect(reading.locator("#notice")).to_contain_text("Nothing you typed is lost")
    expect(statement).to_have_value("Kept.")
    reading.unroute("**/claims/")
    reading.get_by_role("button", name="Save the claim").click()
    expect(reading.locator("#claims li[aria-current=true]")).to_contain_text("Kept.")
    expect(reading.locator("#notice")).to_have_text(re.compile(r"^\s*Claim \d+ is saved\.\s*$"))


def test_a_conflict_is_a_sentence_and_the_form_stays(reading, troubles, claim):
    troubles.expected = ["status of 409", "status of 403"]
    reading.reload()
    click_at(reading, TEXT.index("rose four metres"))
    fill_answer(reading, "Verified", "Not to be lost.")
    withdraw_claim(claim=Claim.objects.get(pk=claim.pk), reason="Twice here.", by=claim.proposer)
    reading.get_by_role("button", name="Save your answer").click()
    expect(reading.locator("#notice, #error-summary").filter(has_text=re.compile("withdrawn"))).to_be_visible()
    expect(reading.get_by_label("Rationale")).to_have_value("Not to be lost.")


def test_answering_in_the_panel_changes_the_look_of_the_mark(reading, claim):
    reading.reload()
    stamp(reading)
    mark = reading.locator("#article-text mark")
    expect(mark).to_have_class(re.compile("lane-0-open"))
    click_at(reading, TEXT.index("rose four metres"))
    fill_answer(reading, "Unverified", "One gauge is not enough.")
    reading.get_by_role("button", name="Save your answer").click()
    expect(mark).to_have_class(re.compile("lane-0-unverified"))
    expect(reading.get_by_text("Your answer is saved.")).to_be_visible()
    assert stamped(reading) == [False, True, True, True]
    reading.locator("#panel .passages [data-span-ref]").click()
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()


def test_offsets_beyond_an_emoji_are_code_points(page_of, bo):
    text = f"{UPSTREAM * 40}👨🏻‍🚒🇪🇪 said: “It held 𝔘ntil noon.” The end."
    article = bring_in(text, bo)
    page = page_of(bo, f"/articles/{article.pk}/")
    start = text.index("“It held")
    drag(page, start, text.index(" The end"))
    page.keyboard.press("m")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#article-text mark")).to_have_text("“It held 𝔘ntil noon.”")
    anchor = Claim.objects.get().occurrences.get().span.anchors.get()
    assert text[anchor.start : anchor.end] == anchor.quote == "“It held 𝔘ntil noon.”"
    page.locator("#claims .passage a").click()
    expect(page.locator("#article-text mark")).to_be_focused()
    expect(paragraph(page, start)).to_be_in_viewport()
