"""When a passage is another one again, compared with counting characters and with folding whole texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.folding import fold
from annotations.models import Anchor
from annotations.resemblance import Likeness, is_same_place, likest, overlap, starts_near, words_key
from tests.desk import bring_in, mark, revise

stretches = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))
words = st.text("ab \n‘’'\"–-\u200b\u00a0", max_size=12)
likenesses = st.builds(Likeness, st.sampled_from([0.0, 0.8, 1.0]), st.booleans(), st.booleans())


@given(stretches, stretches)
def test_overlap_is_what_is_shared_of_what_is_covered(one, other):
    here, there = set(range(*one)), set(range(*other))
    assert overlap(one, other) == overlap(other, one) == len(here & there) / len(here | there)
    assert (overlap(one, other) == 1) == (one == other)


@given(stretches, stretches)
def test_a_place_is_the_same_from_four_fifths_on(one, other):
    here, there = set(range(*one)), set(range(*other))
    assert is_same_place(one, other) == (10 * len(here & there) >= 8 * len(here | there))


@given(stretches)
def test_no_stretch_in_the_same_place_starts_elsewhere_than_near(one):
    starts = {start for start in range(120) for end in range(start + 1, 160) if is_same_place(one, (start, end))}
    first, last = starts_near(*one)
    assert (min(starts), max(starts)) == (first, last)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((0, 10), (0, 8), True), ((0, 10), (0, 7), False), ((0, 10), (1, 10), True), ((0, 5), (5, 10), False)],
)
def test_examples_of_the_same_place(one, other, same):
    assert is_same_place(one, other) == same


@given(words, words)
def test_words_share_a_key_if_they_are_the_same_when_folded(one, other):
    assert (words_key(one) == words_key(other)) == (fold(one)[0].strip() == fold(other)[0].strip())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Nobody” was  hurt", "'Nobody' was\nhurt", True),
        ("1914–18", "1914-18", True),
        ("Rose", "rose", False),
        ("café", "cafe", False),
    ],
)
def test_examples_of_the_same_words(one, other, same):
    assert (words_key(one) == words_key(other)) == same


def test_nothing_to_see_has_no_key():
    assert [words_key(one) for one in ("", " \n", "\u200b")] == ["", "", ""]


@given(st.lists(st.tuples(st.integers(1, 5), likenesses), max_size=12))
def test_each_is_found_once_with_its_likest_the_likest_first(found):
    ranked = likest(found)
    assert dict(ranked) == {key: max(one for other, one in found if other == key) for key in {key for key, _ in found}}
    assert ranked == sorted(ranked, key=lambda pair: (pair[1], pair[0]), reverse=True)


def test_an_anchor_has_the_key_of_its_words_in_each_revision_and_in_history(article, ada, cleo):
    mark(ada, article.revisions.get(), "Officials said", "attribution")
    revise(article, cleo, ("Officials said", "Spokesmen said"))
    assert [(one.quote, one.words_key) for one in Anchor.objects.order_by("pk")] == [
        ("Officials said", words_key("Officials said")),
        ("Spokesmen said", words_key("Spokesmen said")),
    ]
    assert [row.words_key for row in Anchor.history.order_by("history_id")] == [
        *(words_key("Officials said"), words_key("Spokesmen said"))
    ]


def test_a_changed_anchor_has_the_key_of_its_new_words(ada):
    revision = bring_in("It rained. It poured.", ada).revisions.get()
    mark(ada, revision, "rained", "caveat")
    anchor = Anchor.objects.get()
    anchor.start, anchor.end, anchor.quote = 14, 20, "poured"
    anchor.save()
    assert Anchor.objects.get().words_key == words_key("poured")
