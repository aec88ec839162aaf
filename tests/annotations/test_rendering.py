"""A text and its highlights -> HTML that says the same words, escaped, each span announced once."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import InvalidOffsets
from annotations.rendering import Highlight, paragraph_bounds, render

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"
HOSTILE = "</mark></p><script>alert('1')</script>&lt; \"onclick=\" <!-- & \n<mark>"


class Reader(HTMLParser):
    """What a browser would see: the text, and per mark its attributes and its words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.marks = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.marks.append((dict(attrs), len(self.text)))

    def handle_endtag(self, _tag):
        attributes, start = self.marks[-1]
        self.marks[-1] = (attributes, self.text[start:])

    def handle_data(self, data):
        self.text += data


def highlight(span, start, end, tone="verified", note=""):
    return Highlight(span=span, start=start, end=end, tone=tone, note=note)


def html_of(text, *highlights):
    [paragraph] = render(text, highlights)
    return paragraph.html


@st.composite
def articles(draw):
    text = draw(st.text(st.sampled_from("ab<&\"'\n\n🚒\u0301אق\u00a0\u200b\t"), min_size=1, max_size=40))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)).map(sorted)
    places = draw(st.lists(edges, max_size=8))
    return text, [highlight(key, low, high + 1, note=f"n-{key}") for key, (low, high) in enumerate(places, 1)]


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


def test_a_span_that_ends_on_the_last_character():
    assert html_of(FIREMEN, highlight(7, 19, 29, note="claim-3")) == (
        "👨🏻‍🚒 firemen drive "
        '<mark class="span lane-0-verified" data-at="19" data-spans="7"'
        ' data-first="7" tabindex="0" aria-describedby="claim-3">firetrucks</mark>'
    )


def test_a_span_inside_another_splits_it_and_keeps_its_lane():
    assert html_of("abcdef", highlight(7, 0, 6), highlight(9, 2, 4, "disputed")) == (
        '<mark class="span lane-0-verified" data-at="0" data-spans="7" data-first="7" tabindex="0">ab</mark>'
        '<mark class="span lane-1-disputed lane-0-verified" data-at="2" data-spans="9 7" data-count="2"'
        ' data-first="9" tabindex="0">cd</mark>'
        '<mark class="span lane-0-verified" data-at="4" data-spans="7">ef</mark>'
    )


def test_spans_on_the_same_words_are_announced_together_and_a_shared_note_once():
    spans = [highlight(1, 0, 3, note="a"), highlight(2, 0, 3, note="b"), highlight(3, 0, 3, note="a")]
    [(attributes, words)] = Reader(html_of("abc", *spans)).marks
    assert words == "abc"
    assert (attributes["data-first"], attributes["aria-describedby"]) == ("3 2 1", "a b")


def test_a_deep_pile_lists_four_spans_and_counts_all():
    [(attributes, _)] = Reader(html_of("abc", *(highlight(key, 0, 3) for key in range(1, 7)))).marks
    assert attributes["data-spans"] == "6 5 4 3"
    assert attributes["data-count"] == "6"
    assert attributes["data-first"] == "6 5 4 3 2 1"
    # Spans 4, 5 and 6 lie in the lowest lane alike, and the class is there once.
    assert attributes["class"] == "span lane-3-verified lane-2-verified"


def test_a_span_across_paragraphs_begins_once():
    text = "one\n\ntwo\nthree"
    paragraphs = render(text, [highlight(1, 1, 11, note="n")])
    marks = [Reader(paragraph.html).marks for paragraph in paragraphs]
    assert [[(words, it["data-at"], "data-first" in it) for it, words in of] for of in marks] == [
        [("ne", "1", True)],
        [],
        [("two", "5", False)],
        [("th", "9", False)],
    ]
    assert [paragraph.html for paragraph in paragraphs if not paragraph.html] == [""]


def test_a_span_that_starts_on_a_newline_begins_after_it():
    first, second = render("a\nb", [highlight(1, 1, 3)])
    assert first.html == "a"
    assert Reader(second.html).marks[0][0]["data-first"] == "1"


def test_a_span_of_newlines_is_nowhere_and_is_not_announced_by_the_next():
    alone = [highlight(2, 3, 4)]
    assert [paragraph.html for paragraph in render("a\n\nb", [highlight(1, 1, 3)])] == ["a", "", "b"]
    assert render("a\n\nb", [highlight(1, 1, 3), *alone]) == render("a\n\nb", alone)


def test_hostile_texts_are_words_like_any_other():
    paragraphs = render(HOSTILE, [highlight(1, 0, len(HOSTILE)), highlight(2, 3, 30)])
    readers = [Reader(paragraph.html) for paragraph in paragraphs]
    assert "\n".join(reader.text for reader in readers) == HOSTILE
    assert {tag for reader in readers for tag in reader.tags} == {"mark"}


@pytest.mark.parametrize("tone", ["", "a b", 'a"', "Verified", "1st", "a\n", "é", "-a", "<b>"])
def test_a_tone_is_a_class_token(tone):
    with pytest.raises(ValueError, match="not a class token"):
        highlight(1, 0, 1, tone=tone)


@pytest.mark.parametrize("note", ["a b", 'a"', "1", "a\n", "a>b", " "])
def test_a_note_is_a_dom_id(note):
    with pytest.raises(ValueError, match="not a DOM id"):
        highlight(1, 0, 1, note=note)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 4), (4, 5)])
def test_a_highlight_lies_inside_the_text(start, end):
    with pytest.raises(InvalidOffsets, match=f"Span 7 at positions {start} to {end} is no stretch"):
        render("abc", [highlight(7, start, end)])


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
            for at in range(int(attributes["data-at"]), int(attributes["data-at"]) + len(words)):
                marked[at] = int(attributes.get("data-count", 1)), attributes["data-spans"].split()[0]
        for at in range(paragraph.start, paragraph.end):
            over = [it for it in highlights if it.start <= at < it.end]
            innermost = min(over, key=lambda it: (it.end - it.start, -it.start, -it.span), default=None)
            assert marked.get(at) == ((len(over), str(innermost.span)) if innermost else None)


@given(articles())
def test_every_visible_span_is_announced_once(article):
    text, highlights = article
    marks = [mark for paragraph in render(text, highlights) for mark, _ in Reader(paragraph.html).marks]
    first = [span for mark in marks for span in mark.get("data-first", "").split()]
    notes = [note for mark in marks for note in mark.get("aria-describedby", "").split()]
    visible = [it.span for it in highlights if text[it.start : it.end].strip("\n")]
    assert sorted(map(int, first)) == visible
    assert sorted(notes) == sorted(f"n-{span}" for span in visible)
    assert all(("tabindex" in mark) == ("data-first" in mark) for mark in marks)


@given(articles(), st.data())
def test_a_paragraph_alone_looks_as_it_does_among_the_others(article, data):
    text, highlights = article
    everything = render(text, highlights)
    numbers = data.draw(st.sets(st.integers(0, len(everything) - 1)))
    assert render(text, highlights, only=numbers) == [it for it in everything if it.number in numbers]
