"""Two people at a time, and which labels met."""

import pytest

from factcheck.agreement import NotEstimable, coincidences, pairs
from tests.rated import by_claim, by_person

#: Person 1 met person 2 on three claims and person 3 on two; 2 and 3 met on one; 4 met nobody.
ROWS = by_person("V V D D *", "V D D * *", "V * * V *", "* * * * U")


def chosen(pair):
    return {cell: claims for cell, claims in pair.cells.items() if claims}


def test_every_two_people_who_met():
    first, second, third = pairs(ROWS, "VDU")
    assert (first.one, first.other, first.claims, first.percent) == (1, 2, 3, 2 / 3)
    assert chosen(first) == {("V", "V"): 1, ("V", "D"): 1, ("D", "D"): 1}
    assert first.kappa == pytest.approx(0.4)
    assert (second.one, second.other, second.claims, second.percent, second.kappa) == (1, 3, 2, 0.5, 0)
    assert chosen(second) == {("V", "V"): 1, ("D", "V"): 1}
    assert (third.one, third.other, third.claims, third.percent) == (2, 3, 1, 1)
    assert isinstance(third.kappa, NotEstimable)


def test_the_cells_of_a_pair_are_all_there_in_the_order_of_the_labels():
    assert ["".join(cell) for cell in pairs(ROWS, "VDU")[0].cells] == [one + other for one in "VDU" for other in "VDU"]


def test_no_two_people_met():
    assert pairs(by_person("V *", "* V"), "VDU") == []


def test_which_labels_met():
    """A claim with three ratings has three pairs, and weighs three; a single rating met none."""
    table = coincidences(by_claim("VVD", "DD", "U"), "VDU")
    pairs_met = {"VV": 1, "VD": 2, "VU": 0, "DD": 1, "DU": 0, "UU": 0}
    assert {"".join(cell): number for cell, number in table.pairs.items()} == pairs_met
    weights = {"VV": 1, "VD": 1, "VU": 0, "DV": 1, "DD": 2, "DU": 0, "UV": 0, "UD": 0, "UU": 0}
    assert {"".join(cell): weight for cell, weight in table.weights.items()} == weights


def test_krippendorffs_own_table():
    """Krippendorff (2011), example B: the coincidences of Ben's and Gerry's values."""
    rows = by_person("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    table = coincidences(rows, "abcde").weights
    lines = [[table[one, other] for other in "abcde"] for one in "abcde"]
    assert lines == [[2, 1, 0, 1, 0], [1, 4, 0, 1, 0], [0, 0, 6, 0, 0], [1, 1, 0, 4, 0], [0, 0, 0, 0, 2]]
