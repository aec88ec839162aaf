"""The experiment of ``bench/reanchoring.py``, small: what it found must not be lost unnoticed."""

from pathlib import Path

from bench.corrections import KINDS
from bench.drafts import Draft, articles
from bench.reanchoring import EXISTS, GONE, figures, share

SEEDS = Path(__file__).parents[3] / "seeds"


def test_the_figures_hold_for_some_cases_of_each_kind():
    table = figures(articles(SEEDS), seed=2, per_kind=12)
    everything = table["all kinds"]
    assert everything.total() == 12 * len(KINDS)
    assert share(everything, "right", EXISTS) >= 98
    assert share(everything, "wrong", EXISTS) <= 0.6
    assert share(everything, "false", GONE) == 0


def test_the_same_seed_makes_the_same_cases():
    assert figures(articles(SEEDS), seed=7, per_kind=1) == figures(articles(SEEDS), seed=7, per_kind=1)


def test_a_draft_knows_where_its_old_characters_are():
    draft = Draft("one two three")
    draft.insert(0, "zero ")
    draft.overtype(9, 12, "second")
    assert (draft.text, draft.where(4, 7)) == ("zero one second three", (9, 15))
    draft.insert(0, *draft.cut(16, 21))
    assert (draft.text, draft.where(8, 13), draft.where(0, 3)) == ("threezero one second ", (0, 5), (10, 13))
    draft.cut(0, 5)
    assert draft.where(8, 13) is None
