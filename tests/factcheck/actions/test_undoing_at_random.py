"""Two people at work, undoing and redoing as they like: the desk's promises hold after every step."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.forms import model_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.audit import faults
from annotations.models import Kind, Span
from factcheck.accounts.models import User
from factcheck.actions import (
    draw_next,
    pass_over,
    remove_zone,
    restore_claim,
    restore_passage,
    skip_claim,
    unlink_passage,
    withdraw_claim,
)
from factcheck.actions.passages import link_passage
from factcheck.actions.recording import state_of
from factcheck.actions.stack import next_of, stacks_of
from factcheck.actions.tally import compute
from factcheck.actions.vacancies import wanted
from factcheck.choices import Abstention, Move, Rating
from factcheck.errors import DeskError
from factcheck.models import Claim, FirstAnswer, Occurrence, Participation, Seat, Tally, Vacancy
from tests.deeds import redo, state, undo
from tests.desk import abstain, edit, mark, passage, propose, rate, revise, rule_on

pytestmark = pytest.mark.django_db
WORDS = ["rose four metres", "the river", "in a night", "Nobody was hurt", "since 1954", "A fireman"]


def _one(rows: Any, n: int) -> Any:
    found = list(rows.order_by("pk"))
    if not found:
        raise IndexError
    return found[n % len(found)]


def _unlink(by, n, article):
    unlink_passage(occurrence=_one(Occurrence.objects.filter(withdrawn_at=None), n), by=by)


def _restore(by, n, article):
    restore_passage(occurrence=_one(Occurrence.objects.exclude(withdrawn_at=None), n), by=by)


def _remove(by, n, article):
    zone = _one(Span.objects.exclude(kind=Kind.CLAIM), n)
    remove_zone(span=zone, seen=state_of(zone), by=by)


def newest(article):
    return article.revisions.latest("number")


MOVES: dict[str, Callable[..., object]] = {
    "propose": lambda by, n, article: propose(by, newest(article), WORDS[n % 6]),
    "link": lambda by, n, article: link_passage(
        claim=_one(Claim.objects, n), passage=passage(newest(article), WORDS[n % 5]), by=by
    ),
    "unlink": _unlink,
    "put a passage back": _restore,
    "rate": lambda by, n, _article: rate(_one(Claim.objects, n), by, Rating.values[n % 3]),
    "abstain": lambda by, n, _article: abstain(_one(Claim.objects, n), by, Abstention.values[n % 4]),
    "edit": lambda by, n, _article: edit(_one(Claim.objects, n), by, f"It rose by {n % 4} metres."),
    "withdraw": lambda by, n, _article: withdraw_claim(claim=_one(Claim.objects, n), reason="So.", by=by),
    "put a claim back": lambda by, n, _article: restore_claim(claim=_one(Claim.objects, n), by=by),
    "mark": lambda by, n, article: mark(by, newest(article), WORDS[n % 6], [Kind.BOILERPLATE, Kind.CAVEAT][n % 2]),
    "remove": _remove,
    "correct": lambda by, n, article: revise(article, by, [("night", "day"), ("day", "night")][n % 2]),
    "decide": lambda by, n, _article: rule_on(
        _one(Claim.objects, n), by, [Move.REJECT, Move.REOPEN, Move.RETURN][n % 3], reason="So."
    ),
    "draw": lambda by, _n, _article: draw_next(by=by),
    "skip": lambda by, n, _article: skip_claim(claim=_one(Claim.objects, n), reason="So.", by=by),
    "undo": lambda by, _n, _article: undo(by),
    "redo": lambda by, _n, _article: redo(by),
    "pass over": lambda by, n, _article: pass_over(
        by=by, seen=(stacks_of(by).undo, stacks_of(by).redo)[n % 2][-1].token
    ),
}
STEPS = st.lists(
    st.tuples(st.sampled_from([*MOVES, *["undo", "redo"] * 4]), st.integers(0, 11), st.booleans()),
    min_size=8,
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_people_do_and_undo(steps, article, ada, ines):
    with transaction.atomic():
        propose(ada, newest(article), WORDS[0])
        for name, n, first in steps:
            before, answers = state(), set(FirstAnswer.objects.values_list("pk", flat=True))
            try:
                with transaction.atomic():
                    MOVES[name](ada if first else ines, n, article)
            except (DeskError, IndexError, ValueError, AssertionError):
                assert state() == before
            assert answers <= set(FirstAnswer.objects.values_list("pk", flat=True))
            promises_hold()
            for one in (ada, ines):
                whole, part = stacks_of(one), next_of(one)
                assert (part.undo[-1:], part.redo[-1:]) == (whole.undo[-1:], whole.redo[-1:])
        transaction.set_rollback(True)


def promises_hold():
    assert list(faults()) == []
    for tally in Tally.objects.select_related("claim"):
        assert model_to_dict(tally) == model_to_dict(compute(tally.claim))
    sides = [tuple(side) for side in Participation.objects.values_list("claim", "person", "part")]
    assert len({side[:2] for side in sides}) == len(sides)
    standing = Occurrence.objects.filter(withdrawn_at=None, span__withdrawn_at=None)
    assert not standing.filter(claim__state="withdrawn").exists()
    assert set(Claim.objects.exclude(state="withdrawn")) == {one.claim for one in standing.select_related("claim")}
    assert not Occurrence.objects.filter(withdrawn_at=None).exclude(span__withdrawn_at=None).exists()
    pool_is_right()


def pool_is_right():
    found = wanted(Claim.objects.all(), Seat.objects.standing())
    assert {one.pk: model_to_dict(one) for one in Vacancy.objects.all()} == {
        number: model_to_dict(one) for number, one in found.items()
    }
    for person in User.objects.filter(seats__isnull=False).distinct():
        waiting = Seat.objects.standing().filter(person=person, claim__in=Claim.objects.waiting_for(person))
        assert set(Seat.objects.waiting_for(person)) == set(waiting)
