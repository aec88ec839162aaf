"""Merging two claims: passages move, answers do not, sides are kept, and nothing of others' answers shows."""

import pytest

from annotations.models import Anchor, Span
from factcheck.actions import link_passage, merge_claims, restore_claim, split_claim
from factcheck.choices import Move, Part, Rating, Share, State
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.exports.consensus import consensus_rows
from factcheck.models import Claim, Event, FirstAnswer, Occurrence, Verdict
from factcheck.rules import may
from tests.desk import TEXT, all_rows, bring_in, edit, passage, propose, rate, rule_on

SECOND = TEXT.index("rose", 20)


@pytest.fixture
def twin(bo, revision):
    """Bo's, on the second "rose four metres"."""
    return propose(bo, revision, "rose four metres", "The river was four metres up.", nth=2)


def merge(claim, into, by, **more):
    now, left = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=into.pk)
    given = {
        "statement": left.current_version.statement,
        "reason": "The same thing.",
        "seen_version": now.current_version_id,
        "seen_into": left.current_version_id,
    }
    return merge_claims(claim=now, into=left, by=by, **{**given, **more})


def starts(claim):
    standing = Anchor.objects.filter(span__occurrence__claim=claim, span__withdrawn_at=None)
    return sorted(standing.filter(span__occurrence__withdrawn_at=None).values_list("start", flat=True))


def sides(claim):
    return dict(claim.participations.values_list("person", "part"))


def test_the_passages_go_over_with_their_spans_and_the_claim_is_withdrawn(claim, twin, emil):
    spans = set(Span.objects.values_list("pk", flat=True))
    kept = merge(twin, claim, emil)
    twin.refresh_from_db()
    assert (kept.pk, starts(claim), starts(twin)) == (claim.pk, [10, SECOND], [])
    assert (twin.state, twin.merged_into) == (State.WITHDRAWN, claim)
    assert set(Span.objects.values_list("pk", flat=True)) == spans


def test_it_is_one_event_about_the_claim_that_is_left(claim, twin, emil):
    merge(twin, claim, emil)
    event = Event.objects.get(verb="claim-merged")
    assert (event.actor, event.words, event.principal_id) == (emil, "The same thing.", str(claim.pk))
    rows = [Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=twin.pk), Occurrence.objects.order_by("pk").last()]
    assert {row.event for row in rows} == {event.id}


def test_the_claim_that_is_left_has_a_new_version_even_with_the_same_words_and_no_answers(claim, twin, ada, bo, emil):
    rate(claim, ada, Rating.VERIFIED)
    rate(twin, bo, Rating.VERIFIED)
    kept = merge(twin, claim, emil)
    assert (kept.current_version.number, kept.current_version.statement) == (2, claim.current_version.statement)
    assert (kept.tally.ratings, kept.tally.version) == (0, kept.current_version)
    assert [verdict.claim_id for verdict in Verdict.objects.order_by("created_at")] == [claim.pk, twin.pk]


def test_a_place_that_the_claim_has_already_is_not_doubled(claim, ada, bo, emil, revision):
    twin = propose(bo, revision, " rose four metres ", "Once more.")
    link_passage(claim=twin, passage=passage(revision, "1954"), by=ada)
    merge(twin, claim, emil)
    assert starts(claim) == [10, TEXT.index("1954")]
    (left,) = Occurrence.objects.filter(claim=twin)
    assert left.withdrawn_at is not None
    assert left.span.withdrawn_at is not None


def test_sensitive_stays_what_was(ada, claim, emil, revision):
    kept = merge(propose(ada, revision, "1954", sensitive=True), claim, emil)
    assert (kept.sensitive, kept.tally.quorum) == (True, 3)


def test_a_passage_of_another_article_comes_too(claim, ada, emil):
    other = propose(ada, bring_in("It rose four metres.", ada).revisions.get(), "rose four metres")
    merge(other, claim, emil)
    assert starts(claim) == [3, 10]


def test_who_merged_earlier_ones_follows(claim, twin, ada, emil, revision):
    first = propose(ada, revision, "1954")
    merge(first, twin, emil)
    merge(twin, claim, emil)
    assert set(Claim.objects.filter(merged_into=claim)) == {first, twin}


def test_who_took_part_in_either_takes_part_in_what_is_left(claim, twin, ada, bo, cleo, emil, ines):
    rate(twin, ines, Rating.VERIFIED)
    rule_on(twin, cleo, Move.RETURN, reason="Which night?")
    kept = merge(twin, claim, emil)
    parties = dict.fromkeys((one.pk for one in (ada, bo, emil, ines)), Part.PARTY)
    assert sides(kept) == {**parties, cleo.pk: Part.DECIDER}
    with pytest.raises(NotAllowed, match="took part"):
        rule_on(kept, ines, Move.RETURN, reason="Which?")


@pytest.mark.parametrize("decided_on", ["the one that is left", "the one that goes"])
def test_who_stands_on_both_sides_neither_answers_nor_decides_any_more(decided_on, claim, twin, emil, ines):
    answered, decided = (twin, claim) if decided_on == "the one that is left" else (claim, twin)
    rate(answered, ines, Rating.VERIFIED)
    rule_on(decided, ines, Move.RETURN, reason="Which night?")
    kept = merge(twin, claim, emil)
    assert [may(what, ines, kept) for what in ("answer", "edit", "decide")] == [False, False, False]
    assert kept not in Claim.objects.waiting_for(ines)
    assert ines.pk in sides(kept)


def test_who_saw_the_others_answers_to_either_answers_not_blind(claim, twin, ada, bo, emil, gus):
    rate(twin, bo, Rating.VERIFIED)
    kept = merge(twin, claim, emil)
    for person in (bo, emil):
        rate(kept, person, Rating.DISPUTED)
    answers = FirstAnswer.objects.filter(version=kept.current_version).values_list("reviewer", "blind")
    assert dict(answers) == {bo.pk: False, emil.pk: True}


def refused(error, match, *arguments, **more):
    before = all_rows()
    with pytest.raises(error, match=match):
        merge(*arguments, **more)
    assert all_rows() == before


def test_a_claim_is_not_merged_into_itself(claim, emil):
    refused(Invalid, "into itself", claim, claim, emil)


def test_a_statement_and_a_reason_are_needed(claim, twin, emil):
    refused(Invalid, "one checkable statement", twin, claim, emil, statement=" ")
    refused(Invalid, "why they are the same", twin, claim, emil, reason="")


@pytest.mark.parametrize("edited", ["one", "the other"])
def test_another_version_than_was_seen(edited, claim, twin, ada, emil):
    seen = {"seen_version": twin.current_version_id, "seen_into": claim.current_version_id}
    edit(twin if edited == "one" else claim, ada, "Other words.")
    refused(Conflict, "edited meanwhile", twin, claim, emil, **seen)


@pytest.mark.parametrize("decided", ["one", "the other"])
def test_a_decided_claim_is_not_merged(decided, claim, twin, cleo, emil):
    rule_on(twin if decided == "one" else claim, cleo, Move.REJECT, reason="An opinion.")
    refused(Conflict, "was rejected", twin, claim, emil)


def test_a_merged_claim_is_withdrawn_for_good(claim, twin, ada, emil, revision):
    merge(twin, claim, emil)
    refused(Conflict, "was withdrawn", twin, claim, emil)
    refused(Conflict, "was withdrawn", claim, twin, emil)


@pytest.mark.parametrize("decided", ["one", "the other"])
def test_merging_is_for_fact_checkers_who_decided_on_neither(decided, claim, twin, cleo, ines):
    refused(NotAllowed, "Editing is for fact-checkers", twin, claim, cleo)
    rule_on(twin if decided == "one" else claim, ines, Move.RETURN, reason="Which?")
    refused(NotAllowed, "not decided", twin, claim, ines)


def test_a_double_click_merges_once(claim, twin, emil):
    versions = {"seen_version": twin.current_version_id, "seen_into": claim.current_version_id}
    first = merge(twin, claim, emil, key="once", **versions)
    again = merge(twin, claim, emil, key="once", **versions, statement=claim.current_version.statement)
    assert (again, first.versions.count()) == (first, 2)


def test_what_leaves_the_house_has_the_claim_that_is_left_with_all_passages(claim, twin, emil, bo):
    merge(twin, claim, emil)
    (row,) = consensus_rows(None, unapproved=True)
    assert (row.claim, [one.start for one in row.occurrences]) == (claim.pk, [10, SECOND])


def test_a_merged_claim_is_not_put_back_by_itself(claim, twin, ada, bo):
    merge(twin, claim, ada)
    before = all_rows()
    with pytest.raises(Conflict, match=f"merged into claim {claim.pk}"):
        restore_claim(claim=Claim.objects.get(pk=twin.pk), by=bo)
    assert all_rows() == before


def test_who_answered_a_claim_decides_on_nothing_that_it_was_merged_into_or_split_off_as(claim, twin, ada, ines):
    rate(twin, ines, Rating.VERIFIED)
    rule_on(claim, ines, Move.RETURN, reason="Which night?")
    kept = merge(twin, claim, ada)
    first, second = Occurrence.objects.filter(claim=kept).order_by("pk").values_list("span", flat=True)
    made = split_claim(
        claim=kept,
        shares={first: Share.STAYS, second: Share.GOES},
        statement="The river rose.",
        other="The river was four metres up.",
        reason="Two things.",
        seen_version=kept.current_version_id,
        by=ada,
    )
    assert [may("decide", ines, one) for one in (kept, made)] == [False, False]
