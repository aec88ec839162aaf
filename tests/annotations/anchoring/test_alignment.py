"""What two sequences have in common, short and long."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from annotations.anchoring import alignment
from annotations.anchoring.alignment import align, rising, unique_runs
from annotations.anchoring.pairing import heaviest

LETTERS = st.text("abc", max_size=40)


def assert_sound(a, b, runs):
    for i, j, length in runs:
        assert length
        assert a[i : i + length] == b[j : j + length]
    for (i, j, length), (next_i, next_j, _) in pairwise(runs):
        assert i + length <= next_i
        assert j + length <= next_j


@given(LETTERS, LETTERS)
def test_short_sequences_have_their_longest_common_subsequence(a, b):
    runs = align(a, b)
    assert_sound(a, b, runs)
    assert sum(length for _, _, length in runs) == LCSseq.similarity(a, b)


@given(LETTERS, LETTERS)
def test_long_sequences_have_landmarks(a, b):
    most, alignment.MOST_PAIRS = alignment.MOST_PAIRS, 0
    try:
        runs = align(a, b)
    finally:
        alignment.MOST_PAIRS = most
    assert_sound(a, b, runs)
    assert sum(length for _, _, length in runs) <= LCSseq.similarity(a, b)
    if a == b:
        assert sum(length for _, _, length in runs) == len(a)


def test_landmarks_stand_once_on_either_side_and_in_order():
    a, b = ("x", "p", "q", "x", "r"), ("q", "p", "x", "r", "y")
    assert unique_runs(a, b, (0, 5, 0, 5)) in ([(1, 1, 1), (4, 3, 1)], [(2, 0, 1), (4, 3, 1)])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12, unique=True))
def test_the_longest_chain_rises_and_none_is_longer(pairs):
    pairs = sorted(dict(pairs).items())
    chain = rising(pairs)
    assert chain == sorted(chain)
    assert all(low[1] < high[1] for low, high in pairwise(chain))
    longest = [0] * len(pairs)
    for at, (_, second) in enumerate(pairs):
        longest[at] = 1 + max((longest[k] for k in range(at) if pairs[k][1] < second), default=0)
    assert len(chain) == max(longest, default=0)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), max_size=10))
def test_the_heaviest_chain_rises_and_none_is_heavier(pairs):
    chain = heaviest(pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    weights = {}
    for i, j, weight in pairs:
        weights[i, j] = max(weight, weights.get((i, j), 0))
    best = {}
    for i, j in sorted(weights):
        best[i, j] = weights[i, j] + max((best[k] for k in best if k[0] < i and k[1] < j), default=0)
    assert sum(weights[pair] for pair in chain) == max(best.values(), default=0)
