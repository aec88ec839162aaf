"""Large and strange texts: they hold, and no time grows with the square of a length.

The limits are ten times what it takes, so that a busy machine fails no test and a quadratic step does.
"""

import random
import time

import pytest

from annotations.anchoring import Placed, reanchor

LONG = 1_000_000


def words(seed, spaces=True):
    """A million characters without a full stop or a line break, with or without spaces."""
    rng = random.Random(seed)
    letters = rng.choices("abcdefghijklmnop     " if spaces else "abcdefghijklmnop", k=LONG)
    return "".join(letters)


def chinese():
    rng = random.Random(4)
    return "".join(chr(rng.randint(0x4E00, 0x8E00)) for _ in range(LONG))


@pytest.mark.parametrize("text", [words(1), words(2, spaces=False), chinese()], ids=["words", "no spaces", "Chinese"])
def test_a_paragraph_of_a_megabyte_with_edits(text):
    begun = time.process_time()
    new = "xyz " + text[:300_000] + text[300_050:600_000] + " inserted zzz " + text[600_000:]
    spans = [Placed(at, at, at + 80) for at in (0, 250_000, 400_000, 599_900, 600_010, LONG - 80)]
    for span, outcome in zip(spans, reanchor(text, new, spans), strict=True):
        assert (outcome.state, new[outcome.start : outcome.end]) == ("kept", text[span.start : span.end])
    assert time.process_time() - begun < 30


def test_a_megabyte_replaced():
    begun = time.process_time()
    outcomes = reanchor(words(1), words(3), [Placed(at, at, at + 100) for at in range(0, LONG - 100, 10_000)])
    assert {outcome.state for outcome in outcomes} == {"orphaned"}
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("piece", ["a", "Same. ", "\n", "The same line again.\n"])
def test_nothing_but_the_same(piece):
    """Which of many equal ones is gone, nobody can say; it must not take long to say something."""
    begun = time.process_time()
    old = piece * (50_000 // len(piece))
    new = "x" + old[: len(old) // 2] + "y" + old[len(old) // 2 + 3 * len(piece) :]
    for outcome in reanchor(old, new, [Placed(0, 0, len(old)), Placed(1, 100, 200)]):
        assert outcome.start is None or 0 <= outcome.start < outcome.end <= len(new)
    assert time.process_time() - begun < 20


def test_a_thousand_spans_that_keep_their_place_cost_nothing():
    text = words(1)
    begun = time.process_time()
    outcomes = reanchor(text, text, [Placed(at, at, at + 50) for at in range(1_000)])
    assert {outcome.state for outcome in outcomes} == {"kept"}
    assert time.process_time() - begun < 1
