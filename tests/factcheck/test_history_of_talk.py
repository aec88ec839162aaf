"""The talk on a claim in its history: for whoever sees it, and one's own words for oneself."""

import pytest

from factcheck.actions import change_remark, restore_remark, settle_talk, withdraw_remark
from factcheck.actions.recording import state_of
from factcheck.choices import Rating
from factcheck.history import claim_timeline
from factcheck.models import Claim
from tests.desk import edit, rate, say


@pytest.fixture
def talked(claim, bo, emil):
    """Bo asks, emil answers and resolves, bo changes and withdraws what he asked."""
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    asked = say(claim, bo, "Which gauge?")
    say(claim, emil, "The old one.")
    settle_talk(claim=claim, resolved=True, by=emil)
    change_remark(remark=asked, words="Which one?", seen=state_of(asked), by=bo)
    withdraw_remark(remark=asked, by=bo)
    restore_remark(remark=asked, by=bo)
    say(claim, bo, "Thank you.")
    return Claim.objects.get()


def said(claim, person):
    """Who did what in the talk, the earliest first, with the words of each change."""
    entries = [one for one in claim_timeline(claim, person) if "talk" in one.verb or "remark" in one.verb]
    return [
        (one.actor.name, one.verb, [change.new for change in one.changes if change.label == "Remark"])
        for one in reversed(entries)
    ]


WHOLE = [
    ("Bo", "wrote in the talk", ["Which gauge?"]),
    ("Emil", "wrote in the talk", ["The old one."]),
    ("Emil", "resolved the talk", []),
    ("Bo", "changed a remark", ["Which one?"]),
    ("Bo", "withdrew a remark", []),
    ("Bo", "put back a remark", []),
    ("Bo", "wrote in the talk", ["Thank you."]),
]


def test_whoever_sees_the_talk_sees_its_history_with_every_wording(talked, bo, emil):
    assert said(talked, bo) == said(talked, emil) == WHOLE


def test_that_a_remark_took_the_talk_up_again_is_told_with_it(talked, bo):
    newest = claim_timeline(talked, bo)[0]
    assert [(change.label, change.new) for change in newest.changes] == [
        ("Remark", "Thank you."),
        ("Talk resolved", ""),
    ]


def test_to_whom_the_claim_is_blind_there_was_no_talk(talked, ada, cleo, hana):
    assert [said(talked, person) for person in (ada, cleo, hana)] == [[], [], []]


def test_to_whom_it_has_become_blind_there_is_what_they_said_themselves(talked, ada, bo):
    edit(talked, ada)
    assert said(talked, bo) == [one for one in WHOLE if one[0] == "Bo"]
    newest = next(entry for entry in claim_timeline(talked, bo) if "talk" in entry.verb)
    assert [change.label for change in newest.changes] == ["Remark"]
