"""Where words stand: pasted, sent with offsets, and told from their twins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.quotes import checked_quote, find_words, trim, unique_context

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"

# A small alphabet with everything that is folded, so that examples meet themselves.
FOLDABLE = st.text(st.sampled_from("ab 'ʼ“”«-–\u00a0\n\u200b\u00ad🚒e\u0301"), max_size=30)


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        (FIREMEN, "firetrucks", [(19, 29)]),
        (FIREMEN, "👨🏻‍🚒", [(0, 4)]),
        (FIREMEN, " \n firetrucks\t\u00a0", [(19, 29)]),
        ("🇪🇺🇩🇪 two flags", "🇩🇪", [(2, 4)]),
        ("cafe\u0301 café", "café", [(6, 10)]),
        ("\u1112\u1161\u11ab 한", "한", [(4, 5)]),
        ("قال الرئيس", "الرئيس", [(4, 10)]),
        ("שלום עולם", "עולם", [(5, 9)]),
        ("one\ntwo", "one\r\ntwo", [(0, 7)]),
        ("one\ntwo", "one\rtwo", [(0, 7)]),
        ("aaaa", "aa", [(0, 2), (1, 3), (2, 4)]),
        ("It rose. It rose.", "It rose.", [(0, 8), (9, 17)]),
        ("It rose.", "it rose.", []),
        ("It rose.", "", []),
        ("It rose.", " \n", []),
        ("It rose.", "\u200b", []),
    ],
)
def test_find_words_exactly(text, words, places):
    assert find_words(text, words) == places


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said “it’s fine” twice.", '"it\'s fine"', ["“it’s fine”"]),
        ("Il a dit «\u00a0oui\u00a0» hier.", '" oui "', ["«\u00a0oui\u00a0»"]),
        ("Er sagte „nein“.", "«nein»", ["„nein“"]),
        ("1914–1918", "1914-1918", ["1914–1918"]),
        ("minus −3 °C", "minus -3", ["minus −3"]),
        ("over\n\n two\tlines", "over two lines", ["over\n\n two\tlines"]),
        ("over two lines", "over\r\n\r\ntwo   lines", ["over two lines"]),
        ("zero\u200bwidth soft\u00adhyphen", "zerowidth softhyphen", ["zero\u200bwidth soft\u00adhyphen"]),
        ("zerowidth", "zero\u200bwidth\ufeff", ["zerowidth"]),
        # Zero-width characters beside the words are not theirs; among spaces they are part of the run.
        ("\u200bso\u200b \u200bit is\u200b.", "so it  is", ["so\u200b \u200bit is"]),
        # Two ways to write the same: both are found, and where they overlap too.
        ("’a’a'", '"a"', ["’a’", "’a'"]),
        # An exact place is enough: the folded comparison is not asked.
        ("“a” and 'a'", "'a'", ["'a'"]),
        ("Prices fell", "Prices  fell by", []),
        ("naïve", "naive ", []),
    ],
)
def test_find_words_folded_gives_offsets_of_the_original(text, words, found):
    assert [text[start:end] for start, end in find_words(text, words)] == found


@given(FOLDABLE, st.data())
def test_find_words_finds_any_stretch_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = find_words(text, text[start:end])
    if not text[start:end].strip():
        assert places == []
    else:
        assert trim(text, start, end) in places
    assert places == sorted(set(places))


@given(FOLDABLE)
def test_find_words_finds_the_whole_text_retyped_plainly(text):
    """Somebody types what they see: straight quotes, hyphens, single spaces, nothing invisible."""
    plain = text.translate({0x200B: None, 0xAD: None, 0x2013: "-"} | dict.fromkeys(map(ord, "“”«"), "'"))
    plain = " ".join(plain.split())
    if not plain:
        return
    found = [text[start:end] for start, end in find_words(text, plain)]
    assert found, (text, plain)
    assert all(words[0] not in " \n\u00a0\u200b\u00ad" for words in found)
    assert all(words[-1] not in " \n\u00a0\u200b\u00ad" for words in found)


def test_find_words_in_a_desert_of_white_space_takes_no_time():
    assert find_words("a" + " \u200b" * 200_000 + "b", "a c") == []


def test_unique_context_has_32_code_points_where_there_are_as_many():
    text = "x" * 10 + "🚒" * 10 + "The minister lied." + "y" * 100
    prefix, suffix = unique_context(text, 20, 38)
    assert (prefix, suffix) == ("x" * 10 + "🚒" * 10, "y" * 32)


def test_unique_context_grows_until_a_twin_sentence_is_told_apart():
    paragraph = "It rose by 4 per cent. " * 10
    text = paragraph + "Then it fell."
    start = text.index("4 per cent", 100)
    prefix, suffix = unique_context(text, start, start + 10)
    assert len(prefix) > 32
    assert text.count(prefix + "4 per cent" + suffix) == 1


@given(st.text(st.sampled_from("ab"), min_size=1, max_size=80), st.integers(0, 5), st.data())
def test_unique_context_occurs_once(text, at_least, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = unique_context(text, start, end, at_least)
    whole = prefix + text[start:end] + suffix
    assert [at for at in range(len(text)) if text.startswith(whole, at)] == [start - len(prefix)]
    assert len(prefix) >= min(at_least, start)
    assert len(suffix) >= min(at_least, len(text) - end)


def test_checked_quote_up_to_the_last_character():
    assert checked_quote(FIREMEN, 19, 29, "firetrucks") == "firetrucks"


def test_checked_quote_forgives_the_newlines_of_a_form():
    assert checked_quote("a\nb\n", 0, 4, "a\r\nb\r") == "a\nb\n"


@pytest.mark.parametrize("quote", ["firetruck", "firetrucks ", "Firetrucks", "drive fire", ""])
def test_checked_quote_refuses_other_words(quote):
    with pytest.raises(QuoteMismatch, match="positions 19 to 29 are not the words you marked"):
        checked_quote(FIREMEN, 19, 29, quote)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 30), (29, 30), (-3, -1)])
@pytest.mark.parametrize("ask", [trim, unique_context, lambda *place: checked_quote(*place, "x")])
def test_offsets_outside_the_text_are_refused_with_the_numbers(ask, start, end):
    with pytest.raises(InvalidOffsets) as refusal:
        ask(FIREMEN, start, end)
    sentence = f"Positions {start} to {end} are no stretch of this text, which has 29 characters."
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("plain", "plain"),
        (" \n\tboth edges\u00a0\u2003", "both edges"),
        ("in side", "in side"),
        # A zero-width space is a character, not white space.
        (" \u200b ", "\u200b"),
    ],
)
def test_trim_pulls_white_space_off_the_edges(text, covered):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == covered
    assert trim(text, start, end) == (start, end)


def test_trim_refuses_to_leave_nothing():
    with pytest.raises(InvalidOffsets, match=r"Positions 1 to 4 cover only white space\."):
        trim("a \n\u00a0b", 1, 4)
