"""What is worked out in the background, and what is left when that fails."""

import uuid

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from annotations.errors import UnreadableText
from annotations.plans import plan_revision
from annotations.text import decode
from factcheck.actions import keep_draft
from factcheck.actions.drafts import plan_of
from factcheck.choices import Stage
from factcheck.models import Correction
from factcheck.tasks import FAILURE, MAX_CHARACTERS, shown_difference, stretches_of, work_out_correction
from tests.desk import TEXT, all_rows, propose, revise
from tests.large import NEW, work_off, worked_out

LATER = uuid.UUID(int=7)


@pytest.fixture
def draft(article, ada, gus, revision):
    for words in ("rose four metres in a night", "highest since 1954", "Nobody was hurt."):
        propose(ada, revision, words)
    return keep_draft(article=article, decoded=decode(NEW.encode()), reason="Printed.", by=gus)


def everything_but(label: str) -> dict[str, object]:
    return {name: rows for name, rows in all_rows().items() if name != label}


def test_a_worked_out_draft_has_the_plan_and_the_difference_and_nothing_else_is_written(article, draft):
    before = everything_but("factcheck.Correction")
    ready = worked_out(draft)
    assert (ready.stage, ready.number, ready.failure) == (Stage.READY, 1, "")
    assert plan_of(ready) == plan_revision(article, NEW)
    assert ready.difference == shown_difference(TEXT, NEW)
    assert everything_but("factcheck.Correction") == before
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.parametrize(
    ("error", "sentence", "status"),
    [
        (RuntimeError("a defect"), FAILURE, TaskResultStatus.FAILED),
        (UnreadableText("This is no text."), "This is no text.", TaskResultStatus.SUCCESSFUL),
    ],
)
def test_a_plan_that_fails_leaves_a_sentence_and_nothing_half_written(monkeypatch, draft, error, sentence, status):
    def fail(*args):
        raise error

    monkeypatch.setattr("factcheck.tasks.paragraph_differences", fail)
    before = everything_but("factcheck.Correction")
    failed = worked_out(draft)
    assert (failed.stage, failed.failure) == (Stage.FAILED, sentence)
    assert (failed.number, failed.plan, failed.difference, failed.text) == (None, None, None, NEW)
    assert everything_but("factcheck.Correction") == before
    assert DBTaskResult.objects.get().status == status


def test_a_text_that_became_the_newest_meanwhile_says_so(article, draft, gus):
    newest = article.revisions.get()
    revise(article, gus, (newest.text, NEW))
    failed = worked_out(draft)
    assert failed.failure == "This is the text that is here already, character for character."


def test_it_compares_with_the_text_that_is_the_newest_when_it_runs(article, draft, gus):
    revise(article, gus, ("1954", "1953"))
    assert worked_out(draft).number == 2


def test_a_task_of_an_earlier_attempt_or_of_a_dropped_draft_writes_nothing(draft):
    work_out_correction.call(draft.pk, str(LATER))
    work_out_correction.call(draft.pk + 1, str(draft.attempt))
    assert Correction.objects.get().stage == Stage.WORKING


def test_a_draft_dropped_while_it_is_worked_out_stays_dropped(monkeypatch, draft):
    def drop(article, text):
        Correction.objects.all().delete()
        return plan_revision(article, text)

    monkeypatch.setattr("factcheck.tasks.plan_revision", drop)
    work_off()
    assert (Correction.objects.count(), DBTaskResult.objects.get().status) == (0, TaskResultStatus.SUCCESSFUL)


def test_an_attempt_begun_while_this_one_was_worked_out_is_left_to_its_own_task(monkeypatch, draft):
    def begun_again(article, text):
        Correction.objects.update(attempt=LATER)
        return plan_revision(article, text)

    monkeypatch.setattr("factcheck.tasks.plan_revision", begun_again)
    work_off()
    assert Correction.objects.values_list("stage", "plan").get() == (Stage.WORKING, None)


def test_running_twice_leaves_one_result(draft):
    worked_out(draft)
    once = Correction.objects.values().get()
    work_out_correction.call(draft.pk, str(draft.attempt))
    assert Correction.objects.values().get() == once


def test_what_is_shown_of_a_long_difference_has_an_end():
    old = "\n".join(f"Line {number} of the old text." for number in range(1_000))
    shown = shown_difference(old, old.replace("old", "new"))
    assert (len(stretches_of(shown)), shown["cut"], shown["more"]) == (1, False, 0)
    odd = "\n".join(line.replace("old", "new") if number % 3 else line for number, line in enumerate(old.split("\n")))
    assert len(stretches_of(shown_difference(old, odd))) == 200
    long = shown_difference("x " * MAX_CHARACTERS, "y " * MAX_CHARACTERS)
    (stretch,) = stretches_of(long)
    assert (sum(len(piece.words) for piece in stretch.pieces), long["cut"]) == (MAX_CHARACTERS, True)


def test_the_difference_is_against_the_text_the_plan_was_made_from(monkeypatch, article, draft, cleo):
    def after_a_correction(*given):
        revise(article, cleo, ("1954", "1953"))
        return plan_revision(*given)

    monkeypatch.setattr("factcheck.tasks.plan_revision", after_a_correction)
    ready = worked_out(draft)
    assert (ready.number, ready.difference) == (2, shown_difference(TEXT.replace("1954", "1953"), NEW))
