"""Large corrections: kept as drafts, worked out in the background, saved in one transaction.

A draft is nobody's judgement and not yet the article's text: what is done to it writes neither event nor history.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from annotations.models import Anchor, Article, Revision
from annotations.plans import Plan
from annotations.stored_plans import plan_from_data, standing_ids
from annotations.text import Decoded, digest
from factcheck.accounts.models import User
from factcheck.actions.revisions import revise_article
from factcheck.choices import Stage
from factcheck.errors import Conflict
from factcheck.models import Correction
from factcheck.rules import require
from factcheck.tasks import work_out_correction


def keep_draft(*, article: Article, decoded: Decoded, reason: str, by: User) -> Correction:
    """Keep a corrected text and have it worked out; return the draft.

    The same text from the same person again is the same draft, with the newer reason.
    """
    require("revise", by)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        same = article.corrections.select_for_update().filter(made_by=by, sha256=digest(decoded.text))
        draft = same.exclude(stage=Stage.SAVED).first() or Correction(
            article=article,
            text=decoded.text,
            sha256=digest(decoded.text),
            raw_sha256=decoded.sha256,
            encoding=decoded.encoding,
            encoding_guessed=decoded.guessed,
            made_by=by,
        )
        draft.reason = reason.strip()
        return _begin(draft)


def work_again(*, draft: Correction, by: User, reason: str | None = None) -> Correction:
    """Have a draft worked out anew, against the text and the passages that are there now; keep the reason if given.

    Raises Conflict if it is saved, or dropped, meanwhile.
    """
    require("revise", by)
    with transaction.atomic():
        current = _open(draft)
        if reason is not None:
            current.reason = reason
        return _begin(current)


def save_draft(*, draft: Correction, seen: uuid.UUID, reason: str, by: User, key: str = "") -> Revision:
    """Apply the stored plan: store the next revision with all its anchors, and return it.

    ``seen`` is the draft's attempt whose preview the person saw. Saving what is saved returns the revision it
    became. Raises Conflict if it is not worked out, was worked out anew since, or was dropped, and OutdatedPlan or
    Conflict if the article, or one of its passages, moved on since.
    """
    require("revise", by)
    if draft.revision is not None:
        return draft.revision
    if draft.stage != Stage.READY:
        raise Conflict("This correction is not worked out yet.")
    if draft.attempt != seen:
        raise Conflict("This correction was worked out anew since you looked at it. Look at it again, then save.")
    plan = plan_of(draft)
    with transaction.atomic():
        revision = revise_article(
            article=draft.article,
            decoded=draft.decoded,
            reason=reason,
            seen_revision=plan.number,
            by=by,
            key=key,
            plan=plan,
        )
        # Saved by the same form a moment ago, it stays as it is.
        current = _open(draft, revision)
        current.stage, current.revision, current.reason = Stage.SAVED, revision, reason
        current.text, current.plan, current.difference = "", None, None
        current.save()
        return revision


def drop_draft(*, draft: Correction, by: User) -> None:
    """Delete a draft. Raises Conflict if it is saved, or dropped, meanwhile."""
    require("revise", by)
    with transaction.atomic():
        current = _open(draft)
        current.delete()


def plan_of(draft: Correction) -> Plan:
    """The stored plan of a draft that is ready. Raises OutdatedPlan if nobody can read it any more."""
    data = draft.plan or {}
    return plan_from_data(data, draft.text, Anchor.objects.in_bulk(standing_ids(data)))


def _begin(draft: Correction) -> Correction:
    """Hand a locked or new draft to the background, unless it is there already and may still come back."""
    if draft.pk and draft.stage == Stage.WORKING and not draft.is_overdue:
        draft.save()
        return draft
    draft.stage, draft.attempt, draft.begun_at, draft.failure = Stage.WORKING, uuid.uuid4(), timezone.now(), ""
    draft.number = draft.plan = draft.difference = None
    draft.save()
    work_out_correction.enqueue(draft.pk, str(draft.attempt))
    return draft


def _open(draft: Correction, saved_as: Revision | None = None) -> Correction:
    """The draft under lock. Raises Conflict if it was dropped, or saved as another revision than this one."""
    found = Correction.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise Conflict("This correction was dropped meanwhile.")
    if found.stage == Stage.SAVED and found.revision_id != (saved_as and saved_as.pk):
        raise Conflict("This correction is saved already.")
    return found
