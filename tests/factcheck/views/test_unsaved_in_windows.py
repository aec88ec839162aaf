"""The same form in two windows: both texts are kept, the form shows the later, the other stands beside it."""

import re

import pytest
from django.utils import timezone

from factcheck.access import unsaved_by
from factcheck.choices import Move
from factcheck.models import FormName, Verdict
from tests.desk import passage, rule_on
from tests.factcheck.views.test_unsaved import DISCARD, KEEP, sent
from tests.web import HTMX, an_answer, text, value, values

NOTICE = re.compile(r'<form class="notice unsaved".*?</form>', re.S)
BOTH_WAYS = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])


def notices(answer) -> list[str]:
    """What the page says of unsaved texts, one after the other; without the time."""
    found = NOTICE.findall(re.sub(r"<svg.*?</svg>", " ", text(answer), flags=re.S))
    return [re.sub(r" \d\d:\d\d", "", " ".join(re.sub(r"<[^>]+>", " ", one).split())) for one in found]


def window(page) -> dict[str, str]:
    """What the form on a page says of itself."""
    return {name: values(page, name)[-1] for name in ("unsaved", "drawn", "shows", "key")}


def put_link(page) -> str:
    return re.search(r'<a href="([^"]+)"[^>]*>Put this into the form', text(page))[1]


def rationales(person) -> list[str]:
    return [one.fields["rationale"] for one in unsaved_by(person)]


@pytest.fixture
def typed(as_bo):
    """Type into the form of a window."""

    def typed(form, words, ago=0):
        answer = as_bo.post(KEEP, {**form, **sent(form["unsaved"], ago), "answer": "disputed", "rationale": words})
        assert (answer.status_code, answer.headers.get("HX-Trigger")) == (204, None)

    return typed


@pytest.fixture
def windows(as_bo, claim, typed):
    """Two windows with the form, both drawn before Bo typed, 90 seconds ago and now."""
    first, second = [window(as_bo.get(claim.get_absolute_url())) for _ in range(2)]
    typed(first, "In the first.", 90)
    typed(second, "In the second.")
    return first, second


def test_the_form_shows_the_later_and_the_other_beside_it(windows, as_bo, bo, claim):
    for path in (claim.get_absolute_url(), f"{claim.get_absolute_url()}answer/"):
        page = as_bo.get(path)
        assert (value(page, "rationale"), notices(page)) == (
            "In the second.",
            [
                "Your unsaved text from . Discard it",
                "Typed in another window at : In the first. Put this into the form Discard",
            ],
        )
        times = [f"{timezone.localtime(one.typed_at):%H:%M}" for one in reversed(unsaved_by(bo))]
        assert re.findall(r"<time[^>]*>(\d\d:\d\d)</time>", "".join(NOTICE.findall(text(page)))) == times


def test_a_reload_brings_the_same_text_and_typing_on_makes_no_second_one(typed, as_bo, bo, claim):
    form = window(as_bo.get(claim.get_absolute_url()))
    typed(form, "Two")
    for words in ("Two gauges", "One"):
        again = window(as_bo.get(claim.get_absolute_url()))
        assert (again["key"], again["drawn"] != form["drawn"]) == (form["key"], True)
        typed(again, words)
        assert rationales(bo) == [words]


def test_two_windows_that_show_the_same_text_do_not_write_over_each_other(typed, as_bo, bo, claim):
    typed(window(as_bo.get(claim.get_absolute_url())), "Two", 300)
    first, second = [window(as_bo.get(claim.get_absolute_url())) for _ in range(2)]
    typed(first, "Two gauges", 200)
    typed(second, "Two people", 100)
    typed(first, "Two gauges agree")
    assert rationales(bo) == ["Two people", "Two gauges agree"]


@BOTH_WAYS
def test_the_other_is_put_into_the_form_and_the_later_stands_beside_it(headers, typed, windows, as_bo, bo, claim):
    page = as_bo.get(put_link(as_bo.get(claim.get_absolute_url())), headers=headers)
    beside = "Typed in another window at : In the second. Put this into the form Discard"
    assert (value(page, "rationale"), notices(page)[1]) == ("In the first.", beside)
    # The browser fills in nothing of its own, and nothing is changed by looking; typing makes it the later one.
    assert 'data-kept="chosen"' in text(page)
    assert rationales(bo) == ["In the first.", "In the second."]
    typed(window(page), "In the first, and on.")
    assert rationales(bo) == ["In the second.", "In the first, and on."]


@BOTH_WAYS
def test_the_other_is_discarded_alone(headers, windows, as_bo, bo, claim):
    page = as_bo.get(claim.get_absolute_url())
    other = {"unsaved": windows[0]["unsaved"], "text": value(page, "text")}
    page = as_bo.post(DISCARD, other, headers=headers, follow=True)
    assert (value(page, "rationale"), len(notices(page)), rationales(bo)) == ("In the second.", 1, ["In the second."])


@BOTH_WAYS
def test_what_the_form_shows_is_discarded_alone_and_the_other_comes_into_it(headers, windows, as_bo, bo, claim):
    shown = window(as_bo.get(claim.get_absolute_url()))
    page = as_bo.post(DISCARD, shown, headers=headers, follow=True)
    assert (value(page, "rationale"), len(notices(page)), rationales(bo)) == ("In the first.", 1, ["In the first."])


def test_saving_in_one_window_leaves_what_was_typed_in_the_other(windows, as_bo, bo, claim):
    as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, **windows[1]))
    assert (Verdict.objects.count(), rationales(bo)) == (1, ["In the first."])
    page = as_bo.get(claim.get_absolute_url())
    assert (value(page, "rationale"), len(notices(page))) == ("In the first.", 1)


def test_without_a_script_what_the_form_shows_goes_with_the_save(windows, as_bo, bo, claim):
    shown = window(as_bo.get(claim.get_absolute_url()))
    as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, **shown))
    assert rationales(bo) == ["In the first."]


def test_a_form_that_is_refused_stays_the_same_window(typed, windows, as_bo, bo, claim):
    page = as_bo.post(f"{claim.get_absolute_url()}answer/", an_answer(claim, **windows[1], rationale=""))
    again = window(page)
    assert (page.status_code, again["drawn"]) == (422, windows[1]["drawn"])
    typed(again, "In the second again.")
    assert rationales(bo) == ["In the first.", "In the second again."]


def test_the_article_lists_the_form_once(windows, as_bo, article):
    said = re.search(r"You have unsaved text:.*?</p>", text(as_bo.get(article.get_absolute_url())), re.S)[0]
    assert said.count("<a ") == 1


def test_texts_without_their_form_are_all_shown(windows, as_bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="Not for us.")
    closed = "The form for it is closed to you now. You had typed:"
    assert notices(as_bo.get(claim.get_absolute_url())) == [
        f"Your unsaved text from . Discard it {closed} In the second.",
        "Typed in another window at : In the first. Discard",
    ]


def test_beside_an_article_the_panel_has_the_other_as_well(windows, as_bo, article, claim):
    page = as_bo.get(f"{article.get_absolute_url()}?claim={claim.pk}")
    assert (value(page, "rationale"), len(notices(page))) == ("In the second.", 2)
    panel = as_bo.get(put_link(page), headers=HTMX)
    assert (value(panel, "rationale"), f'data-claim="{claim.pk}"' in text(panel)) == ("In the first.", True)


def test_so_it_is_with_a_claim_being_made(as_bo, article, revision):
    where = passage(revision, "Nobody was hurt")
    name = FormName("new", 0, article.pk, 1, where.start, where.end)
    for ago, words in ((90, "No one."), (0, "Nobody.")):
        as_bo.post(KEEP, sent(str(name), ago=ago, statement=words, drawn=f"{ago:032x}"))
    for path in (name.get_absolute_url(), article.get_absolute_url() + name.query):
        page = as_bo.get(path)
        beside = "Typed in another window at : No one. Put this into the form Discard"
        assert (value(page, "statement"), notices(page)[1]) == ("Nobody.", beside)
        assert value(as_bo.get(put_link(page)), "statement") == "No one."


@pytest.mark.parametrize(("kind", "page"), [("statement", "edit/"), ("split", "split/")])
def test_and_with_the_words_of_a_claim(kind, page, as_bo, claim):
    path = claim.get_absolute_url() + page
    for ago, words in ((90, "It rose."), (0, "It fell.")):
        as_bo.post(KEEP, sent(f"{kind}:{claim.pk}", ago=ago, statement=words, drawn=f"{ago:032x}"))
    assert value(as_bo.get(path), "statement") == "It fell."
    assert value(as_bo.get(put_link(as_bo.get(path))), "statement") == "It rose."


@pytest.mark.parametrize("drawn", ["x" * 32, "a" * 33, "\x00"])
def test_nonsense_in_place_of_a_window_is_no_window(drawn, as_bo, bo, claim):
    for words in ("One", "Two"):
        assert as_bo.post(KEEP, sent(f"claim:{claim.pk}", rationale=words, drawn=drawn)).status_code == 204
    assert rationales(bo) == ["Two"]
