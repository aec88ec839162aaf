"""Who is told of a deed, and when a notice is there to be known of."""

import pytest

from factcheck.actions import assign_article, end_article_assignment, release_seat, undo_last, withdraw_claim
from factcheck.actions.answers import Source
from factcheck.actions.notices import read_notices, tell
from factcheck.actions.recording import recording
from factcheck.actions.stack import stacks_of
from factcheck.choices import Move, NoticeKind, Rating, Rejection, Stance, Verb
from factcheck.models import Event, Notice
from tests.desk import assign, edit, rate, rule_on


def told(*people):
    """What they are told of, by name: kind and claim, the newest first."""
    rows = Notice.objects.listed().filter(recipient__in=people) if people else Notice.objects.listed()
    return [(one.recipient.name, one.kind, one.claim_id) for one in rows.select_related("recipient")]


def test_the_people_named_are_told_of_the_event_once_and_its_actor_is_not(claim, ada, bo, cleo):
    with recording(Verb.SEAT_ASSIGNED, by=cleo) as record:
        tell(record, to=[bo, cleo, bo], kind=NoticeKind.ASSIGNED, claim=claim)
        record.about(claim)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind, notice.claim, notice.seen_at) == (bo, NoticeKind.ASSIGNED, claim, None)
    assert notice.event == Event.objects.latest("number")


def test_nobody_who_is_deactivated_is_told(claim, bo, cleo):
    bo.is_active = False
    with recording(Verb.SEAT_ASSIGNED, by=cleo) as record:
        tell(record, to=[bo], kind=NoticeKind.ASSIGNED, claim=claim)
        record.about(claim)
    assert told() == []


@pytest.mark.parametrize("kind", ["mentioned", "decided", "reopened"])
def test_what_tells_of_answers_is_there_once_the_claim_is_revealed(kind, claim, bo, cleo, emil):
    with recording(Verb.REMARK_MADE, by=cleo) as record:
        tell(record, to=[bo, emil], kind=NoticeKind(kind), claim=claim)
        record.about(claim)
    assert told() == []
    rate(claim, bo, Rating.VERIFIED)
    assert told() == [("Bo", kind, claim.pk)]
    assert told(emil) == []


def unread(person):
    """What they have not read, by kind, the newest first."""
    return [one.kind for one in Notice.objects.unread().filter(recipient=person)]


def answer(claim, bo, **_):
    rate(claim, bo, Rating.VERIFIED)


def cite_one_more(claim, bo, **_):
    rate(claim, bo, Rating.UNVERIFIED, evidence=[Source(Stance.CONTEXT, citation="The gauge book of the upper bridge")])


def release(bo, cleo, **_):
    release_seat(seat=bo.seats.get(), by=cleo)


def decide_it(claim, cleo, **_):
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="No.")


def reject(claim, cleo, **_):
    rule_on(claim, cleo, Move.REJECT, rejection=Rejection.OPINION, reason="It is one.")


def withdraw(claim, ada, **_):
    withdraw_claim(claim=claim, reason="A slip.", by=ada)


@pytest.mark.parametrize("then", [answer, release, decide_it, reject, withdraw])
def test_of_an_assignment_nothing_is_to_be_read_once_it_is_done_or_gone(then, claim, ada, bo, cleo):
    assign(claim, bo, cleo)
    assert unread(bo) == ["assigned"]
    then(claim=claim, ada=ada, bo=bo, cleo=cleo)
    assert (told(bo)[-1], "assigned" in unread(bo)) == (("Bo", "assigned", claim.pk), False)


def test_an_article_is_assigned_until_that_ends(article, bo, cleo):
    made = assign_article(article=article, to=bo, by=cleo)
    assert unread(bo) == ["assigned"]
    end_article_assignment(assignment=made, by=bo)
    assert (told(bo), unread(bo)) == ([("Bo", "assigned", None)], [])


@pytest.mark.parametrize("then", [answer, cite_one_more, decide_it, reject, withdraw])
def test_a_question_is_to_be_read_until_it_is_answered_or_nobody_can(then, claim, ada, bo, emil, cleo, gus):
    rate(claim, bo, Rating.UNVERIFIED)
    rule_on(claim, gus, Move.RETURN, reason="Which gauge?")
    assert unread(bo) == ["asked"]
    then(claim=claim, ada=ada, bo=bo, cleo=cleo)
    assert "asked" not in unread(bo)


@pytest.mark.parametrize("then", [answer, decide_it, withdraw])
def test_a_new_wording_is_to_be_read_until_it_is_answered_or_nobody_can(then, claim, ada, bo, cleo):
    rate(claim, bo, Rating.UNVERIFIED)
    edit(claim, ada)
    assert unread(bo) == ["stale"]
    then(claim=claim, ada=ada, bo=bo, cleo=cleo)
    assert "stale" not in unread(bo)


def test_or_until_the_answer_is_taken_back(claim, ada, bo):
    rate(claim, bo, Rating.UNVERIFIED)
    edit(claim, ada)
    undo_last(by=bo, seen=stacks_of(bo).undo[-1].token)
    assert (told(bo), unread(bo)) == ([("Bo", "stale", claim.pk)], [])


def test_what_is_hidden_is_not_read_with_all_the_others(claim, bo, cleo):
    assign(claim, bo, cleo)
    with recording(Verb.REMARK_MADE, by=cleo) as record:
        tell(record, to=[bo], kind=NoticeKind.MENTIONED, claim=claim)
        record.about(claim)
    everything = Notice.objects.values_list("pk", flat=True)
    assert read_notices(by=bo, notices=everything) == 1
    rate(claim, bo, Rating.VERIFIED)
    assert unread(bo) == ["mentioned"]


def test_of_a_deed_that_fails_nobody_is_told(claim, bo, cleo):
    def fail() -> None:
        with recording(Verb.SEAT_ASSIGNED, by=cleo) as record:
            tell(record, to=[bo], kind=NoticeKind.ASSIGNED, claim=claim)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Notice.objects.count() == 0
