"""What the database keeps of notices, messages and questions, broken once on purpose, past the actions."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from annotations.models.tracked import ImmutableRow
from factcheck.choices import Address, Delivery, Move, NoticeKind, Rating
from factcheck.models import Asked, Decision, Event, Message, Notice
from tests.desk import rate, rule_on


@pytest.fixture
def event(claim, bo):
    """Bo's answer."""
    rate(claim, bo, Rating.VERIFIED)
    return Event.objects.latest("number")


def make_notice(event, to, **other):
    return Notice.objects.create(**{"event": event, "recipient": to, "kind": NoticeKind.STALE, **other})


def refused(name, columns=""):
    return pytest.raises(IntegrityError, match=f"{name}|{columns}" if columns else name)


def test_nobody_is_told_twice_of_one_deed_and_claim(event, claim, bo):
    make_notice(event, bo, claim=claim)
    with refused("notice_once_per_deed_and_claim", "factcheck_notice.event_id"):
        make_notice(event, bo, claim=claim)


def test_nor_of_one_deed_and_an_article(event, article, bo):
    make_notice(event, bo, article=article)
    with refused("notice_once_per_deed_without_claim", "factcheck_notice.event_id"):
        make_notice(event, bo, article=article)


def test_a_notice_is_of_a_known_kind(event, claim, bo):
    with refused("notice_kind_is_known"):
        make_notice(event, bo, claim=claim, kind="gossip")


def test_a_notice_is_of_something(event, bo):
    with refused("notice_is_of_a_claim_or_an_article"):
        make_notice(event, bo)


def test_a_person_gets_one_message_of_one_deed(event, bo):
    Message.objects.create(recipient=bo, event=event)
    with refused("message_once_per_deed_and_person", "factcheck_message.recipient_id"):
        Message.objects.create(recipient=bo, event=event)


def test_the_state_of_a_message_is_known(bo):
    with refused("message_state_is_known"):
        Message.objects.create(recipient=bo, state="lost", handed_over_at=timezone.now())


@pytest.mark.parametrize("state", [Delivery.HANDED_OVER, Delivery.SENT])
def test_what_is_sent_was_handed_over(state, bo):
    with refused("message_is_sent_only_after_handing_over"):
        Message.objects.create(recipient=bo, state=state)


def test_a_person_is_asked_once_in_a_decision_and_for_ever(event, claim, bo, cleo):
    decision = rule_on(claim, cleo, Move.RETURN, reason="?", address=Address.NAMED, asked=[bo.pk])
    row = Asked.objects.get()
    with pytest.raises(ImmutableRow):
        row.save()
    with refused("asked_once_per_decision", "factcheck_asked.decision_id"):
        Asked.objects.create(decision=decision, person=bo, event=event.pk)


def test_only_a_return_is_addressed(event, claim, cleo):
    made = rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="So.")
    values = Decision.objects.filter(pk=made.pk).values().get()
    del values["id"]
    with refused("decision_is_addressed_if_it_returns"):
        Decision.objects.create(**{**values, "address": Address.ONE_MORE})
