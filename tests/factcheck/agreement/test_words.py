"""Where there is no figure there is a reason, and where a figure rests on little there is a warning."""

import pytest

from factcheck.agreement import Interval, NotEstimable, Row, agreement, coincidences, difference, pairs, warning
from tests.rated import by_claim, by_person

FEW_PEOPLE = "not estimable, because fewer than two people gave a rating"
NO_SHARED_CLAIM = "not estimable, because no claim has two ratings"
ONE_LABEL = "not estimable, because all ratings are the same, so nothing is known of agreement by chance"
NAMES = ("percent", "alpha", "ac1", "fleiss_kappa")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Nobody has rated anything.
        ([], [FEW_PEOPLE] * 4),
        # One person has, all alone.
        (by_person("V V D"), [FEW_PEOPLE] * 4),
        # Two have, but never the same claim.
        (by_person("V * D", "* V *"), [NO_SHARED_CLAIM] * 4),
        # They gave the same label throughout.
        (by_claim("VV", "VVV", "V"), ["1.0", ONE_LABEL, "1.0", ONE_LABEL]),
        # They did where they met; another label, given alone, tells Fleiss of chance and alpha nothing.
        (by_claim("VV", "VV", "D"), ["1.0", ONE_LABEL, "1.0", "1.0"]),
        # Two labels, and no disagreement.
        (by_claim("VV", "DD"), ["1.0"] * 4),
    ],
)
def test_a_figure_or_why_there_is_none(rows, expected):
    found = agreement(rows, "VDU", rounds=0)
    assert [str(getattr(found, name).value) for name in NAMES] == expected


def test_figures_say_what_they_rest_on():
    """Claims with a single rating, and people who shared no claim, are not counted."""
    found = agreement(by_person("V D V *", "V V * *", "* * * D"), "VDU", rounds=0)
    assert [(getattr(found, name).claims, getattr(found, name).people) for name in NAMES] == [(2, 2)] * 4


def test_where_there_is_no_figure_the_interval_says_the_same():
    alpha = agreement(by_claim("VV", "VV"), "VDU").alpha
    assert alpha.value == alpha.interval == NotEstimable(ONE_LABEL.partition("because ")[2])


@pytest.mark.parametrize(
    ("words", "rounds", "because"),
    [
        # One claim is drawn again and again.
        (["VVD"], 100, "every resample has the same figure"),
        # There is no disagreement to be drawn.
        (["VV", "DD"], 100, "every resample has the same figure"),
        (["VV", "VD"], 0, "no resamples were drawn"),
    ],
)
def test_no_interval_that_would_claim_to_be_sure(words, rounds, because):
    percent = agreement(by_claim(*words), "VDU", rounds=rounds).percent
    assert (type(percent.value), percent.interval) == (float, NotEstimable(because))


def test_resamples_without_a_figure_are_left_out_and_counted():
    """Of ten claims one has another label; 349 of 1,000 resamples are expected to miss it, give or take 15."""
    found = agreement(by_claim(*["VV"] * 9, "VD"), "VDU", rounds=1000)
    assert isinstance(found.alpha.interval, Interval)
    assert (found.alpha.interval.rounds, found.alpha.interval.left_out) == (1000, 360)
    assert found.ac1.interval.left_out == 0


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (0, "No claim has two ratings or more: below ten, figures say little."),
        (1, "Only 1 claim has two ratings or more: below ten, figures say little."),
        (9, "Only 9 claims have two ratings or more: below ten, figures say little."),
        (10, ""),
    ],
)
def test_a_warning_below_ten_shared_claims(claims, expected):
    rows = by_claim(*["VD"] * claims, *["V"] * 20)
    assert warning(claims) == agreement(rows, "VDU", rounds=0).warning == expected


def test_the_difference_of_two_figures():
    before = agreement(by_claim("VV", "VD"), "VDU", rounds=0)
    after = agreement(by_claim("VV", "VV"), "VDU", rounds=0)
    assert difference(before.percent, after.percent) == 0.5
    assert difference(after.percent, before.percent) == -0.5
    sentence = "not estimable, because one of the two figures is not"
    assert str(difference(before.alpha, after.alpha)) == str(difference(after.alpha, before.alpha)) == sentence


@pytest.mark.parametrize("measured", [agreement, pairs, coincidences])
@pytest.mark.parametrize(
    ("rows", "labels", "message"),
    [
        ([Row(1, 1, "V"), Row(1, 1, "D")], "VD", "person 1 rates claim 1 twice"),
        ([Row(1, 1, "VD")], "VD", "nobody was offered 'VD'"),
        ([], "V", "two labels or more"),
        ([], "VDV", "two labels or more"),
    ],
)
def test_what_is_no_set_of_ratings_is_refused(measured, rows, labels, message):
    with pytest.raises(ValueError, match=message):
        measured(rows, labels)
