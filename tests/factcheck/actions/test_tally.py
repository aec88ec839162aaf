"""The stored outcome equals what the rule says of the stored verdicts, whatever was done in whatever order."""

import random

import pytest
from django.forms.models import model_to_dict

from factcheck.actions import link_passage, redo_last, restore_claim, split_claim, undo_last, withdraw_claim
from factcheck.actions.participation import record_sightings
from factcheck.actions.stack import stacks_of
from factcheck.actions.tally import compute, recount
from factcheck.choices import Abstention, Move, Rating, Share
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
    """Eighty moves by anybody, most of them refused, like a clumsy desk; the promises hold after each."""
    chance = random.Random(seed)
    for _ in range(80):
        somebody = chance.choice([ada, bo, emil, ines, cleo, gus])
        before = Event.objects.count()
        try:
            chance.choices([*MOVES], [*MOVES.values()])[0](chance, claim, somebody, revision)
        except DeskError:
            assert Event.objects.count() == before
        for one in Claim.objects.all():
            counted(one)
            sides = Participation.objects.filter(claim=one).values_list("person", "part")
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


def _put_back(chance, claim, by, revision):
    restore_claim(claim=claim, by=by)


def _undo(chance, claim, by, revision):
    for deed in stacks_of(by).undo[-1:]:
        undo_last(by=by, seen=deed.token)


def _redo(chance, claim, by, revision):
    for deed in stacks_of(by).redo[-1:]:
        redo_last(by=by, seen=deed.token)


def _split(chance, claim, by, revision):
    current = Claim.objects.get(pk=claim.pk)
    spans = current.occurrences.filter(withdrawn_at=None).values_list("span", flat=True)
    split_claim(
        claim=current,
        shares=dict.fromkeys(spans, Share.BOTH),
        statement=f"The river rose, {chance.randrange(99)}.",
        other="Officials said so.",
        reason="Two claims.",
        seen_version=current.current_version_id,
        by=by,
    )


#: How often each is tried.
MOVES = {_rate: 8, _abstain: 3, _edit: 2, _link: 1, _see: 1, _decide: 5, _undo: 6, _redo: 6, _split: 0.5}
MOVES |= {_withdraw: 3, _put_back: 3}
