"""Which ratings are measured, and how figures are said."""

from datetime import date, datetime

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from factcheck.agreement import Interval, Measure, NotEstimable, Row
from factcheck.choices import Abstention, Move, Rating
from factcheck.measures import _figure, by_two, current, first_blind, in_percent, in_words, measured, rated, report
from factcheck.models import Claim, ClaimVersion, Decision
from factcheck.scope import Scope
from tests.desk import abstain, bring_in, edit, propose, rate, rule_on

V, D, U = Rating.VERIFIED, Rating.DISPUTED, Rating.UNVERIFIED
DESK = Scope()
ONE_LABEL = "not estimable, because all ratings are the same, so nothing is known of agreement by chance"


def versions(claim: Claim) -> list[int]:
    return [version.pk.int for version in ClaimVersion.objects.filter(claim=claim)]


@pytest.fixture
def parted(claim, bo, emil) -> Claim:
    """Bo says verified, Emil disputed; then Emil comes round."""
    rate(claim, bo, V)
    rate(claim, emil, D)
    rate(claim, emil, V, "Bo is right.")
    return claim


@pytest.fixture
def decided(parted, cleo) -> Claim:
    rule_on(parted, cleo, Move.APPROVE)
    return parted


def test_claims_are_measured_once_they_are_decided_and_no_longer_when_reopened(parted, cleo, bo):
    assert list(measured(bo, DESK)) == []
    rule_on(parted, cleo, Move.APPROVE)
    assert list(measured(bo, DESK)) == [parted]
    rule_on(parted, cleo, Move.REOPEN, reason="A new book.")
    assert list(measured(bo, DESK)) == []
    rule_on(parted, cleo, Move.REJECT, reason="Not a claim.")
    assert list(measured(bo, DESK)) == [parted]


def test_nothing_is_measured_for_somebody_without_a_role(decided, dan):
    assert list(measured(dan, DESK)) == []


def test_first_answers_stay_what_they_were_current_ones_follow(decided, bo, emil):
    (version,) = versions(decided)
    rows = measured(bo, DESK)
    assert sorted(first_blind(rows)) == [Row(version, bo.pk, V), Row(version, emil.pk, D)]
    assert sorted(current(rows)) == [Row(decided.pk, bo.pk, V), Row(decided.pk, emil.pk, V)]


def test_an_abstention_is_no_row(claim, ada, bo, emil, cleo):
    abstain(claim, ada, Abstention.NOT_CHECKABLE), rate(claim, bo, V), rate(claim, emil, V)
    rule_on(claim, cleo, Move.APPROVE)
    rows = measured(bo, DESK)
    assert {row.person for row in (*first_blind(rows), *current(rows))} == {bo.pk, emil.pk}


def test_earlier_versions_count_among_first_blind_answers_and_not_among_current_ones(parted, ada, bo, emil, cleo):
    edit(parted, ada)
    rate(parted, bo, U), rate(parted, ada, U)
    rule_on(parted, cleo, Move.APPROVE)
    first, second = versions(parted)
    rows = measured(bo, DESK)
    # Bo has seen what Emil said of the first version: of the second only Ada speaks blind.
    assert sorted(first_blind(rows)) == sorted([Row(first, bo.pk, V), Row(first, emil.pk, D), Row(second, ada.pk, U)])
    assert sorted(current(rows)) == sorted([Row(parted.pk, bo.pk, U), Row(parted.pk, ada.pk, U)])


@pytest.fixture
def two_articles(decided, ada, bo, emil, cleo, article):
    """The decided claim of the flood, and one of another article."""
    other = bring_in("The bridge is closed.", ada)
    there = propose(ada, other.revisions.get(), "bridge")
    rate(there, bo, V), rate(there, emil, V)
    rule_on(there, cleo, Move.APPROVE)
    return {article: decided, other: there}


def test_one_article_has_the_claims_that_stand_in_it(two_articles, bo):
    for article, claim in two_articles.items():
        assert list(measured(bo, Scope(article=article))) == [claim]


def test_a_passage_that_was_taken_off_brings_no_claim_into_an_article(two_articles, bo):
    (article, claim), *_ = two_articles.items()
    claim.occurrences.update(withdrawn_at=timezone.now())
    assert list(measured(bo, Scope(article=article))) == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, True),
        (date(2025, 3, 1), date(2025, 3, 1), True),
        (date(2025, 3, 2), None, False),
        (None, date(2025, 2, 28), False),
    ],
)
@pytest.mark.parametrize("at", ["2025-03-01T00:00:00", "2025-03-01T23:59:59.999999"])
def test_a_period_has_both_its_days_as_the_desk_counts_them(decided, bo, settings, at, since, until, found):
    settings.TIME_ZONE = "America/New_York"
    moment = timezone.make_aware(datetime.fromisoformat(at))
    QuerySet(Decision).update(decided_at=moment)  # past the model, which is written once
    assert measured(bo, Scope(since=since, until=until)).exists() is found


def test_the_report_of_one_claim_says_why_there_is_no_figure(decided, bo):
    found = report(rated(bo, DESK))
    assert [(line.name, line.blind.words, line.current.words, line.change) for line in found.lines] == [
        ("Percent agreement", "0 %", "100 %", "+100 points"),
        ("Krippendorff’s alpha", "0.00", ONE_LABEL, "not estimable, because one of the two figures is not"),
        ("Gwet’s AC1", "−0.33", "1.00", "+1.33"),
    ]
    assert found.lines[0].blind.spread == "no interval, because every resample has the same figure"
    assert {(figure.claims, figure.people) for line in found.lines for figure in (line.blind, line.current)} == {(1, 2)}
    assert found.blind_warning == "Only 1 claim has two ratings or more: below ten, figures say little."


def test_the_report_counts_who_chose_what(decided, bo):
    met = {(one.one, one.other): (one.blind, one.current) for one in report(rated(bo, DESK)).met}
    assert met == {(V, V): (0, 1), (V, D): (1, 0), (V, U): (0, 0), (D, D): (0, 0), (D, U): (0, 0), (U, U): (0, 0)}


def test_two_people_stand_by_name_however_they_agree(decided, claim, ada, bo, emil):
    (_, blind), (_, later) = by_two(rated(ada, DESK))
    assert [(str(two.one), str(two.other), two.claims, two.percent, two.kappa) for two in blind] == [
        ("Bo", "Emil", 1, "0 %", "0.00")
    ]
    assert [(two.percent, two.kappa) for two in later] == [("100 %", ONE_LABEL)]


def test_figures_in_words():
    assert [in_words(0.6914), in_words(-0.018), in_words(-0.001), in_words(0.05, signed=True)] == [
        *("0.69", "−0.02", "0.00", "+0.05")
    ]
    assert [in_percent(0.675), in_percent(-0.2, signed=True), in_percent(NotEstimable("it is"))] == [
        *("68 %", "−20 points", "not estimable, because it is")
    ]


def test_an_interval_says_how_many_resamples_it_leaves_out():
    spread = _figure(Measure(0.5, Interval(-0.2, 0.8, rounds=1000, left_out=3), claims=12, people=4), "alpha").spread
    assert spread == "95 % interval: −0.20 to 0.80; 3 of 1000 resamples have no figure"
