"""A text with its marks as HTML, and words found in it: ``python -m bench``."""

import random
from functools import partial
from html import escape

from annotations.quotes import find_words, unique_context
from annotations.rendering import Highlight, render
from bench.timing import compare

LENGTHS = (60_000, 1_000_000)
COUNTS = (20, 1_000, 10_000)


def a_text(length: int, seed: int = 1) -> str:
    """Words in paragraphs of about 400 code points."""
    rng = random.Random(seed)
    words = [
        "".join(rng.choice("abcdefghijklmnoprstuvwyz") for _ in range(rng.randint(2, 9))) for _ in range(length // 6)
    ]
    lines = [" ".join(words[i : i + 65]) for i in range(0, len(words), 65)]
    return "\n".join(lines)[:length]


def some_spans(text: str, count: int, seed: int = 2) -> list[Highlight]:
    """Spans of 20 to 300 code points anywhere, overlapping as they fall."""
    rng = random.Random(seed)
    starts = [rng.randrange(len(text) - 301) for _ in range(count)]
    return [
        Highlight(i, start, start + rng.randint(20, 300), rng.choice(["open", "verified", "disputed"]), f"note-{i}")
        for i, start in enumerate(starts)
    ]


def print_rendering() -> None:
    """Whole texts, and one paragraph in the middle of each as it is sent after a mark."""
    for length in LENGTHS:
        text = a_text(length)
        floor = partial(escape, text)
        for count in COUNTS:
            spans = some_spans(text, count)
            name = f"{length:,} characters, {count:,} spans"
            compare(f"render {name}", partial(render, text, spans), floor, "escaping once")
            alone = partial(render, text, spans, only={length // 800})
            compare(f"  one paragraph of {name}", alone, floor, "escaping once")


def print_finding() -> None:
    text = a_text(60_000)
    words = text[30_000:30_080]
    scan = partial(text.find, "\0")
    compare("find 80 pasted words' characters in 60,000", partial(find_words, text, words), scan, "one scan")
    compare("unique context in 60,000", partial(unique_context, text, 30_000, 30_080), scan, "one scan")
