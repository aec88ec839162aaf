"""Let one's answer stand when an editor asks about it: the question is answered, the answer as it was."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.actions.notices import tell
from factcheck.actions.recording import recording
from factcheck.choices import Address, Move, NoticeKind, State, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Decision, Upheld, Verdict
from factcheck.rules import require
from factcheck.transitions import after

MAX_WORDS = 1_000


def uphold(*, claim: Claim, question: UUID, by: User, words: str = "", key: str = "") -> Verdict:
    """Say, after the question a claim was returned with, that one's answer stands as it is; return the answer.

    ``question`` is the decision that asks. Nothing of the answer changes: no version, no count, no first answer. The
    editor is told. Raises NotAllowed if the question was not put to this person; Conflict if it is not the last one
    of a returned claim, if they answered since it was put, or if there is no answer of theirs to the present wording:
    that is confirmed, or revised. Twice is once: what was said to it first is kept.
    """
    require("answer", by, claim)
    words = words.strip()
    if len(words) > MAX_WORDS:
        raise Invalid(f"This has at most {MAX_WORDS:,} characters; yours has {len(words):,}.", field="words")
    content = [claim.pk, str(question), words]
    with recording(Verb.VERDICT_UPHELD, by=by, key=key, content=content, words=words) as record:
        if (earlier := record.repeated(Verdict)) is not None:
            return earlier
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        asked = _last_question(current, question, by)
        verdict = _answer(current, by)
        upheld = Upheld.objects.select_for_update().filter(verdict=verdict, question=asked).first()
        if upheld is not None and upheld.withdrawn_at is None:
            return record.unchanged(verdict)
        if verdict.updated_at > asked.decided_at:
            raise Conflict("You have answered since the question was put.")
        upheld = upheld or Upheld(verdict=verdict, question=asked)
        upheld.words, upheld.made_at, upheld.withdrawn_at = words, timezone.now(), None
        record.write(upheld)
        tell(record, to=[asked.editor], kind=NoticeKind.UPHELD, claim=current)
        return record.about(verdict)


def _last_question(claim: Claim, question: UUID, by: User) -> Decision:
    """The question, if it is the one that waits for an answer, and for one of this person."""
    after(claim.state, Move.ANSWER)
    questions: QuerySet[Decision] = Decision.objects.filter(claim=claim, move=Move.RETURN).select_related("editor")
    last = questions.order_by("-decided_at").first()
    if claim.state != State.RETURNED or last is None or last.pk != question:
        raise Conflict("This question is not asked any more. Open the claim again.")
    named = last.address == Address.NAMED and last.asked.filter(person=by).exists()
    if not (named or last.address == Address.EVERYBODY):
        raise NotAllowed("This question was not put to you.")
    return last


def _answer(claim: Claim, by: User) -> Verdict:
    """The person's answer to the wording there is now, locked."""
    verdict = Verdict.objects.standing().select_for_update().filter(claim=claim, reviewer=by).first()
    if verdict is None or not verdict.is_answer:
        raise Conflict("You have no answer to this claim that could stand.")
    if verdict.version_id != claim.current_version_id:
        raise Conflict(
            "The wording changed since you answered. Read the new words, then confirm or revise your answer."
        )
    return verdict
