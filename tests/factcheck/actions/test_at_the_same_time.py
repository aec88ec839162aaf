"""Two people at once, and one person twice: one of the clean outcomes, whichever came first."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from factcheck.actions import (
    Answer,
    approve_together,
    assign_claims,
    decide,
    draw_next,
    edit_claim,
    propose_claim,
    record_verdict,
)
from factcheck.actions.approving import ChangedMeanwhile
from factcheck.actions.decisions import fingerprint, fingerprints
from factcheck.actions.tally import compute
from factcheck.actions.transactions import _LINE, LONGEST_WAIT
from factcheck.choices import Move, Rating, Rejection
from factcheck.errors import Conflict, DeskError, NotAllowed
from factcheck.models import Claim, ClaimVersion, Decision, Event, Participation, Seat, Tally, Verdict
from tests.desk import passage, propose, rate

V, D, U = Rating


@pytest.fixture(autouse=True)
def _rows_of_migrations(transactional_db):
    """The roles, the built-in account and the counter of events, which the flush after each such test takes away."""
    import_module("factcheck.accounts.migrations.0002_roles_and_system_account").make(apps, None)
    import_module("factcheck.migrations.0002_event_counter").make(apps, None)


def together(*acts):
    """Do all of it at once, each in a thread and on a connection of its own; what each returned or raised."""
    start = Barrier(len(acts), timeout=30)

    def run(act):
        try:
            start.wait()
            return act()
        except DeskError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def answering(claim, by, rating=V, key=""):
    answer = Answer(rating, rationale="Why.")
    return lambda: record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=by, key=key)


def deciding(claim, by, move, **given):
    seen = fingerprint(claim)
    return lambda: decide(claim=claim, move=move, seen=seen, reason="So.", by=by, **given)


def refusals(results):
    return [type(result) for result in results if isinstance(result, DeskError)]


def test_the_same_form_twice_makes_one_claim(revision, ada):
    def propose():
        return propose_claim(passage=passage(revision, "Nobody"), statement="None hurt.", by=ada, key="k")

    first, second = together(propose, propose)
    assert (first, Claim.objects.count()) == (second, 1)


def test_the_same_form_twice_makes_one_verdict_and_one_event(claim, bo):
    before = Event.objects.count()
    first, second = together(answering(claim, bo, key="k"), answering(claim, bo, key="k"))
    assert (first, Verdict.objects.count(), Event.objects.count()) == (second, 1, before + 1)


def test_the_same_person_in_two_windows_has_one_verdict(claim, bo):
    together(answering(claim, bo, V), answering(claim, bo, D))
    assert Verdict.objects.count() == 1
    assert Verdict.history.count() == 2


def test_two_reviewers_are_both_counted(claim, bo, emil):
    results = together(answering(claim, bo), answering(claim, emil))
    tally = Tally.objects.get()
    assert (refusals(results), tally.verified, tally.outcome) == ([], 2, "unanimous")


def test_events_of_many_are_numbered_without_a_gap(claim, ada, bo, emil, ines):
    together(*[answering(claim, person) for person in (ada, bo, emil, ines)])
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_verdict_that_arrives_while_an_editor_decides(claim, ada, bo, emil, cleo):
    for person in (ada, bo):
        rate(claim, person, V)
    claim = Claim.objects.get()
    verdict, decision = together(answering(claim, emil, D), deciding(claim, cleo, Move.APPROVE))
    kept = (Decision.objects.count(), Tally.objects.get().ratings, Claim.objects.get().state)
    if isinstance(verdict, Conflict):
        # The editor came first: the claim was decided on what the editor saw.
        assert (kept, decision.verified, decision.disputed) == ((1, 2, "approved"), 2, 0)
    else:
        # The verdict came first: the editor looks again.
        assert (kept, type(decision)) == ((0, 3, "open"), Conflict)


def test_two_editors_decide_once(claim, cleo, gus):
    results = together(
        deciding(claim, cleo, Move.REJECT, rejection=Rejection.OPINION), deciding(claim, gus, Move.OVERRIDE, rating=U)
    )
    assert (refusals(results), Decision.objects.count()) == ([Conflict], 1)


def test_nobody_answers_and_decides_at_once(claim, ines):
    results = together(answering(claim, ines), deciding(claim, ines, Move.OVERRIDE, rating=D))
    assert Participation.objects.filter(person=ines).count() == 1
    assert (len(refusals(results)), set(refusals(results)) <= {Conflict, NotAllowed}) == (1, True)


def test_two_edits_make_one_version(claim, ada, bo):
    def editing(by, statement):
        given = {"reason": "So.", "seen_version": claim.current_version_id}
        return lambda: edit_claim(claim=claim, statement=statement, by=by, **given)

    results = together(editing(ada, "It rose."), editing(bo, "It fell."))
    assert (refusals(results), ClaimVersion.objects.count()) == ([Conflict], 2)


def test_an_edit_while_an_answer_arrives_leaves_the_tally_right(claim, ada, bo):
    given = {"reason": "So.", "seen_version": claim.current_version_id}
    together(answering(claim, bo), lambda: edit_claim(claim=claim, statement="It rose.", by=ada, **given))
    claim = Claim.objects.get()
    assert (claim.tally.ratings, compute(claim).ratings, claim.tally.version_id) == (0, 0, claim.current_version_id)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the queue itself")
def test_who_writes_within_a_transaction_does_not_stand_in_line_behind_those_who_wait_for_it(claim, bo, emil):
    def wait_in_line():
        try:
            return answering(claim, emil)()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            other = pool.submit(wait_in_line)
            while not _LINE.locked():
                time.sleep(0.01)
            began = time.monotonic()
            rate(claim, bo, V)
            assert time.monotonic() - began < LONGEST_WAIT / 2
        other.result(timeout=LONGEST_WAIT)
    assert (Verdict.objects.count(), _LINE.locked()) == (2, False)


@pytest.fixture
def both(claim, ada, bo, emil, revision):
    """Two claims that bo and emil verified."""
    claims = [claim, propose(ada, revision, "Nobody was hurt")]
    for one in claims:
        rate(one, bo, V)
        rate(one, emil, V)
    return list(Claim.objects.order_by("pk"))


def approving(claims, by):
    seen = dict(reversed(fingerprints(claims).items())) if by.name == "Gus" else fingerprints(claims)
    return lambda: approve_together(seen=seen, by=by)


def test_two_editors_approving_the_same_claims_leave_one_decision_on_each(both, cleo, gus):
    results = together(approving(both, cleo), approving(both, gus))
    assert refusals(results) == [ChangedMeanwhile]
    assert list(Decision.objects.order_by("claim").values_list("claim", flat=True)) == [one.pk for one in both]
    assert Decision.objects.values("editor").distinct().count() == 1


def test_approving_several_while_an_answer_changes_takes_what_was_seen_or_nothing(both, cleo, bo):
    results = together(approving(both, cleo), answering(both[1], bo, D))
    (refused,) = refusals(results)
    approved = Decision.objects.count()
    assert (refused, approved) in {(ChangedMeanwhile, 0), (Conflict, 2)}


def test_the_last_seat_is_taken_once(claim, ada, bo, emil, ines):
    assert draw_next(by=ines).claim == claim
    drawn = together(lambda: draw_next(by=bo), lambda: draw_next(by=emil))
    assert sorted(seat is None for seat in drawn) == [False, True]
    assert list(Seat.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_named_person_gets_a_seat_beside_whoever_draws_the_last_one(claim, bo, emil, ines, cleo):
    draw_next(by=ines)
    assign = partial(assign_claims, claims=[claim.pk], to=bo, by=cleo)
    assigned, drawn = together(assign, lambda: draw_next(by=emil))
    numbers = sorted(Seat.objects.values_list("number", flat=True))
    assert (len(assigned), numbers) == (1, [1, 2] if drawn is None else [1, 2, 3])


def test_two_windows_of_one_idle_person_draw_one_claim(claim, ada, bo, revision):
    propose(ada, revision, "1954")
    drawn = together(*[lambda: draw_next(by=bo, idle=True)] * 2)
    assert (drawn[0], Seat.objects.count()) == (drawn[1], 1)
