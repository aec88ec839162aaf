"""Proposing, linking, editing, withdrawing: rights, moments, and what is left behind."""

import uuid

import pytest

from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.models import Anchor, Revision, Span
from factcheck.accounts.models import User
from factcheck.actions import link_passage, propose_claim, withdraw_claim
from factcheck.actions.claims import MAX_STATEMENT
from factcheck.actions.passages import Passage
from factcheck.choices import Move, Part, Rating, Role, State
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, ClaimVersion, Event, Occurrence, Participation, Tally
from tests.desk import all_rows, bring_in, edit, passage, propose, rate, revise, rule_on


def link(claim, by, revision, words="river rose four metres", nth=2):
    return link_passage(claim=claim, passage=passage(revision, words, nth), by=by)


def withdraw(claim, by, reason="Twice here."):
    return withdraw_claim(claim=Claim.objects.get(pk=claim.pk), reason=reason, by=by)


def sides(claim):
    return dict(Participation.objects.filter(claim=claim).values_list("person__name", "part"))


@pytest.fixture
def corrected(revision, ada):
    """A second revision, so that the first is not the newest any more."""
    given = {"number": 2, "text": "Corrected.", "sha256": "c" * 64, "raw_sha256": "c" * 64, "encoding": "utf-8"}
    return Revision.objects.create(article=revision.article, created_by=ada, event=uuid.uuid4(), **given)


def test_a_claim_is_made_with_version_passage_side_and_tally(claim, ada):
    occurrence = claim.occurrences.get()
    assert (claim.state, claim.proposer, claim.sensitive, claim.decision) == (State.OPEN, ada, False, None)
    assert (claim.current_version.number, claim.versions.count()) == (1, 1)
    assert (occurrence.role, occurrence.span.anchors.get().quote) == (Role.ASSERTION, "rose four metres")
    assert (sides(claim), claim.tally.outcome) == ({"Ada": Part.PARTY}, "no-verdict")


def test_a_statement_is_one_line(revision, ada):
    claim = propose(ada, revision, "Nobody was hurt", " Nobody \r\n was\thurt. ")
    assert claim.current_version.statement == "Nobody was hurt."


def test_two_claims_on_the_same_words_have_two_spans(claim, ada, revision):
    propose(ada, revision, "rose four metres")
    assert (Claim.objects.count(), Span.objects.count()) == (2, 2)


@pytest.mark.parametrize("person", ["cleo", "hana", "dan"])
@pytest.mark.parametrize("act", [propose, link])
def test_marking_is_for_fact_checkers(claim, revision, request, person, act):
    by = request.getfixturevalue(person)
    with pytest.raises(NotAllowed):
        propose(by, revision, "Nobody") if act is propose else link(claim, by, revision)


@pytest.mark.parametrize("statement", ["", " \n ", "x" * (MAX_STATEMENT + 1)])
def test_a_statement_that_is_none_is_invalid_and_leaves_nothing(revision, ada, statement):
    before = all_rows()
    with pytest.raises(Invalid) as problem:
        propose_claim(passage=passage(revision, "Nobody"), statement=statement, by=ada)
    assert (problem.value.field, all_rows()) == ("statement", before)


@pytest.mark.parametrize("statement", ["a \x00 b", "a \udfff b"])
def test_a_statement_that_no_database_holds_is_invalid(claim, ada, revision, statement):
    for act in (lambda: propose(ada, revision, "Nobody", statement), lambda: edit(claim, ada, statement)):
        with pytest.raises(Invalid, match="cannot be stored"):
            act()


@pytest.mark.parametrize(
    ("start", "end", "quote", "error"),
    [(4, 9, "water", QuoteMismatch), (4, 10**30, "river", InvalidOffsets), (-5, -1, "hurt", InvalidOffsets)],
)
def test_words_that_do_not_stand_there_leave_nothing(revision, ada, start, end, quote, error):
    before = all_rows()
    with pytest.raises(error):
        propose_claim(passage=Passage(revision, start, end, quote), statement="The river rose.", by=ada)
    assert all_rows() == before


@pytest.mark.parametrize("act", [propose, link])
def test_marking_a_text_that_was_corrected_meanwhile_is_a_conflict(claim, revision, corrected, ada, act):
    with pytest.raises(Conflict, match="corrected meanwhile"):
        propose(ada, revision, "Nobody") if act is propose else link(claim, ada, revision)


@pytest.mark.parametrize("act", [propose, link])
def test_a_mark_on_an_older_text_is_carried_to_the_newest_if_its_words_are_kept(
    claim, article, revision, ada, gus, act
):
    newest = revise(article, gus, ("in a night", "in a single night"))
    propose(ada, revision, "Nobody") if act is propose else link(claim, ada, revision)
    anchor = Anchor.objects.order_by("-pk")[0]
    assert (anchor.revision, newest.text[anchor.start : anchor.end]) == (newest, anchor.quote)
    assert anchor.start == passage(newest, *(("Nobody",) if act is propose else ("river rose four metres", 2))).start


def test_a_mark_on_altered_words_of_an_older_text_is_a_conflict(article, revision, ada, gus):
    revise(article, gus, ("Nobody was hurt", "No one was hurt"))
    with pytest.raises(Conflict, match="corrected meanwhile"):
        propose(ada, revision, "Nobody was hurt")


def test_a_mark_on_words_that_never_stood_in_the_older_text_is_refused(article, revision, ada, gus):
    revise(article, gus, ("in a night", "in a single night"))
    with pytest.raises(QuoteMismatch):
        propose_claim(passage=Passage(revision, 4, 9, "water"), statement="x", by=ada)


def test_a_passage_of_another_article_can_be_linked(claim, bo):
    other = bring_in("Witnesses deny that the river rose four metres.", bo)
    occurrence = link(claim, bo, other.revisions.get(), nth=1)
    assert (occurrence.claim, occurrence.span.article, claim.occurrences.count()) == (claim, other, 2)


def test_linking_is_not_taking_part_and_stales_nothing(claim, bo, revision):
    rate(claim, bo, Rating.VERIFIED)
    link(claim, bo, revision)
    assert (claim.versions.count(), Tally.objects.get().ratings) == (1, 1)


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.WITHDRAWN])
@pytest.mark.parametrize("act", [link, edit, withdraw])
def test_a_claim_that_is_done_with_takes_no_change(claim, ada, cleo, revision, state, act):
    if state == State.WITHDRAWN:
        withdraw(claim, ada)
    else:
        rating = Rating.VERIFIED if state == State.APPROVED else None
        rule_on(claim, cleo, Move.OVERRIDE if rating else Move.REJECT, rating=rating, reason="Enough.")
    before = all_rows()
    with pytest.raises(Conflict):
        link(claim, ada, revision) if act is link else act(claim, ada)
    assert all_rows() == before


def test_an_edit_makes_a_new_version_and_keeps_the_old(claim, ada):
    edited = edit(claim, ada, "It rose.", reason="Shorter.")
    versions = ClaimVersion.objects.filter(claim=claim).order_by("number")
    assert [version.statement for version in versions] == ["The river rose by four metres in one night.", "It rose."]
    assert (edited.current_version, versions.last().reason, versions.last().created_by) == (
        versions.last(),
        "Shorter.",
        ada,
    )


def test_any_fact_checker_may_edit_and_takes_part_by_it(claim, bo):
    edit(claim, bo)
    assert sides(claim) == {"Ada": Part.PARTY, "Bo": Part.PARTY}


@pytest.mark.parametrize("person", ["cleo", "hana", "dan"])
def test_editing_is_for_fact_checkers(claim, request, person):
    with pytest.raises(NotAllowed, match="for fact-checkers"):
        edit(claim, request.getfixturevalue(person))


@pytest.mark.parametrize("statement", [None, " The river  rose by four metres\nin one night. "])
def test_an_unchanged_statement_changes_nothing_and_makes_nobody_a_party(claim, bo, statement):
    before = all_rows()
    edit(claim, bo, statement or claim.current_version.statement, reason="")
    assert all_rows() == before


@pytest.mark.parametrize("reason", ["", " \n "])
def test_editing_and_withdrawing_need_a_reason(claim, ada, reason):
    for act in (lambda: edit(claim, ada, reason=reason), lambda: withdraw(claim, ada, reason)):
        with pytest.raises(Invalid) as problem:
            act()
        assert problem.value.field == "reason"
    assert Event.objects.latest("number").verb == "claim-proposed"


def test_two_edits_from_the_same_version_do_not_overwrite_each_other(claim, ada, bo):
    seen = claim.current_version_id
    edit(claim, ada, "It rose.")
    with pytest.raises(Conflict, match="edited this statement meanwhile"):
        edit(claim, bo, "It fell.", seen_version=seen)
    assert Claim.objects.get().current_version.statement == "It rose."


def test_whoever_decided_cannot_edit(claim, ines):
    rule_on(claim, ines, Move.RETURN, reason="Which night?")
    with pytest.raises(NotAllowed):
        edit(claim, ines)


def test_withdrawing_takes_the_claim_and_its_passages_off_and_deletes_nothing(claim, ada, revision):
    link(claim, ada, revision)
    assert withdraw(claim, ada).state == State.WITHDRAWN
    assert Occurrence.objects.filter(withdrawn_at=None, span__withdrawn_at=None).count() == 0
    assert (Occurrence.objects.count(), Span.objects.count(), ClaimVersion.objects.count()) == (2, 2, 1)


@pytest.mark.parametrize("person", ["bo", "cleo", "ines", "hana", "dan"])
def test_only_the_proposer_withdraws(claim, request, person):
    by: User = request.getfixturevalue(person)
    with pytest.raises(NotAllowed):
        withdraw(claim, by)


def test_a_proposer_without_the_role_withdraws_nothing(claim, ada):
    ada.groups.clear()
    with pytest.raises(NotAllowed):
        withdraw(claim, User.objects.get(pk=ada.pk))
