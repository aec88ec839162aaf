"""What waits for an editor: windows of it, counted up to a number, and as quick however many claims there are."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from factcheck import worklist
from factcheck.actions import undo_last, withdraw_claim
from factcheck.actions.participation import record_all_seen
from factcheck.actions.stack import stacks_of
from factcheck.choices import ANSWERABLE_STATES, Move, Outcome, Rating
from factcheck.models import Claim, DeskLook, EventCounter, Sighting, Tally
from factcheck.worklist import groups, hidden_from
from tests.desk import edit, propose, rate, rule_on

V = Rating.VERIFIED


@pytest.fixture
def seven(ada, revision) -> list[Claim]:
    words = ("river", "rose", "four", "night", "Officials", "highest", "1954")
    return [propose(ada, revision, one) for one in words]


@pytest.fixture
def small(monkeypatch):
    """Two beside the others, three alone, five counted."""
    for name, number in {"BESIDE": 2, "ALONE": 3, "COUNTED": 5}.items():
        monkeypatch.setattr(worklist, name, number)


def shown(person, *asked):
    """Of each outcome that has any: how many, which numbers are shown, and the last of them if there are more."""
    return [
        (one.outcome, one.count, [item.claim.pk for item, _ in one.rows], one.further)
        for one in groups(person, *asked)
        if one.count
    ]


def test_some_of_each_outcome_stand_side_by_side(small, seven, bo, emil, cleo):
    for reviewer in (bo, emil):
        rate(seven[0], reviewer, V)
    ids = [claim.pk for claim in seven]
    assert shown(cleo) == [
        (Outcome.UNANIMOUS, 1, ids[:1], None),
        (Outcome.NO_VERDICT, 5, ids[1:3], ids[2]),
    ]


def test_one_outcome_is_looked_through_window_by_window(small, seven, cleo):
    ids = [claim.pk for claim in seven]
    assert shown(cleo, Outcome.NO_VERDICT) == [(Outcome.NO_VERDICT, 5, ids[:3], ids[2])]
    assert shown(cleo, Outcome.NO_VERDICT, ids[2]) == [(Outcome.NO_VERDICT, 5, ids[3:6], ids[5])]
    assert shown(cleo, Outcome.NO_VERDICT, ids[5]) == [(Outcome.NO_VERDICT, 5, ids[6:], None)]


def test_five_or_more_are_not_counted(small, seven, cleo, ada):
    found = next(one for one in groups(cleo) if one.count)
    assert (found.count, found.is_counted) == (5, False)
    withdraw_claim(claim=seven[0], reason="x", by=ada), withdraw_claim(claim=seven[1], reason="x", by=ada)
    withdraw_claim(claim=seven[2], reason="x", by=ada)
    found = next(one for one in groups(cleo) if one.count)
    assert (found.count, found.is_counted) == (4, True)


def test_claims_one_takes_part_in_are_counted_apart(small, seven, ines):
    rate(seven[0], ines, V)
    assert (hidden_from(ines), [ids for _, _, ids, _ in shown(ines)]) == (1, [[seven[1].pk, seven[2].pk]])


def waiting() -> set[int]:
    return set(Tally.objects.filter(waits=True).values_list("claim", flat=True))


def test_what_waits_follows_the_state_of_the_claim_whatever_is_done(claim, ada, bo, emil, cleo, gus):
    def sound() -> bool:
        now = Claim.objects.get()
        assert waiting() == ({now.pk} if now.state in ANSWERABLE_STATES else set())
        return now.state in ANSWERABLE_STATES

    walk = [sound()]
    for step in (
        lambda: [rate(claim, one, V) for one in (bo, emil)],
        lambda: rule_on(claim, cleo, Move.APPROVE),
        lambda: rule_on(claim, gus, Move.REOPEN, reason="News."),
        lambda: rule_on(claim, cleo, Move.REJECT, reason="An opinion."),
        lambda: rule_on(claim, gus, Move.REOPEN, reason="No."),
        lambda: rule_on(claim, cleo, Move.RETURN, reason="Which?"),
        lambda: edit(claim, ada),
        lambda: withdraw_claim(claim=claim, reason="x", by=ada),
        lambda: undo_last(by=ada, seen=stacks_of(ada).undo[-1].token),
    ):
        step()
        walk.append(sound())
    assert walk == [True, True, False, True, False, True, True, True, False, True]


def seen_by(person) -> set[object]:
    return set(Sighting.objects.filter(person=person).values_list("version", flat=True))


def test_a_look_notes_all_and_the_next_one_what_changed_since(seven, cleo, ada, bo, gus, django_assert_num_queries):
    record_all_seen(cleo)
    assert seen_by(cleo) == {claim.current_version_id for claim in seven}
    edit(seven[0], bo)
    rule_on(seven[1], gus, Move.REJECT, reason="x"), rule_on(seven[1], gus, Move.REOPEN, reason="y")
    new = propose(ada, seven[0].occurrences.get().span.anchors.get().revision, "metres")
    with django_assert_num_queries(5):
        record_all_seen(cleo)
    now = {*Claim.objects.values_list("current_version", flat=True)}
    assert new.current_version_id in now
    assert seen_by(cleo) == now | {claim.current_version_id for claim in seven}


def test_a_look_that_finds_nothing_new_writes_nothing(seven, cleo, django_assert_num_queries):
    record_all_seen(cleo)
    with django_assert_num_queries(3):
        record_all_seen(cleo)


def test_a_look_that_is_old_is_noted_anew(seven, cleo, monkeypatch):
    monkeypatch.setattr("factcheck.actions.participation.OLD", 2)
    record_all_seen(cleo)
    now = EventCounter.objects.get().last
    for number, noted in ((now - 2, now - 2), (now - 3, now)):
        DeskLook.objects.update(number=number)
        record_all_seen(cleo)
        assert DeskLook.objects.get().number == noted


def test_what_was_written_by_a_clock_that_is_late_is_seen_all_the_same(seven, cleo, ada):
    record_all_seen(cleo)
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=1)):
        edit(seven[0], ada)
    record_all_seen(cleo)
    assert Claim.objects.get(pk=seven[0].pk).current_version_id in seen_by(cleo)
