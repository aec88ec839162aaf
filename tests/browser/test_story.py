"""The main job, from sign-in to export, on a real document, with a real mouse."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hands import drag, fill_answer
from tests.desk import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

PROJECT = Path(__file__).parents[2]
STATEMENTS = "The transfer took place as described.", "The figure in this passage is right."


def document() -> Path:
    """A real article where there are any, else the project's own of the same number."""
    for folder in (PROJECT.parent / "shared" / "seeds", PROJECT / "seeds"):
        if found := sorted(folder.glob("001*.txt")):
            return found[0]
    raise AssertionError("seeds/ holds no document 001")


def passages(text: str) -> list[tuple[int, int]]:
    """Words across the border of two long paragraphs, and others that overlap them."""
    lines = re.finditer(r"[^\n]+", text)
    wordy = [[word.span() for word in re.compile(r"\S+").finditer(text, *line.span())] for line in lines]
    first, second = next(pair for pair in pairwise(wordy) if min(map(len, pair)) >= 12)
    return [(first[-4][0], second[2][1]), (first[-7][0], first[-3][1])]


def sign_in(page, person):
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(str(person), exact=True)).to_be_visible()


def propose(page, passage, press, number):
    drag(page, *passage)
    press()
    statement = page.get_by_label("Statement")
    expect(statement).not_to_be_empty()
    statement.fill(STATEMENTS[number])
    page.get_by_label("Rationale").fill(f"Ada’s reasons, {number}.")
    page.get_by_label("Web address").fill("https://archive.example/report")
    page.get_by_label("Stance").select_option("Contradicts it")
    page.get_by_label("Excerpt").fill("It did not.")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#claims li[aria-current=true]")).to_contain_text(STATEMENTS[number])


def ada_marks(page, source, places):
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="Bring in articles").first.click()
    page.get_by_label("Files", exact=True).set_input_files(source)
    page.get_by_role("button", name="Bring in these files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(source.stem)
    propose(page, places[0], page.get_by_role("button", name="Disputed").click, 0)
    propose(page, places[1], lambda: page.keyboard.press("3"), 1)
    expect(page.locator("#article-text mark[data-count='2']").first).to_be_visible()


def answers_the_queue(page, ratings):
    page.get_by_role("link", name="Queue", exact=True).click()
    page.get_by_role("button", name="Take the next one from the pool").click()
    for number, rating in enumerate(ratings):
        expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENTS[number])
        expect(page.get_by_text("Others’ answers are shown after yours.")).to_be_visible()
        expect(page.get_by_text("reasons")).to_have_count(0)
        fill_answer(page, rating, "I read the report.")
        page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_role("link", name=STATEMENTS[0]).click()
    expect(page.get_by_text("Ada’s reasons, 0.")).to_be_visible()


def cleo_approves(page):
    for statement in STATEMENTS:
        page.get_by_role("link", name="Desk", exact=True).click()
        page.get_by_role("link", name=statement).click()
        expect(page.get_by_text("I read the report.")).to_have_count(2)
        page.get_by_role("radio", name=re.compile("Approve")).check()
        page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("heading", name="Nothing waits for a decision")).to_be_visible()
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_role("link", name=STATEMENTS[0]).click()
    expect(page.get_by_text("Approved: disputed")).to_be_visible()
    page.get_by_role("link", name="History").first.click()
    expect(page.locator(".timeline > li").first).to_contain_text("Cleo approved the consensus")
    expect(page.locator(".timeline > li").last).to_contain_text("Ada proposed the claim")


def downloads(page):
    page.get_by_role("link", name="Export").click()
    files = {}
    for kind in ("CSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=kind, exact=True).click()
        files[kind] = Path(download.value.path()).read_bytes().decode()
    return list(csv.DictReader(files["CSV"].splitlines())), json.loads(files["JSON"])


def test_from_sign_in_to_export(page_of, ada, bo, emil, cleo):
    source = document()
    text = source.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n")
    places = passages(text)
    page = page_of()
    sign_in(page, ada)
    ada_marks(page, source, places)
    answers_the_queue(page_of(bo), ["Disputed", "Unverified"])
    answers_the_queue(page_of(emil), ["Disputed", "Verified"])
    editors = page_of(cleo)
    cleo_approves(editors)
    table, data = downloads(editors)
    from_csv = [json.loads(row["occurrences"]) for row in table]
    from_json = [claim["occurrences"] for claim in data["claims"]]
    assert from_csv == from_json
    found = [(o["start"], o["end"], o["words"]) for (o,) in from_json]
    assert found == [(start, end, text[start:end]) for start, end in places]
    assert [(row["statement"], row["rating"], row["outcome"]) for row in table] == [
        (STATEMENTS[0], "disputed", "unanimous"),
        (STATEMENTS[1], "unverified", "strong-majority"),
    ]
