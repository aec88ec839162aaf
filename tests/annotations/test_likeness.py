"""Near-identical texts are found, other articles on the same events are not."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.likeness import TWIN, Twin, fingerprint, likeness, near_pairs, near_twins

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [path.read_text() for path in sorted((ROOT / "seeds").glob("*.txt"))]
VOCABULARY = sorted({word for text in SEEDS for word in text.split()})


def edited(text: str, share: float, chance: random.Random) -> str:
    """The text with that share of its words replaced, left out, or followed by another."""
    parts = re.split(r"(\s+)", text)
    words = range(0, len(parts), 2)
    for index in chance.sample(words, round(share * len(words))):
        other = chance.choice(VOCABULARY)
        parts[index] = chance.choice([other, "", f"{parts[index]} {other}"])
    return "".join(parts)


def in_order(texts):
    return [(number, fingerprint(text)) for number, text in enumerate(texts)]


@pytest.mark.parametrize("share", [0.01, 0.02, 0.05, 0.1])
def test_small_edits_are_found_and_nothing_else(share):
    others, chance = in_order(SEEDS), random.Random(f"{share}")
    for number, text in enumerate(SEEDS):
        for _ in range(5):
            assert [twin.id for twin in near_twins(edited(text, share, chance), others)] == [number]


def test_different_articles_on_the_same_events_are_far_below_the_threshold():
    prints = [fingerprint(text) for text in SEEDS]
    greatest = max(likeness(one, other) for i, one in enumerate(prints) for other in prints[:i])
    assert greatest < TWIN / 5


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-"),
        lambda text: text.replace(" ", "\n"),
        str.upper,
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_case_quotes_and_line_breaks_do_not_count(change):
    assert likeness(fingerprint(SEEDS[0].replace("’", "'")), fingerprint(change(SEEDS[0]))) == 1.0


def test_boilerplate_around_a_text_is_found():
    wrapped = "ADVERTISEMENT\n" + SEEDS[1] + "\n" + "\n".join(SEEDS[2].splitlines()[:5])
    assert near_twins(wrapped, in_order(SEEDS))[0].id == 1


def test_likest_first_then_the_older():
    chance = random.Random(3)
    others = in_order([edited(SEEDS[0], 0.1, chance), SEEDS[3], SEEDS[0], SEEDS[0]])
    found = near_twins(SEEDS[0], others)
    assert [twin.id for twin in found] == [2, 3, 0]
    assert found[0] == Twin(2, 1.0)


def test_several_texts_are_compared_in_one_pass_as_one_by_one():
    chance = random.Random(4)
    asked = [edited(SEEDS[2], 0.2, chance), "The river rose.", SEEDS[1], ""]
    others = in_order([*SEEDS, edited(SEEDS[1], 0.1, chance), "The river rose."])
    found = near_pairs([fingerprint(text) for text in asked], iter(others))
    assert found == [near_twins(text, others) for text in asked]
    assert [[twin.id for twin in twins] for twins in found] == [[2], [6], [1, 5], []]


def test_a_foreign_letter_anywhere_changes_nothing_about_the_other_words():
    plain = "It rose — “four metres”, he’d said… by 6_30 (or 7.30), x-ray."
    foreign = fingerprint(f"{plain} Ж ж ж")
    assert likeness(fingerprint(f"{plain} a a a"), foreign) == 12 / 18


def test_short_texts_and_scripts_without_spaces():
    assert likeness(fingerprint("Yes."), fingerprint("yes")) == 1.0
    assert likeness(fingerprint("Yes."), fingerprint("no")) == 0.0
    assert likeness(fingerprint("?!"), fingerprint("?!")) == 0.0
    chinese = "河水一夜之间上涨了四米港务局星期一早上说市长表示将采取更多措施"
    assert likeness(fingerprint(chinese), fingerprint(chinese.replace("四", "五"))) >= TWIN
    assert near_twins("", in_order(SEEDS)) == []


def test_a_fingerprint_is_small_and_the_same_in_every_process():
    expected = fingerprint(SEEDS[0])
    assert len(expected) == 512
    code = "import sys; from annotations.likeness import *; print(fingerprint(sys.stdin.buffer.read().decode()).hex())"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], input=SEEDS[0].encode(), capture_output=True, check=True, cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert run.stdout.decode().strip() == expected.hex()
    assert fingerprint("The river rose").hex() == "8ce96601"


@given(st.text(), st.text())
def test_likeness_is_a_share_and_symmetric(one, other):
    first, second = fingerprint(one), fingerprint(other)
    assert 0 <= likeness(first, second) == likeness(second, first) <= 1
    assert likeness(first, first) in (0.0, 1.0)
    assert len(first) % 4 == 0
