"""Several unanimous claims approved at once: all or none, each as it was seen, and taken back in one step."""

import pytest

from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.actions import approve_together, undo_last
from factcheck.actions.approving import MOST, UNANIMOUS, ChangedMeanwhile
from factcheck.actions.decisions import fingerprint, fingerprints
from factcheck.actions.stack import stacks_of
from factcheck.actions.tally import compute
from factcheck.actions.undoing import ChangedSince
from factcheck.choices import Abstention, Move, Part, Rating, State, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Change, Claim, Decision, Event, FirstAnswer, Participation, Tally
from tests.deeds import undo
from tests.desk import abstain, all_rows, edit, person, propose, rate, revise, rule_on

V, D, U = Rating
WORDS = ("rose four metres", "Nobody was hurt", "since 1954")


@pytest.fixture
def three(ada, bo, emil, revision):
    """Three claims of ada's; bo and emil are of one opinion on each: verified, disputed, unverified."""
    claims = [propose(ada, revision, words) for words in WORDS]
    for claim, rating in zip(claims, Rating, strict=True):
        rate(claim, bo, rating)
        rate(claim, emil, rating)
    return claims


def seen_of(claims):
    return fingerprints(Claim.objects.filter(pk__in=[claim.pk for claim in claims]))


def approve(claims, by, **more):
    return approve_together(**{"seen": seen_of(claims), "by": by, **more})


def states():
    return list(Claim.objects.order_by("pk").values_list("state", flat=True))


def refused(claims, by, problem, match, **more):
    before = all_rows()
    with pytest.raises(problem, match=match) as found:
        approve(claims, by, **more)
    assert all_rows() == before
    return found.value


def test_each_claim_gets_a_decision_with_its_own_rating_and_what_was_seen_of_it(three, cleo):
    seen = seen_of(three)
    decisions = approve(three, cleo)
    assert [(one.claim, one.rating, one.fingerprint, one.move) for one in decisions] == [
        (claim, rating, seen[claim.pk], Move.APPROVE) for claim, rating in zip(three, Rating, strict=True)
    ]
    assert (states(), [claim.decision for claim in Claim.objects.order_by("pk")]) == ([State.APPROVED] * 3, decisions)


def test_it_is_one_event_about_one_of_them_and_a_change_of_every_claim(three, cleo):
    before = Change.objects.count()
    decisions = approve(three, cleo)
    event = Event.objects.latest("number")
    assert (event.verb, event.principal_id) == (Verb.CLAIMS_APPROVED, str(decisions[0].pk))
    assert {one.event for one in decisions} == {event.pk}
    assert [one.claim for one in Change.objects.order_by("number")[before:]] == three


def test_the_editor_stands_on_the_side_of_the_deciders_of_each(three, cleo):
    approve(three, cleo)
    sides = Participation.objects.filter(person=cleo).order_by("claim").values_list("claim", "part")
    assert list(sides) == [(claim.pk, Part.DECIDER) for claim in three]


CHANGES = {
    "another answer": lambda claim, people: rate(claim, people["ines"], V),
    "an answer of another opinion": lambda claim, people: rate(claim, people["ines"], D),
    "a changed rationale": lambda claim, people: rate(claim, people["bo"], D, "Looked again."),
    "another statement": lambda claim, people: edit(claim, people["ada"]),
    "approved by somebody else": lambda claim, people: rule_on(claim, people["gus"], Move.APPROVE),
    "returned": lambda claim, people: rule_on(claim, people["gus"], Move.RETURN, reason="Which?"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_if_one_changed_since_none_is_approved_and_it_is_named(three, cleo, request, change):
    people = {name: request.getfixturevalue(name) for name in ("ada", "bo", "ines", "gus")}
    seen = seen_of(three)
    CHANGES[change](three[1], people)
    problem = refused(three, cleo, ChangedMeanwhile, f"Claim {three[1].pk} has changed", seen=seen)
    assert list(problem.claims) == [three[1].pk]


def test_what_is_not_unanimous_is_not_approved_with_others(three, ines, cleo):
    rate(three[2], ines, V)
    assert list(refused(three, cleo, ChangedMeanwhile, "has changed").claims) == [three[2].pk]


def test_what_most_find_uncheckable_is_looked_at_by_itself(three, cleo):
    for name in ("jo", "kim", "lu"):
        abstain(three[0], person(name, name, FACT_CHECKERS), Abstention.NOT_CHECKABLE)
    assert (Tally.objects.get(claim=three[0]).outcome, Tally.objects.get(claim=three[0]).not_checkable) == (
        "unanimous",
        True,
    )
    assert list(refused(three, cleo, ChangedMeanwhile, "has changed").claims) == [three[0].pk]
    assert list(Claim.objects.filter(UNANIMOUS).order_by("pk")) == three[1:]


def test_whoever_took_part_in_one_approves_none(three, ines):
    abstain(three[2], ines, Abstention.OUTSIDE_MY_FIELD)
    refused(three, ines, NotAllowed, "took part")


@pytest.mark.parametrize("person", ["bo", "hana", "dan"])
def test_approving_several_is_for_editors(three, request, person):
    refused(three, request.getfixturevalue(person), NotAllowed, "for editors|took part")


def test_none_too_many_and_what_does_not_exist_are_invalid(three, cleo):
    refused([], cleo, Invalid, "at least one")
    refused(three, cleo, Invalid, f"at most {MOST}", seen=dict.fromkeys(range(MOST + 1), "x"))
    refused(three, cleo, Invalid, "no claim", seen={**seen_of(three), 999_999: "x"})


def test_the_same_form_twice_approves_once(three, cleo):
    seen = seen_of(three)
    first = approve(three, cleo, seen=seen, key="k")
    assert approve(three, cleo, seen=seen, key="k") == first
    with pytest.raises(Conflict, match="other content"):
        approve(three[:1], cleo, seen={three[0].pk: seen[three[0].pk]}, key="k")
    assert Decision.objects.count() == 3


def test_many_fingerprints_are_those_of_each_in_four_queries(three, django_assert_num_queries):
    claims = list(Claim.objects.order_by("pk"))
    with django_assert_num_queries(4):
        together = fingerprints(claims)
    assert together == {claim.pk: fingerprint(claim) for claim in claims}
    assert len(set(together.values())) == 3


def test_what_was_returned_with_a_question_is_looked_at_by_itself(three, cleo, gus):
    rule_on(three[1], gus, Move.RETURN, reason="Which?")
    with pytest.raises(ChangedMeanwhile):
        approve(three, cleo)
    assert Decision.objects.filter(move=Move.APPROVE).count() == 0


def test_taking_it_back_puts_every_claim_where_it_was(three, cleo):
    before = states()
    tallies = list(Tally.objects.order_by("claim").values())
    decisions = approve(three, cleo)
    done = undo(cleo)
    assert (states(), before) == ([State.OPEN] * 3,) * 2
    assert [claim.decision for claim in Claim.objects.all()] == [None] * 3
    assert (done.claims, list(Tally.objects.order_by("claim").values())) == ([claim.pk for claim in three], tallies)
    assert list(Decision.objects.filter(move=Move.APPROVE).order_by("claim")) == decisions


def test_the_side_stays_and_what_is_answered_afterwards_is_not_blind(three, cleo, ines, ada):
    approve(three, cleo)
    undo(cleo)
    assert Participation.objects.filter(person=cleo, part=Part.DECIDER).count() == 3
    rate(three[0], ines, V)
    assert FirstAnswer.objects.get(reviewer=ines).blind is False


def test_it_is_not_done_again_by_redoing_and_can_be_decided_anew(three, cleo):
    approve(three, cleo)
    undo(cleo)
    assert (stacks_of(cleo).undo, stacks_of(cleo).redo) == ([], [])
    approve(three, cleo)
    assert states() == [State.APPROVED] * 3


def test_if_one_was_reopened_nothing_is_taken_back(three, cleo, gus):
    approve(three, cleo)
    rule_on(three[1], gus, Move.REOPEN, reason="A new book.")
    before = all_rows()
    with pytest.raises(ChangedSince) as problem:
        undo(cleo)
    assert ([one.row for one in problem.value.written], all_rows()) == ([three[1]], before)


def test_if_one_came_under_review_nothing_is_taken_back(three, cleo, gus, article):
    approve(three, cleo)
    revise(article, gus, ("Nobody was hurt", "No one was hurt"))
    with pytest.raises(ChangedSince):
        undo(cleo)
    assert states() == [State.APPROVED] * 3


def test_nobody_else_takes_it_back(three, cleo, gus):
    approve(three, cleo)
    (deed,) = stacks_of(cleo).undo
    with pytest.raises(Conflict):
        undo_last(by=gus, seen=deed.token)
    assert states() == [State.APPROVED] * 3


def test_an_editor_no_more_takes_nothing_back(three, cleo):
    approve(three, cleo)
    cleo.groups.clear()
    with pytest.raises(NotAllowed):
        undo(type(cleo).objects.get(pk=cleo.pk), seen=stacks_of(cleo).undo[-1].token)
    assert states() == [State.APPROVED] * 3


def test_the_stored_tally_says_what_the_rule_says(three):
    assert [compute(claim).outcome for claim in Claim.objects.filter(UNANIMOUS)] == ["unanimous"] * 3
