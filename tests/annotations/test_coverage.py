"""What stretches cover of a text and what they leave, compared with marking character by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.coverage import count_words, is_covered, uncovered

TEXT = "Rain fell.\n  AD BOX \n👨🏻‍🚒 came."
places = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text("ab \n", max_size=30), st.integers(0, 10), st.lists(places, max_size=5))
def test_the_pieces_are_the_characters_in_no_stretch(words, start, stretches):
    left = [c for at, c in enumerate(words, start) if not any(low <= at < high for low, high in stretches)]
    pieces = uncovered(start, words, stretches)
    assert "".join(pieces) == "".join(left)
    assert all(pieces)


@pytest.mark.parametrize(
    ("start", "end", "stretches", "expected"),
    [
        (13, 19, [(13, 19)], True),
        (11, 20, [(13, 15), (16, 19)], True),
        (13, 19, [(13, 18)], False),
        (12, 19, [(14, 19)], False),
        (13, 19, [(16, 25), (5, 16)], True),
        (13, 19, [], False),
        (11, 13, [(0, 40)], False),
        (21, 25, [(21, 24)], False),
    ],
    ids=[
        "same",
        "white space between",
        "end left",
        "start left",
        "two of them",
        "none",
        "blank",
        "an emoji's last part",
    ],
)
def test_covered_is_what_leaves_nothing_to_be_seen(start, end, stretches, expected):
    assert is_covered(start, TEXT[start:end], stretches) is expected


@pytest.mark.parametrize(
    ("text", "left_out", "expected"),
    [("", [], 0), (TEXT, [], 6), (TEXT, [(13, 19)], 4), (TEXT, [(0, 100)], 0), ("one[AD]two", [(3, 7)], 2)],
)
def test_words_are_counted_outside_the_stretches(text, left_out, expected):
    assert count_words(text, left_out) == expected
