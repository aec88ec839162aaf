"""Figures, each as a ratio to a floor measured in the same run: ``make bench``."""

import os
import random
import statistics
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from annotations.quotes import find_words, unique_context  # noqa: E402  (after Django is set up)
from annotations.rendering import Highlight, render  # noqa: E402
from bench.drafts import articles  # noqa: E402
from bench.reanchoring import print_timings  # noqa: E402


def median(work: Callable[[], object], runs: int = 9) -> float:
    """The median of several runs, in seconds, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


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


def row(name: str, took: float, floor: float, floor_name: str) -> None:
    print(f"{name:<52} {took * 1000:9.2f} ms   {took / floor:8.1f} × {floor_name} ({floor * 1000:.3f} ms)")


def main() -> None:
    """Print the table. Medians of nine runs; the machine is shared, so trust the ratios."""
    for length, count in [(60_000, 20), (60_000, 1_000), (60_000, 10_000)]:
        text = a_text(length)
        floor = median(lambda text=text: escape(text))
        spans = some_spans(text, count)
        name = f"render {length:,} characters, {count:,} spans"
        row(name, median(lambda text=text, spans=spans: render(text, spans)), floor, "escaping once")
    text = a_text(60_000)
    scan = median(lambda: text.find("\0"))
    words = text[30_000:30_080]
    row("find 80 pasted words' characters in 60,000", median(lambda: find_words(text, words)), scan, "one scan")
    row("unique context in 60,000", median(lambda: unique_context(text, 30_000, 30_080)), scan, "one scan")
    print_timings(articles(Path("seeds")))


if __name__ == "__main__":
    main()
