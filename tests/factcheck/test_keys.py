"""The table of keys: no two share one, whatever a person chose, and the page says exactly what is in it."""

import json
import re
from collections import Counter
from pathlib import Path

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from factcheck.accounts.models import Preferences
from factcheck.keys import CHORDS, KEYS, Keyboard
from tests.web import text

ACTS = [key.act for key in KEYS]
ANY_KEYS = st.dictionaries(st.sampled_from([*ACTS, "gone-since"]), st.sampled_from([*"123amosnuU/?[]xyz", ""]))


def shared(keyboard: Keyboard) -> list[str]:
    return [key for key, count in Counter(keyboard.by_act.values()).items() if key and count > 1]


def test_no_two_keys_of_the_table_are_the_same() -> None:
    assert [key for key, count in Counter(key.default for key in KEYS).items() if count > 1] == []
    assert [key.act for key in KEYS if len(key.default) != 1 or not key.default.isprintable()] == []
    assert len(set(ACTS)) == len(ACTS)


@given(ANY_KEYS)
def test_no_two_are_the_same_whatever_was_chosen(chosen: dict[str, str]) -> None:
    keyboard = Keyboard.of(chosen)
    assert shared(keyboard) == []
    assert sorted(keyboard.by_act) == sorted(ACTS)
    assert json.loads(keyboard.as_json) == {key: act for act, key in keyboard.by_act.items() if key}


def test_what_was_chosen_comes_before_what_the_table_proposes() -> None:
    by_act = Keyboard.of({"help": "1", "undo": "", "gone-since": "2"}).by_act
    assert {act: by_act[act] for act in ("help", "verified", "undo", "disputed")} == {
        "help": "1",
        "verified": "",
        "undo": "",
        "disputed": "2",
    }


def test_switched_off_no_key_does_anything() -> None:
    assert Keyboard.of({"help": "h"}, single_keys=False).as_json == "{}"


def rows_of(page: str) -> list[tuple[str, str]]:
    """Keys and what they do, of one list of keys, in its order."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.S)
    return [(" ".join(re.findall(r"<kbd>(.*?)</kbd>", keys)), says) for keys, says in found]


def test_help_lists_exactly_the_table(sign_in, bo) -> None:
    Preferences.objects.create(person=bo, keys={"help": "h", "search": "", "verified": "?"})
    page = text(sign_in(bo).get("/queue/"))
    dialog = page[page.index('<dialog id="help"') : page.index("</dialog>")]
    changed = {"help": "h", "search": "", "verified": "?"}
    table = [(changed.get(key.act, key.default), key.says) for key in KEYS]
    table += [(" ".join(chord.keys), chord.says) for chord in CHORDS]
    assert sorted(rows_of(dialog)) == sorted(table)


def test_every_act_stands_on_some_page_and_every_element_that_has_one_is_in_the_table() -> None:
    templates = Path(settings.BASE_DIR / "templates").rglob("*.html")
    found = {act for path in templates for act in re.findall(r'data-act="([a-z-]+)"', path.read_text())}
    # The ratings of an answer are named by their values; undo and redo come with their buttons.
    assert set(ACTS) - found <= {"undo", "redo"}
    assert found - set(ACTS) == {"close"}


def test_the_keys_a_person_has_stand_on_the_page_and_in_the_bar(sign_in, bo, article) -> None:
    Preferences.objects.create(person=bo, keys={"verified": "v"})
    page = text(sign_in(bo).get(f"/articles/{article.pk}/"))
    assert json.loads(re.search(r'data-keys="({.*?})"', page)[1])["v"] == "verified"
    bar = page[page.index('<div id="mark-bar"') :].partition("<form")[0]
    assert re.findall(r"<kbd[^>]*>(.)</kbd>", bar) == ["v", "2", "3", "m", "o"]
