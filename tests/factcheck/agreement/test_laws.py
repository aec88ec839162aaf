"""What holds for all ratings whatsoever."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.agreement import NotEstimable, Row, agreement, coincidences, pairs
from tests.rated import LABELS, any_rows, full_rows

NAMES = ("percent", "alpha", "ac1", "fleiss_kappa")


def measured(rows, labels=LABELS, rounds=20):
    return agreement(rows, labels, rounds=rounds)


def values(found):
    return [getattr(found, name).value for name in NAMES]


def by_claim(rows):
    claims = {}
    for claim, _, label in rows:
        claims.setdefault(claim, []).append(label)
    return claims.values()


def alpha_by_definition(rows):
    """One minus what pairs within claims differ, over what all pairs of the same ratings differ; None for 0 / 0.

    A pair within a claim of m ratings weighs 1 / (m - 1), so that each rating weighs the same.
    """
    shared = [labels for labels in by_claim(rows) if len(labels) > 1]
    ratings = [label for labels in shared for label in labels]
    within = sum(
        Fraction(sum(one != other for one, other in permutations(labels, 2)), len(labels) - 1) for labels in shared
    )
    anyhow = sum(one != other for one, other in permutations(ratings, 2))
    return 1 - (within / len(ratings)) / Fraction(anyhow, len(ratings) * (len(ratings) - 1)) if anyhow else None


@given(any_rows)
def test_alpha_is_what_its_definition_says(rows):
    found, expected = measured(rows, rounds=0).alpha.value, alpha_by_definition(rows)
    assert isinstance(found, NotEstimable) == (expected is None)
    assert expected is None or found == pytest.approx(float(expected), abs=1e-12)


@given(any_rows)
def test_alpha_is_what_the_coincidences_say(rows):
    """1 - (n - 1) sum of o_ck / sum of n_c n_k, both over labels that differ."""
    table = coincidences(rows, LABELS).weights
    sums = {label: sum(table[label, other] for other in LABELS) for label in LABELS}
    differing = [(one, other) for one, other in permutations(LABELS, 2)]
    by_chance = sum(sums[one] * sums[other] for one, other in differing)
    found = measured(rows, rounds=0).alpha.value
    assert isinstance(found, NotEstimable) == (by_chance == 0)
    if by_chance:
        expected = 1 - (sum(sums.values()) - 1) * sum(table[cell] for cell in differing) / by_chance
        assert found == pytest.approx(expected, abs=1e-12)


@given(any_rows)
def test_coincidences_count_every_pair_once_and_every_rating_as_one(rows):
    table = coincidences(rows, LABELS)
    shared = [labels for labels in by_claim(rows) if len(labels) > 1]
    assert sum(table.pairs.values()) == sum(len(labels) * (len(labels) - 1) // 2 for labels in shared)
    given = Counter(label for labels in shared for label in labels)
    for label in LABELS:
        assert sum(table.weights[label, other] for other in LABELS) == pytest.approx(given[label])
        assert all(table.weights[label, other] == table.weights[other, label] for other in LABELS)
    among_two = [sorted(labels, key=LABELS.index) for labels in shared if len(labels) == 2]
    assume(len(among_two) == len(shared))
    assert table.pairs == {cell: Counter(map(tuple, among_two))[cell] for cell in table.pairs}


@given(any_rows, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert measured(iter(shuffled)) == measured(rows)
    assert coincidences(shuffled, LABELS) == coincidences(rows, LABELS)
    assert pairs(shuffled, LABELS) == pairs(rows, LABELS)


@given(any_rows, st.permutations(range(1, 6)), st.permutations(range(1, 13)))
def test_who_is_who_and_which_is_which_changes_nothing(rows, people, claims):
    renamed = [Row(claims[row.claim - 1], people[row.person - 1], row.label) for row in rows]
    assert measured(renamed) == measured(rows)
    assert coincidences(renamed, LABELS) == coincidences(rows, LABELS)


@given(any_rows)
def test_what_the_labels_are_called_changes_nothing(rows):
    assert measured([row._replace(label=row.label.upper()) for row in rows], [*map(str.upper, LABELS)]) == measured(
        rows
    )


@given(any_rows, st.permutations(LABELS))
def test_the_order_of_the_labels_changes_no_value(rows, labels):
    for found, expected in zip(values(measured(rows, labels, 0)), values(measured(rows, rounds=0)), strict=True):
        assert found == (expected if isinstance(expected, NotEstimable) else pytest.approx(expected, abs=1e-12))


@given(any_rows, st.sampled_from(LABELS))
def test_a_claim_with_a_single_rating_changes_neither_alpha_nor_percent_nor_their_intervals(rows, label):
    assume(len({row.person for row in rows}) > 1)
    before, after = measured(rows), measured([*rows, Row(99, 1, label)])
    assert (after.alpha, after.percent) == (before.alpha, before.percent)
    assert (after.ac1.claims, after.warning) == (before.ac1.claims, before.warning)


@given(any_rows)
def test_a_label_that_nobody_used_changes_ac1_alone(rows):
    before, after = measured(rows), measured(rows, [*LABELS, "satire"])
    assert (after.percent, after.alpha, after.fleiss_kappa) == (before.percent, before.alpha, before.fleiss_kappa)
    if not isinstance(before.ac1.value, NotEstimable):
        # Chance is spread over more labels, so that there is less of it.
        assert after.ac1.value >= before.ac1.value - 1e-12


@given(any_rows)
def test_all_are_1_exactly_if_everybody_agrees(rows):
    agreed = [row._replace(label=LABELS[row.claim % 2]) for row in rows]
    assert {value for value in values(measured(agreed)) if not isinstance(value, NotEstimable)} <= {1}
    two_labels = [*agreed, *(Row(claim, person, LABELS[claim % 2]) for claim in (98, 99) for person in (1, 2))]
    assert values(measured(two_labels)) == [1, 1, 1, 1]


@given(any_rows)
def test_one_disagreement_keeps_all_below_1(rows):
    split = [*rows, Row(99, 1, LABELS[0]), Row(99, 2, LABELS[1])]
    assert max(values(measured(split))) < 1


@given(any_rows)
def test_the_same_claims_twice_over_change_alpha_alone(rows):
    """Alpha falls towards what it would be for very many claims; the others are that already."""
    once, twice = values(measured(rows)), values(measured([*rows, *(row._replace(claim=-row.claim) for row in rows)]))
    for name, before, after in zip(NAMES, once, twice, strict=True):
        if isinstance(before, NotEstimable):
            assert after == before
        elif name == "alpha":
            assert after <= before + 1e-12
        else:
            assert after == pytest.approx(before, abs=1e-12)


@given(st.integers(2, 5).flatmap(full_rows))
def test_where_everybody_rated_everything_alpha_is_fleiss_kappa_but_for_the_size(rows):
    """1 - alpha = (1 - kappa) (n - 1) / n for n ratings: for two people, Scott's pi in the limit."""
    found = measured(rows)
    if isinstance(found.fleiss_kappa.value, NotEstimable):
        assert found.alpha.value == found.fleiss_kappa.value
    else:
        size = (len(rows) - 1) / len(rows)
        assert 1 - found.alpha.value == pytest.approx((1 - found.fleiss_kappa.value) * size, abs=1e-12)


@given(full_rows(2))
def test_cohens_chance_is_never_greater_than_scotts(rows):
    """So kappa is never smaller than pi, and the same where both people use the labels alike."""
    (pair,) = pairs(rows, LABELS)
    found = measured(rows)
    assert pair.percent == pytest.approx(found.percent.value)
    if isinstance(pair.kappa, NotEstimable):
        assert pair.kappa == found.fleiss_kappa.value
    else:
        assert pair.kappa >= found.fleiss_kappa.value - 1e-12
        down, across = (Counter(row.label for row in rows if row.person == person) for person in (0, 1))
        assert (pair.kappa == pytest.approx(found.fleiss_kappa.value, abs=1e-12)) == (down == across)
