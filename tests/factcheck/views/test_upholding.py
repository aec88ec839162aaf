"""That an answer stands after an editor's question: one click on the claim's page, told at the desk."""

import pytest

from factcheck.actions.participation import record_sightings
from factcheck.choices import Address, Move, Rating
from factcheck.models import Event, Upheld
from tests.deeds import undo
from tests.desk import edit, rate, rule_on
from tests.factcheck.views.test_asking import read
from tests.web import HTMX, sentences, text, value

BUTTON = "My answer stands"
V, D, U = Rating


@pytest.fixture
def asked(claim, bo, emil, gus):
    """Bo and Emil answered; Gus asks both."""
    rate(claim, bo, V)
    rate(claim, emil, D)
    record_sightings([claim], gus)
    rule_on(claim, gus, Move.RETURN, reason="Which gauge?")
    return claim


def offered(client, claim):
    return BUTTON in text(client.get(claim.get_absolute_url()))


def click(client, claim, headers=None, **more):
    page = client.get(claim.get_absolute_url())
    sent = {"question": value(page, "question"), "words": "", "key": "k" * 32, **more}
    return client.post(f"/claims/{claim.pk}/uphold/", sent, headers=headers)


def test_it_is_one_click_and_then_said_to_all_who_see_the_answers(as_bo, as_ada, asked, emil, sign_in):
    assert click(as_bo, asked, words="The upper one.")["Location"] == asked.get_absolute_url()
    assert offered(as_bo, asked) is False
    said = "Bo lets the answer stand."
    for client, knows in ((as_bo, True), (sign_in(emil), True), (as_ada, False)):
        page = read(client.get(asked.get_absolute_url()))
        assert (said in page, "The upper one." in page) == (knows, knows)


def test_sent_twice_it_is_said_once(as_bo, asked):
    page = as_bo.get(asked.get_absolute_url())
    sent = {"question": value(page, "question"), "words": "", "key": "k" * 32}
    for _ in range(2):
        assert as_bo.post(f"/claims/{asked.pk}/uphold/", sent)["Location"] == asked.get_absolute_url()
    assert Event.objects.filter(verb="verdict-upheld").count() == 1


def test_with_htmx_the_panel_comes_back_with_the_fact(as_bo, asked):
    answer = click(as_bo, asked, headers=HTMX)
    assert (answer.status_code, "answer-upheld" in answer["HX-Trigger"]) == (200, True)
    assert ("Bo lets the answer stand." in read(answer), BUTTON in text(answer)) == (True, False)


def test_it_is_offered_to_whom_the_question_is_for_until_they_answer(as_ada, as_bo, asked, bo, emil, sign_in):
    as_emil = sign_in(emil)
    assert [offered(client, asked) for client in (as_ada, as_bo, as_emil)] == [False, True, True]
    rate(asked, bo, U)
    assert [offered(client, asked) for client in (as_bo, as_emil)] == [False, True]


def test_who_was_not_named_is_not_offered_it(as_bo, claim, bo, emil, gus, sign_in):
    rate(claim, bo, V)
    rate(claim, emil, D)
    rule_on(claim, gus, Move.RETURN, reason="?", address=Address.NAMED, asked=[emil.pk])
    assert [offered(client, claim) for client in (as_bo, sign_in(emil))] == [False, True]


def test_for_another_wording_confirming_is_offered_instead(as_bo, asked, ada):
    edit(asked, ada)
    page = text(as_bo.get(asked.get_absolute_url()))
    assert (BUTTON in page, "Still so: confirm" in page) == (False, True)


def test_too_late_it_is_said_why_with_what_was_typed(as_bo, asked, gus):
    page = as_bo.get(asked.get_absolute_url())
    rule_on(asked, gus, Move.RETURN, reason="Which, please?")
    sent = {"question": value(page, "question"), "words": "The upper one.", "key": "k" * 32}
    answer = as_bo.post(f"/claims/{asked.pk}/uphold/", sent)
    assert (answer.status_code, "This question is not asked any more." in read(answer)) == (409, True)
    assert ("The upper one." in text(answer), Upheld.objects.count()) == (True, 0)


def test_without_a_question_it_is_refused(as_bo, asked):
    answer = as_bo.post(f"/claims/{asked.pk}/uphold/", {"question": "x"})
    said = ["Say after which question your answer stands. Open the page again."]
    assert (answer.status_code, sentences(answer)) == (422, said)


def test_the_desk_says_that_the_question_is_answered(as_bo, as_cleo, asked, bo):
    def desk():
        pages = as_cleo.get("/desk/"), as_cleo.get(f"/desk/{asked.pk}/")
        return ["Returned, answered" in read(page) for page in pages]

    assert desk() == [False, False]
    click(as_bo, asked, words="The upper one.")
    assert desk() == [True, True]
    assert "Bo lets the answer stand." in read(as_cleo.get(f"/desk/{asked.pk}/"))
    undo(bo)
    assert desk() == [False, False]
    rate(asked, bo, U)
    assert desk() == [True, True]


def test_the_editor_who_asked_reads_it_among_the_notices(as_bo, as_gus, asked):
    click(as_bo, asked, words="The upper one.")
    (item,) = as_gus.get("/notices/").context["items"]
    assert (item.sentence, item.words) == ("Bo lets the answer stand after your question.", "The upper one.")


def test_the_history_tells_it_to_who_sees_the_answers(as_ada, as_bo, asked, emil, sign_in):
    click(as_bo, asked)
    url = f"{asked.get_absolute_url()}history/"
    told = ["Bo let the answer stand" in read(client.get(url)) for client in (as_ada, as_bo, sign_in(emil))]
    assert told == [False, True, True]
    assert as_ada.get(asked.get_absolute_url()).context["questions"] == []
