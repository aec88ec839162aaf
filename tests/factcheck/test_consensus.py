"""Consensus rule 1, row by row, and what holds for every set of answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.choices import ANSWERING_ABSTENTIONS, PROPOSING_OUTCOMES, Abstention, Outcome, Rating
from factcheck.consensus import Answer, Consensus, consensus

V, D, U = Rating.VERIFIED, Rating.DISPUTED, Rating.UNVERIFIED
NC, TIME = Abstention.NOT_CHECKABLE, Abstention.NEED_MORE_TIME
CONFLICT, FIELD = Abstention.CONFLICT_OF_INTEREST, Abstention.OUTSIDE_MY_FIELD
PROPOSER = 1


def answer(reviewer, given_answer):
    if isinstance(given_answer, Rating):
        return Answer(reviewer, given_answer, None)
    return Answer(reviewer, None, given_answer)


def judged(*given_answers, proposer=PROPOSER, sensitive=False):
    """The consensus on these answers, the first of which the proposer gave."""
    answers = [answer(reviewer, it) for reviewer, it in enumerate(given_answers, PROPOSER)]
    return consensus(answers, proposer=proposer, sensitive=sensitive)


@st.composite
def answer_sets(draw):
    given_answers = draw(st.lists(st.sampled_from([*Rating, *Abstention]), max_size=9))
    return [answer(reviewer, it) for reviewer, it in enumerate(given_answers, PROPOSER)]


@pytest.mark.parametrize(
    ("given_answers", "sensitive", "outcome", "proposed"),
    [
        # Nobody has answered.
        ([], False, Outcome.NO_VERDICT, None),
        # Whoever needs more time has not answered.
        ([TIME, TIME], False, Outcome.NO_VERDICT, None),
        # Abstentions are answers, but no ratings.
        ([FIELD, CONFLICT], False, Outcome.NO_VERDICT, None),
        # One rating is not enough.
        ([V], False, Outcome.BELOW_QUORUM, None),
        # An abstention does not help one rating to a quorum.
        ([V, FIELD], False, Outcome.BELOW_QUORUM, None),
        # Two agree: that is enough for an ordinary claim.
        ([V, V], False, Outcome.UNANIMOUS, V),
        # Two agree: that is not enough for a sensitive claim.
        ([D, D], True, Outcome.BELOW_QUORUM, None),
        # Three agree: that is enough for a sensitive claim.
        ([D, D, D], True, Outcome.UNANIMOUS, D),
        # "Unverified" is a rating like the others.
        ([U, U], False, Outcome.UNANIMOUS, U),
        # Two thirds exactly are a strong majority.
        ([V, V, D], False, Outcome.STRONG_MAJORITY, V),
        # Three of four are a strong majority.
        ([D, V, D, D], False, Outcome.STRONG_MAJORITY, D),
        # Three of five are more than half and less than two thirds.
        ([V, V, V, D, U], False, Outcome.SIMPLE_MAJORITY, V),
        # Five of eight fall just short of two thirds.
        ([D, D, D, D, D, V, V, U], False, Outcome.SIMPLE_MAJORITY, D),
        # One against one is a tie.
        ([V, D], False, Outcome.SPLIT, None),
        # Three ways, one each, is a tie.
        ([V, D, U], True, Outcome.SPLIT, None),
        # Exactly half is no majority, though nothing else has as many.
        ([V, V, D, U], False, Outcome.SPLIT, None),
        # The largest count is less than half.
        ([V, V, V, D, D, U, U], False, Outcome.SPLIT, None),
        # An abstention leaves a majority as it was.
        ([V, V, D, FIELD, CONFLICT], False, Outcome.STRONG_MAJORITY, V),
    ],
)
def test_the_table(given_answers, sensitive, outcome, proposed):
    result = judged(*given_answers, sensitive=sensitive)
    assert (result.outcome, result.proposed) == (outcome, proposed)
    assert result.ready == (outcome in {*PROPOSING_OUTCOMES, Outcome.SPLIT})


@pytest.mark.parametrize(
    ("given_answers", "sensitive", "flag"),
    [
        # One person cannot say so for all.
        ([NC], False, False),
        # Two can.
        ([NC, NC], False, True),
        # Two cannot where the quorum is three.
        ([NC, NC], True, False),
        # Half of the answers is not more than half.
        ([NC, V], False, False),
        # Two of three answers are more than half.
        ([NC, NC, V], False, True),
        # Other abstentions are answers too, and weigh against it.
        ([NC, NC, FIELD, CONFLICT], False, False),
        # They help to the number of people as well.
        ([NC, NC, FIELD], True, True),
        # Whoever needs more time weighs nothing.
        ([NC, NC, TIME, TIME, TIME], False, True),
        # Nor does that person help to the number of people.
        ([NC, TIME], False, False),
    ],
)
def test_not_checkable_makes_a_claim_ready_and_changes_no_outcome(given_answers, sensitive, flag):
    result = judged(*given_answers, sensitive=sensitive)
    assert (result.not_checkable, result.ready) == (flag, flag)
    assert result.outcome in {Outcome.NO_VERDICT, Outcome.BELOW_QUORUM}


def test_not_checkable_stands_beside_a_quorate_outcome():
    result = judged(V, V, NC, NC, NC)
    assert (result.outcome, result.proposed, result.not_checkable) == (Outcome.UNANIMOUS, V, True)


def test_the_proposers_ratings_alone_reach_no_quorum():
    """One person cannot have two verdicts; if the database ever let that happen, it would still not count."""
    twice = [Answer(PROPOSER, V, None), Answer(PROPOSER, V, None)]
    assert consensus(twice, proposer=PROPOSER, sensitive=False).outcome == Outcome.BELOW_QUORUM
    assert consensus(twice, proposer=99, sensitive=False).outcome == Outcome.UNANIMOUS


def test_the_proposer_counts_beside_somebody_else():
    assert judged(V, V, proposer=PROPOSER) == judged(V, V, proposer=99)


def test_all_that_is_said_about_the_answers():
    assert judged(V, D, V, FIELD, NC, TIME, sensitive=True) == Consensus(
        rule=1,
        outcome=Outcome.STRONG_MAJORITY,
        proposed=V,
        quorum=3,
        counts={V: 2, D: 1, U: 0},
        ratings=3,
        abstentions=2,
        not_checkable=False,
        ready=True,
    )


@pytest.mark.parametrize(("rating", "abstention"), [(None, None), (V, FIELD)])
def test_an_answer_is_one_thing(rating, abstention):
    with pytest.raises(ValueError, match="either a rating or an abstention"):
        Answer(PROPOSER, rating, abstention)


@given(answer_sets(), st.booleans(), st.randoms())
def test_order_never_matters(answers, sensitive, random):
    shuffled = random.sample(answers, len(answers))
    ask = {"proposer": PROPOSER, "sensitive": sensitive}
    assert consensus(shuffled, **ask) == consensus(iter(answers), **ask)


@given(answer_sets(), st.booleans(), st.sampled_from(Abstention))
def test_an_abstention_never_changes_the_outcome(answers, sensitive, abstention):
    before = consensus(answers, proposer=PROPOSER, sensitive=sensitive)
    after = consensus([*answers, Answer(99, None, abstention)], proposer=PROPOSER, sensitive=sensitive)
    assert (after.outcome, after.proposed, after.counts) == (before.outcome, before.proposed, before.counts)
    assert after.abstentions == before.abstentions + (abstention in ANSWERING_ABSTENTIONS)


@given(answer_sets(), st.booleans())
def test_needing_more_time_changes_nothing_at_all(answers, sensitive):
    ask = {"proposer": PROPOSER, "sensitive": sensitive}
    assert consensus([*answers, Answer(99, None, TIME)], **ask) == consensus(answers, **ask)


@given(answer_sets(), st.booleans())
def test_a_tie_never_proposes_and_a_majority_always_does(answers, sensitive):
    result = consensus(answers, proposer=PROPOSER, sensitive=sensitive)
    counts = sorted(result.counts.values(), reverse=True)
    if counts[0] == counts[1]:
        assert result.proposed is None
    elif 2 * counts[0] > sum(counts) >= result.quorum:
        assert result.counts[result.proposed] == counts[0]
    assert (result.proposed is not None) == (result.outcome in PROPOSING_OUTCOMES)
