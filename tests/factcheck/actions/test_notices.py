"""Who is told of a deed, and when a notice is there to be known of."""

import pytest
from django.utils import timezone

from factcheck.actions.notices import read_notices, tell
from factcheck.actions.recording import recording
from factcheck.choices import NoticeKind, Rating, Verb
from factcheck.models import Event, Notice
from tests.desk import rate


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


def test_an_answer_leaves_nothing_to_read_of_what_asked_for_one(claim, bo, cleo):
    with recording(Verb.SEAT_ASSIGNED, by=cleo) as record:
        tell(record, to=[bo], kind=NoticeKind.ASSIGNED, claim=claim)
        record.about(claim)
    assert Notice.objects.unread().count() == 1
    rate(claim, bo, Rating.VERIFIED)
    assert (Notice.objects.listed().count(), Notice.objects.unread().count()) == (1, 0)


def test_what_is_hidden_yet_is_not_read_with_all_the_others(claim, bo, cleo):
    with recording(Verb.REMARK_MADE, by=cleo) as record:
        tell(record, to=[bo], kind=NoticeKind.MENTIONED, claim=claim)
        tell(record, to=[bo], kind=NoticeKind.ASSIGNED, claim=claim)
        record.about(claim)
    assert read_notices(by=bo, until=timezone.now()) == 1
    rate(claim, bo, Rating.VERIFIED)
    assert [one.kind for one in Notice.objects.unread()] == [NoticeKind.MENTIONED]


def test_of_a_deed_that_fails_nobody_is_told(claim, bo, cleo):
    def fail() -> None:
        with recording(Verb.SEAT_ASSIGNED, by=cleo) as record:
            tell(record, to=[bo], kind=NoticeKind.ASSIGNED, claim=claim)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Notice.objects.count() == 0
