"""A remark that its author withdrew is put back as it was."""

import pytest

from factcheck.actions import restore_remark, settle_talk, withdraw_claim, withdraw_remark
from factcheck.choices import Rating
from factcheck.errors import Conflict, NotAllowed
from factcheck.models import Claim, Event, Notice, Remark, Talk
from tests.desk import all_rows, edit, rate, say


@pytest.fixture
def withdrawn(claim, bo, emil):
    """Bo's, who answered, as emil did, and took his words back."""
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    return withdraw_remark(remark=say(claim, bo, "Which gauge, @Emil?"), by=bo)


def test_it_stands_again_in_its_words_under_one_event(withdrawn, bo):
    before = Remark.objects.values("words", "mentions", "created_at", "changed_at").get()
    back = restore_remark(remark=withdrawn, by=bo)
    assert back.withdrawn_at is None
    assert Remark.objects.values("words", "mentions", "created_at", "changed_at").get() == before
    last = Event.objects.latest("number")
    assert (last.actor, last.verb, last.principal_id) == (bo, "remark-restored", str(withdrawn.pk))
    assert [row.event for row in Remark.history.filter(history_change_reason="remark-restored")] == [last.id]


def test_nobody_is_told_anew(withdrawn, bo):
    before = Notice.objects.count()
    restore_remark(remark=withdrawn, by=bo)
    assert Notice.objects.count() == before


def test_twice_is_once(withdrawn, bo):
    restore_remark(remark=withdrawn, by=bo)
    before = all_rows()
    restore_remark(remark=withdrawn, by=bo)
    assert all_rows() == before


def test_a_settled_talk_stays_settled(withdrawn, bo, emil):
    say(withdrawn.claim, emil, "The old one.")
    settle_talk(claim=withdrawn.claim, resolved=True, by=emil)
    restore_remark(remark=withdrawn, by=bo)
    assert Talk.objects.get().resolved_by == emil


def test_nobody_puts_back_what_another_said(withdrawn, emil):
    with pytest.raises(NotAllowed, match="Only who wrote a remark"):
        restore_remark(remark=withdrawn, by=emil)


def test_nor_does_its_author_where_the_claim_is_blind_again(withdrawn, ada, bo):
    edit(withdrawn.claim, ada)
    with pytest.raises(NotAllowed, match="The talk on a claim"):
        restore_remark(remark=withdrawn, by=bo)


def test_nor_on_a_claim_that_was_withdrawn(withdrawn, ada, bo):
    withdraw_claim(claim=Claim.objects.get(), reason="Mine no more.", by=ada)
    with pytest.raises(Conflict, match="This claim was withdrawn"):
        restore_remark(remark=withdrawn, by=bo)
