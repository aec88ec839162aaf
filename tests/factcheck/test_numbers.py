"""Numbers that anybody can have written into an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.numbers import DIGITS, number_in


@pytest.mark.parametrize(
    "words", ["", " 1", "1 ", "-1", "+1", "1.0", "1e3", "1_000", "٣", "²", "0x1", "9" * (DIGITS + 1)]
)
def test_what_is_no_number_of_ours_is_none(words):
    assert number_in(words) is None


@given(st.integers(0, 10**DIGITS - 1))
def test_a_number_comes_back(number):
    assert number_in(str(number)) == number


@given(st.text())
def test_whatever_is_read_is_held_by_a_column(words):
    number = number_in(words)
    assert number is None or (0 <= number < 2**63 and number_in(words, digits=len(words) - 1) is None)
