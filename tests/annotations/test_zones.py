"""Zones in the text layer: what is written of them, and what a correction does to one."""

import uuid

import pytest
from django.db import IntegrityError

from annotations.actions import mark_span, revise_article
from annotations.audit import faults
from annotations.models import PARTS, REMARKS, ZONES, Anchor, Kind, Span
from annotations.plans import plan_revision
from annotations.text import decode
from annotations.zones import boilerplate, change_zone, restore_zone, standing_zones, stretches, withdraw_zone
from tests.desk import TEXT

EVENT, NEXT = uuid.UUID(int=7), uuid.UUID(int=8)


@pytest.fixture
def mark(revision, ada):
    def marked(words, kind, reading=""):
        at = revision.text.index(words)
        given = {"start": at, "end": at + len(words), "quote": words, "kind": kind, "reading": reading}
        return mark_span(revision=revision, by=ada, event=EVENT, reason="marked", **given)

    return marked


@pytest.fixture
def correct(article, gus):
    def corrected(text):
        given = {"plan": plan_revision(article, text), "words": "Why", "by": gus, "event": NEXT, "reason": "revised"}
        return revise_article(article=article, decoded=decode(text.encode()), **given)

    return corrected


def test_every_kind_is_a_claims_or_a_part_or_a_remark():
    assert (PARTS & REMARKS, PARTS | REMARKS, ZONES | {Kind.CLAIM}) == (set(), ZONES, set(Kind))


def test_a_text_defect_keeps_its_presumed_reading(mark):
    span = mark("four metres", Kind.TEXT_DEFECT, "forty metres")
    assert (span.kind, span.reading, span.history.get().reading) == ("text-defect", "forty metres", "forty metres")


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.TEXT_DEFECT}))
def test_nothing_else_has_a_reading(mark, kind):
    with pytest.raises(IntegrityError, match="span_reading_is_of_a_text_defect"):
        mark("four metres", kind, "forty metres")


def test_changing_removing_and_restoring_leave_the_anchor_alone(mark, bo, revision):
    span = mark("Officials said", Kind.CAPTION)
    before = list(Anchor.objects.values()), list(Anchor.history.values())
    given = {"by": bo, "event": NEXT, "reason": "why"}
    change_zone(span=span, kind=Kind.TEXT_DEFECT, reading="They said", **given)
    withdraw_zone(span=span, **given)
    assert list(standing_zones()) == []
    restore_zone(span=span, **given)
    assert (Span.objects.get().kind, Span.objects.get().reading) == ("text-defect", "They said")
    assert (list(Anchor.objects.values()), list(Anchor.history.values())) == before
    rows = span.history.order_by("history_id")
    assert [(row.history_user, row.kind, row.withdrawn_at is None, row.event) for row in rows][1:] == [
        (bo, "text-defect", True, NEXT),
        (bo, "text-defect", False, NEXT),
        (bo, "text-defect", True, NEXT),
    ]


@pytest.mark.parametrize(("old", "new"), [(Kind.CLAIM, Kind.CAPTION), (Kind.CAPTION, Kind.CLAIM)])
def test_a_zone_never_becomes_a_claims_span_nor_the_other_way(mark, bo, old, new):
    with pytest.raises(ValueError, match="from"):
        change_zone(span=mark("1954", old), kind=new, reading="", by=bo, event=NEXT, reason="why")


def test_a_correction_keeps_changes_and_orphans_zones_as_it_does_claims(mark, correct):
    mark("Officials said", Kind.ATTRIBUTION)
    mark("rose four metres in a night", Kind.TEXT_DEFECT, "rose by four metres")
    mark("A fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", Kind.BOILERPLATE)
    text = TEXT.replace("in a night", "in one night").replace("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", "")
    newest = correct(text)
    anchors = Anchor.objects.filter(revision=newest).select_related("span").order_by("span_id")
    assert [(a.span.kind, a.state, a.start is None) for a in anchors] == [
        ("attribution", "kept", False),
        ("text-defect", "changed", False),
        ("boilerplate", "orphaned", True),
    ]
    assert anchors[1].span.reading == "rose by four metres"
    assert list(faults()) == []


def test_a_removed_zone_is_carried_along_and_comes_back_in_its_place(mark, correct, bo):
    span = mark("Officials said", Kind.CAPTION)
    withdraw_zone(span=span, by=bo, event=NEXT, reason="why")
    newest = correct("New first line.\n" + TEXT)
    restore_zone(span=span, by=bo, event=NEXT, reason="why")
    anchor = standing_zones().get(revision=newest)
    assert newest.text[anchor.start : anchor.end] == anchor.quote == "Officials said"


def test_boilerplate_is_what_stands_beyond_doubt(mark, correct, revision, bo):
    mark("Officials said", Kind.CAPTION)
    mark("1954", Kind.BOILERPLATE)
    mark("The river", Kind.BOILERPLATE)
    withdraw_zone(span=mark("Nobody", Kind.BOILERPLATE), by=bo, event=NEXT, reason="why")
    assert [stretches(boilerplate([revision.pk])[revision.pk])] == [
        [(0, 9), (TEXT.index("1954"), TEXT.index("1954") + 4)]
    ]
    newest = correct("The river rose again.")
    Anchor.objects.filter(revision=newest, quote="The river").update(state="found")
    assert boilerplate([newest.pk]) == {}
