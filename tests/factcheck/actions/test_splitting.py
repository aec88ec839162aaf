"""Splitting a claim in two: one event, nothing lost, nothing doubled but what was asked for."""

import pytest

from annotations.models import Anchor, AnchorState, Span
from factcheck.actions import link_passage, split_claim
from factcheck.choices import Move, Part, Rating, Share, State
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, FirstAnswer, Occurrence, Tally, Verdict
from tests.desk import TEXT, all_rows, newest_anchor, passage, propose, rate, revise, rule_on, settle

STAYS, GOES, BOTH = Share
SECOND = TEXT.index("rose", 20)


@pytest.fixture
def twice(claim, ada, revision):
    """Ada's claim on both places of its words."""
    link_passage(claim=claim, passage=passage(revision, "rose four metres", 2), by=ada)
    return claim


def spans(claim):
    return list(claim.occurrences.filter(withdrawn_at=None).order_by("id").values_list("span_id", flat=True))


def starts(claim):
    standing = Anchor.objects.filter(span__occurrence__claim=claim, span__occurrence__withdrawn_at=None)
    return sorted(standing.values_list("start", flat=True))


def split(claim, by, *shares, **more):
    now = Claim.objects.get(pk=claim.pk)
    given = {
        "statement": now.current_version.statement,
        "other": "It is the highest since 1954.",
        "reason": "Two things.",
        "seen_version": now.current_version_id,
        "shares": dict(zip(spans(claim), shares, strict=True)),
    }
    return split_claim(claim=now, by=by, **{**given, **more})


def test_a_passage_goes_with_its_span_to_a_new_claim_without_answers(twice, ada, bo):
    rate(twice, bo, Rating.VERIFIED)
    before = spans(twice)
    made = split(twice, bo, STAYS, GOES)
    assert (spans(twice), spans(made)) == ([before[0]], [before[1]])
    assert (made.proposer, made.split_from, made.state) == (bo, twice, State.OPEN)
    assert (made.current_version.number, made.current_version.statement) == (1, "It is the highest since 1954.")
    assert (made.tally.ratings, made.verdicts.count()) == (0, 0)
    assert Span.objects.count() == 2


def test_it_is_one_event_about_the_new_claim(twice, bo):
    made = split(twice, bo, STAYS, GOES)
    event = Event.objects.get(verb="claim-split")
    assert (event.actor, event.words, event.principal_id) == (bo, "Two things.", str(made.pk))
    moved = Occurrence.objects.get(claim=made)
    assert {event.id} == {made.event, moved.event, made.current_version.event}


def test_a_statement_that_stays_keeps_its_answers_and_one_that_changes_makes_them_stale(twice, bo, emil):
    rate(twice, bo, Rating.VERIFIED)
    split(twice, emil, STAYS, BOTH)
    assert Tally.objects.get(claim=twice).verified == 1
    split(twice, emil, STAYS, GOES, statement="It rose in a night.", other="It rose four metres.")
    twice.refresh_from_db()
    assert (twice.current_version.number, twice.current_version.statement) == (2, "It rose in a night.")
    assert (twice.tally.verified, Verdict.objects.get().version.number) == (0, 1)


def test_a_passage_stands_in_both_as_a_second_span(claim, bo):
    made = split(claim, bo, BOTH)
    assert starts(claim) == starts(made) == [10]
    assert not set(spans(claim)) & set(spans(made))


def test_the_role_goes_along(claim, ada, bo, revision):
    where = passage(revision, "rose four metres", 2)
    link_passage(claim=claim, passage=type(where)(revision, where.start, where.end, where.quote, "denial"), by=ada)
    made = split(claim, bo, STAYS, GOES)
    again = split(made, bo, BOTH, other="Another thing.")
    assert [one.role for one in Occurrence.objects.filter(claim__in=[made, again])] == ["denial", "denial"]


def test_a_sensitive_claim_splits_into_two(ada, bo, revision):
    claim = propose(ada, revision, "1954", sensitive=True)
    made = split(claim, bo, BOTH)
    assert (made.sensitive, made.tally.quorum) == (True, 3)


def test_sides_are_carried_over_and_who_splits_takes_part_in_both(twice, ada, bo, cleo, emil):
    rate(twice, emil, Rating.VERIFIED)
    rule_on(twice, cleo, Move.RETURN, reason="Which of the two?")
    made = split(twice, bo, STAYS, GOES)
    for claim in (twice, made):
        sides = dict(claim.participations.values_list("person", "part"))
        assert sides == {ada.pk: Part.PARTY, emil.pk: Part.PARTY, bo.pk: Part.PARTY, cleo.pk: Part.DECIDER}
    assert (Claim.objects.get(pk=twice.pk).state, made.state) == (State.RETURNED, State.OPEN)


def test_who_saw_the_others_answers_to_the_one_answers_the_other_not_blind(twice, ada, bo, emil):
    rate(twice, emil, Rating.VERIFIED)
    made = split(twice, bo, STAYS, GOES)
    rate(made, emil, Rating.DISPUTED)
    rate(made, ada, Rating.DISPUTED)
    answers = FirstAnswer.objects.filter(version__claim=made).values_list("reviewer", "blind")
    assert dict(answers) == {emil.pk: False, ada.pk: True}


def test_a_passage_goes_back_to_where_it_was_in_every_text(twice, bo, article, cleo):
    revise(article, cleo, ("The river", "All of the river"))
    made = split(twice, bo, STAYS, GOES)
    assert starts(made) == [SECOND, SECOND + 7]


def refused(error, match, claim, by, *shares, **more):
    before = all_rows()
    with pytest.raises(error, match=match):
        split(claim, by, *shares, **more)
    assert all_rows() == before


def test_one_has_to_stay_and_one_to_go(twice, bo):
    refused(Invalid, "At least one passage has to stay", twice, bo, GOES, GOES)
    refused(Invalid, "which passage goes", twice, bo, STAYS, STAYS)


def test_two_claims_need_two_statements_and_a_reason(twice, bo):
    refused(Invalid, "two statements", twice, bo, STAYS, GOES, statement="Same.", other=" Same. ")
    refused(Invalid, "one checkable statement", twice, bo, STAYS, GOES, other=" ")
    refused(Invalid, "why the claim is split", twice, bo, STAYS, GOES, reason=" ")


def test_another_version_or_other_passages_than_were_seen(twice, ada, bo, revision):
    refused(Conflict, "edited this statement meanwhile", twice, bo, STAYS, GOES, seen_version=twice.pk)
    seen = dict(zip(spans(twice), (STAYS, GOES), strict=True))
    link_passage(claim=twice, passage=passage(revision, "1954"), by=ada)
    refused(Conflict, "passages of this claim changed", twice, bo, STAYS, GOES, GOES, shares=seen)


def test_a_passage_without_a_sure_place_can_go_and_not_stand_in_both(claim, bo, cleo, article):
    revise(article, cleo, ("The river rose four metres in a night.\n", "Much rain fell.\n"))
    anchor = settle(newest_anchor(claim), cleo, None)
    assert anchor.state == AnchorState.ORPHANED
    refused(Invalid, "in doubt", claim, bo, BOTH)


def test_a_decided_claim_is_not_split(twice, bo, cleo):
    rule_on(twice, cleo, Move.REJECT, reason="An opinion.")
    refused(Conflict, "was rejected", twice, bo, STAYS, GOES)


def test_splitting_is_for_fact_checkers_who_did_not_decide(twice, cleo, ines):
    refused(NotAllowed, "Editing is for fact-checkers", twice, cleo, STAYS, GOES)
    rule_on(twice, ines, Move.RETURN, reason="Which?")
    refused(NotAllowed, "not decided", twice, ines, STAYS, GOES)


def test_a_double_click_splits_once(twice, bo):
    shares = dict(zip(spans(twice), (STAYS, GOES), strict=True))
    first = split(twice, bo, STAYS, GOES, key="once")
    assert split(twice, bo, GOES, shares=shares, key="once") == first
    assert Claim.objects.count() == 2
