"""The blind rule for what is said about claims, and what of it can never be false."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.actions import settle_talk, withdraw_remark
from factcheck.actions.participation import record_sightings
from factcheck.choices import Move, NoticeKind, Rating
from factcheck.models import Claim, Notice, Remark, Talk
from factcheck.talk import thread
from tests.desk import edit, rate, rule_on, say


@pytest.fixture
def spoken(claim, bo, emil):
    """Bo and emil have answered and talked about it; bo mentioned ada."""
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    say(claim, bo, "@Ada, which gauge did you mean?")
    say(claim, emil, "The old one.")
    return Claim.objects.get()


def heard(person):
    """Who said what of that which this person may see."""
    return [remark.author.name for remark in Remark.objects.visible_to(person)]


def knows(person):
    """Of how many talks, and of how often they were mentioned."""
    mentioned = Notice.objects.filter(recipient=person, kind=NoticeKind.MENTIONED)
    return Talk.objects.visible_to(person).count(), mentioned.listed().count()


def test_before_answering_nobody_knows_that_there_is_a_talk(spoken, ada, ines, cleo, hana):
    for person in (ada, ines, cleo, hana):
        assert (heard(person), knows(person)) == ([], (0, 0))


def test_an_answer_reveals_the_talk_and_that_one_was_mentioned(spoken, ada):
    rate(spoken, ada, Rating.UNVERIFIED)
    assert (heard(ada), knows(ada)) == (["Bo", "Emil"], (1, 1))


def test_seeing_it_at_the_desk_reveals_the_talk(spoken, cleo):
    record_sightings([spoken], cleo)
    assert (heard(cleo), knows(cleo)) == (["Bo", "Emil"], (1, 0))


def test_a_decision_reveals_it_to_everybody(spoken, cleo, hana):
    rule_on(spoken, cleo, Move.APPROVE)
    assert (heard(hana), knows(hana)) == (["Bo", "Emil"], (1, 0))


def test_a_new_version_hides_it_but_for_ones_own_words(spoken, ada, bo, emil, cleo):
    record_sightings([spoken], cleo)
    edit(spoken, ada)
    assert [heard(person) for person in (bo, emil, cleo)] == [["Bo"], ["Emil"], []]
    assert [knows(person) for person in (bo, emil, cleo)] == [(0, 0)] * 3
    rate(spoken, bo, Rating.UNVERIFIED)
    assert (heard(bo), knows(bo)) == (["Bo", "Emil"], (1, 0))


def test_to_whom_it_has_become_blind_nothing_is_told_of_how_it_stands(spoken, ada, bo, emil):
    settle_talk(claim=spoken, resolved=True, by=emil)
    assert thread(bo, spoken, revealed=True).resolved_by == "Emil"
    edit(spoken, ada)
    own = thread(bo, spoken, revealed=False)
    assert [remark.author for remark in own.remarks] == [bo]
    assert (own.resolved_at, own.resolved_by, own.said, own.has_earlier) == (None, "", frozenset(), False)


def test_a_talk_is_unresolved_while_something_stands_and_nobody_resolved_it(spoken, bo, emil):
    assert Talk.objects.unresolved().count() == 1
    settle_talk(claim=spoken, resolved=True, by=bo)
    assert Talk.objects.unresolved().count() == 0
    settle_talk(claim=spoken, resolved=False, by=bo)
    for remark in Remark.objects.all():
        withdraw_remark(remark=remark, by=remark.author)
    assert Talk.objects.unresolved().count() == 0


def refused(name, **row):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Talk(event=uuid.uuid4(), **row).save() if "resolved_at" in row else Remark(event=uuid.uuid4(), **row).save()


def test_the_database_refuses_a_remark_without_words(claim, bo):
    refused("remark_has_words", claim=claim, author=bo, words="")


def test_the_database_refuses_a_remark_that_was_changed_before_it_was_made(claim, bo):
    earlier = timezone.now() - timezone.timedelta(days=1)
    refused("remark_is_changed_after_it_was_made", claim=claim, author=bo, words="x", changed_at=earlier)


def test_the_database_refuses_a_talk_that_nobody_resolved(claim):
    refused("talk_is_resolved_by_somebody", claim=claim, resolved_at=timezone.now())


def test_the_database_refuses_a_second_talk_on_a_claim(spoken):
    with pytest.raises(IntegrityError, match="claim_id"), transaction.atomic():
        Talk(claim=spoken, event=uuid.uuid4()).save()
