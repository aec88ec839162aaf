"""Nothing typed is lost: a reload, no connection, a session that ends, an answer that is dropped on its way."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from factcheck.access import unsaved_by
from factcheck.models import Claim, Verdict
from tests.browser.hands import drag, fill_answer, type_on
from tests.desk import PASSWORD, TEXT, edit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("desk")]

SAVED = re.compile(r"Saved \d\d:\d\d")
HERE = "() => Object.keys(localStorage)"


@pytest.fixture
def home(article, claim) -> str:
    return article.get_absolute_url()


def line(page):
    """What the form says has become of the words."""
    return page.locator("span:has(> [data-kept])")


def sign_in(page, person):
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_what_was_typed_is_there_after_a_reload_and_on_another_device(page_of, bo, ada, home, claim):
    page = page_of(bo, home)
    page.locator("#claims .statement").click()
    expect(page).to_have_url(re.compile(rf"\?claim={claim.pk}$"))
    rationale = page.get_by_label("Rationale")
    rationale.press_sequentially("I asked the people who read the gauge.", delay=40)
    expect(line(page)).to_have_text(SAVED)
    # Nothing was swapped under the fingers, and nothing of it stays in the browser.
    expect(rationale).to_have_value("I asked the people who read the gauge.")
    expect(rationale).to_be_focused()
    assert page.evaluate(HERE) == []
    expect(line(page).get_by_role("status")).to_be_empty()
    page.get_by_label("Web address").fill("https://archive.example/gauge")
    page.get_by_role("radio", name="Disputed").check()
    page.reload()  # before typing rests: the browser has it
    expect(page.get_by_label("Web address").first).to_have_value("https://archive.example/gauge")
    expect(page.get_by_role("radio", name="Disputed")).to_be_checked()
    expect(page.get_by_text("Your unsaved text from")).to_be_visible()
    elsewhere = page_of(bo, claim.get_absolute_url(), java_script_enabled=False)
    expect(elsewhere.get_by_label("Rationale")).to_have_value("I asked the people who read the gauge.")
    elsewhere.get_by_role("button", name="Discard it").click()
    expect(elsewhere.get_by_label("Rationale")).to_be_empty()
    edit(claim, ada)
    # The panel is fetched anew: discarded is discarded, on every device.
    page.reload()
    expect(page.get_by_label("Rationale")).to_be_empty()


def test_without_a_connection_it_is_kept_here_and_sent_later(page_of, bo, emil, home, claim, troubles):
    troubles.expected.append("ERR_INTERNET_DISCONNECTED")
    page = page_of(bo, f"{home}?claim={claim.pk}")
    page.context.set_offline(True)
    page.get_by_label("Rationale").fill("Typed on a train.")
    expect(line(page).get_by_role("status")).to_have_text("Offline, kept on this device.")
    (kept,) = page.evaluate(HERE)
    assert re.fullmatch(rf"unsaved {bo.pk} claim:{claim.pk} [0-9a-f]{{32}}", kept)
    stored = page.evaluate("(key) => localStorage.getItem(key)", kept)
    assert [name for name in ("csrf", "quote", bo.email) if name in stored] == []
    page.context.set_offline(False)
    expect(line(page)).to_have_text(SAVED)
    assert unsaved_by(bo).get().fields["rationale"] == "Typed on a train."
    # A crash while offline: what the browser has is put into the form as soon as the page opens.
    page.context.set_offline(True)
    page.get_by_label("Rationale").fill("Typed on a train, further on.")
    expect(line(page).get_by_role("status")).to_have_text("Offline, kept on this device.")
    page.context.set_offline(False)
    page.goto(home)
    page.locator("#claims .statement").click()
    expect(page.get_by_label("Rationale")).to_have_value("Typed on a train, further on.")
    assert page.evaluate(HERE) == []


def test_a_session_that_ends_leads_through_sign_in_back_to_the_text(page_of, bo, home, claim):
    page = page_of(bo, f"{home}?claim={claim.pk}")
    Session.objects.all().delete()
    page.get_by_label("Rationale").fill("Two gauges agree.")
    expect(line(page).get_by_role("status")).to_have_text("Signed out, kept on this device. Sign in")
    page.get_by_role("radio", name="Verified", exact=True).check()
    page.get_by_role("button", name="Save your answer").click()
    sign_in(page, bo)
    expect(page).to_have_url(re.compile(rf"{home}\?claim={claim.pk}$"))
    expect(page.get_by_label("Rationale")).to_have_value("Two gauges agree.")
    expect(page.get_by_role("radio", name="Verified", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save your answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    assert Verdict.objects.get().rationale == "Two gauges agree."
    expect(page.get_by_text("unsaved text")).to_have_count(0)
    assert (list(unsaved_by(bo)), page.evaluate(HERE)) == ([], [])


def test_the_browser_forgets_at_sign_out_and_when_somebody_else_signs_in(page_of, ada, bo, home, claim, troubles):
    troubles.expected.append("ERR_FAILED")
    page = page_of(bo, f"{home}?claim={claim.pk}")
    page.route("**/unsaved/", lambda route: route.abort())
    page.get_by_label("Rationale").fill("Mine alone.")
    expect(line(page).get_by_role("status")).to_have_text("Offline, kept on this device.")
    assert len(page.evaluate(HERE)) == 1
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.goto(home)
    assert len(page.evaluate(HERE)) == 1
    sign_in(page, ada)
    expect(page.get_by_text("Ada", exact=True).first).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate(HERE) == []
    page.goto(f"{home}?claim={claim.pk}")
    page.get_by_label("Rationale").fill("Hers.")
    expect(line(page).get_by_role("status")).to_have_text("Offline, kept on this device.")
    page.get_by_text("Ada", exact=True).first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.wait_for_load_state()
    assert (page.evaluate(HERE), list(unsaved_by(bo)), list(unsaved_by(ada))) == ([], [], [])


def test_an_answer_dropped_on_its_way_and_a_double_click_make_one_row(page_of, bo, home, claim, troubles):
    troubles.expected += ["ERR_FAILED", r"^htmx:(afterRequest|sendError)"]
    page = page_of(bo, home)

    def dropped(route):
        route.fetch()
        route.abort()

    page.route("**/claims/", dropped, times=1)
    drag(page, TEXT.index("Nobody"), TEXT.index(".”"))
    page.keyboard.press("m")
    page.get_by_label("Statement").fill("No one was hurt.")
    page.get_by_role("button", name="Save the claim").click()
    expect(page.locator("#notice")).to_contain_text("The desk did not answer.")
    assert Claim.objects.count() == 2
    page.get_by_role("button", name="Save the claim").dblclick()
    expect(page.locator("#claims li[aria-current] a.statement")).to_have_text("No one was hurt.")
    assert Claim.objects.count() == 2
    # The same after a reload instead: the desk knows that it has it, and the form does not come back.
    page.route("**/answer/*", dropped, times=1)
    page.locator("#claims .statement").first.click()
    fill_answer(page, "Disputed", "It rose by three.")
    page.get_by_role("button", name="Save your answer").click()
    expect(page.locator("#notice")).to_contain_text("The desk did not answer.")
    page.reload()
    expect(page.get_by_text("It rose by three.")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_count(0)
    assert (Verdict.objects.count(), list(unsaved_by(bo)), page.evaluate(HERE)) == (1, [], [])


def test_a_panel_drawn_before_the_desk_has_the_words_has_them_all_the_same(page_of, bo, home, claim, troubles):
    troubles.expected.append("502")
    edit(claim, bo, "The river rose by five metres.")
    page = page_of(bo, f"{home}?claim={claim.pk}")
    page.route("**/unsaved/", lambda route: route.fulfill(status=502))
    rationale, undo, redo = page.get_by_label("Rationale"), page.locator("#do-undo"), page.locator("#do-redo")
    rationale.fill("An hour of work.")
    page.get_by_role("radio", name="Disputed").check()
    undo.click()
    expect(page.locator("#panel-title")).to_have_text("The river rose by four metres in one night.")
    expect(rationale).to_have_value("An hour of work.")
    expect(page.get_by_role("radio", name="Disputed")).to_be_checked()
    expect(line(page).get_by_role("status")).to_have_text("Not taken by the desk, kept on this device.")
    # A second row, which the page has and the desk does not draw.
    page.get_by_role("button", name="Another source").click()
    page.get_by_label("Web address").nth(1).fill("https://archive.example/gauge")
    redo.click()
    expect(page.locator("#panel-title")).to_have_text("The river rose by five metres.")
    page.unroute("**/unsaved/")
    type_on(rationale, " And more.")
    expect(line(page)).to_have_text(SAVED)
    fields = unsaved_by(bo).get().fields
    assert (fields["rationale"], fields["evidence-1-url"]) == (
        "An hour of work. And more.",
        "https://archive.example/gauge",
    )
    # Taken while the answer, which was drawn without it, is on its way.
    page.route(
        "**/undo/**",
        lambda route: (answer := route.fetch(), page.wait_for_timeout(2500), route.fulfill(response=answer)),
    )
    rationale.press_sequentially(" To the end.")
    undo.click()
    expect(page.locator("#panel-title")).to_have_text("The river rose by four metres in one night.")
    expect(rationale).to_have_value("An hour of work. And more. To the end.")
    page.get_by_role("button", name="Discard it").click()
    expect(rationale).to_be_empty()
    assert (page.evaluate(HERE), list(unsaved_by(bo))) == ([], [])


def test_signing_out_sends_the_last_words_first(page_of, bo, home, claim):
    page = page_of(bo, f"{home}?claim={claim.pk}")
    page.get_by_label("Rationale").fill("To the last word.")
    page.get_by_text("Bo", exact=True).first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert (unsaved_by(bo).get().fields["rationale"], page.evaluate(HERE)) == ("To the last word.", [])


BLOCKED, FULL = "get() { throw new Error(); }", "value: new Proxy({}, { set() { throw new Error(); } })"


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_sends_it_all_the_same(trouble, page_of, bo, home, claim):
    page = page_of(bo)
    page.context.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {trouble} }});")
    page.goto(f"{home}?claim={claim.pk}")
    page.get_by_label("Rationale").fill("Not in the browser.")
    expect(line(page)).to_have_text(SAVED)
    assert unsaved_by(bo).get().fields["rationale"] == "Not in the browser."
