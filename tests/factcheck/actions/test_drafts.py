"""Large corrections as drafts: kept, worked out again, saved by their stored plan, dropped; and who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from annotations.errors import OutdatedPlan
from annotations.models import Anchor, AnchorState, Revision
from annotations.text import decode
from factcheck.actions import drop_draft, keep_draft, save_draft, work_again
from factcheck.choices import Stage, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Correction, Event
from factcheck.models.correction import PATIENCE
from tests.desk import all_rows, propose, rate, revise
from tests.large import NEW, work_off, worked_out


@pytest.fixture
def keep(article, gus):
    def kept(text=NEW, by=gus, reason="Printed on Tuesday."):
        return keep_draft(article=article, decoded=decode(text.encode()), reason=reason, by=by)

    return kept


@pytest.fixture
def claims(ada, revision):
    words = ("rose four metres in a night", "highest since 1954", "Nobody was hurt.")
    return [propose(ada, revision, quote) for quote in words]


@pytest.fixture
def ready(claims, keep):
    return worked_out(keep())


def save(draft, by, **more):
    now = Correction.objects.get(pk=draft.pk)
    return save_draft(draft=now, by=by, **{"seen": now.attempt, "reason": "Printed.", **more})


def moved_on(draft):
    """As if the draft had been begun too long ago."""
    draft.begun_at -= PATIENCE + timedelta(seconds=1)
    draft.save()


def test_a_draft_writes_no_event_no_history_and_no_revision(article, claims, keep):
    before = all_rows()
    keep()
    work_off()
    after = all_rows()
    assert {name for name in after if after[name] != before[name]} == {"factcheck.Correction"}


def test_saving_applies_the_plan_as_any_correction_is_applied(article, claims, ready, gus, bo):
    rate(claims[0], bo, "verified")
    revision = save(worked_out(work_again(draft=ready, by=gus)), gus)
    assert (revision.number, revision.text, revision.reason) == (2, NEW, "Printed.")
    states = Anchor.objects.filter(revision=revision).order_by("span_id").values_list("state", flat=True)
    assert list(states) == [AnchorState.CHANGED, AnchorState.KEPT, AnchorState.ORPHANED]
    claims[0].refresh_from_db()
    assert claims[0].current_version.number == 2
    event = Event.objects.order_by("-number")[0]
    assert (event.verb, event.actor, event.principal_id) == (Verb.ARTICLE_REVISED, gus, str(revision.pk))


def test_no_plan_is_made_while_saving(monkeypatch, ready, gus):
    def never(*args):
        raise AssertionError("A plan was made while saving.")

    monkeypatch.setattr("factcheck.actions.revisions.plan_revision", never)
    assert save(ready, gus).number == 2


def test_what_is_saved_keeps_its_revision_and_neither_text_nor_plan(ready, gus):
    revision = save(ready, gus)
    saved = Correction.objects.get()
    assert (saved.stage, saved.revision, saved.text, saved.plan, saved.difference) == (
        "saved",
        revision,
        "",
        None,
        None,
    )


@pytest.mark.parametrize("keys", [("k", "k"), ("k", "other"), ("", "")])
def test_saving_twice_makes_one_revision(ready, gus, keys):
    stale = Correction.objects.get()
    first = save(ready, gus, key=keys[0])
    assert save(ready, gus, key=keys[1]) == first
    assert Revision.objects.count() == 2
    if keys[0] == keys[1] == "k":  # both pressed before either was done
        assert save_draft(draft=stale, seen=stale.attempt, reason="Printed.", by=gus, key="k") == first


def test_how_the_bytes_were_read_goes_with_the_text(article, gus):
    raw = "Le fleuve a monté.".encode("cp1252")
    draft = keep_draft(article=article, decoded=decode(raw), reason="Misprint.", by=gus)
    revision = save(worked_out(draft), gus)
    assert (revision.text, revision.encoding, revision.encoding_guessed) == ("Le fleuve a monté.", "cp1252", True)
    assert revision.raw_sha256 == decode(raw).sha256


@pytest.mark.parametrize("meanwhile", ["a mark", "a correction"])
def test_an_article_that_moved_on_is_a_conflict_and_leaves_nothing(article, ready, ada, cleo, gus, revision, meanwhile):
    if meanwhile == "a mark":
        propose(ada, revision, "The river")
    else:
        revise(article, cleo, ("1954", "1953"))
    before = all_rows()
    with pytest.raises(OutdatedPlan if meanwhile == "a mark" else Conflict):
        save(ready, gus)
    assert all_rows() == before
    again = worked_out(work_again(draft=ready, by=gus, reason="Better."))
    assert (again.stage, again.reason, again.number) == (Stage.READY, "Better.", 1 if meanwhile == "a mark" else 2)
    assert save(again, gus).text == NEW


def test_what_was_worked_out_anew_is_looked_at_before_it_is_saved(article, ready, cleo, gus):
    revise(article, cleo, ("1954", "1953"))
    worked_out(work_again(draft=ready, by=cleo))
    before = all_rows()
    with pytest.raises(Conflict, match="worked out anew"):
        save(ready, gus, seen=ready.attempt)
    assert all_rows() == before


def test_without_a_reason_nothing_is_saved(ready, gus):
    before = all_rows()
    with pytest.raises(Invalid):
        save(ready, gus, reason=" ")
    assert all_rows() == before


def test_what_is_not_worked_out_is_not_saved(keep, gus):
    with pytest.raises(Conflict, match="not worked out"):
        save(keep(), gus)


def test_the_same_text_of_the_same_person_is_the_same_draft(keep, cleo):
    first = keep()
    second = keep(reason="A better reason.")
    assert (second.pk, second.attempt, second.reason) == (first.pk, first.attempt, "A better reason.")
    assert keep(by=cleo).pk != first.pk
    assert keep(NEW + "!").pk != first.pk
    assert Correction.objects.count() == 3


def test_one_that_is_worked_on_is_not_begun_again_unless_it_is_overdue(keep, gus):
    draft = keep()
    assert work_again(draft=draft, by=gus).attempt == draft.attempt
    moved_on(draft)
    assert draft.is_overdue
    assert work_again(draft=draft, by=gus).attempt != draft.attempt
    assert worked_out(draft).stage == Stage.READY


def test_another_editor_may_save_it(ready, cleo):
    assert save(ready, cleo).created_by == cleo


def test_a_dropped_draft_is_gone_and_a_saved_one_stays(article, keep, ready, gus):
    drop_draft(draft=ready, by=gus)
    assert Correction.objects.count() == 0
    for act in (work_again, drop_draft):
        with pytest.raises(Conflict, match="dropped"):
            act(draft=ready, by=gus)
    with pytest.raises(Conflict, match="dropped"):
        save_draft(draft=ready, seen=ready.attempt, reason="Printed.", by=gus)
    assert article.revisions.count() == 1
    saved = worked_out(keep())
    save(saved, gus)
    for act in (work_again, drop_draft):
        with pytest.raises(Conflict, match="saved"):
            act(draft=saved, by=gus)


@pytest.mark.parametrize("person", ["ada", "hana", "dan"])
def test_drafts_are_for_editors(keep, ready, request, person):
    somebody = request.getfixturevalue(person)
    before = all_rows()
    for act in (work_again, drop_draft):
        with pytest.raises(NotAllowed):
            act(draft=ready, by=somebody)
    with pytest.raises(NotAllowed):
        save(ready, somebody)
    with pytest.raises(NotAllowed):
        keep(by=somebody)
    assert all_rows() == before


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("stage", "odd", "correction_stage_is_known"),
        ("stage", Stage.SAVED, "correction_has_its_revision_once_saved"),
        ("plan", None, "correction_is_ready_with_its_plan"),
    ],
)
def test_the_database_holds_what_a_draft_is(ready, column, value, constraint):
    setattr(ready, column, value)
    with pytest.raises(IntegrityError, match=constraint):
        ready.save()
