"""What editors decided on claims, as pages and exports tell it: questions, and corrections with before and after."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.choices import Abstention, Address, Move, State
from factcheck.models import Asked, Claim, Decision, Event, Upheld, Verdict

#: After these something stands.
_STANDING = frozenset({Move.APPROVE, Move.OVERRIDE, Move.REJECT})


def recorded_decisions() -> QuerySet[Decision]:
    """Every decision with its editor and version, the earliest first; ``taken_back`` says whether it was undone."""
    undone = Event.objects.filter(deed=OuterRef("event"))
    decisions: QuerySet[Decision] = Decision.objects.select_related("editor", "version")
    return decisions.annotate(taken_back=Exists(undone))


@dataclass(frozen=True, slots=True)
class Corrected:
    """What stood, the reopening that says what kind of correction it is and why, and what stands after it.

    ``after`` is None until an editor decides again.
    """

    reopening: Decision
    before: Decision
    after: Decision | None


def corrections(decisions: Iterable[Decision]) -> list[Corrected]:
    """The corrections among the recorded decisions on one claim, the earliest first; they are all given, in order."""
    decisions = list(decisions)
    known = {one.pk: one for one in decisions}
    return [
        Corrected(one, known[one.corrects_id], _next_standing(decisions[at + 1 :]))
        for at, one in enumerate(decisions)
        if one.corrects_id is not None
    ]


def _next_standing(decisions: Iterable[Any]) -> Decision | None:
    return next((one for one in decisions if one.move in _STANDING and not one.taken_back), None)


def say_to_whom(decisions: Iterable[Decision], reader: User, *, revealed: bool) -> None:
    """Say of each question to whom it went (``put_to``, ``asks_reader``); one query if one was put to somebody by name.

    Only who answered is asked by name: to whom the claim is blind nothing is said but that they are asked themselves.
    """
    questions = [one for one in decisions if one.move == Move.RETURN]
    named = [one.pk for one in questions if one.address == Address.NAMED]
    asked: dict[Any, list[User]] = defaultdict(list)
    rows = Asked.objects.filter(decision__in=named).select_related("person").order_by("person__name", "person_id")
    for row in rows if named else ():
        asked[row.decision_id].append(row.person)
    others = {Address.EVERYBODY.value: "everybody who answered", Address.ONE_MORE.value: "one more reviewer"}
    for one in questions:
        you = ["you"] if reader in asked[one.pk] else []
        one.asks_reader = bool(you) or one.address == Address.EVERYBODY
        names = [str(person) for person in asked[one.pk] if person != reader]
        told = [others[one.address]] if one.address in others else [*you, *names]
        one.put_to = ", ".join(told if revealed else you)


@Prepared
def _on_claim(claim: int) -> QuerySet[Decision]:
    return recorded_decisions().filter(claim=claim)


def is_told(question: Any, *, revealed: bool) -> bool:
    """Whether somebody reads a question, after ``say_to_whom``: who sees the answers, and whom it was put to.

    An editor writes it with all answers before them, so to others the claim might not be blind any more.
    """
    return revealed or question.address == Address.ONE_MORE or bool(question.put_to)


def say_who_stands(decisions: Iterable[Decision]) -> None:
    """Say of each question which answers stand after it (``stands``); one query if there is a question, else none.

    For whom the claim is not blind to.
    """
    questions = {one.pk: one for one in decisions if one.move == Move.RETURN}
    rows = Upheld.objects.standing().filter(question__in=questions).select_related("verdict__reviewer")
    for upheld in rows if questions else ():
        questions[upheld.question_id].stands += (upheld,)


def answered_again(claims: Iterable[Claim]) -> set[int]:
    """The returned ones of these claims to whose question somebody answered, or whose answer stands after it.

    Their numbers; one query if one of them is returned, else none. For whom they are not blind to.
    """
    returned = [claim.pk for claim in claims if claim.state == State.RETURNED]
    if not returned:
        return set()
    asked = Decision.objects.filter(claim=OuterRef("claim"), move=Move.RETURN).order_by("-decided_at")
    answers = Verdict.objects.standing().filter(claim__in=returned, version=F("claim__current_version"))
    answers = answers.exclude(abstention=Abstention.NEED_MORE_TIME).order_by()
    answers = answers.annotate(asked_at=Subquery(asked.values("decided_at")[:1]))
    stands = Upheld.objects.standing().filter(verdict=OuterRef("pk"), made_at__gte=OuterRef("asked_at"))
    given = answers.filter(Q(updated_at__gt=F("asked_at")) | Exists(stands))
    return set(given.values_list("claim", flat=True))


def unanswered(claim: Claim, questions: Sequence[Decision], mine: Verdict | None) -> Decision | None:
    """The last of these ``questions``, if the reader they were said for may let their answer to it stand (``mine``).

    As ``factcheck.actions.uphold`` decides. None for whom the claim is blind to: nobody's answer stands there.
    """
    last = questions[-1] if questions and claim.state == State.RETURNED else None
    if last is None or not last.asks_reader or mine is None or not mine.is_answer:
        return None
    stale = mine.version_id != claim.current_version_id
    given = mine.updated_at > last.decided_at or any(one.verdict_id == mine.pk for one in last.stands)
    return None if stale or given else last


def judged(claim: Claim, reader: User, *, revealed: bool) -> dict[str, Any]:
    """The ``questions`` a claim was returned with that the reader is told, its ``corrections`` if it is ``revealed``.

    One query; one more if somebody was asked by name, and one if it is revealed and there are questions. A correction
    tells what was decided, and so of answers: to whom the claim is blind there is none.
    """
    decisions = _on_claim(claim=claim.pk)
    say_to_whom(decisions, reader, revealed=revealed)
    if revealed:
        say_who_stands(decisions)
    returned = [one for one in decisions if one.move == Move.RETURN]
    return {
        "questions": [one for one in returned if is_told(one, revealed=revealed)],
        "corrections": corrections(decisions) if revealed else [],
    }
