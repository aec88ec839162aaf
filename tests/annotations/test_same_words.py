"""The same words elsewhere in a text: what is offered when a passage was marked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import InvalidOffsets
from annotations.folding import fold
from annotations.quotes import find_words, same_words

#: Words that meet themselves, with quotes, dashes and spaces that are alike.
TEXTS = st.lists(st.sampled_from(["ab", "a", "b", " ", "\n", "\u00a0", "“", '"', "–", "-", "\u200b"]), max_size=25)


@pytest.mark.parametrize(
    ("text", "words", "others"),
    [
        ("It rose. It rose. It fell.", "It rose", [(9, 16)]),
        ("“No”, he said. \"No\", she said. 'No' again.", "“No”", [(15, 19), (31, 35)]),
        ("10–12 men, 10-12\u00a0men, 10-12 women", "10–12 men", [(11, 20)]),
        ("He rose. A prose. Roses. He rose", "rose", [(28, 32)]),
        ("prose rose", "rose", [(6, 10)]),
        ("a prose, a prose", "rose", [(12, 16)]),
        ("cafe, caf\u0065\u0301, cafe", "cafe", [(13, 17)]),
        ("ta, n\u0303ta, ta", "ta", [(10, 12)]),
        ("aaaaaa", "aa", []),
        ("ha ha ha ha", "ha ha", [(6, 11)]),
        ("👨🏻‍🚒 ran. 👨🏻‍🚒 ran.", "👨🏻‍🚒 ran", [(10, 18)]),
        ("Rose. rose.", "Rose", []),
        ("once", "once", []),
    ],
)
def test_the_words_stand_elsewhere(text, words, others):
    start = text.index(words)
    assert same_words(text, start, start + len(words)) == others


@given(st.data())
def test_every_place_offered_holds_the_words_and_overlaps_nothing(data):
    text = "".join(data.draw(TEXTS)) or "a"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = same_words(text, start, end)
    assert [fold(text[a:b])[0].strip() for a, b in found] == [fold(text[start:end])[0].strip()] * len(found)
    taken = sorted([*found, (start, end)])
    assert [a for a, _ in taken[1:]] == [max(a, b) for (_, b), (a, _) in pairwise(taken)]


@given(st.integers(2, 6), st.integers(0, 5), st.sampled_from(["It rose.", "Nobody was hurt", "1954"]))
def test_of_n_sentences_alike_all_others_are_offered(count, nth, sentence):
    text = "\n".join([f"So it is: {sentence} This says nothing."] * count)
    places = find_words(text, sentence)
    own = places[nth % count]
    assert same_words(text, *own) == [place for place in places if place != own]


def test_offsets_that_are_none_are_refused():
    with pytest.raises(InvalidOffsets):
        same_words("It rose.", 3, 30)
