"""Who was given what to do, as the histories tell it; to a blind reader they tell nothing of seats."""

from datetime import date

import pytest

from factcheck.actions import assign_article, draw_next, end_article_assignment, release_seat, skip_claim
from factcheck.choices import Rating
from factcheck.history import article_timeline, claim_timeline
from tests.desk import assign, rate


def told(entries):
    return [
        (str(one.actor), one.verb, one.words, [(change.label, change.old, change.new) for change in one.changes])
        for one in entries
        if "eat" in one.verb or "assign" in one.verb or "skipped" in one.verb or "drew" in one.verb
    ]


@pytest.fixture
def given(bo, emil, cleo, claim):
    """Drawn by bo and then due, skipped; assigned to emil and released."""
    draw_next(by=bo)
    assign(claim, bo, cleo, date(2030, 3, 1))
    skip_claim(claim=claim, reason="I know the mayor.", by=bo)
    release_seat(seat=assign(claim, emil, cleo), by=cleo, reason="He is away.")
    return claim


def test_a_claims_history_tells_of_its_seats_to_whom_it_is_revealed(given, ines):
    rate(given, ines, Rating.VERIFIED)
    assert told(claim_timeline(given, ines)) == [
        ("Cleo", "released a seat", "He is away.", [("It ended", "", "Released by an editor")]),
        ("Cleo", "assigned the claim", "", [("Seat of", None, "Emil")]),
        ("Bo", "skipped the claim", "I know the mayor.", [("It ended", "", "Skipped")]),
        ("Cleo", "assigned the claim", "", [("Due on", "", "01 March 2030")]),
        ("Bo", "drew the claim from the pool", "", [("Seat of", None, "Bo")]),
    ]


def test_a_blind_reader_is_told_nothing_of_seats(given, bo, ada):
    assert [told(claim_timeline(given, person)) for person in (bo, ada)] == [[], []]


def test_an_articles_history_tells_to_whom_it_was_assigned_and_how_it_ended(article, bo, cleo):
    given = assign_article(article=article, to=bo, due_on=date(2030, 3, 1), note="Numbers.", by=cleo)
    end_article_assignment(assignment=given, by=bo)
    assert told(article_timeline(article)) == [
        ("Bo", "ended an assignment of the article", "", [("It ended", "", "Read")]),
        (
            "Cleo",
            "assigned the article",
            "",
            [("Assigned to", None, "Bo"), ("Note", None, "Numbers."), ("Due on", None, "01 March 2030")],
        ),
    ]
