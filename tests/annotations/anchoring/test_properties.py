"""What holds for any two texts and any spans, with letters that texts really have."""

from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.anchoring import Placed, reanchor

# Few words and many of everything that is folded, joined or astral, so that texts have much in common.
PIECES = ["one ", "two ", "Three. ", "four “x” ", '"y" ', "\n", "\n\n", "Prices rose. ", *"🚒한–\u200b。", "e\u0301"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
# Sentences that differ from one another in every word.
NUMBERS = st.lists(st.integers(0, 400), min_size=1, max_size=12, unique=True)
OPENING = st.sampled_from(["(", "[", "“", "«", "¿"])
CLOSING = st.sampled_from([".", "!", "?!", "…", ")", ".”", "!)", ";"])


def sentence(number):
    return " ".join(f"{word}{number}" for word in ("Alpha", "beta", "gamma", "delta")) + "."


@st.composite
def marked(draw, texts=TEXTS):
    """A text and some spans in it, anywhere."""
    text = draw(texts.filter(bool))
    spans = []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Placed(number, start, draw(st.integers(start + 1, len(text)))))
    return text, spans


@given(marked())
def test_the_same_text_keeps_every_span(case):
    text, spans = case
    assert [(o.id, o.state, o.start, o.end, o.score) for o in reanchor(text, text, spans)] == [
        (span.id, "kept", span.start, span.end, 1.0) for span in spans
    ]


@given(marked(), TEXTS)
def test_whatever_the_texts_the_outcomes_are_sound(case, new):
    old, spans = case
    outcomes = reanchor(old, new, spans)
    assert [outcome.id for outcome in outcomes] == [span.id for span in spans]
    for span, outcome in zip(spans, outcomes, strict=True):
        assert 0 <= outcome.score <= 1
        if outcome.state == "orphaned":
            assert (outcome.start, outcome.end, outcome.score) == (None, None, 0)
            if outcome.suggestion:
                assert 0 <= outcome.suggestion[0] < outcome.suggestion[1] <= len(new)
            continue
        assert outcome.start is not None
        assert outcome.end is not None
        assert 0 <= outcome.start < outcome.end <= len(new)
        assert outcome.suggestion is None
        same = new[outcome.start : outcome.end] == old[span.start : span.end]
        assert outcome.state == "found" or same == (outcome.state == "kept")


@given(marked(), TEXTS)
def test_a_span_does_not_depend_on_the_others_nor_on_their_order(case, new):
    old, spans = case
    together = reanchor(old, new, spans)
    assert together == reanchor(old, new, spans)
    assert together == [reanchor(old, new, [span])[0] for span in spans]
    assert together[::-1] == reanchor(old, new, spans[::-1])


@given(NUMBERS, st.data())
def test_what_is_put_in_elsewhere_shifts_exactly(numbers, data):
    """Between two sentences, a sentence or a paragraph of other words; spans that do not reach over that place."""
    old = "\n".join(map(sentence, numbers))
    cut = data.draw(st.integers(0, len(numbers))) if len(numbers) > 1 else 0
    at = len("\n".join(map(sentence, numbers[:cut]))) + (0 < cut < len(numbers))
    put_in = data.draw(st.sampled_from(["Something quite different stands here.\n", "Two. Words. ", "\n\n", "x "]))
    if at == len(old):
        put_in = "\n" + put_in
    new = old[:at] + put_in + old[at:]
    spans = [
        Placed(0, start, end)
        for number in numbers
        for start, end in [(old.index(sentence(number)), old.index(sentence(number)) + len(sentence(number)))]
    ]
    for span, outcome in zip(spans, reanchor(old, new, spans), strict=True):
        moved = len(put_in) if span.start >= at else 0
        assert (outcome.state, outcome.start, outcome.end) == ("kept", span.start + moved, span.end + moved)


@given(NUMBERS.filter(lambda numbers: len(numbers) > 1), st.data())
def test_what_is_taken_out_elsewhere_shifts_exactly_and_orphans_its_own(numbers, data):
    old = " ".join(map(sentence, numbers))
    gone = data.draw(st.sampled_from(numbers))
    new = " ".join(sentence(number) for number in numbers if number != gone)
    spans = [Placed(n, old.index(sentence(n)), old.index(sentence(n)) + len(sentence(n))) for n in numbers]
    for outcome in reanchor(old, new, spans):
        if outcome.id == gone:
            assert outcome.state == "orphaned"
        else:
            assert outcome.state == "kept"
            assert new[outcome.start : outcome.end] == sentence(outcome.id)


@given(NUMBERS.filter(lambda numbers: len(numbers) > 3), st.data())
def test_a_twin_does_not_take_the_mark(numbers, data):
    """The same sentence stands twice, apart; of these, one is deleted, and it is the other's mark that stays."""
    first, second = sorted(data.draw(st.lists(st.integers(1, len(numbers) - 1), min_size=2, max_size=2, unique=True)))
    sentences = [sentence(number) for number in numbers]
    sentences.insert(second, sentence(999))
    sentences.insert(first, sentence(999))
    old = "\n".join(sentences)
    places = [old.index(sentence(999)), old.rindex(sentence(999))]
    spans = [Placed(at, at, at + len(sentence(999))) for at in places]
    del sentences[first]
    gone, stays = reanchor(old, "\n".join(sentences), spans)
    assert (gone.state, gone.suggestion) == ("orphaned", None)
    assert (stays.state, stays.start) == ("kept", places[1] - len(sentence(999)) - 1)


@given(NUMBERS, st.sampled_from(["\n", " "]), st.data())
def test_marks_at_the_edge_of_a_span_are_those_that_stand_there_now(numbers, joint, data):
    """One sentence between two marks gets two others: the span with the marks has these, the span without has none."""
    edited = data.draw(st.sampled_from(numbers))
    words = sentence(edited)[:-1]
    old_marks, new_marks = data.draw(st.tuples(OPENING, CLOSING)), data.draw(st.tuples(OPENING, CLOSING))
    # What is added to a mark that stays was not marked.
    assume(old_marks[1] == new_marks[1] or set(old_marks[1]).isdisjoint(new_marks[1]))

    def text(marks):
        return joint.join(words.join(marks) if number == edited else sentence(number) for number in numbers)

    old, new = text(old_marks), text(new_marks)
    at = old.index(words)
    outer = Placed(1, at - len(old_marks[0]), at + len(words) + len(old_marks[1]))
    with_marks, without = reanchor(old, new, [outer, Placed(2, at, at + len(words))])
    assert new[with_marks.start : with_marks.end] == words.join(new_marks)
    assert (without.state, new[without.start : without.end]) == ("kept", words)


@given(NUMBERS.filter(lambda numbers: len(numbers) > 2), st.data())
def test_paragraphs_in_any_order_keep_every_span(numbers, data):
    old = "\n".join(map(sentence, numbers))
    new = "\n".join(map(sentence, data.draw(st.permutations(numbers))))
    spans = [Placed(n, old.index(sentence(n)), old.index(sentence(n)) + len(sentence(n))) for n in numbers]
    for outcome in reanchor(old, new, spans):
        assert (outcome.state, outcome.start) == ("kept", new.index(sentence(outcome.id)))
