"""The gallery of components: all of them, from nothing that is stored, for developers only."""

import re

import pytest
from django.test import Client

from factcheck.gallery.exhibits import exhibits
from factcheck.views.gallery import COMPONENTS


@pytest.fixture
def gallery(settings):
    """The page, as a developer who is not even signed in gets it."""
    settings.DEBUG = True
    return lambda: Client().get("/gallery/")


def test_it_is_there_for_developers_only(db):
    assert Client().get("/gallery/").status_code == 404


def test_no_component_is_missing():
    assert sorted(exhibits()) == sorted(path.stem for path in COMPONENTS.glob("*.html"))


def test_it_reads_no_database(gallery):
    # Without the fixture db, a query fails the test.
    answer = gallery()
    assert (answer.status_code, answer.context["missing"]) == (200, [])


def test_each_state_shows_something_and_no_two_of_a_component_the_same(gallery):
    for name, states in gallery().context["drawn"].items():
        seen = [re.sub(r'value="\w{32,64}"', "", shown).split() for shown in states.values()]
        assert [state for state, words in zip(states, seen, strict=True) if not words] in ([], ["nothing"]), name
        assert all(one not in seen[:number] for number, one in enumerate(seen)), name
