"""One's own keys and steps."""

import pytest
from django.test import Client

from factcheck.accounts.models import Preferences
from factcheck.choices import Step
from factcheck.keys import KEYS
from factcheck.models import Event
from tests.web import WHOLE_ONLY, doors, sentences, text, value

PATH = "/account/preferences/"
FIRST = {"single_keys": "on", "step": "sentence", **{f"key-{key.act}": key.default for key in KEYS}}

OFF = {name: value for name, value in FIRST.items() if name != "single_keys"}


def stored() -> list[tuple[object, ...]]:
    return list(Preferences.objects.values_list("person__name", "single_keys", "step", "keys"))


def test_preferences_come_whole_through_every_door(as_bo):
    assert doors(as_bo, PATH) == WHOLE_ONLY


def test_what_is_saved_is_shown_again_and_holds_for_oneself_alone(as_bo, as_ada):
    answer = as_bo.post(PATH, {**FIRST, "step": "word", "key-help": "h", "key-undo": ""}, follow=True)
    assert answer.redirect_chain == [(PATH, 302)]
    assert "Your preferences are saved." in text(answer)
    assert stored() == [("Bo", True, Step.WORD, {"help": "h", "undo": ""})]
    assert (value(answer, "key-help"), 'value="word" selected' in text(answer)) == ("h", True)
    assert value(as_ada.get(PATH), "key-help") == "?"


def test_saving_writes_no_event_and_the_same_again_nothing_new(as_bo):
    for _ in range(2):
        as_bo.post(PATH, {**FIRST, "key-mark": "x"})
    assert stored() == [("Bo", True, Step.SENTENCE, {"mark": "x"})]
    assert Event.objects.count() == 0


def test_switched_off_the_page_has_no_key_and_the_form_still_has_them(as_bo):
    as_bo.post(PATH, {**OFF, "key-mark": "x"})
    page = as_bo.get(PATH)
    assert 'data-keys="{}"' in text(page)
    assert (value(page, "key-mark"), value(page, "key-help")) == ("x", "?")
    assert "Single keys are switched off." in text(page)


def test_reset_takes_up_what_everybody_begins_with(as_bo):
    as_bo.post(PATH, {**OFF, "step": "word", "key-mark": "x"})
    as_bo.post(PATH, {"reset": "1", "key-mark": "x"})
    assert stored() == [("Bo", True, Step.SENTENCE, {})]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key-redo": "u"}, "Redo : “u” is the key for “Undo” already."),
        ({"key-verified": "?"}, "Verified : “?” is the key for “All keys” already."),
        ({"key-mark": "\u200b"}, "Mark them without a rating : A key is one character that can be seen."),
        ({"key-mark": "mm"}, "Mark them without a rating : One character."),
        (
            {"step": "page"},
            "Arrow keys in the text move by : Select a valid choice. page is not one of the available choices.",
        ),
    ],
)
def test_what_is_no_key_or_shared_is_refused_at_its_field(changed, said, as_bo):
    answer = as_bo.post(PATH, {**FIRST, **changed})
    assert (answer.status_code, sentences(answer)) == (422, [f"Not saved. {said}"])
    assert stored() == []
    (name,) = changed
    assert f'id="id_{name}_error"' in text(answer)


def test_two_acts_may_both_have_no_key(as_bo):
    as_bo.post(PATH, {**FIRST, "key-undo": " ", "key-redo": ""})
    assert stored() == [("Bo", True, Step.SENTENCE, {"undo": "", "redo": ""})]


@pytest.mark.parametrize("saved", [False, True])
def test_a_page_asks_for_its_readers_preferences_in_no_query_of_their_own(saved, as_bo, bo, django_assert_num_queries):
    if saved:
        Preferences.objects.create(person=bo, keys={"help": "h"})
    as_bo.get(PATH)
    with django_assert_num_queries(4) as queries:  # session, person, roles, and what they typed and did not save
        as_bo.get(PATH)
    assert sum("accounts_preferences" in query["sql"] for query in queries) == 1


def test_somebody_deactivated_is_nobody(bo, as_bo):
    bo.is_active = False
    bo.save()
    assert as_bo.get(PATH).status_code == 302


def test_signing_in_finds_the_person_with_their_preferences(bo):
    client = Client()
    Preferences.objects.create(person=bo, keys={"help": "h"})
    client.post("/account/login/", {"login": bo.email, "password": "correct horse battery staple"})
    assert value(client.get(PATH), "key-help") == "h"


def test_e_mail_is_never_sent_unless_one_chooses_it(as_bo, bo):
    page = as_bo.get(PATH)
    assert 'value="never" selected' in text(page)
    as_bo.post(PATH, {**FIRST, "mail": "daily"})
    assert (Preferences.objects.get().mail, 'value="daily" selected' in text(as_bo.get(PATH))) == ("daily", True)
    as_bo.post(PATH, FIRST)  # a page from before there was a choice
    assert Preferences.objects.get().mail == "daily"
    as_bo.post(PATH, {**FIRST, "reset": "1"})
    assert Preferences.objects.get().mail == "never"
    assert as_bo.post(PATH, {**FIRST, "mail": "hourly"}).status_code == 422
