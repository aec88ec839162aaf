"""How often re-anchoring is right, and how long it takes: ``python -m bench.reanchoring --seed 100``.

Every case is one span, one kind of correction and, in half of the cases, up to four small corrections more
outside the span's sentences. The truth is known because every character is tracked (``bench/drafts.py``); what
it is where that is a question, ``bench/corrections.py`` says. Of the spans of which something is left:

* right: the outcome covers at least 80 % of what it and the truth cover together;
* wrong place: it has another place, be it one that overlaps the truth less than that;
* lost: it is orphaned, though something is left.

False marks are spans that have a place although nothing of them is left. The seeds 1 to 5 were used while
building; figures are to be taken from others.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rapidfuzz.distance import Indel

from annotations.anchoring import Placed, reanchor
from bench.corrections import KINDS, disturb
from bench.drafts import Case, Scene, articles, marked, stretches
from bench.timing import compare, head

SEEDS = Path("seeds")
RIGHT = 0.8


def cases(texts: list[str], seed: int, per_kind: int) -> Iterator[Case]:
    """The same cases for the same seed, kind by kind."""
    rng = random.Random(seed)
    for kind, edit in KINDS.items():
        for _ in range(per_kind):
            scene = marked(rng, texts)
            edit(scene)
            for _ in range(rng.choice([0, 0, 0, 0, 1, 2, 3, 4])):
                disturb(scene)
            yield scene.case(kind)


def judged(case: Case) -> str:
    """What became of the span: right, wrong or lost; false or blank where nothing of it is left."""
    (outcome,) = reanchor(case.old, case.new, [Placed(1, case.start, case.end)])
    if outcome.start is None or outcome.end is None:
        return "lost" if case.truth else "blank"
    if case.truth is None:
        return "false"
    common = min(outcome.end, case.truth[1]) - max(outcome.start, case.truth[0])
    union = max(outcome.end, case.truth[1]) - min(outcome.start, case.truth[0])
    return "right" if common >= RIGHT * union else "wrong"


def figures(texts: list[str], seed: int, per_kind: int) -> dict[str, Counter[str]]:
    """Per kind and in total, how many cases were judged what."""
    table: dict[str, Counter[str]] = {kind: Counter() for kind in (*KINDS, "all kinds")}
    for case in cases(texts, seed, per_kind):
        verdict = judged(case)
        table[case.kind][verdict] += 1
        table["all kinds"][verdict] += 1
    return table


def share(counted: Counter[str], what: str, among: tuple[str, ...]) -> float | None:
    """Per cent, or None where there are none of these."""
    whole = sum(counted[one] for one in among)
    return 100 * counted[what] / whole if whole else None


EXISTS = ("right", "wrong", "lost")
GONE = ("false", "blank")


def print_figures(table: dict[str, Counter[str]]) -> None:
    print(f"{'kind':<38}{'cases':>6}{'right %':>9}{'wrong %':>9}{'lost %':>9}{'false %':>9}")
    for kind, counted in table.items():
        shares = [share(counted, what, EXISTS) for what in EXISTS] + [share(counted, "false", GONE)]
        print(
            f"{kind:<38}{counted.total():>6}" + "".join(f"{'–' if one is None else f'{one:.1f}':>9}" for one in shares)
        )


def long_text(rng: random.Random, texts: list[str], length: int) -> str:
    """Sentences of the articles' words in any order, in paragraphs of two to five."""
    words = " ".join(texts).split()
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        sentences = [
            " ".join(rng.choices(words, k=rng.randint(8, 25))).strip(".") + "." for _ in range(rng.randint(2, 5))
        ]
        paragraphs.append(" ".join(sentences))
    return "\n".join(paragraphs)[:length]


def some_spans(rng: random.Random, text: str, count: int) -> list[Placed]:
    """Spans of 20 to 300 characters anywhere."""
    starts = [rng.randrange(len(text) - 301) for _ in range(count)]
    return [Placed(number, start, start + rng.randint(20, 300)) for number, start in enumerate(starts)]


def with_edits(rng: random.Random, text: str, count: int) -> str:
    """The text with so many small corrections anywhere."""
    sentences = [text[low:high] for low, high in stretches(text)]
    scene = Scene(rng, text, 0, 10, sentences)
    for _ in range(count):
        disturb(scene)
    return scene.draft.text


def print_timings(folder: Path = SEEDS, runs: int = 5) -> None:
    """1,000 spans in 100,000 characters. The machine is shared: trust the ratios."""
    texts = articles(folder)
    rng = random.Random(0)
    old = long_text(rng, texts, 100_000)
    spans = some_spans(rng, old, 1_000)
    edited, other = with_edits(rng, old, 12), long_text(rng, texts, 100_000)
    for name, new in (("12 edits", edited), ("everything replaced", other), ("nothing changed", old)):
        what = f"re-anchor 1,000 spans in 100,000, {name}"
        floor = partial(compare_lines, old, new)
        compare(what, partial(reanchor, old, new, spans), floor, "Indel of the lines", runs=runs)


def compare_lines(old: str, new: str) -> None:
    Indel.opcodes(old.split("\n"), new.split("\n"))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, default=SEEDS, help="of .txt files; seeds/ by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=80, help="cases of each of the kinds")
    options = parser.parse_args()
    texts = articles(options.folder)
    print_figures(figures(texts, options.seed, options.per_kind))
    print()
    head()
    print_timings(options.folder)


if __name__ == "__main__":
    main()
