"""What a reader of the rendered page reads is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UnreadableText
from annotations.sources import Guess, markdown
from annotations.text import normalise


def text_of(source: str) -> str:
    return markdown.extract(source.encode()).decoded.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# River *rises*\n\nBy **four** metres.", "River rises\n\nBy four metres."),
        ("Wrapped\nline and a hard\\\nbreak.", "Wrapped line and a hard\nbreak."),
        ("See [the office](http://harbour.example) and <http://b.example>.", "See the office and http://b.example."),
        ("![Boats on *the* quay](boats.jpg)", "Boats on the quay"),
        ("3. three\n4. four\n\n- dot", "3. three\n\n4. four\n\ndot"),
        ("> “We saw it\n> coming.”", "“We saw it coming.”"),
        ("| a | b |\n|---|---|\n| c | |", "a\tb\n\nc\t"),
        ("```\nx = 1\n\ny\n```", "x = 1\n\ny"),
        ("A <b>tag</b> &amp; an entity &mdash; and 2 \\* 2", "A <b>tag</b> & an entity — and 2 * 2"),
        ("e\u0301 no\u00a0break soft\u00adhyphen 👨🏻‍🚒", "e\u0301 no\u00a0break soft\u00adhyphen 👨🏻‍🚒"),
        ("Twice.\n\nTwice.\r\n\r\nTwice.", "Twice.\n\nTwice.\n\nTwice."),
        ("[a]: http://a.example\n\nOnly [a].", "Only a."),
    ],
)
def test_words_stay_and_markup_goes(source, text):
    assert text_of(source) == text


def test_front_matter_is_metadata_and_the_heading_a_guess():
    head = "---\ntitle: 'River: a flood'\nauthor: \"Mira Holt\"\ndate: last week\nlang: en_GB\ntags: [a]\n\n# c\n---\n"
    source = markdown.extract(f"{head}# Another title\n\nIt rose.".encode())
    assert source.title == Guess("River: a flood", "file")
    assert source.details == {
        "byline": Guess("Mira Holt", "file"),
        "published": Guess("last week", "file"),
        "language": Guess("en-GB", "file"),
    }
    assert source.decoded.text == "Another title\n\nIt rose."
    assert markdown.extract(b"It rose.\n\n# *A* title").title == Guess("A title", "guess")


@pytest.mark.parametrize(
    "head", ["---\nIt rose: by four\nmetres in a night\n---\n", "---\n\n---\n", "---\nauthor: [a\n"]
)
def test_what_is_not_front_matter_is_text(head):
    source = markdown.extract(f"{head}The end.".encode())
    assert source.details == {}
    for word in ("rose", "metres", "author"):
        assert (word in source.decoded.text) == (word in head)


def test_deep_nesting_is_refused_not_dropped():
    assert "deep" in text_of(">" * 40 + " deep")
    with pytest.raises(UnreadableText, match="nested too deeply"):
        text_of(">" * 100 + " deep")


def test_the_encoding_is_that_of_the_file():
    decoded = markdown.extract("Le président a déclaré que l’économie française va mieux.".encode("cp1252")).decoded
    assert (decoded.encoding, decoded.guessed) == ("cp1252", True)


@given(st.text(st.sampled_from("#*_>`-1.[]()!|\\ \n\r\tab&<é\u0301\ufeff")))
def test_the_text_is_in_normal_form_and_no_letter_is_lost_or_added(source):
    try:
        text = text_of(source)
    except UnreadableText:
        return
    assert normalise(text) == text
    if not {"[", "`", "<", "&"} & set(source):
        assert text.count("a") == source.count("a")
