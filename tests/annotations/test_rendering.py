"""A text and its highlights -> HTML that says the same words, escaped, paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import InvalidOffsets
from annotations.rendering import paragraph_bounds, render
from tests.annotations.drawing import Reader, articles, highlight, html_of

HOSTILE = "</mark></p><script>alert('1')</script>&lt; \"onclick=\" <!-- & \n<mark>"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("", [(0, 0)]),
        ("one", [(0, 3)]),
        ("one\n\ntwo\n", [(0, 3), (4, 4), (5, 8), (9, 9)]),
        # Only LF ends a paragraph, whatever str.splitlines thinks.
        ("a\u2028b\x85c\x0cd", [(0, 7)]),
        ("👨🏻‍🚒\nb", [(0, 4), (5, 6)]),
    ],
)
def test_paragraph_bounds(text, bounds):
    assert paragraph_bounds(text) == bounds


@given(st.text(st.sampled_from("a\n🚒\u2028\r")))
def test_paragraphs_joined_by_lf_are_the_text(text):
    assert "\n".join(text[start:end] for start, end in paragraph_bounds(text)) == text


def test_hostile_texts_are_words_like_any_other():
    paragraphs = render(HOSTILE, [highlight(1, 0, len(HOSTILE)), highlight(2, 3, 30)])
    readers = [Reader(paragraph.html) for paragraph in paragraphs]
    assert "\n".join(reader.text for reader in readers) == HOSTILE
    assert {tag for reader in readers for tag in reader.tags} == {"mark"}


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 4), (4, 5)])
def test_a_highlight_lies_inside_the_text(start, end):
    with pytest.raises(InvalidOffsets, match=f"Span 7 at positions {start} to {end} is no stretch"):
        render("abc", [highlight(7, start, end)])


@pytest.mark.parametrize(("text", "html"), [("a<b", "a&lt;b"), ("a>b", "a&gt;b"), ("a&b", "a&amp;b")])
def test_each_of_these_is_escaped_where_it_stands_alone(text, html):
    assert html_of(text) == html
    assert html_of(text, highlight(1, 0, 3)).endswith(f">{html}</mark>")


def test_quotation_marks_stand_as_they_are():
    assert html_of('"It\'s" & <so>') == '"It\'s" &amp; &lt;so&gt;'


def test_only_some_paragraphs_and_none():
    assert [paragraph.number for paragraph in render("a\nb\nc", [], only={2, 0})] == [0, 2]
    assert render("a", [], only=[]) == []


@given(articles())
def test_the_words_are_the_text_in_every_paragraph(article):
    text, highlights = article
    for paragraph in render(text, highlights):
        assert Reader(paragraph.html).text == text[paragraph.start : paragraph.end]


@given(articles())
def test_every_character_is_marked_by_its_spans_and_no_other(article):
    text, highlights = article
    for paragraph in render(text, highlights):
        marked = {}
        for attributes, words in Reader(paragraph.html).marks:
            for at in range(paragraph.start + attributes["at"], paragraph.start + attributes["at"] + len(words)):
                marked[at] = int(attributes.get("data-count", 1)), attributes["data-spans"].split()[0]
        for at in range(paragraph.start, paragraph.end):
            over = [it for it in highlights if it.start <= at < it.end]
            innermost = min(over, key=lambda it: (it.end - it.start, -it.start, -it.span), default=None)
            assert marked.get(at) == ((len(over), str(innermost.span)) if innermost else None)


@given(articles(), st.data())
def test_a_paragraph_alone_looks_as_it_does_among_the_others(article, data):
    text, highlights = article
    everything = render(text, highlights)
    numbers = data.draw(st.sets(st.integers(0, len(everything) - 1)))
    assert render(text, highlights, only=numbers) == [it for it in everything if it.number in numbers]
