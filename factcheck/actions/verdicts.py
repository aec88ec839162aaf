"""Answer a claim: a rating with rationale and evidence, or an abstention with its reason."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.actions.answers import Answer, Source, given
from factcheck.actions.attachments import refuse_others_files
from factcheck.actions.first_answers import has_answered, has_seen, keep_first_answer
from factcheck.actions.participation import stand
from factcheck.actions.recording import Recording, checked_column, recording
from factcheck.actions.tally import recount
from factcheck.choices import ANSWERING_ABSTENTIONS, RATINGS_WITH_EVIDENCE, Confidence, Move, Part, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Evidence, Verdict
from factcheck.rules import require
from factcheck.transitions import after


def record_verdict(
    *, claim: Claim, answer: Answer, seen_version: uuid.UUID, by: User, key: str = "", seen_answer: str | None = None
) -> Verdict:
    """Give or change one's verdict on the claim's current version; return it as stored.

    ``seen_answer`` is the token of one's own answer that the form was made from, empty for none: raises Conflict if
    the stored one is another by now, and not the one that is given either. None asks nothing.
    The list of evidence replaces the one before: what is missing is withdrawn. The first answer to each
    version is kept apart for ever. Raises Conflict if the statement has changed since the form was made,
    if the claim is decided, or if a rating is barred because the person abstained on this version or saw
    the others' answers before giving their own. An answer that changes nothing leaves no event.
    """
    require("answer", by, claim)
    content = [claim.pk, answer.content(), seen_version]
    with recording(Verb.VERDICT_RECORDED, by=by, key=key, content=content) as record:
        if (earlier := record.repeated(Verdict)) is not None:
            return earlier
        (current,) = _locked_claim(claim=claim.pk)
        after(current.state, Move.ANSWER)
        if current.current_version_id != seen_version:
            raise Conflict("The statement was edited meanwhile. Your text is kept; read the new words and save again.")
        stored = _locked_verdict.first(claim=claim.pk, reviewer=by.pk)
        answer = answer.completed(stored)
        _refuse_changed(stored, answer, seen_answer)
        verdict, changed = write_verdict(record, current, answer, stored)
        if not changed:
            return record.unchanged(verdict)
        recount(current)
        return record.about(verdict)


def write_verdict(
    record: Recording, claim: Claim, answer: Answer, verdict: Verdict | None = None
) -> tuple[Verdict, bool]:
    """Write one's verdict on a locked claim within an event under way; say whether anything changed.

    ``verdict`` is the one they have, locked too. The caller recounts. Raises Invalid and Conflict as
    ``record_verdict`` says.
    """
    answer = answer.completed(verdict)
    _validate(answer)
    refuse_others_files([source.attachment_id for source in answer.evidence], record.by)
    stale = verdict is None or verdict.version_id != claim.current_version_id or verdict.withdrawn_at is not None
    answered = has_answered(claim.current_version_id, record.by)
    if answer.rating:
        _refuse_after_seeing(claim, record.by, answered=answered)
    is_new = verdict is None
    if verdict is None:
        verdict = Verdict(claim=claim, reviewer=record.by)
    said = answer.columns()
    changed = stale or any(getattr(verdict, name) != value for name, value in said.items())
    verdict.version_id = claim.current_version_id
    for name, value in said.items():
        setattr(verdict, name, value)
    verdict.withdrawn_at = None
    if changed:
        verdict.updated_at = timezone.now()
        record.write(verdict)
    if _replace_evidence(record, verdict, answer.evidence, is_new=is_new) and not changed:
        # One more source is another answer, to an editor's question too.
        changed, verdict.updated_at = True, timezone.now()
        record.write(verdict)
    if verdict.is_answer:
        stand(claim, record.by, Part.PARTY, record.id)
        if not answered:
            keep_first_answer(record, claim, verdict)
    return verdict, changed


@Prepared
def _locked_claim(claim: int) -> QuerySet[Claim]:
    return Claim.objects.select_for_update().filter(pk=claim)


@Prepared
def _locked_verdict(claim: int, reviewer: int) -> QuerySet[Verdict]:
    """One at most: the database holds it."""
    return Verdict.objects.select_for_update().filter(claim=claim, reviewer=reviewer)


def _validate(answer: Answer) -> None:
    if bool(answer.rating) == bool(answer.abstention):
        raise Invalid("Choose a rating, or abstain with a reason.", field="rating")
    if answer.rating and not answer.rationale.strip():
        raise Invalid("Say in the rationale how you came to this rating.", field="rationale")
    if answer.confidence and answer.confidence not in Confidence.values:
        raise Invalid("Say how sure you are in one of the words offered.", field="confidence")
    asked = settings.REQUIRED_EVIDENCE if answer.rating in RATINGS_WITH_EVIDENCE else 0
    if len(answer.evidence) < asked:
        raise Invalid(too_little_evidence(asked), field="evidence")
    for source in answer.evidence:
        if not (source.url.strip() or source.citation.strip() or source.attachment_id):
            raise Invalid("Evidence needs an address, a citation or a file.", field="evidence")
        for column in ("url", "archived_url", "title", "publisher", "published"):
            if value := source.columns()[column]:
                checked_column(Evidence, column, value, field="evidence")


def too_little_evidence(asked: int) -> str:
    """The sentence for somebody who cites less than so many sources."""
    sources = "one source" if asked == 1 else f"{asked} sources"
    return f"Cite at least {sources} for “verified” or “disputed”; without, the answer is “unverified”."


def _refuse_changed(stored: Verdict | None, answer: Answer, seen: str | None) -> None:
    if seen is None:
        return
    stands = stored is not None and stored.withdrawn_at is None
    if (given(stored).token if stored and stands else "") not in (seen, answer.token):
        raise Conflict("You changed your answer elsewhere since you opened this form. Both are shown; save again.")


def _refuse_after_seeing(claim: Claim, person: User, *, answered: bool) -> None:
    if answered:
        if _abstained(claim, person):
            raise Conflict(
                "You abstained on this statement and have seen the others' answers, so you cannot rate it now."
            )
    elif has_seen(claim.current_version_id, person):
        raise Conflict("You saw the others' answers at the desk before giving your own, so you cannot rate this claim.")


def _abstained(claim: Claim, person: User) -> bool:
    """Whether they ever gave an answering abstention on the current version, whatever they said or undid since."""
    states = Verdict.history.filter(claim_id=claim.pk, reviewer_id=person.pk, version_id=claim.current_version_id)
    return bool(states.filter(abstention__in=sorted(ANSWERING_ABSTENTIONS)).exists())


def _replace_evidence(record: Recording, verdict: Verdict, sources: Sequence[Source], *, is_new: bool) -> bool:
    """Make the stored list equal to the given one, row by row in order; say whether anything changed."""
    rows = [] if is_new else list(verdict.evidence.select_for_update().filter(withdrawn_at=None))
    changed = False
    for row in rows[len(sources) :]:
        row.withdrawn_at = timezone.now()
        record.write(row)
        changed = True
    for position, source in enumerate(sources):
        row = rows[position] if position < len(rows) else Evidence(verdict=verdict, position=position)
        typed = source.columns()
        if row._state.adding or any(getattr(row, name) != value for name, value in typed.items()):
            for name, value in typed.items():
                setattr(row, name, value)
            row.position = position
            record.write(row)
            changed = True
    return changed
