"""Whoever decides has not taken part, and whoever decided takes no part afterwards. Nobody is exempt."""

import pytest
from django.contrib.auth.models import Group

from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS
from factcheck.actions import withdraw_claim
from factcheck.choices import Abstention, Move, Part, Rating
from factcheck.errors import NotAllowed
from factcheck.models import Decision, Participation
from tests.desk import abstain, edit, propose, rate, rule_on

V, D, U = Rating
MOVES = [Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT]

#: Each way to take part.
PARTS = {
    "rated it": lambda claim, person: rate(claim, person, V),
    "abstained": lambda claim, person: abstain(claim, person, Abstention.CONFLICT_OF_INTEREST),
    "edited the statement": edit,
    "took the answer back": lambda claim, person: [
        rate(claim, person, V),
        abstain(claim, person, Abstention.NEED_MORE_TIME),
    ],
    "answered an earlier version": lambda claim, person: [
        rate(claim, person, V),
        edit(claim, claim.proposer, "Another statement."),
    ],
}


@pytest.fixture
def ready(claim, bo, emil):
    for person in (bo, emil):
        rate(claim, person, V)
    return claim


def refuse(claim, by, move):
    with pytest.raises(NotAllowed):
        rule_on(claim, by, move, rating=D if move == Move.OVERRIDE else None, reason="So.")
    assert not Decision.objects.filter(editor=by).exists()


@pytest.mark.parametrize("person", ["bo", "hana", "dan"])
@pytest.mark.parametrize("move", MOVES)
def test_deciding_is_for_editors(claim, request, person, move):
    refuse(claim, request.getfixturevalue(person), move)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("move", MOVES)
def test_whoever_took_part_cannot_decide(ready, ines, part, move):
    PARTS[part](ready, ines)
    refuse(ready, ines, move)


@pytest.mark.parametrize("move", MOVES)
def test_the_proposer_cannot_decide(revision, ines, bo, emil, move):
    claim = propose(ines, revision, "Nobody was hurt")
    for person in (bo, emil):
        rate(claim, person, V)
    refuse(claim, ines, move)


def test_whoever_took_part_cannot_reopen(ready, ines, cleo):
    rate(ready, ines, V)
    rule_on(ready, cleo, Move.APPROVE)
    refuse(ready, ines, Move.REOPEN)


@pytest.mark.parametrize("part", PARTS)
def test_a_superuser_who_took_part_cannot_decide(ready, ines, part):
    ines.is_superuser = True
    ines.save()
    PARTS[part](ready, ines)
    refuse(ready, User.objects.get(pk=ines.pk), Move.APPROVE)


def test_a_superuser_who_is_no_editor_cannot_decide(ready, dan):
    dan.is_superuser = True
    dan.save()
    refuse(ready, dan, Move.APPROVE)


def test_becoming_an_editor_later_changes_nothing(ready, bo):
    bo.groups.set(Group.objects.filter(name=EDITORS))
    refuse(ready, User.objects.get(pk=bo.pk), Move.APPROVE)


def test_a_deactivated_editor_cannot_decide(ready, cleo):
    cleo.is_active = False
    cleo.save()
    refuse(ready, cleo, Move.APPROVE)


def test_needing_more_time_is_not_taking_part(ready, ines):
    abstain(ready, ines, Abstention.NEED_MORE_TIME)
    assert rule_on(ready, ines, Move.APPROVE).rating == V


def test_a_fact_checker_who_took_no_part_and_is_an_editor_may_decide(ready, ines):
    assert rule_on(ready, ines, Move.APPROVE).editor == ines


def test_taking_part_in_another_claim_bars_nothing(ready, ines, revision):
    propose(ines, revision, "Nobody was hurt")
    assert rule_on(ready, ines, Move.APPROVE).editor == ines


@pytest.mark.parametrize("move", [Move.RETURN, Move.REJECT])
@pytest.mark.parametrize("part", ["rated it", "abstained", "edited the statement"])
def test_whoever_decided_takes_no_part_afterwards(ready, ines, gus, move, part):
    rule_on(ready, ines, move, reason="So.")
    if move == Move.REJECT:
        rule_on(ready, gus, Move.REOPEN, reason="It is one.")
    with pytest.raises(NotAllowed):
        PARTS[part](ready, ines)
    assert Participation.objects.get(person=ines).part == Part.DECIDER


def test_an_editor_who_decided_may_decide_again(ready, cleo):
    rule_on(ready, cleo, Move.RETURN, reason="Which night?")
    rule_on(ready, cleo, Move.APPROVE)
    assert Participation.objects.filter(person=cleo, part=Part.DECIDER).count() == 1


def test_rights_out_of_date_do_not_get_past_the_write(ready, ines, monkeypatch):
    """Two requests of one person at once: both asked for the right before either wrote."""
    monkeypatch.setattr("factcheck.actions.decisions.require", lambda *_: None)
    rate(ready, ines, V)
    refuse(ready, ines, Move.APPROVE)


def test_the_same_the_other_way_round(ready, ines, monkeypatch):
    monkeypatch.setattr("factcheck.actions.verdicts.require", lambda *_: None)
    rule_on(ready, ines, Move.RETURN, reason="Which night?")
    with pytest.raises(NotAllowed):
        rate(ready, ines, V)


def test_a_claim_that_was_withdrawn_still_knows_its_parties(revision, ines, bo):
    ines.groups.set(Group.objects.filter(name__in=[FACT_CHECKERS, EDITORS]))
    claim = propose(ines, revision, "Nobody was hurt")
    withdraw_claim(claim=claim, reason="Twice here.", by=ines)
    assert Participation.objects.get(claim=claim).person == ines
