"""Why a claim does not move, and since when."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest

from factcheck.actions import uphold
from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Decision
from factcheck.overview.sight import Sight
from factcheck.overview.stuck import NAMED, Reason, jam
from factcheck.scope import Scope
from tests.desk import TEXT, abstain, edit, newest_anchor, propose, rate, revise, rule_on, settle

V, D = Rating.VERIFIED, Rating.DISPUTED
DESK = Scope()
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    """Ticks an hour with each step of ``after``."""
    with mock.patch("django.utils.timezone.datetime", wraps=datetime) as clock:
        clock.now.return_value = NOON
        yield clock.now


@pytest.fixture
def after(clock, claim, cleo):
    """What stands of the claim, as Cleo sees it, after steps of which each comes an hour later."""
    type(claim)._base_manager.filter(pk=claim.pk).update(created_at=NOON)

    def found(*steps) -> list[tuple[Reason, int]]:
        for hour, step in enumerate(steps, 1):
            clock.return_value = NOON + timedelta(hours=hour)
            step()
        sight = Sight(cleo, DESK)
        sight.note()
        groups = jam(sight).groups
        assert all(group.count == len(group.longest) for group in groups)
        return [(group.reason, (one.since - NOON) // timedelta(hours=1)) for group in groups for one in group.longest]

    return found


def question(claim, by):
    return lambda: rule_on(claim, by, Move.RETURN, reason="Which gauge?")


def test_a_claim_waits_for_answers_since_its_words_stand(after, claim, ada, bo):
    assert after(lambda: edit(claim, ada), lambda: rate(claim, bo, V)) == [(Reason.WAITING, 1)]


def test_a_claim_is_ready_since_the_answer_that_made_it_so(after, claim, ada, bo, emil):
    steps = [lambda: rate(claim, bo, V), lambda: rate(claim, emil, V), lambda: rate(claim, ada, V)]
    assert after(*steps, lambda: rate(claim, bo, V, "I looked again.")) == [(Reason.READY, 2)]


def test_needing_more_time_is_no_answer(after, claim, ada, bo, emil):
    more = lambda: abstain(claim, ada, Abstention.NEED_MORE_TIME)  # noqa: E731
    assert after(more, lambda: rate(claim, bo, V), lambda: rate(claim, emil, V)) == [(Reason.READY, 3)]


def test_a_split_is_a_reason_of_its_own(after, claim, bo, emil):
    assert after(lambda: rate(claim, bo, V), lambda: rate(claim, emil, D)) == [(Reason.SPLIT, 2)]


def test_a_returned_claim_waits_for_its_answer_and_then_for_the_editor(after, claim, bo, emil, gus):
    steps = [lambda: rate(claim, bo, V), lambda: rate(claim, emil, V), question(claim, gus)]
    assert after(*steps) == [(Reason.RETURNED, 3)]


def test_an_answer_after_the_question_sends_it_on(after, claim, bo, emil, gus):
    steps = [lambda: rate(claim, bo, V), lambda: rate(claim, emil, V), question(claim, gus)]
    assert after(*steps, lambda: rate(claim, bo, V, "The lower gauge.")) == [(Reason.READY, 3)]


def test_so_does_an_answer_that_stands_after_it(after, claim, bo, emil, gus):
    def stand():
        uphold(claim=claim, question=Decision.objects.get().pk, by=bo)

    steps = [lambda: rate(claim, bo, V), lambda: rate(claim, emil, V), question(claim, gus)]
    assert after(*steps, stand) == [(Reason.READY, 3)]


def test_a_reopened_claim_waits_since_then(after, claim, gus):
    decided = lambda: rule_on(claim, gus, Move.OVERRIDE, rating=V, reason="It is known.")  # noqa: E731
    assert after(decided, lambda: rule_on(claim, gus, Move.REOPEN, reason="Not so.")) == [(Reason.WAITING, 2)]


def test_an_approved_claim_is_under_review_since_its_passage_changed(after, claim, article, gus):
    steps = [
        lambda: rule_on(claim, gus, Move.OVERRIDE, rating=V, reason="It is known."),
        lambda: revise(article, gus, ("rose four metres", "rose five metres")),
        lambda: revise(article, gus, ("Nobody", "No one")),
    ]
    assert after(*steps) == [(Reason.UNDER_REVIEW, 2)]


def test_an_earlier_time_under_review_is_over(after, claim, article, gus):
    again = lambda: rule_on(claim, gus, Move.OVERRIDE, rating=V, reason="It is known.")  # noqa: E731
    steps = [
        *(again, lambda: revise(article, gus, ("rose four metres", "rose five metres"))),
        *(lambda: rule_on(claim, gus, Move.REOPEN, reason="Other words."), again),
        lambda: revise(article, gus, ("rose five metres", "rose six metres")),
    ]
    assert after(*steps) == [(Reason.UNDER_REVIEW, 5)]


def test_a_rejected_claim_waits_for_nothing(after, claim, gus):
    assert after(lambda: rule_on(claim, gus, Move.REJECT, reason="Opinion.")) == []


def test_those_that_wait_longest_are_named_and_all_are_counted(ada, revision, cleo):
    words = TEXT.split()[: NAMED + 2]
    claims = [propose(ada, revision, word) for word in dict.fromkeys(words)]
    sight = Sight(cleo, DESK)
    sight.note()
    waiting = next(group for group in jam(sight).groups if group.reason == Reason.WAITING)
    assert (waiting.count, [one.claim for one in waiting.longest]) == (len(claims), claims[:NAMED])


def test_passages_in_doubt_stand_by_article_until_somebody_settles_them(claim, article, cleo, gus):
    def doubtful(scope: Scope = DESK) -> list[tuple[object, int]]:
        return [(one.article, one.passages) for one in jam(Sight(cleo, scope)).doubtful]

    assert doubtful() == []
    revise(article, gus, ("The river rose four metres in a night.", "x"))
    assert doubtful() == doubtful(Scope(article=article)) == [(article, 1)]
    assert doubtful(Scope(until=(NOON - timedelta(days=9999)).date())) == []
    settle(newest_anchor(claim), gus, None)
    assert doubtful() == []
