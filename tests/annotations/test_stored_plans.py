"""A plan goes into the database as JSON and comes back the same."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.actions import mark_span
from annotations.errors import OutdatedPlan
from annotations.models import Anchor, AnchorMethod, AnchorState, Kind
from annotations.plans import Plan, Step, plan_revision
from annotations.stored_plans import is_of_this_moment, plan_from_data, plan_to_data, standing_ids
from annotations.text import digest
from tests.desk import TEXT, propose, revise, settle

NEW = TEXT.replace("four metres in a night", "five metres in a night").replace("Nobody was hurt.", "")


def stored(plan: Plan) -> dict[str, object]:
    """What the database gives back."""
    return json.loads(json.dumps(plan_to_data(plan)))


@st.composite
def plans(draw):
    """Any plan that could be, and its new text."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda pair: (min(pair[0], pair[1] - 1), pair[1])
    )
    steps = []
    for span in draw(st.lists(st.integers(1, 10**12), unique=True, max_size=6)):
        state = draw(st.sampled_from([AnchorState.KEPT, AnchorState.CHANGED, AnchorState.FOUND, AnchorState.ORPHANED]))
        start, end = draw(places) if state != AnchorState.ORPHANED else (None, None)
        standing = Anchor(pk=span * 2, span_id=span, quote=draw(st.text(min_size=1)))
        steps.append(
            Step(
                span=span,
                withdrawn=draw(st.booleans()),
                state=state,
                method=draw(st.sampled_from(AnchorMethod)),
                score=draw(st.floats(0, 1)),
                old_words=standing.quote,
                new_words=text[start:end] if start is not None else "",
                start=start,
                end=end,
                suggestion=draw(st.none() | places) if state == AnchorState.ORPHANED else None,
                standing=standing,
                settled_by=draw(st.none() | st.integers(1)),
            )
        )
    seen = draw(st.frozensets(st.tuples(st.integers(1), st.uuids()), max_size=6))
    number = draw(st.integers(1, 99))
    return Plan(article=1, number=number, sha256=digest(text), steps=tuple(steps), seen=seen), text


@given(plans())
def test_a_plan_comes_back_as_it_was(given_plan):
    plan, text = given_plan
    anchors = {step.standing.pk: step.standing for step in plan.steps}
    data = stored(plan)
    assert plan_from_data(data, text, anchors) == plan
    assert standing_ids(data) == anchors.keys()


def test_a_real_plan_comes_back_with_the_anchors_it_stands_on(article, ada, revision):
    for words in ("rose four metres in a night", "highest since 1954", "Nobody was hurt."):
        propose(ada, revision, words)
    plan = plan_revision(article, NEW)
    assert sorted(plan.counts) == ["changed", "kept", "orphaned"]
    data = stored(plan)
    assert plan_from_data(data, NEW, Anchor.objects.in_bulk(standing_ids(data))) == plan


@pytest.mark.parametrize("change", ["form", "text", "anchor"])
def test_a_plan_that_fits_no_more_is_refused(article, ada, revision, change):
    propose(ada, revision, "rose four metres")
    data = stored(plan_revision(article, NEW))
    anchors = {} if change == "anchor" else Anchor.objects.in_bulk(standing_ids(data))
    if change == "form":
        data["form"] = 0
    with pytest.raises(OutdatedPlan):
        plan_from_data(data, TEXT if change == "text" else NEW, anchors)


def test_a_plan_is_of_this_moment_until_a_mark_a_settlement_or_a_revision(article, ada, gus, revision):
    def mark(words, at):
        given = {"start": at, "end": at + len(words), "quote": words, "kind": Kind.HEADLINE}
        mark_span(revision=article.revisions.get(), by=ada, event=uuid.UUID(int=7), reason="marked", **given)

    plan = plan_revision(article, NEW)
    assert is_of_this_moment(plan)
    mark("The river", 0)
    assert not is_of_this_moment(plan)
    propose(ada, revision, "Nobody was hurt.")
    plan = plan_revision(article, NEW)
    revise(article, gus, ("Nobody was hurt.", ""))
    assert not is_of_this_moment(plan)
    plan = plan_revision(article, TEXT)
    settle(Anchor.objects.get(state=AnchorState.ORPHANED), gus, None)
    assert not is_of_this_moment(plan)


def test_without_any_span_it_is_so_until_the_next_revision(article, gus):
    plan = plan_revision(article, NEW)
    assert is_of_this_moment(plan)
    revise(article, gus, ("1954", "1953"))
    assert not is_of_this_moment(plan)
