"""E-mail of what people are told: to whom, when, and what it says."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factcheck.actions import approve_together, withdraw_claim
from factcheck.actions.decisions import fingerprints
from factcheck.actions.notices import tell
from factcheck.actions.posting import next_daily
from factcheck.actions.recording import recording
from factcheck.choices import Delivery, Mail, Move, NoticeKind, Rating, Verb
from factcheck.models import Claim, Message, Notice
from factcheck.outbox import send_due
from tests.deeds import undo
from tests.desk import edit, propose, rate, rule_on
from tests.large import work_off
from tests.mails import due_now, fates, override, wants

V, D, U = Rating


@pytest.fixture
def answered(claim, bo, emil):
    """Bo and Emil said verified."""
    rate(claim, bo, V)
    rate(claim, emil, V)
    return claim


def test_nobody_is_written_to_who_did_not_ask_for_it(answered, cleo):
    override(answered, cleo)
    work_off()
    assert (mail.outbox, Message.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_at_once_the_mail_says_what_the_page_says(answered, bo, cleo, settings):
    settings.SITE = "https://desk.example.org"
    wants(bo, Mail.AT_ONCE)
    override(answered, cleo)
    work_off()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (
        ["bo@desk.example"],
        "Factcheck desk: Decided: The river rose by four metres in one night.",
    )
    assert sent.body.strip().splitlines() == [
        "The river rose by four metres in one night.",
        "You said “verified”; Cleo decided “disputed”.",
        "",
        "The book says less.",
        f"https://desk.example.org/claims/{answered.pk}/",
        "",
        "--",
        "All notices: https://desk.example.org/notices/",
        "You get this at once, as you chose: https://desk.example.org/account/preferences/#mail",
    ]
    assert fates() == [("Bo", Delivery.SENT)]


def test_of_a_new_wording_the_mail_has_both(answered, ada, bo):
    wants(bo, Mail.AT_ONCE)
    edit(answered, ada)
    work_off()
    assert mail.outbox[0].body.strip().splitlines()[:4] == [
        "The river rose by four metres that night.",
        "The wording is another than the one you judged. You said “verified”.",
        "You judged: The river rose by four metres in one night.",
        f"http://localhost/claims/{answered.pk}/",
    ]


def test_several_notices_of_one_deed_are_one_mail(answered, bo, emil, ada, revision, cleo):
    other = propose(ada, revision, "Nobody was hurt")
    for person in (bo, emil):
        rate(other, person, D)
    wants(bo, Mail.AT_ONCE)
    approve_together(seen=fingerprints(Claim.objects.all()), by=cleo)
    work_off()
    assert [one.subject for one in mail.outbox] == ["Factcheck desk: 2 notices"]
    assert mail.outbox[0].body.count("as you said.") == 2


def test_the_daily_one_holds_all_since_the_last_that_is_not_read(answered, revision, ada, bo, cleo, gus):
    wants(bo, Mail.DAILY)
    rule_on(answered, gus, Move.RETURN, reason="Which gauge?")
    edit(answered, ada)
    other = propose(ada, revision, "Nobody was hurt")
    rate(other, bo, V)
    override(other, cleo)
    work_off()
    assert (mail.outbox, fates()) == ([], [("Bo", Delivery.WAITING)])
    read = Notice.objects.get(kind=NoticeKind.ASKED, recipient=bo)
    read.seen_at = timezone.now()
    read.save()
    due_now()
    send_due()
    (sent,) = mail.outbox
    assert (sent.subject, "asks everybody" in sent.body) == ("Factcheck desk: 2 notices", False)
    assert sent.body.index("The wording is another") < sent.body.index("Cleo decided")
    rule_on(other, cleo, Move.REOPEN, reason="It was found.")
    assert fates() == [("Bo", Delivery.SENT), ("Bo", Delivery.WAITING)]


def test_of_what_is_settled_by_then_nothing_is_sent(answered, ada, bo, emil, cleo):
    """Bo's answer is of words that are edited; what asks for another comes too late when the claim is withdrawn."""
    wants(bo, Mail.DAILY)
    edit(answered, ada)
    withdraw_claim(claim=answered, reason="A slip.", by=ada)
    due_now()
    send_due()
    assert (mail.outbox, fates()) == ([], [("Bo", Delivery.DROPPED)])


@pytest.mark.parametrize(
    ("now", "zone", "then"),
    [
        ("2025-03-01T05:59", "UTC", "2025-03-01T07:00"),
        ("2025-03-01T07:00", "UTC", "2025-03-02T07:00"),
        ("2025-03-29T12:00", "Europe/Berlin", "2025-03-30T05:00"),  # the clocks go forward that night
    ],
)
def test_the_daily_one_goes_out_at_the_desks_hour(now, zone, then):
    with timezone.override(ZoneInfo(zone)):
        assert next_daily(datetime.fromisoformat(now).replace(tzinfo=UTC)) == datetime.fromisoformat(then).replace(
            tzinfo=UTC
        )


def test_it_is_queued_for_its_hour(answered, bo, cleo):
    wants(bo, Mail.DAILY)
    override(answered, cleo)
    assert [one.run_after for one in DBTaskResult.objects.all()] == [Message.objects.get().due_at]


@pytest.mark.parametrize("what", ["undone", "read", "no e-mail any more", "gone", "without a role"])
def test_what_is_nothing_to_say_any_more_is_not_sent(what, answered, bo, cleo):
    wants(bo, Mail.AT_ONCE)
    approve_together(seen=fingerprints(Claim.objects.all()), by=cleo)
    if what == "undone":
        undo(cleo)
    if what == "read":
        Notice.objects.filter(recipient=bo).update(seen_at=timezone.now())
    if what == "no e-mail any more":
        wants(bo, Mail.NEVER)
    if what == "gone":
        bo.is_active = False
        bo.save()
    if what == "without a role":
        bo.groups.clear()
    work_off()
    assert (mail.outbox, fates()) == ([], [("Bo", Delivery.DROPPED)])


def test_a_mention_on_a_claim_that_is_blind_to_its_reader_is_not_mailed(claim, bo, emil, cleo):
    for one in (bo, emil):
        wants(one, Mail.AT_ONCE)
    rate(claim, emil, V)
    with recording(Verb.REMARK_MADE, by=cleo) as record:
        tell(record, to=[bo, emil], kind=NoticeKind.MENTIONED, claim=claim)
        record.about(claim)
    work_off()
    assert [one.to for one in mail.outbox] == [["emil@desk.example"]]
