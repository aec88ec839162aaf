"""Correcting an article and settling passages: what becomes of the claims, and who may."""

import pytest

from annotations.errors import UnchangedText
from annotations.models import AnchorState, Revision
from annotations.plans import plan_revision
from annotations.text import decode
from factcheck.actions import link_passage, revise_article
from factcheck.actions.decisions import fingerprint
from factcheck.actions.recording import recording
from factcheck.choices import Move, Rating, Role, State, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, Participation, Tally
from tests.desk import all_rows, newest_anchor, passage, propose, rate, revise, rule_on, settle

V = Rating.VERIFIED
CHANGE = ("four metres in a night", "five metres in a night")
DELETION = ("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", "")


def now(claim):
    return Claim.objects.select_related("current_version").get(pk=claim.pk)


@pytest.fixture
def hurt(ada, revision):
    return propose(ada, revision, "Nobody was hurt.")


@pytest.fixture
def approved(claim, bo, emil, cleo):
    rate(claim, bo, V)
    rate(claim, emil, V)
    rule_on(claim, cleo, Move.APPROVE)
    return now(claim)


def test_a_correction_is_one_event_about_the_revision_with_the_reason(article, gus, claim):
    revision = revise(article, gus, CHANGE, reason="  The paper says five. ")
    event = Event.objects.order_by("-number")[0]
    assert (event.verb, event.actor, event.words) == (Verb.ARTICLE_REVISED, gus, "The paper says five.")
    assert (event.principal_kind, event.principal_id, event.id) == (
        "annotations.revision",
        str(revision.pk),
        revision.event,
    )


def test_a_claim_whose_words_changed_gets_a_new_version_and_its_answers_are_stale(article, claim, bo, gus):
    rate(claim, bo, V)
    revise(article, gus, CHANGE)
    version = now(claim).current_version
    assert (version.number, version.statement) == (2, claim.current_version.statement)
    assert version.reason == f"The passage changed in revision 2 of article {article.pk}."
    assert (Tally.objects.get(claim=claim).ratings, claim.verdicts.get().version) == (0, claim.current_version)


@pytest.mark.parametrize(
    "change",
    [("1954", "1953"), ("The river rose", "The  river\u200b rose"), ("in a night.", "in a night—")],
    ids=["elsewhere", "white space", "behind it"],
)
def test_a_claim_whose_folded_words_stay_is_left_alone(article, claim, gus, change):
    revise(article, gus, change)
    assert now(claim).current_version == claim.current_version


def test_quotes_and_dashes_within_the_words_are_no_change(article, ada, revision, gus):
    claim = propose(ada, revision, "told us: “Nobody was hurt.”")
    revise(article, gus, ("“Nobody was hurt.”", '"Nobody was hurt."'))
    assert newest_anchor(claim).state == AnchorState.CHANGED
    assert now(claim).current_version == claim.current_version


@pytest.mark.parametrize(
    ("role", "number"), [(Role.ASSERTION, 2), (Role.QUOTATION, 2), (Role.PARAPHRASE, 1), (Role.DENIAL, 1)]
)
def test_only_asserted_and_quoted_words_bind_a_claim(article, hurt, bo, revision, gus, role, number):
    words = passage(revision, "rose four metres in a night")
    link_passage(claim=hurt, passage=type(words)(revision, words.start, words.end, words.quote, role), by=bo)
    revise(article, gus, CHANGE)
    assert now(hurt).current_version.number == number


def test_a_claim_with_two_changed_passages_gets_one_new_version(article, claim, bo, revision, gus):
    link_passage(claim=claim, passage=passage(revision, "rose four metres", 2), by=bo)
    revise(article, gus, ("four metres", "five metres"))
    assert now(claim).versions.count() == 2


def test_an_approved_claim_is_flagged_and_otherwise_as_decided(article, approved, gus):
    revise(article, gus, CHANGE)
    flagged = now(approved)
    assert (flagged.under_review, flagged.state, flagged.decision) == (True, State.APPROVED, approved.decision)
    assert flagged.current_version == approved.current_version


def test_reopening_a_flagged_claim_takes_the_flag_and_asks_for_answers_anew(article, approved, gus, cleo):
    revise(article, gus, CHANGE)
    rule_on(approved, cleo, Move.REOPEN, reason="The paper says five.")
    reopened = now(approved)
    assert (reopened.under_review, reopened.state, reopened.current_version.number) == (False, State.OPEN, 2)
    assert Tally.objects.get(claim=approved).ratings == 0


def test_reopening_without_a_flag_keeps_the_answers(approved, cleo):
    rule_on(approved, cleo, Move.REOPEN, reason="Once more.")
    assert (now(approved).current_version.number, Tally.objects.get(claim=approved).ratings) == (1, 2)


def test_whoever_corrects_takes_no_part_and_may_decide(article, claim, bo, emil, gus):
    revise(article, gus, CHANGE)
    rate(claim, bo, V)
    rate(claim, emil, V)
    assert not Participation.objects.filter(person=gus).exists()
    rule_on(claim, gus, Move.APPROVE)
    assert now(claim).state == State.APPROVED


@pytest.mark.parametrize(("change", "moved_on"), [(CHANGE, False), (DELETION, True)], ids=["elsewhere", "deleted"])
def test_a_decision_on_a_passage_that_is_gone_meanwhile_is_a_conflict(article, hurt, cleo, gus, change, moved_on):
    seen = fingerprint(hurt)
    revise(article, gus, change)
    assert (fingerprint(now(hurt)) != seen) is moved_on


@pytest.mark.parametrize("words", ["highest since 1954", None])
def test_an_orphan_changes_its_claim_only_where_it_is_placed_at_other_words(article, hurt, gus, words):
    revise(article, gus, DELETION)
    assert (newest_anchor(hurt).state, now(hurt).current_version.number) == (AnchorState.ORPHANED, 1)
    settle(newest_anchor(hurt), gus, words)
    assert now(hurt).current_version.number == (2 if words else 1)
    assert Event.objects.order_by("-number")[0].verb == Verb.ANCHOR_SETTLED


def test_confirming_the_same_words_changes_nothing(article, hurt, gus):
    revise(article, gus, DELETION)
    revise(article, gus, ("since 1954.", "since 1954.\nA fireman told us: “Nobody was hurt.”"))
    settle(newest_anchor(hurt), gus, "Nobody was hurt.")
    assert (newest_anchor(hurt).state, now(hurt).current_version.number) == (AnchorState.PLACED, 1)


def test_an_approved_claim_placed_at_other_words_is_flagged(article, hurt, bo, emil, cleo, gus):
    for person in (bo, emil):
        rate(hurt, person, V)
    rule_on(hurt, cleo, Move.APPROVE)
    revise(article, gus, DELETION)
    settle(newest_anchor(hurt), gus, "highest since 1954")
    assert now(hurt).under_review is True


@pytest.mark.parametrize("person", ["ada", "hana", "dan"])
def test_correcting_and_settling_are_for_editors(article, hurt, gus, request, person):
    somebody = request.getfixturevalue(person)
    with pytest.raises(NotAllowed):
        revise(article, somebody, CHANGE)
    revise(article, gus, DELETION)
    with pytest.raises(NotAllowed):
        settle(newest_anchor(hurt), somebody, None)


def test_a_correction_of_a_text_that_was_corrected_meanwhile_is_a_conflict_and_leaves_nothing(article, gus, cleo):
    revise(article, gus, CHANGE)
    before = all_rows()
    with pytest.raises(Conflict, match="meanwhile"):
        revise(article, cleo, DELETION, seen_revision=1)
    assert all_rows() == before


def test_a_correction_that_changes_nothing_or_says_not_why_leaves_nothing(article, gus):
    before = all_rows()
    with pytest.raises(UnchangedText):
        revise(article, gus)
    with pytest.raises(Invalid):
        revise(article, gus, CHANGE, reason=" ")
    assert all_rows() == before


@pytest.mark.parametrize(("meanwhile", "order"), [(False, "plan lock"), (True, "plan lock plan")])
def test_the_plan_is_made_before_the_events_are_locked_and_again_only_if_a_mark_came_between(
    monkeypatch, article, ada, gus, revision, meanwhile, order
):
    done = []

    def plan(*given):
        done.append("plan")
        return plan_revision(*given)

    def lock(*given, **more):
        done.append("lock")
        if meanwhile:
            propose(ada, revision, "rose four metres")
        return recording(*given, **more)

    monkeypatch.setattr("factcheck.actions.revisions.plan_revision", plan)
    monkeypatch.setattr("factcheck.actions.revisions.recording", lock)
    corrected = revise(article, gus, CHANGE)
    assert (" ".join(done), corrected.anchors.count()) == (order, int(meanwhile))


def test_the_same_key_corrects_and_settles_once(article, hurt, gus):
    text = Revision.objects.get().text.replace(*DELETION)
    given = {"decoded": decode(text.encode()), "reason": "Gone.", "seen_revision": 1, "by": gus, "key": "k"}
    assert revise_article(article=article, **given) == revise_article(article=article, **given)
    assert Revision.objects.count() == 2
    anchor = newest_anchor(hurt)
    once = settle(anchor, gus, None, key="s")
    assert (settle(anchor, gus, None, key="s"), Event.objects.filter(verb=Verb.ANCHOR_SETTLED).count()) == (once, 1)


def test_a_passage_that_was_settled_meanwhile_is_a_conflict(article, hurt, gus, cleo):
    revise(article, gus, DELETION)
    anchor = newest_anchor(hurt)
    settle(anchor, gus, "highest since 1954")
    with pytest.raises(Conflict):
        settle(anchor, cleo, None)


def test_a_passage_of_an_older_revision_is_settled_no_more(article, hurt, gus):
    revise(article, gus, DELETION)
    anchor = newest_anchor(hurt)
    revise(article, gus, CHANGE)
    with pytest.raises(Conflict):
        settle(anchor, gus, None)


def test_one_that_was_left_orphaned_can_still_be_placed(article, hurt, gus):
    revise(article, gus, DELETION)
    settle(newest_anchor(hurt), gus, None)
    assert settle(newest_anchor(hurt), gus, "highest since 1954").state == AnchorState.PLACED
