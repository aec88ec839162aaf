"""Moving the edges of a passage: the words change, the statement and its answers stay."""

import pytest

from annotations.errors import QuoteMismatch
from annotations.models import Anchor, Kind
from factcheck.actions import move_passage
from factcheck.actions.recording import state_of
from factcheck.choices import Move, Outcome, Rating
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, Tally
from tests.desk import all_rows, mark, newest_anchor, passage, propose, rate, revise, rule_on

WIDER = "The river rose four metres in a night"


def move(claim, by, words, **more):
    anchor = newest_anchor(claim)
    to = passage(anchor.revision, words)
    place = (to.start, to.end, more.pop("quote", words))
    return move_passage(anchor=anchor, place=place, by=by, **{"seen": state_of(anchor), **more})


def refused(claim, by, words, error, match, **more):
    before = all_rows()
    with pytest.raises(error, match=match):
        move(claim, by, words, **more)
    assert all_rows() == before


def test_the_passage_covers_the_new_words(claim, bo):
    moved = move(claim, bo, WIDER)
    stored = Anchor.objects.get(pk=moved.pk)
    assert (stored.start, stored.end, stored.quote, stored.settled_by_id) == (0, 37, WIDER, bo.pk)
    assert stored.revision.text[stored.start : stored.end] == stored.quote
    assert Event.objects.order_by("-number")[0].verb == "passage-moved"


def test_the_statement_its_version_and_the_answers_stay(claim, bo, emil):
    rate(claim, bo, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    move(claim, bo, WIDER)
    after = Claim.objects.get(pk=claim.pk)
    assert after.current_version_id == claim.current_version_id
    assert Tally.objects.get(claim=claim).outcome == Outcome.UNANIMOUS


def test_the_earlier_words_are_history(claim, bo):
    move(claim, bo, WIDER)
    assert list(newest_anchor(claim).history.order_by("history_id").values_list("quote", "history_user")) == [
        ("rose four metres", claim.proposer_id),
        (WIDER, bo.pk),
    ]


def test_the_place_it_has_already_changes_nothing(claim, bo):
    before = all_rows()
    move(claim, bo, "rose four metres")
    assert all_rows() == before


def test_white_space_at_the_edges_is_left_out(claim, bo):
    assert move(claim, bo, " rose four metres in ").quote == "rose four metres in"


def test_words_that_share_none_are_another_passage(claim, bo):
    refused(claim, bo, "highest since", Invalid, "share none")


def test_a_place_that_only_touches_shares_no_word(claim, bo):
    refused(claim, bo, " in a night", Invalid, "share none")


def test_words_that_do_not_stand_there_are_refused(claim, bo):
    refused(claim, bo, WIDER, QuoteMismatch, "not the words", quote="The river fell")


def test_a_passage_somebody_moved_meanwhile_is_not_moved(claim, bo, ada):
    seen = state_of(newest_anchor(claim))
    move(claim, ada, WIDER)
    refused(claim, bo, "rose four", Conflict, "Somebody moved", seen=seen)


def test_a_corrected_text_asks_to_be_opened_again(claim, bo, gus):
    old = newest_anchor(claim)
    revise(old.revision.article, gus, ("in a night", "overnight"))
    with pytest.raises(Conflict, match="was corrected"):
        move_passage(anchor=old, place=(0, 9, "The river"), seen=state_of(old), by=bo)


def test_a_place_in_doubt_is_for_an_editor(claim, bo, gus):
    revise(newest_anchor(claim).revision.article, gus, ("The river rose four metres in a night.", "Rain fell."))
    anchor = newest_anchor(claim)
    assert anchor.waits
    with pytest.raises(Conflict, match="in doubt"):
        move_passage(anchor=anchor, place=(0, 4, "Rain"), seen=state_of(anchor), by=bo)


def test_two_passages_of_a_claim_never_stand_on_the_same_words(claim, bo, revision):
    from factcheck.actions import link_passage

    link_passage(claim=claim, passage=passage(revision, "rose four"), by=bo)
    first = Anchor.objects.filter(span__occurrence__claim=claim).earliest("pk")
    with pytest.raises(Conflict, match="belongs to that claim already"):
        move_passage(anchor=first, place=(10, 19, "rose four"), seen=state_of(first), by=bo)


def test_none_is_moved_wholly_into_boilerplate(claim, bo, revision, ada):
    mark(ada, revision, "four metres", Kind.BOILERPLATE)
    refused(claim, bo, "four metres", Conflict, "not article text")


def test_a_decided_claim_keeps_its_edges(claim, bo, cleo):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    refused(claim, bo, WIDER, Conflict, "rejected")


def test_moving_is_for_fact_checkers_who_have_not_decided(claim, cleo, ines):
    refused(claim, cleo, WIDER, NotAllowed, "fact-checkers")
    rule_on(claim, ines, Move.RETURN, reason="Which night?")
    refused(claim, ines, WIDER, NotAllowed, "have not decided")


def test_the_same_key_moves_once(claim, bo):
    seen = state_of(newest_anchor(claim))
    first = move(claim, bo, WIDER, key="k")
    assert move(claim, bo, WIDER, key="k", seen=seen).pk == first.pk
    assert Event.objects.filter(verb="passage-moved").count() == 1


def test_moving_an_edge_takes_no_part(claim, ines, ada, revision):
    other = propose(ada, revision, "Nobody was hurt")
    move(other, ines, "Nobody was")
    rule_on(other, ines, Move.REJECT, reason="No claim.")
    assert Claim.objects.get(pk=other.pk).state == "rejected"
