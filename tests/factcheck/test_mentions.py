"""Whom words mention."""

import pytest

from factcheck.mentions import mentioned

PEOPLE = {1: "Bo", 2: "Bo Lind", 3: "Emil", 4: "Ada", 5: "ada", 6: "Zoë O’Neil-Smith", 7: "J. R. (Bob) Doe", 8: ""}


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("@Emil, which gauge?", [3]),  # at the beginning, before a comma
        ("ask @emil", [3]),  # in whatever case
        ("@Bo Lind knows", [2]),  # the longest name that fits
        ("@Bo Linden knows", [1]),  # but no part of a word
        ("@Bo's gauge", [1]),
        ("@Boris", []),
        ("bo@emil.example", []),  # an address
        ("see x.@Emil", []),
        ("(@Emil)", [3]),
        ("@Ada", []),  # two have that name: nobody is meant
        ("@Zoë O’Neil-Smith and @J. R. (Bob) Doe", [6, 7]),
        ("@Emil @Emil @Bo", [1, 3]),
        ("Emil", []),
        ("@", []),
    ],
)
def test_a_mention_is_an_at_and_a_full_name(words, whom):
    assert sorted(mentioned(words, PEOPLE)) == whom


def test_the_name_is_the_desks():
    assert mentioned("@EMIL", PEOPLE) == {3: "Emil"}


def test_without_people_nobody_is_mentioned():
    assert mentioned("@Emil", {}) == {}
