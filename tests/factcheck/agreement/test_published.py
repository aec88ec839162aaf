"""What others have published, to the last digit that they give."""

import pytest

from factcheck.agreement import NotEstimable, agreement, pairs
from tests.rated import by_cell, by_claim, by_count, by_person

#: Krippendorff (2011), "Computing Krippendorff's alpha-reliability": examples A, B and C.
MEG_AND_OWEN = by_person("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
BEN_AND_GERRY = by_person("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR_OBSERVERS = by_person(
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)
#: The three coders on 15 units that many retell, Wikipedia's "Krippendorff's alpha" among them.
THREE_CODERS = by_person(
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)
#: The worked example of Wikipedia's "Fleiss' kappa": 10 subjects, 14 raters, five categories.
FOURTEEN_RATERS = by_count(
    "12345",
    *("0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1"),
    *("7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"),
)
#: Gwet's package irrCAC, its README: distrib.6raters, cac.raw4raters (Krippendorff's four observers again, with
#: another person for the only rating of unit 12) and cont3x3abstractors.
SIX_PSYCHIATRISTS = by_count(
    "DPSNO",
    *("0 0 0 6 0", "0 3 0 0 3", "0 1 4 0 1", "0 0 0 0 6", "0 3 0 3 0"),
    *("2 0 4 0 0", "0 0 4 0 2", "2 0 3 1 0", "2 0 0 4 0", "0 0 0 0 6"),
    *("1 0 0 5 0", "1 1 0 4 0", "0 3 3 0 0", "1 0 0 5 0", "0 2 0 3 1"),
)
TWO_ABSTRACTORS = by_cell("EAN", "13 0 0", "0 20 7", "0 4 56")
#: Cohen (1960), "A coefficient of agreement for nominal scales", table 1, for 200 cases.
COHENS_JUDGES = by_cell("123", "88 10 2", "14 40 6", "18 10 12")
#: The paradox of kappa: much agreement, nearly all of it on one category.
A_SKEWED_TABLE = by_cell("+-", "130 56", "9 5")
#: By hand, for three labels of which one or two are hardly used or not at all.
NEARLY_UNANIMOUS = by_claim(*["DDD"] * 8, "DDV", "DUD")
ONE_LABEL_ONLY = by_claim("VV", "VV", "VV")


@pytest.mark.parametrize(
    ("rows", "labels", "published"),
    [
        (MEG_AND_OWEN, "01", {"alpha": "0.095"}),
        (BEN_AND_GERRY, "abcde", {"alpha": "0.692"}),
        (FOUR_OBSERVERS, "12345", {"alpha": "0.743"}),
        (FOUR_OBSERVERS, "12345", {"percent": "0.8181818", "ac1": "0.77544", "alpha": "0.74342"}),
        (FOUR_OBSERVERS, "12345", {"fleiss_kappa": "0.76117"}),
        (THREE_CODERS, "1234", {"alpha": "0.691"}),
        (FOURTEEN_RATERS, "12345", {"percent": "0.378", "fleiss_kappa": "0.210"}),
        (SIX_PSYCHIATRISTS, "DPSNO", {"percent": "0.5511111", "ac1": "0.4448007", "alpha": "0.4204384"}),
        (SIX_PSYCHIATRISTS, "DPSNO", {"fleiss_kappa": "0.4139265"}),
        # For two raters Fleiss' kappa is Scott's pi.
        (TWO_ABSTRACTORS, "EAN", {"percent": "0.89", "ac1": "0.8493305", "alpha": "0.7972585"}),
        (TWO_ABSTRACTORS, "EAN", {"fleiss_kappa": "0.7962397"}),
        (A_SKEWED_TABLE, "+-", {"percent": "0.675", "ac1": "0.533"}),
        (NEARLY_UNANIMOUS, "VDU", {"percent": "0.867", "alpha": "-0.018", "ac1": "0.858"}),
        (ONE_LABEL_ONLY, "VDU", {"percent": "1", "ac1": "1"}),
    ],
)
def test_a_published_figure(rows, labels, published):
    found = agreement(rows, labels, rounds=0)
    assert {name: _printed(getattr(found, name).value, like=digits) for name, digits in published.items()} == published


@pytest.mark.parametrize(
    ("rows", "labels", "percent", "kappa"),
    [
        (COHENS_JUDGES, "123", "0.70", "0.492"),
        (TWO_ABSTRACTORS, "EAN", "0.89", "0.7964094"),
        (A_SKEWED_TABLE, "+-", "0.675", "0.022"),
    ],
)
def test_a_published_kappa_of_two(rows, labels, percent, kappa):
    (pair,) = pairs(rows, labels)
    assert (_printed(pair.percent, like=percent), _printed(pair.kappa, like=kappa)) == (percent, kappa)


def test_with_one_label_only_alpha_is_a_sentence():
    found = agreement(ONE_LABEL_ONLY, "VDU")
    assert isinstance(found.alpha.value, NotEstimable)
    assert str(found.alpha.value) == (
        "not estimable, because all ratings are the same, so nothing is known of agreement by chance"
    )
    assert found.fleiss_kappa == found.alpha


def _printed(value, *, like):
    return f"{value:.{len(like.partition('.')[2])}f}"
