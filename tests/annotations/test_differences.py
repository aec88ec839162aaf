"""What differs between two texts, paragraph by paragraph."""

import time

from hypothesis import given
from hypothesis import strategies as st

from annotations.differences import Piece, Stretch, beginning, paragraph_differences, word_difference

OLD = "One.\n\nTwo is here.\n\nThree.\n\nFour.\n\nFive.\nSix."
LINES = st.lists(st.sampled_from(["", "One.", "Two is here.", "Three is  here.", "Four"]), max_size=12).map("\n".join)


def shown(old, new):
    """Each stretch as one string: [-gone-], {+come+}, … for a gap."""
    marks = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
    return [
        ("…" if one.gap else "") + "".join(marks[piece.kind].format(piece.words) for piece in one.pieces)
        for one in paragraph_differences(old, new)
    ]


def test_a_changed_paragraph_stands_between_its_neighbours():
    assert shown(OLD, OLD.replace("Two is", "Two was")) == ["One.", "Two [-is -]{+was +}here.", "Three."]


def test_a_gap_is_shown_where_paragraphs_are_left_out():
    new = OLD.replace("One", "1").replace("Six", "6")
    assert shown(OLD, new) == ["[-One.-]{+1.+}", "Two is here.", "…Five.", "[-Six.-]{+6.+}"]


def test_one_paragraph_between_two_changes_is_shown_once():
    new = OLD.replace("One", "1").replace("Three", "3")
    assert shown(OLD, new) == ["[-One.-]{+1.+}", "Two is here.", "[-Three.-]{+3.+}", "Four."]


def test_what_came_and_went_at_the_ends():
    assert shown("One.", "Zero.\nOne.\nTwo.") == ["{+Zero.+}", "One.", "{+Two.+}"]
    assert shown("Zero.\nOne.\nTwo.", "One.") == ["[-Zero.-]", "One.", "[-Two.-]"]


def test_a_split_paragraph_is_compared_as_one():
    assert shown("One two three.", "One two\nthree.") == ["One [-two -]{+two\n+}three."]


def test_equal_texts_have_no_differences():
    assert shown(OLD, OLD) == []


def test_empty_lines_that_came_are_said():
    assert [one.blank for one in paragraph_differences("One.\nTwo.", "One.\n\nTwo.")] == [False, True, False]


@given(LINES, LINES)
def test_the_changed_stretches_hold_all_that_came_and_went(old, new):
    stretches = paragraph_differences(old, new)
    assert all(one.changed == any(piece.kind != "same" for piece in one.pieces) for one in stretches)
    assert (stretches == []) == (old == new)
    for kind, text, other in (("del", old, new), ("ins", new, old)):
        there = "".join(piece.words for one in stretches for piece in one.pieces if piece.kind == kind)
        assert all(there.count(c) >= text.count(c) - other.count(c) for c in set(text) - {"\n"})


def test_a_megabyte_in_one_paragraph_is_compared_at_once():
    old = " ".join(f"word{number % 5000}" for number in range(110_000))
    new = old.replace("word17 ", "other ", 1)
    begun = time.perf_counter()
    (stretch,) = paragraph_differences(old, new)
    assert Piece("ins", "other ") in stretch.pieces
    assert time.perf_counter() - begun < 5


@given(LINES, LINES)
def test_words_compared_are_the_old_text_without_what_came_and_the_new_one_without_what_went(old, new):
    for many in (1, 300):  # short texts, and long ones, which are compared in another way
        pieces = word_difference(old * many, new * many)
        for kind, text in (("ins", old * many), ("del", new * many)):
            assert "".join(piece.words for piece in pieces if piece.kind != kind) == text


def test_two_long_passages_are_compared_at_once():
    old = " ".join(f"word{number % 5000}" for number in range(20_000))
    begun = time.process_time()
    pieces = word_difference(old, old.replace("word1", "other1"))
    assert (pieces[0], time.process_time() - begun < 2) == (Piece("same", "word0 "), True)


def test_a_beginning_ends_after_so_many_stretches_or_characters():
    stretches = [Stretch([Piece("same", "One.")]), Stretch([Piece("del", "Two"), Piece("ins", "2")], changed=True)]
    assert beginning(stretches, most=1, characters=99) == stretches[:1]
    assert beginning(stretches, most=9, characters=8) == stretches
    assert beginning(stretches, most=9, characters=4) == stretches[:1]
    cut = Stretch([Piece("del", "Tw")], changed=True)
    assert beginning(stretches, most=9, characters=6) == [stretches[0], cut]
