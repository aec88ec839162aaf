"""History as people read it: who, when, what changed (old and new), why; and nothing of it too early."""

import pytest

from annotations.incoming import Incoming
from annotations.models import Origin
from annotations.text import decode
from factcheck.actions import describe_article, import_articles, link_passage, move_passage, withdraw_claim
from factcheck.actions.answers import Source
from factcheck.actions.recording import state_of
from factcheck.choices import Abstention, Move, Rating, Stance, Twins
from factcheck.history import Change, Piece, article_timeline, claim_timeline, verdict_timeline, word_difference
from factcheck.models import Claim, Event, Verdict
from tests.desk import TEXT, abstain, edit, newest_anchor, passage, rate, rule_on

V, D, U = Rating


def told(entries):
    """(who, what) from the newest to the oldest."""
    return [(entry.actor.name, entry.verb) for entry in entries]


def everything(entries):
    """All the words a reader of these entries sees."""
    decisions = [entry.decision for entry in entries if entry.decision]
    parts = [[entry.actor.name, entry.verb, entry.words] for entry in entries]
    parts += [[change.label, change.old or "", change.new] for entry in entries for change in entry.changes]
    parts += [[one.get_move_display(), one.reason, one.rating] for one in decisions]
    return " | ".join(word for part in parts for word in part)


def test_the_words_of_a_difference():
    assert word_difference("It rose four metres.", "It rose by four feet.") == [
        Piece("same", "It rose "),
        Piece("ins", "by "),
        Piece("same", "four "),
        Piece("del", "metres."),
        Piece("ins", "feet."),
    ]


@pytest.mark.parametrize(("old", "new"), [("", "a b"), ("a b", ""), ("a  b", "a b"), ("x\n\ny", "x y z"), ("", "")])
def test_a_difference_holds_both_texts_whole(old, new):
    pieces = word_difference(old, new)
    assert "".join(piece.words for piece in pieces if piece.kind != "ins") == old
    assert "".join(piece.words for piece in pieces if piece.kind != "del") == new


def test_an_articles_history_says_what_came_in(article, ada):
    (entry,) = article_timeline(article)
    assert (entry.actor, entry.verb, entry.at) == (ada, "imported", Event.objects.get().at)
    assert entry.changes == [
        Change("Title", None, "flood (from the file)"),
        Change("Text", None, "revision 1: 149 characters, utf-8"),
    ]


def test_an_articles_history_has_old_and_new_side_by_side(article, bo):
    details = {"outlet": "The Paper"}
    describe_article(article=article, title="Flood", details=details, seen=state_of(article), by=bo)
    newest = article_timeline(article)[0]
    assert (newest.actor, newest.verb) == (bo, "described the article")
    assert newest.altered == [
        Change("Title", "flood (from the file)", "Flood"),
        Change("Outlet", "", "The Paper"),
    ]


def test_an_articles_history_says_that_a_guess_was_confirmed(ada):
    one = Incoming(decode(b"One."), details={"outlet": "The Paper"}, origins={"outlet": Origin.GUESS})
    (article,) = import_articles(incoming=[one], by=ada)
    details = {"outlet": "The Paper"}
    describe_article(article=article, title="", details=details, seen=state_of(article), confirmed=True, by=ada)
    confirmed, imported = article_timeline(article)
    assert imported.changes[0] == Change("Outlet", None, "The Paper (a guess)")
    assert confirmed.changes == [Change("Outlet", "The Paper (a guess)", "The Paper")]


def test_an_articles_history_says_of_what_it_is_a_copy(article, ada):
    one = Incoming(decode(TEXT.encode()))
    (copy,) = import_articles(incoming=[one], by=ada, twins=Twins.COPY)
    assert Change("Copy of", None, "«flood»") in article_timeline(copy)[0].changes


def test_a_claims_history_says_how_it_began(claim, ada):
    (entry,) = claim_timeline(claim, ada)
    assert (entry.actor, entry.verb, entry.altered) == (ada, "proposed the claim", [])
    assert [(change.label, change.new) for change in entry.first] == [
        ("Statement", "The river rose by four metres in one night."),
        ("State", "Open"),
        ("Sensitive", "no"),
        ("Passage", "rose four metres"),
        ("The passage is", "Assertion"),
    ]


def test_an_edit_shows_both_statements_and_the_reason(claim, ada, bo):
    edit(claim, bo, "The river rose by four metres.", reason="The night is not sure.")
    entry = claim_timeline(claim, ada)[0]
    assert (entry.actor, entry.words) == (bo, "The night is not sure.")
    assert entry.changes == [
        Change("Statement", "The river rose by four metres in one night.", "The river rose by four metres.")
    ]


def test_a_withdrawal_shows_what_went(claim, ada, bo):
    withdraw_claim(claim=claim, reason="Twice here.", by=ada)
    entry = claim_timeline(claim, bo)[0]
    assert (entry.words, entry.altered[0]) == ("Twice here.", Change("State", "Open", "Withdrawn"))
    assert [change.label for change in entry.altered] == ["State", "Passage withdrawn"]


def test_a_passage_shows_its_words(claim, ada, bo, revision):
    link_passage(claim=claim, passage=passage(revision, "highest since 1954"), by=bo)
    assert claim_timeline(claim, ada)[0].first == [
        Change("Passage", None, "highest since 1954"),
        Change("The passage is", None, "Assertion"),
    ]


def test_a_verdicts_history_shows_each_state(claim, bo):
    rate(claim, bo, V, "Read the gauge records.", evidence=[Source(Stance.SUPPORTS, citation="The gauge book")])
    verdict = rate(claim, bo, D, "Read the gauge again.")
    newest, oldest = verdict_timeline(verdict)
    assert newest.altered[:2] == [
        Change("Rating", "Verified", "Disputed"),
        Change("Rationale", "Read the gauge records.", "Read the gauge again."),
    ]
    assert [change.label for change in newest.altered[2:]] == ["Source withdrawn"]
    assert oldest.first == [
        Change("Judges", None, "version 1 of the statement"),
        Change("Rating", None, "Verified"),
        Change("Rationale", None, "Read the gauge records."),
        Change("Source", None, "Supports it"),
        Change("Citation", None, "The gauge book"),
    ]


def test_confirming_a_stale_verdict_is_history_too(claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    verdict = rate(claim, bo, V)
    assert verdict_timeline(verdict)[0].changes == [
        Change("Judges", "version 1 of the statement", "version 2 of the statement")
    ]


def test_a_decision_stands_with_its_snapshot(claim, bo, cleo):
    decision = rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    entry = claim_timeline(claim, bo)[0]
    assert (entry.verb, entry.words, entry.decision) == ("rejected the claim", "No claim.", decision)


def test_the_newest_stands_first(claim, ada, bo, cleo):
    rate(claim, bo, V)
    edit(claim, ada)
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    assert told(claim_timeline(claim, ada)) == [
        ("Cleo", "rejected the claim"),
        ("Ada", "edited the statement"),
        ("Bo", "answered"),
        ("Ada", "proposed the claim"),
    ]


def test_two_rows_of_the_same_time_keep_their_order(claim, ada, bo, cleo):
    rate(claim, bo, V, "One.")
    rate(claim, bo, D, "Two.")
    rate(claim, bo, U, "Three.")
    verdict = Verdict.objects.get()
    moment = verdict.history.earliest("history_id").history_date
    verdict.history.all().update(history_date=moment)
    changes = [entry.changes for entry in verdict_timeline(verdict)]
    assert changes[0] == [Change("Rating", "Disputed", "Unverified"), Change("Rationale", "Two.", "Three.")]
    assert changes[1] == [Change("Rating", "Verified", "Disputed"), Change("Rationale", "One.", "Two.")]


class TestBlind:
    """Others have answered, an editor has decided, another has reopened it; Emil, who has not answered, reads."""

    @pytest.fixture(autouse=True)
    def _work(self, claim, ada, bo, ines, cleo, gus):
        rate(claim, ada, V, "SECRET one", evidence=[Source(Stance.SUPPORTS, citation="SECRET source")])
        rate(claim, bo, D, "SECRET two")
        abstain(claim, ines, Abstention.OUTSIDE_MY_FIELD)
        rule_on(claim, gus, Move.RETURN, reason="Which night?")
        rule_on(claim, cleo, Move.OVERRIDE, rating=U, reason="SECRET three")
        rule_on(claim, gus, Move.REOPEN, reason="SECRET four")
        edit(claim, ada, "It rose.")

    def test_there_is_no_trace_of_the_others_answers(self, claim, emil):
        timeline = claim_timeline(claim, emil)
        assert told(timeline) == [
            ("Ada", "edited the statement"),
            ("Gus", "returned the claim with a question"),
            ("Ada", "proposed the claim"),
        ]
        words = everything(timeline)
        assert [word for word in ("SECRET", "Rating", "Disputed", "Approved", "answered") if word in words] == []

    def test_ones_own_lines_are_there(self, claim, emil):
        abstain(claim, emil, Abstention.NEED_MORE_TIME)
        newest = claim_timeline(claim, emil)[0]
        assert (newest.actor, newest.verb, newest.changes[1].new) == (emil, "answered", "Need more time")

    def test_whoever_answered_the_old_version_sees_their_own_lines_alone(self, claim, bo):
        assert ("Bo", "answered") in told(claim_timeline(claim, bo))
        assert ("Ada", "answered") not in told(claim_timeline(claim, bo))

    def test_answering_opens_all_of_it(self, claim, emil):
        rate(claim, emil, V)
        assert told(claim_timeline(Claim.objects.get(), emil)) == [
            ("Emil", "answered"),
            ("Ada", "edited the statement"),
            ("Gus", "reopened the claim"),
            ("Cleo", "overrode the consensus"),
            ("Gus", "returned the claim with a question"),
            ("Ines", "answered"),
            ("Bo", "answered"),
            ("Ada", "answered"),
            ("Ada", "proposed the claim"),
        ]


def test_a_moved_edge_shows_the_words_before_and_after(claim, bo):
    anchor = newest_anchor(claim)
    move_passage(anchor=anchor, place=(4, 26, "river rose four metres"), seen=state_of(anchor), by=bo)
    entry = claim_timeline(claim, bo)[0]
    assert (entry.verb, [(one.label, one.old, one.new) for one in entry.changes]) == (
        "moved the edges of a passage",
        [("Passage", "rose four metres", "river rose four metres")],
    )
