"""Taking a passage off its claim, and putting back passages and claims: rights, moments, and what is left behind."""

import pytest

from annotations.models import Kind
from factcheck.actions import link_passage, restore_claim, restore_passage, unlink_passage, withdraw_claim
from factcheck.choices import Move, Rating
from factcheck.errors import Conflict, NotAllowed
from factcheck.models import Claim, Event, Occurrence, Participation, Tally
from tests.deeds import undo
from tests.desk import all_rows, mark, passage, rate, rule_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(claim, ada, revision):
    """Another passage of the claim."""
    return link_passage(claim=claim, passage=passage(revision, "the river rose"), by=ada)


def withdraw(claim, by):
    return withdraw_claim(claim=claim, reason="A mistake.", by=by)


def refused(error, match, act, **given):
    before = all_rows()
    with pytest.raises(error, match=match):
        act(**given)
    assert all_rows() == before


def test_a_passage_is_taken_off_and_put_back_by_any_fact_checker(claim, second, bo):
    rate(claim, bo, Rating.VERIFIED)
    sides = set(Participation.objects.values_list())
    unlink_passage(occurrence=second, by=bo)
    assert Occurrence.objects.filter(withdrawn_at=None, span__withdrawn_at=None).count() == 1
    restore_passage(occurrence=second, by=bo)
    second.refresh_from_db()
    assert (second.withdrawn_at, second.span.withdrawn_at) == (None, None)
    assert [event.verb for event in Event.objects.order_by("-number")[:2]] == ["passage-restored", "passage-unlinked"]
    assert (Tally.objects.get().verified, set(Participation.objects.values_list())) == (1, sides)


def test_the_last_passage_is_not_taken_off(claim, bo):
    refused(Conflict, "keeps at least one passage", unlink_passage, occurrence=Occurrence.objects.get(), by=bo)


def test_nor_one_that_is_off_nor_is_one_put_back_that_is_there(second, bo):
    refused(Conflict, "is there already", restore_passage, occurrence=second, by=bo)
    unlink_passage(occurrence=second, by=bo)
    refused(Conflict, "was taken off already", unlink_passage, occurrence=second, by=bo)


@pytest.mark.parametrize("act", [unlink_passage, restore_passage])
@pytest.mark.parametrize("person", ["cleo", "hana", "dan"])
def test_passages_are_for_fact_checkers(second, request, act, person):
    refused(NotAllowed, "for fact-checkers", act, occurrence=second, by=request.getfixturevalue(person))


@pytest.mark.parametrize("act", [unlink_passage, restore_passage])
def test_a_decided_claim_keeps_its_passages(claim, second, bo, cleo, act):
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    refused(Conflict, "was rejected", act, occurrence=second, by=bo)


def test_a_passage_is_not_put_back_where_there_is_one_or_what_is_not_article_text(claim, second, ada, bo, revision):
    unlink_passage(occurrence=second, by=bo)
    link_passage(claim=claim, passage=passage(revision, "the river rose"), by=ada)
    refused(Conflict, "belongs to that claim already", restore_passage, occurrence=second, by=bo)
    undo(ada)
    mark(bo, revision, "said the river rose", Kind.BOILERPLATE)
    refused(Conflict, "marked as not article text", restore_passage, occurrence=second, by=bo)


@pytest.mark.parametrize("before", ["open", "returned"])
@pytest.mark.parametrize("person", ["ada", "cleo"])
def test_a_claim_comes_back_as_it_was_with_what_went_with_it(claim, second, ada, bo, gus, request, person, before):
    unlink_passage(occurrence=second, by=bo)
    if before == "returned":
        rule_on(claim, gus, Move.RETURN, reason="Which gauge?")
    withdraw(claim, ada)
    sides = set(Participation.objects.values_list())
    restore_claim(claim=claim, by=request.getfixturevalue(person))
    assert Claim.objects.get().state == before
    assert Occurrence.objects.get(withdrawn_at=None, span__withdrawn_at=None) != second
    assert set(Participation.objects.values_list()) == sides


@pytest.mark.parametrize("person", ["bo", "hana", "dan"])
def test_its_proposer_or_an_editor_puts_a_claim_back(claim, ada, request, person):
    withdraw(claim, ada)
    by = request.getfixturevalue(person)
    refused(NotAllowed, "Only its proposer or an editor", restore_claim, claim=claim, by=by)


def test_only_a_withdrawn_claim_is_put_back(claim, ada):
    refused(Conflict, "open already", restore_claim, claim=claim, by=ada)


def test_a_claim_is_not_put_back_into_what_is_not_article_text(claim, ada, bo, revision):
    withdraw(claim, ada)
    mark(bo, revision, "The river rose four metres in a night.", Kind.BOILERPLATE)
    refused(Conflict, "marked as not article text", restore_claim, claim=claim, by=ada)


@pytest.mark.parametrize("verb", ["unlink", "restore", "claim"])
def test_a_form_sent_twice_does_it_once(claim, second, ada, verb):
    if verb == "restore":
        unlink_passage(occurrence=second, by=ada)
    if verb == "claim":
        withdraw(claim, ada)
    acts = {"unlink": unlink_passage, "restore": restore_passage, "claim": restore_claim}
    given = {"claim": claim} if verb == "claim" else {"occurrence": second}
    first = acts[verb](**given, by=ada, key="k")
    before = all_rows()
    assert (acts[verb](**given, by=ada, key="k"), all_rows()) == (first, before)
