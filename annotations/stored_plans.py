"""A plan as JSON, so that it can be worked out in one process and applied in another."""

import uuid
from collections.abc import Mapping
from typing import Any

from annotations.errors import OutdatedPlan
from annotations.models import Anchor, AnchorMethod, AnchorState, Revision
from annotations.plans import Plan, Step
from annotations.text import digest

#: The form in which a plan is stored. Another form is another number: a plan stored in an older one is outdated.
_FORM = 1


def plan_to_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON can say it, without the words: they stand in the new text and in the anchors it names."""
    return {
        "form": _FORM,
        "article": plan.article,
        "number": plan.number,
        "sha256": plan.sha256,
        "seen": sorted([pk, event.hex] for pk, event in plan.seen),
        "steps": [
            [
                *(step.span, step.withdrawn, step.state.value, step.method.value, step.score, step.start, step.end),
                *(step.suggestion, step.standing.pk, step.settled_by),
            ]
            for step in plan.steps
        ],
    }


def plan_from_data(data: Mapping[str, Any], new_text: str, anchors: Mapping[int, Anchor]) -> Plan:
    """The plan that ``plan_to_data`` made, for the same new text; ``anchors`` holds each that it stands on, by id.

    Raises OutdatedPlan if it was stored in another form, for another text, or on an anchor that is missing.
    """
    if data.get("form") != _FORM or data["sha256"] != digest(new_text) or not anchors.keys() >= standing_ids(data):
        raise OutdatedPlan("The stored plan for this text is of no use any more. Have it worked out again.")
    return Plan(
        article=data["article"],
        number=data["number"],
        sha256=data["sha256"],
        steps=tuple(_step_from_data(row, new_text, anchors) for row in data["steps"]),
        seen=frozenset((pk, uuid.UUID(event)) for pk, event in data["seen"]),
    )


def standing_ids(data: Mapping[str, Any]) -> set[int]:
    """The ids of the anchors that a stored plan stands on."""
    return {row[8] for row in data.get("steps", ())}


def _step_from_data(row: list[Any], new_text: str, anchors: Mapping[int, Anchor]) -> Step:
    span, withdrawn, state, method, score, start, end, suggestion, standing, settled_by = row
    return Step(
        span=span,
        withdrawn=withdrawn,
        state=AnchorState(state),
        method=AnchorMethod(method),
        score=score,
        old_words=anchors[standing].quote,
        new_words=new_text[start:end] if start is not None else "",
        start=start,
        end=end,
        suggestion=(suggestion[0], suggestion[1]) if suggestion else None,
        standing=anchors[standing],
        settled_by=settled_by,
    )


def is_of_this_moment(plan: Plan) -> bool:
    """Whether the article still has the revision and the anchors that the plan was made from. Two queries."""
    current = Revision.objects.filter(article=plan.article).order_by("-number").values_list("pk", "number")[0]
    now = Anchor.objects.filter(revision=current[0]).values_list("pk", "event")
    return (plan.number, plan.seen) == (current[1], frozenset(now))
