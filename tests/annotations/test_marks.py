"""Each span keeps its looks over its whole length, starts once and ends once, whatever lies across it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.rendering import render
from tests.annotations.drawing import Reader, articles, classes_of, highlight, html_of, marks_of

FIREMEN = "👨🏻‍🚒 firemen drive firetrucks"


def test_a_span_that_ends_on_the_last_character():
    assert html_of(FIREMEN, highlight(7, 19, 29, note="claim-3")) == (
        "👨🏻‍🚒 firemen drive "
        '<mark class="span lane-0-verified" data-spans="7"'
        ' data-first="7" tabindex="0" aria-describedby="claim-3" data-last="7">firetrucks</mark>'
    )


def test_a_span_inside_another_splits_it_and_keeps_its_lane():
    assert html_of("abcdef", highlight(7, 0, 6), highlight(9, 2, 4, "disputed")) == (
        '<mark class="span lane-0-verified" data-spans="7" data-first="7" tabindex="0">ab</mark>'
        '<mark class="span lane-1-disputed lane-0-verified" data-spans="9 7" data-count="2"'
        ' data-first="9" tabindex="0" data-last="9">cd</mark>'
        '<mark class="span lane-0-verified" data-spans="7" data-last="7">ef</mark>'
    )


def test_spans_on_the_same_words_are_announced_together_and_a_shared_note_once():
    spans = [highlight(1, 0, 3, note="a"), highlight(2, 0, 3, note="b"), highlight(3, 0, 3, note="a")]
    [(attributes, words)] = Reader(html_of("abc", *spans)).marks
    assert words == "abc"
    assert (attributes["data-first"], attributes["aria-describedby"]) == ("3 2 1", "a b")
    assert attributes["data-last"] == "3 2 1"


def test_a_deep_pile_lists_four_spans_and_counts_all():
    [(attributes, _)] = Reader(html_of("abc", *(highlight(key, 0, 3) for key in range(1, 7)))).marks
    assert attributes["data-spans"] == "6 5 4 3"
    assert attributes["data-count"] == "6"
    assert attributes["data-first"] == "6 5 4 3 2 1"
    # Spans 4, 5 and 6 lie in the lowest lane alike, and the class is there once.
    assert attributes["class"] == "span lane-3-verified lane-2-verified"


def test_a_span_without_a_lane_is_ground_and_leaves_the_lanes_to_the_others():
    assert html_of("abcdef", highlight(3, 0, 4, "caption", laned=False), highlight(7, 2, 6)) == (
        '<mark class="span ground-caption" data-spans="3" data-first="3" tabindex="0">ab</mark>'
        '<mark class="span lane-0-verified ground-caption" data-spans="7 3" data-count="2"'
        ' data-first="7" tabindex="0" data-last="3">cd</mark>'
        '<mark class="span lane-0-verified" data-spans="7" data-last="7">ef</mark>'
    )


def test_a_span_across_paragraphs_begins_and_ends_once():
    text = "one\n\ntwo\nthree"
    paragraphs = render(text, [highlight(1, 1, 11, note="n")])
    marks = [Reader(paragraph.html).marks for paragraph in paragraphs]
    assert [[(words, it["at"], "data-first" in it, "data-last" in it) for it, words in of] for of in marks] == [
        [("ne", 1, True, False)],
        [],
        [("two", 0, False, False)],
        [("th", 0, False, True)],
    ]
    assert [paragraph.html for paragraph in paragraphs if not paragraph.html] == [""]


def test_a_span_that_starts_on_a_newline_begins_after_it():
    first, second = render("a\nb", [highlight(1, 1, 3)])
    assert first.html == "a"
    assert Reader(second.html).marks[0][0]["data-first"] == "1"


def test_a_span_that_ends_on_newlines_ends_before_them():
    first, *_, last = render("a\n\nb", [highlight(1, 0, 3)])
    assert Reader(first.html).marks[0][0]["data-last"] == "1"
    assert last.html == "b"


def test_a_span_of_newlines_is_nowhere_and_is_not_announced_by_the_next():
    alone = [highlight(2, 3, 4)]
    assert [paragraph.html for paragraph in render("a\n\nb", [highlight(1, 1, 3)])] == ["a", "", "b"]
    assert render("a\n\nb", [highlight(1, 1, 3), *alone]) == render("a\n\nb", alone)


@pytest.mark.parametrize("tone", ["", "a b", 'a"', "Verified", "1st", "a\n", "é", "-a", "<b>"])
def test_a_tone_is_a_class_token(tone):
    with pytest.raises(ValueError, match="not a class token"):
        highlight(1, 0, 1, tone=tone)


@pytest.mark.parametrize("note", ["a b", 'a"', "1", "a\n", "a>b", " "])
def test_a_note_is_a_dom_id(note):
    with pytest.raises(ValueError, match="not a DOM id"):
        highlight(1, 0, 1, note=note)


@given(articles())
def test_every_visible_span_starts_and_ends_once(article):
    text, highlights = article
    visible = {it.span: text[it.start : it.end].strip("\n") for it in highlights}
    visible = {span: words for span, words in visible.items() if words}
    started, words_of, ended = [], {}, []
    for paragraph in render(text, highlights):
        for mark, words in Reader(paragraph.html).marks:
            started += map(int, mark.get("data-first", "").split())
            at = paragraph.start + mark["at"]
            for it in highlights:
                if it.start <= at < it.end:
                    words_of[it.span] = words_of.get(it.span, "") + words
                    assert it.span in started
                    assert it.span not in ended
            ended += map(int, mark.get("data-last", "").split())
    assert sorted(started) == sorted(ended) == sorted(visible)
    assert words_of == {span: words.replace("\n", "") for span, words in visible.items()}


@given(articles())
def test_the_focus_and_the_notes_are_where_spans_start(article):
    text, highlights = article
    for mark in marks_of(text, highlights):
        notes = [f"n-{span}" for span in mark.get("data-first", "").split()]
        assert mark.get("aria-describedby", "").split() == notes
        assert ("tabindex" in mark) == ("data-first" in mark)


@given(articles())
def test_a_span_looks_the_same_over_its_whole_length(article):
    for drawn in classes_of(*article).values():
        assert len(drawn) == 1


@given(articles(), st.data())
def test_what_has_no_lane_changes_the_lane_of_no_other(article, data):
    text, highlights = article
    grounds = [it for it in highlights if not it.laned]
    gone = {it.span for it in grounds if data.draw(st.booleans())}
    few = [it for it in highlights if it.span not in gone]
    before, after = classes_of(text, highlights), classes_of(text, few)
    # Where more than four lie, the innermost four are named: only a span without another place can be missing.
    assert {span: after[span] for span in before.keys() & after.keys()} == {
        span: before[span] for span in before.keys() & after.keys()
    }
    assert not gone & after.keys()
