"""What leaves the house: which claims, which words, and nothing of others' answers too early."""

from dataclasses import asdict

import pytest

from annotations.models import Kind, Revision
from factcheck.actions import link_passage, withdraw_claim
from factcheck.choices import Abstention, Move, Rating
from factcheck.exports.consensus import consensus_rows
from factcheck.models import Claim
from tests.desk import abstain, bring_in, edit, mark, passage, propose, rate, rule_on

V, D, U = Rating
#: The columns that depend on answers.
JUDGEMENT = [
    *("verified", "disputed", "unverified", "abstentions", "outcome", "rule", "quorum", "not_checkable"),
    *("rating", "decision", "below_quorum", "reason", "decided_by", "decided_at", "corrections"),
    *("evidence", "confidence_low", "confidence_medium", "confidence_high", "change_of_mind"),
]


def judgement(row):
    return {name: value for name, value in asdict(row).items() if name in JUDGEMENT}


def exported(person, **more):
    return [row.claim for row in consensus_rows(person, **more)]


def approve(claim, *reviewers, by):
    for person in reviewers:
        rate(claim, person, V)
    return rule_on(claim, by, Move.APPROVE)


@pytest.fixture
def approved(claim, ada, bo, cleo):
    approve(claim, ada, bo, by=cleo)
    return Claim.objects.get()


def test_nothing_is_exported_from_an_empty_desk(db, dan):
    assert (consensus_rows(None), consensus_rows(None, unapproved=True), consensus_rows(dan)) == ([], [], [])


def test_an_approved_claim_is_exported_with_counts_rule_and_decision(approved, emil):
    (row,) = consensus_rows(emil)
    assert judgement(row) == {
        "verified": 2,
        "disputed": 0,
        "unverified": 0,
        "abstentions": 0,
        "outcome": "unanimous",
        "rule": 1,
        "quorum": 2,
        "not_checkable": False,
        "rating": V,
        "decision": "approved",
        "below_quorum": False,
        "reason": "",
        "decided_by": "Cleo",
        "decided_at": approved.decision.decided_at.isoformat(),
        "corrections": (),
        "evidence": (),
        **dict.fromkeys(("confidence_low", "confidence_medium", "confidence_high")),
        "change_of_mind": (),
    }
    assert (row.claim, row.statement, row.version, row.state, row.sensitive) == (
        *(approved.pk, "The river rose by four metres in one night.", 1, "approved", False),
    )


def test_an_overridden_claim_says_so_and_why(claim, bo, cleo, emil):
    rate(claim, bo, V)
    rule_on(claim, cleo, Move.OVERRIDE, rating=D, reason="The gauge decides.")
    (row,) = consensus_rows(emil)
    assert (row.rating, row.decision, row.below_quorum, row.reason, row.outcome, row.verified) == (
        *(D, "overridden", True, "The gauge decides.", "below-quorum", 1),
    )


def test_the_words_of_every_occurrence_stand_at_its_offsets(approved, bo, cleo, gus, revision):
    rule_on(approved, gus, Move.REOPEN, reason="One more passage.")
    other = bring_in("👨🏻‍🚒 Witnesses deny that the river rose four metres.", bo).revisions.get()
    link_passage(claim=approved, passage=passage(revision, "rose four metres", 2), by=bo)
    link_passage(claim=approved, passage=passage(other, "rose four metres"), by=bo)
    rule_on(approved, cleo, Move.APPROVE)
    (row,) = consensus_rows(None)
    texts = dict(Revision.objects.values_list("sha256", "text"))
    assert [texts[one.sha256][one.start : one.end] for one in row.occurrences] == ["rose four metres"] * 3
    assert [one.words for one in row.occurrences] == ["rose four metres"] * 3
    assert [one.article for one in row.occurrences] == [revision.article_id, revision.article_id, other.article_id]


def test_unapproved_claims_only_on_request(approved, ada, revision):
    waiting = propose(ada, revision, "Nobody was hurt")
    assert (exported(ada), exported(ada, unapproved=True)) == ([approved.pk], [approved.pk, waiting.pk])


@pytest.mark.parametrize("person", [None, "ada"])
def test_withdrawn_and_rejected_claims_are_never_exported(claim, ada, cleo, revision, person, request):
    withdraw_claim(claim=propose(ada, revision, "Nobody was hurt"), reason="Twice here.", by=ada)
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    assert exported(person and request.getfixturevalue(person), unapproved=True) == []


def test_a_reopened_claim_is_not_exported_as_approved(approved, gus, ada):
    rule_on(approved, gus, Move.REOPEN, reason="A new source.")
    assert exported(ada) == []


def test_a_blind_reader_gets_statement_and_passages_alone(claim, ada, bo, emil):
    rate(claim, ada, V)
    rate(claim, bo, D)
    (row,) = consensus_rows(emil, unapproved=True)
    assert judgement(row) == dict.fromkeys(JUDGEMENT)
    assert (row.statement, row.occurrences[0].words, row.state) == (
        *("The river rose by four metres in one night.", "rose four metres", "open"),
    )


def test_a_reopened_claim_is_blind_again_in_the_export(approved, gus, emil):
    rule_on(approved, gus, Move.REOPEN, reason="A new source.")
    (row,) = consensus_rows(emil, unapproved=True)
    assert judgement(row) == dict.fromkeys(JUDGEMENT)


def test_whoever_has_answered_gets_the_counts(claim, ada, bo):
    rate(claim, ada, V)
    rate(claim, bo, D)
    (row,) = consensus_rows(bo, unapproved=True)
    assert (row.verified, row.disputed, row.outcome, row.rating, row.decision) == (1, 1, "split", None, None)


def test_whoever_answered_an_earlier_version_gets_nothing(claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    (row,) = consensus_rows(bo, unapproved=True)
    assert judgement(row) == dict.fromkeys(JUDGEMENT)


def test_needing_more_time_gets_nothing(claim, ada, bo):
    rate(claim, ada, V)
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    (row,) = consensus_rows(bo, unapproved=True)
    assert judgement(row) == dict.fromkeys(JUDGEMENT)


def test_the_operator_gets_everything(claim, ada):
    rate(claim, ada, V)
    (row,) = consensus_rows(None, unapproved=True)
    assert (row.verified, row.outcome, row.quorum) == (1, "below-quorum", 2)


def test_each_passage_says_in_which_parts_of_the_text_it_stands(claim, ada, revision):
    link_passage(claim=claim, passage=passage(revision, "rose four metres", 2), by=ada)
    mark(ada, revision, "The river rose four metres in a night.", Kind.HEADLINE)
    mark(ada, revision, "The river rose four metres in a night.", Kind.CAPTION)
    mark(ada, revision, "four metres, the highest", Kind.CAPTION)
    mark(ada, revision, "rose four metres", Kind.TEXT_DEFECT, "rose forty metres")
    (row,) = consensus_rows(None, unapproved=True)
    assert [one.zones for one in row.occurrences] == [["caption", "headline"], []]


def test_somebody_without_a_role_gets_nothing(approved, dan):
    assert consensus_rows(dan, unapproved=True) == []


@pytest.mark.parametrize(("operator", "queries"), [(True, 7), (False, 9)])
def test_the_number_of_queries_does_not_grow(approved, ada, revision, django_assert_num_queries, operator, queries):
    person = None if operator else type(ada).objects.get(pk=ada.pk)
    with django_assert_num_queries(queries):
        consensus_rows(person, unapproved=True)
    for words in ("Nobody was hurt", "fireman"):
        propose(ada, revision, words)
    person = None if operator else type(ada).objects.get(pk=ada.pk)
    with django_assert_num_queries(queries):
        assert len(consensus_rows(person, unapproved=True)) == 3
