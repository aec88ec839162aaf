"""The blind rule where rows are fetched: of which claims a person may see the others' answers, and who still waits."""

import pytest

from factcheck.actions import withdraw_claim
from factcheck.actions.participation import record_sightings
from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim, Verdict
from tests.desk import abstain, edit, propose, rate, rule_on

NOTHING: list[Claim] = []


def revealed(person):
    return list(Claim.objects.revealed_to(person))


def waiting(person):
    return list(Claim.objects.waiting_for(person))


def seen(person):
    """Whose verdicts this person may see."""
    return sorted(verdict.reviewer.name for verdict in Verdict.objects.visible_to(person))


@pytest.fixture
def answered(claim, ada):
    """Ada, who proposed it, has answered."""
    rate(claim, ada, Rating.VERIFIED)
    return claim


def test_before_answering_nothing_is_revealed(answered, bo):
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, [], [answered])


def test_proposing_without_an_answer_reveals_nothing(claim, ada, bo):
    rate(claim, bo, Rating.VERIFIED)
    assert (revealed(ada), seen(ada), waiting(ada)) == (NOTHING, [], [claim])


def test_a_rating_reveals(answered, bo):
    rate(answered, bo, Rating.DISPUTED)
    assert (revealed(bo), seen(bo), waiting(bo)) == ([answered], ["Ada", "Bo"], NOTHING)


@pytest.mark.parametrize("reason", [a for a in Abstention if a != Abstention.NEED_MORE_TIME])
def test_an_abstention_reveals(answered, bo, reason):
    abstain(answered, bo, reason)
    assert (revealed(bo), seen(bo), waiting(bo)) == ([answered], ["Ada", "Bo"], NOTHING)


def test_needing_more_time_reveals_nothing_but_ones_own_words(answered, bo):
    abstain(answered, bo, Abstention.NEED_MORE_TIME)
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, ["Bo"], [answered])


def test_an_answer_reveals_that_claim_and_no_other(answered, ada, bo, revision):
    other = propose(ada, revision, "Nobody was hurt")
    rate(answered, bo, Rating.VERIFIED)
    assert (revealed(bo), waiting(bo)) == ([answered], [other])


def test_an_edited_statement_is_blind_again_to_whoever_answered_the_old_one(answered, ada, bo):
    rate(answered, bo, Rating.VERIFIED)
    edit(answered, ada)
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, ["Bo"], [answered])


def test_answering_the_new_version_reveals_again(answered, ada, bo):
    rate(answered, bo, Rating.VERIFIED)
    edit(answered, ada)
    rate(answered, bo, Rating.VERIFIED)
    assert (revealed(bo), seen(bo), waiting(bo)) == ([answered], ["Ada", "Bo"], NOTHING)


def test_seeing_at_the_desk_reveals_and_ends_the_waiting(answered, ines):
    record_sightings([answered], ines)
    assert (revealed(ines), seen(ines), waiting(ines)) == ([answered], ["Ada"], NOTHING)


def test_seeing_twice_is_noted_once(answered, ines):
    for _ in range(2):
        record_sightings([answered], ines)
    assert answered.current_version.sightings.count() == 1


def test_seeing_an_earlier_version_reveals_nothing_of_the_new_one(answered, ada, ines):
    record_sightings([answered], ines)
    edit(answered, ada)
    assert (revealed(ines), waiting(ines)) == (NOTHING, [answered])


@pytest.mark.parametrize("move", [Move.REJECT, Move.OVERRIDE])
def test_a_decision_reveals_to_everybody_and_ends_the_waiting(answered, bo, cleo, move):
    rating = Rating.DISPUTED if move == Move.OVERRIDE else None
    rule_on(answered, cleo, move, rating=rating, reason="Enough.")
    assert (revealed(bo), seen(bo), waiting(bo)) == ([answered], ["Ada"], NOTHING)


def test_a_returned_claim_stays_blind_and_waits(answered, bo, cleo):
    rule_on(answered, cleo, Move.RETURN, reason="Which night?")
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, [], [answered])


def test_a_reopened_claim_is_blind_again_to_whoever_has_not_answered(answered, bo, cleo):
    rule_on(answered, cleo, Move.REJECT, reason="No claim.")
    rule_on(answered, cleo, Move.REOPEN, reason="It is one.")
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, [], [answered])


def test_whoever_decided_does_not_wait_when_it_is_reopened(answered, ines):
    rule_on(answered, ines, Move.REJECT, reason="No claim.")
    rule_on(answered, ines, Move.REOPEN, reason="It is one.")
    assert waiting(ines) == NOTHING


def test_a_withdrawn_claim_stays_blind_and_waits_for_nobody(answered, ada, bo):
    withdraw_claim(claim=answered, reason="Twice here.", by=ada)
    assert (revealed(bo), seen(bo), waiting(bo)) == (NOTHING, [], NOTHING)


def test_the_queue_does_not_show_how_many_have_answered(answered, emil, bo, ines):
    rate(answered, bo, Rating.VERIFIED)
    rate(answered, ines, Rating.VERIFIED)
    assert Claim.objects.get(pk=answered.pk).tally.ready is True
    assert waiting(emil) == [answered]


def test_the_oldest_claim_waits_first(claim, ada, bo, revision):
    later = propose(ada, revision, "Nobody was hurt")
    assert waiting(bo) == [claim, later]
