"""Answering: who may, when, with what, and what it leaves behind."""

import uuid

import pytest

from factcheck.actions import Answer, record_verdict, withdraw_claim
from factcheck.actions.answers import Source
from factcheck.choices import Abstention, Move, Rating, Stance
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, Evidence, Tally, Verdict
from tests.desk import abstain, edit, propose, rate, rule_on

V, D, U = Rating
GAUGE = Source(Stance.SUPPORTS, url="https://example.org/gauge", excerpt="4.02 m")
CHRONICLE = Source(Stance.CONTRADICTS, citation="The town chronicle, 1954")
RADIO = Source(Stance.SILENT, citation="The radio at seven")


def sources(verdict):
    return [(row.url or row.citation, row.stance) for row in verdict.evidence.filter(withdrawn_at=None)]


def test_a_rating_is_stored_with_rationale_and_evidence(claim, bo):
    verdict = rate(claim, bo, D, "The gauge shows less.", evidence=[GAUGE, CHRONICLE])
    assert (verdict.rating, verdict.abstention, verdict.rationale) == (D, "", "The gauge shows less.")
    assert sources(verdict) == [
        ("https://example.org/gauge", Stance.SUPPORTS),
        ("The town chronicle, 1954", Stance.CONTRADICTS),
    ]


def test_a_verdict_judges_the_current_version(claim, bo):
    assert rate(claim, bo, V).version_id == claim.current_version_id


def test_changing_ones_mind_keeps_one_verdict(claim, bo):
    first, second = rate(claim, bo, V), rate(claim, bo, D)
    assert (second.pk, second.rating, Verdict.objects.count()) == (first.pk, D, 1)


def test_the_earlier_state_is_in_history(claim, bo):
    rate(claim, bo, V)
    verdict = rate(claim, bo, D)
    assert list(verdict.history.order_by("history_id").values_list("rating", flat=True)) == [V, D]


@pytest.mark.parametrize("person", ["cleo", "hana", "dan"])
def test_answering_is_for_fact_checkers(claim, request, person):
    with pytest.raises(NotAllowed):
        rate(claim, request.getfixturevalue(person), V)


def test_a_superuser_without_a_role_answers_nothing(claim, dan):
    dan.is_superuser = True
    dan.save()
    with pytest.raises(NotAllowed):
        rate(claim, dan, V)


def test_a_deactivated_person_answers_nothing(claim, bo):
    bo.is_active = False
    bo.save()
    with pytest.raises(NotAllowed):
        rate(claim, bo, V)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        # Nothing at all.
        (Answer(), "rating"),
        # Both at once.
        (Answer(rating=V, abstention=Abstention.NOT_CHECKABLE, rationale="Why."), "rating"),
        # A rating without a rationale.
        (Answer(rating=V), "rationale"),
        # A rationale of white space.
        (Answer(rating=V, rationale=" \n "), "rationale"),
        # Evidence without a source.
        (Answer(rating=V, rationale="Why.", evidence=[Source(Stance.CONTEXT, excerpt="words")]), "evidence"),
        # An address that would run when it is clicked.
        (Answer(rating=V, rationale="Why.", evidence=[Source(Stance.CONTEXT, url="javascript:alert(1)")]), "evidence"),
        # An address longer than its column.
        (
            Answer(
                rating=V, rationale="Why.", evidence=[Source(Stance.CONTEXT, url="https://a.example/" + "x" * 2000)]
            ),
            "evidence",
        ),
    ],
)
def test_an_answer_that_is_none_is_invalid_and_changes_nothing(claim, bo, answer, field):
    events = Event.objects.count()
    with pytest.raises(Invalid) as problem:
        record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=bo)
    assert (problem.value.field, Verdict.objects.count(), Event.objects.count()) == (field, 0, events)


@pytest.mark.parametrize("words", ["a \x00 b", "a \ud800 b"])
@pytest.mark.parametrize("where", ["rationale", "citation"])
def test_characters_that_no_database_holds_are_invalid(claim, bo, words, where):
    rationale = words if where == "rationale" else "Why."
    evidence = [Source(Stance.CONTEXT, citation=words)] if where == "citation" else []
    with pytest.raises(Invalid, match="cannot be stored"):
        rate(claim, bo, V, rationale, evidence=evidence)


def test_an_edited_statement_is_a_conflict(claim, ada, bo):
    seen = claim.current_version_id
    edit(claim, ada)
    with pytest.raises(Conflict, match="edited meanwhile"):
        record_verdict(claim=claim, answer=Answer(V, rationale="Why."), seen_version=seen, by=bo)


def test_a_version_that_never_was_is_a_conflict(claim, bo):
    with pytest.raises(Conflict):
        record_verdict(claim=claim, answer=Answer(V, rationale="Why."), seen_version=uuid.uuid4(), by=bo)


@pytest.mark.parametrize("move", [Move.OVERRIDE, Move.REJECT])
def test_a_decided_claim_is_frozen(claim, bo, cleo, move):
    rule_on(claim, cleo, move, rating=V if move == Move.OVERRIDE else None, reason="Enough.")
    with pytest.raises(Conflict, match="reopen"):
        rate(claim, bo, V)


def test_a_withdrawn_claim_takes_no_answers(claim, ada, bo):
    withdraw_claim(claim=claim, reason="Twice here.", by=ada)
    with pytest.raises(Conflict, match="withdrawn"):
        rate(claim, bo, V)


def test_a_stale_instance_of_a_claim_does_not_get_past_its_state(claim, bo, cleo):
    stale = Claim.objects.get(pk=claim.pk)
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    with pytest.raises(Conflict):
        record_verdict(claim=stale, answer=Answer(V, rationale="Why."), seen_version=stale.current_version_id, by=bo)


def test_the_list_of_evidence_replaces_the_one_before(claim, bo):
    rate(claim, bo, V, evidence=[GAUGE, CHRONICLE])
    assert sources(rate(claim, bo, V, evidence=[RADIO])) == [("The radio at seven", Stance.SILENT)]


def test_evidence_taken_out_is_withdrawn_and_not_deleted(claim, bo):
    rate(claim, bo, V, evidence=[GAUGE, CHRONICLE])
    rate(claim, bo, V, evidence=[GAUGE])
    assert Evidence.objects.filter(withdrawn_at=None).count() == 1
    assert Evidence.objects.get(citation=CHRONICLE.citation).withdrawn_at is not None


def test_fewer_sources_and_then_more_again(claim, bo):
    for evidence in ([GAUGE, CHRONICLE, RADIO], [RADIO], [CHRONICLE, RADIO, GAUGE, GAUGE], []):
        verdict = rate(claim, bo, V, evidence=evidence)
        assert sources(verdict) == [(source.url or source.citation, source.stance) for source in evidence]


def test_an_unchanged_answer_leaves_no_event(claim, bo):
    verdict = rate(claim, bo, V, "Why.", evidence=[GAUGE])
    before = Event.objects.count(), verdict.history.count(), verdict.updated_at
    again = rate(claim, bo, V, " Why. ", evidence=[GAUGE])
    assert (Event.objects.count(), again.history.count(), again.updated_at) == before


def test_a_change_of_evidence_alone_leaves_an_event(claim, bo):
    first = rate(claim, bo, V, evidence=[GAUGE])
    before = Event.objects.count()
    verdict = rate(claim, bo, V, evidence=[CHRONICLE])
    assert (Event.objects.count(), verdict.history.count()) == (before + 1, 2)
    assert verdict.updated_at > first.updated_at


def test_an_edit_makes_a_verdict_stale_and_not_counted(claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    assert Verdict.objects.get().version.number == 1
    assert Tally.objects.get().ratings == 0


def test_confirming_a_stale_verdict_counts_it_again_and_leaves_an_event(claim, ada, bo):
    rate(claim, bo, V, "Why.")
    edit(claim, ada)
    before = Event.objects.count()
    assert rate(claim, bo, V, "Why.").version.number == 2
    assert (Tally.objects.get().ratings, Event.objects.count()) == (1, before + 1)


def test_the_proposer_can_answer_at_once(revision, ada):
    claim = propose(ada, revision, "Nobody was hurt", answer=Answer(U, rationale="One witness."))
    assert (claim.verdicts.get().rating, claim.tally.unverified, Event.objects.count()) == (U, 1, 2)


def test_an_abstention_needs_no_rationale(claim, bo):
    assert abstain(claim, bo, Abstention.OUTSIDE_MY_FIELD).rationale == ""
