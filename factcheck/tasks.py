"""Work that takes longer than a person waits for. Each task may run twice and still leave one result."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from annotations.differences import Piece, Stretch, beginning, paragraph_differences
from annotations.errors import AnnotationError, UnchangedText
from annotations.plans import plan_revision
from annotations.stored_plans import plan_to_data
from annotations.twins import sketch_missing
from factcheck.choices import Delivery, Stage
from factcheck.models import Correction, Message
from factcheck.outbox import send_due

#: So much of the difference between two texts is shown before saving; of the rest it is said how much it is.
MAX_STRETCHES = 200
MAX_CHARACTERS = 100_000

FAILURE = (
    "Something went wrong while this was worked out. Your text is kept; try again, or correct it in smaller steps."
)


@task
def sketch_revisions() -> None:
    """Sketch all texts that have no sketch yet, so that texts like them are found. Nothing is locked meanwhile."""
    while sketch_missing():
        pass


#: So long after a sending was begun another one looks whether that came to its end.
FOLLOW_UP = timedelta(minutes=10)


@task
def send_mail() -> None:
    """Send what is due to be e-mailed. Whoever is killed meanwhile leaves a task behind that goes on with the rest."""
    _see_to_it_by(timezone.now() + FOLLOW_UP)
    send_due()
    waiting = Message.objects.filter(state=Delivery.WAITING).order_by("due_at").first()
    if waiting is not None:
        _see_to_it_by(waiting.due_at)


def _see_to_it_by(time: datetime) -> None:
    """Queue a sending at that time, unless one is queued by then or nothing waits."""
    queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=send_mail.module_path)
    by_then = queued.filter(Q(run_after=get_date_max()) | Q(run_after__lte=time))
    if Message.objects.filter(state=Delivery.WAITING).exists() and not by_then.exists():
        send_mail.using(run_after=time).enqueue()


@task
def work_out_correction(correction: int, attempt: str) -> None:
    """Store plan and difference with a draft, or why there are none. Nothing is locked while they are worked out.

    A draft that is gone, saved, or on another attempt by now is left alone.
    """
    draft = Correction.objects.filter(pk=correction, attempt=attempt, stage=Stage.WORKING).first()
    if draft is None:
        return
    try:
        found = _worked_out(draft)
    except AnnotationError as problem:
        _store(draft, stage=Stage.FAILED, failure=str(problem))
    except Exception:
        _store(draft, stage=Stage.FAILED, failure=FAILURE)
        raise
    else:
        _store(draft, stage=Stage.READY, failure="", **found)


def _worked_out(draft: Correction) -> dict[str, Any]:
    current = draft.article.revisions.order_by("-number")[0]
    if current.sha256 == draft.sha256:
        raise UnchangedText("This is the text that is here already, character for character.")
    plan = plan_revision(draft.article, draft.text)
    # The text the plan was made from: the article may have been corrected since the line above.
    difference = shown_difference(draft.article.revisions.get(number=plan.number).text, draft.text)
    return {"number": plan.number, "plan": plan_to_data(plan), "difference": difference}


def _store(draft: Correction, **values: Any) -> None:
    with transaction.atomic():
        same = Correction.objects.select_for_update().filter(pk=draft.pk, attempt=draft.attempt, stage=Stage.WORKING)
        for row in same:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()


def shown_difference(old: str, new: str) -> dict[str, Any]:
    """What is shown of the difference, as JSON can say it, and how many paragraphs of it are not shown at all."""
    stretches = paragraph_differences(old, new)
    shown = beginning(stretches, most=MAX_STRETCHES, characters=MAX_CHARACTERS)
    length = sum(len(piece.words) for stretch in stretches[:MAX_STRETCHES] for piece in stretch.pieces)
    return {
        "stretches": [
            [stretch.changed, stretch.gap, [[piece.kind, piece.words] for piece in stretch.pieces]] for stretch in shown
        ],
        "cut": length > MAX_CHARACTERS,
        "more": len(stretches) - len(shown),
    }


def stretches_of(difference: dict[str, Any]) -> list[Stretch]:
    """The stretches of a ``shown_difference``."""
    return [
        Stretch([Piece(kind, words) for kind, words in pieces], changed=changed, gap=gap)
        for changed, gap, pieces in difference["stretches"]
    ]
