"""What reviewers answered first, before they saw the others' answers, against what they say now."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from factcheck.history.entries import Change
from factcheck.models import Claim, FirstAnswer, Verdict


@dataclass(frozen=True, slots=True)
class SinceFirst:
    """A verdict, whether its first answer to this version was blind, and what of it is different since."""

    verdict: Verdict
    blind: bool
    changes: list[Change]


def since_first(claim: Claim, verdicts: Collection[Verdict]) -> list[SinceFirst]:
    """Each of these verdicts on the claim's current version with its first answer to it; two queries.

    The caller got the verdicts through the gate. A verdict without a first answer ("need more time") counts as blind.
    """
    reviewers = [verdict.reviewer_id for verdict in verdicts]
    first = FirstAnswer.objects.filter(version=claim.current_version_id, reviewer__in=reviewers)
    answers = {one.reviewer_id: one for one in first}
    rows = Verdict.history.filter(claim_id=claim.pk, event__in=[one.event for one in answers.values()])
    then: dict[int, Any] = {row.reviewer_id: row for row in rows.order_by("history_id")}
    return [
        SinceFirst(
            verdict,
            blind=verdict.reviewer_id not in answers or answers[verdict.reviewer_id].blind,
            changes=_changes(then[verdict.reviewer_id], verdict) if verdict.reviewer_id in then else [],
        )
        for verdict in verdicts
    ]


def _changes(then: Any, now: Verdict) -> list[Change]:
    pairs = [
        ("Answer", _said(then), _said(now)),
        ("Rationale", then.rationale, now.rationale),
        ("Confidence", then.get_confidence_display(), now.get_confidence_display()),
        ("What would change their mind", then.change_of_mind, now.change_of_mind),
    ]
    return [Change(label, old, new) for label, old, new in pairs if old != new]


def _said(verdict: Any) -> str:
    rating: str = verdict.get_rating_display()
    return rating or f"Abstains: {verdict.get_abstention_display()}"
