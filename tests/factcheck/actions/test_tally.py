"""The stored outcome equals what the rule says of the stored verdicts, whatever was done in whatever order."""

import random

import pytest
from django.forms.models import model_to_dict

from factcheck.actions import link_passage, withdraw_claim
from factcheck.actions.participation import record_sightings
from factcheck.actions.tally import compute, recount
from factcheck.choices import Abstention, Move, Rating
from factcheck.errors import DeskError
from factcheck.models import Claim, Event, Participation, Tally
from tests.desk import abstain, edit, passage, propose, rate, rule_on

V, D, U = Rating


def counted(claim):
    """What is stored and what the rule says now."""
    claim = Claim.objects.get(pk=claim.pk)
    stored = Tally.objects.get(claim=claim)
    assert model_to_dict(stored) == model_to_dict(compute(claim))
    return stored


def test_a_new_claim_has_no_verdict(claim):
    tally = counted(claim)
    assert (tally.outcome, tally.quorum, tally.rule, tally.ready, tally.version) == (
        *("no-verdict", 2, 1, False),
        claim.current_version,
    )


def test_a_sensitive_claim_needs_three(revision, ada, bo, emil, ines):
    claim = propose(ada, revision, "Nobody was hurt", sensitive=True)
    rate(claim, bo, V)
    rate(claim, emil, V)
    assert (counted(claim).outcome, counted(claim).quorum) == ("below-quorum", 3)
    rate(claim, ines, V)
    assert counted(claim).outcome == "unanimous"


def test_a_vote_writes_no_history_row_of_the_claim(claim, bo):
    before = Claim.history.count()
    rate(claim, bo, V)
    assert Claim.history.count() == before


def test_an_edit_empties_the_tally(claim, ada, bo, emil):
    rate(claim, bo, V)
    rate(claim, emil, V)
    edit(claim, ada)
    assert (counted(claim).outcome, counted(claim).ratings) == ("no-verdict", 0)


def test_stale_verdicts_do_not_help_to_a_quorum(claim, ada, bo, emil):
    rate(claim, bo, V)
    edit(claim, ada)
    rate(claim, emil, V)
    assert (counted(claim).outcome, counted(claim).ratings) == ("below-quorum", 1)


def test_the_vote_of_somebody_since_deactivated_counts(claim, bo, emil):
    rate(claim, bo, V)
    bo.is_active = False
    bo.save()
    rate(claim, emil, V)
    assert counted(claim).outcome == "unanimous"


def test_a_decision_is_not_a_vote(claim, bo, emil, cleo):
    rate(claim, bo, V)
    rate(claim, emil, V)
    rule_on(claim, cleo, Move.OVERRIDE, rating=D, reason="The gauge decides.")
    assert counted(claim).counts == {V: 2, D: 0, U: 0}


def test_taking_a_rating_back_for_more_time_uncounts_it(claim, bo):
    rate(claim, bo, V)
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert (counted(claim).ratings, counted(claim).abstentions) == (0, 0)


def test_recounting_twice_changes_nothing(claim, bo):
    rate(claim, bo, V)
    assert model_to_dict(recount(Claim.objects.get())) == model_to_dict(counted(claim))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_sequence_of_actions(claim, ada, bo, emil, ines, cleo, gus, revision, seed):
    """Forty moves by anybody, most of them refused, like a clumsy desk; the promises hold after each."""
    chance = random.Random(seed)
    for _ in range(40):
        somebody = chance.choice([ada, bo, emil, ines, cleo, gus])
        before = Event.objects.count()
        try:
            chance.choices([_rate, _abstain, _edit, _link, _see, _decide, _withdraw], [8, 3, 2, 1, 1, 5, 0.2])[0](
                chance, claim, somebody, revision
            )
        except DeskError:
            assert Event.objects.count() == before
        counted(claim)
        sides = Participation.objects.filter(claim=claim).values_list("person", "part")
        assert len(dict(sides)) == len(sides)


def _rate(chance, claim, by, revision):
    rate(claim, by, chance.choice(Rating.values), chance.choice(["Why.", "Because."]))


def _abstain(chance, claim, by, revision):
    abstain(claim, by, chance.choice(Abstention.values))


def _edit(chance, claim, by, revision):
    edit(claim, by, f"The river rose by {chance.randrange(5)} metres.")


def _link(chance, claim, by, revision):
    link_passage(claim=claim, passage=passage(revision, "the river"), by=by)


def _see(chance, claim, by, revision):
    record_sightings([Claim.objects.get(pk=claim.pk)], by)


def _decide(chance, claim, by, revision):
    move = chance.choice([Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN, Move.REOPEN])
    rule_on(claim, by, move, rating=Rating(chance.choice(Rating.values)), reason="So.")


def _withdraw(chance, claim, by, revision):
    withdraw_claim(claim=claim, reason="So.", by=by)
