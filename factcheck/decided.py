"""What editors decided on claims, as pages and exports tell it: questions, and corrections with before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from factcheck.choices import Move
from factcheck.models import Claim, Decision, Event

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


def judged(claim: Claim, *, revealed: bool) -> dict[str, Any]:
    """The ``questions`` editors returned a claim with, and its ``corrections`` if it is ``revealed``; one query.

    A correction tells what was decided, and so of answers: to whom the claim is blind there is none.
    """
    decisions = list(recorded_decisions().filter(claim=claim))
    return {
        "questions": [one for one in decisions if one.move == Move.RETURN],
        "corrections": corrections(decisions) if revealed else [],
    }
