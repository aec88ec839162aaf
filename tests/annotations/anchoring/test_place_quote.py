"""Words that come without the revision they were marked in: only what is certain is placed."""

import pytest

from annotations.anchoring import Candidate, QuotePlace, place_quote

TEXT = "👨🏻‍🚒 Prices rose. He said “it’s fine” twice.\nIn May prices fell. Prices rose. Nobody said why."
FIRST, SECOND = TEXT.index("Prices rose."), TEXT.rindex("Prices rose.")


@pytest.mark.parametrize(
    ("quote", "prefix", "suffix", "start"),
    [
        # The words stand once.
        ("prices fell", "", "", TEXT.index("prices fell")),
        # They stand twice, and the words before tell which.
        ("Prices rose.", "fell. ", "", SECOND),
        # They stand twice, and the words behind tell which.
        ("Prices rose.", "", " He", FIRST),
        # A form turned LF into CRLF.
        ("twice.\r\nIn May", "fine” ", "", TEXT.index("twice.")),
        # The last words.
        ("why.", "", "", TEXT.index("why.")),
    ],
)
def test_exact_words_with_their_context_once_are_placed(quote, prefix, suffix, start):
    placed = place_quote(TEXT, quote, prefix, suffix, None)
    assert placed == QuotePlace("placed", start, start + len(quote.replace("\r", "")), 1.0)


def test_the_same_words_twice_are_ambiguous_with_all_places():
    both = (Candidate(FIRST, FIRST + 12, 1.0), Candidate(SECOND, SECOND + 12, 1.0))
    assert place_quote(TEXT, "Prices rose.", "", "", None) == QuotePlace("ambiguous", score=1.0, candidates=both)
    # A hint beside both says nothing.
    assert place_quote(TEXT, "Prices rose.", "", "", SECOND + 1).state == "ambiguous"


def test_a_hint_makes_a_suggestion_and_places_nothing():
    hinted = place_quote(TEXT, "Prices rose.", "", "", SECOND)
    assert (hinted.state, hinted.start, hinted.end) == ("suggested", None, None)
    assert [candidate.start for candidate in hinted.candidates] == [SECOND, FIRST]


@pytest.mark.parametrize(
    ("quote", "prefix", "suffix", "words"),
    [
        # The words stand once, in another context.
        ("prices fell", "In June ", "", "prices fell"),
        # They stand twice, and the context is nearly that of one.
        ("Prices rose.", "fel. ", " Nobody said", "Prices rose."),
        # Other quotes and spaces.
        ("said 'it's  fine'", "", "", "said “it’s fine”"),
        # A word was replaced.
        ("In April prices fell", "", "", "In May prices fell"),
    ],
)
def test_anything_weaker_is_a_suggestion(quote, prefix, suffix, words):
    place = place_quote(TEXT, quote, prefix, suffix, None)
    best = place.candidates[0]
    assert (place.state, place.start, TEXT[best.start : best.end]) == ("suggested", None, words)
    assert place.score == best.score < 1 or words == "said “it’s fine”"
    if words == "Prices rose.":
        assert best.start == SECOND


@pytest.mark.parametrize("quote", ["", " \n", "Snow lay on the hills.", "a" * 500])
def test_what_is_nowhere_is_missing(quote):
    assert place_quote(TEXT, quote, "", "", 3) == QuotePlace("missing")
    assert place_quote("", quote, "", "", None) == QuotePlace("missing")


def test_a_letter_that_stands_a_million_times_takes_no_time():
    place = place_quote("e" * 1_000_000, "e", "", "", None)
    assert (place.state, len(place.candidates)) == ("ambiguous", 1_000)
