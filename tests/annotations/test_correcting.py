"""Plans for a corrected text, the anchors they leave, and the ones a person settles."""

import uuid

import pytest
from django.db import IntegrityError

from annotations.actions import mark_span, revise_article, settle_anchor
from annotations.errors import InvalidOffsets, OutdatedPlan, QuoteMismatch, UnchangedText
from annotations.models import Anchor, AnchorMethod, AnchorState, Kind, Span
from annotations.plans import plan_revision
from annotations.text import decode
from tests.desk import TEXT

EVENT = uuid.UUID(int=7)
KEPT, CHANGED, FOUND, ORPHANED, PLACED = (
    AnchorState[name] for name in ("KEPT", "CHANGED", "FOUND", "ORPHANED", "PLACED")
)
HURT = "\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”"
SHORTER = TEXT.replace(HURT, "")


@pytest.fixture
def mark(revision, ada):
    def marked(words):
        at = revision.text.index(words)
        given = {"start": at, "end": at + len(words), "quote": words, "kind": Kind.CLAIM}
        return mark_span(revision=revision, by=ada, event=EVENT, reason="marked", **given)

    return marked


@pytest.fixture
def correct(article, gus):
    def corrected(text, plan=None):
        plan = plan or plan_revision(article, text)
        given = {"words": "Why", "by": gus, "event": EVENT, "reason": "revised"}
        return revise_article(article=article, decoded=decode(text.encode()), plan=plan, **given)

    return corrected


def settle(anchor, by, words):
    at = anchor.revision.text.find(words) if words else 0
    place = (at, at + len(words), words) if words else None
    return settle_anchor(anchor=anchor, place=place, by=by, event=EVENT, reason="settled")


def anchor_of(span, number=2):
    return Anchor.objects.get(span=span, revision__number=number)


def placed(anchor):
    return anchor.state, anchor.quote, anchor.start is not None and anchor.revision.text[anchor.start : anchor.end]


def test_each_span_gets_an_anchor_in_the_new_revision(mark, correct):
    kept, changed, gone = mark("highest since 1954"), mark("rose four metres in a night"), mark("Nobody was hurt.")
    revision = correct(SHORTER.replace("in a night", "in one night"))
    assert (revision.number, revision.reason) == (2, "Why")
    assert placed(anchor_of(kept)) == (KEPT, "highest since 1954", "highest since 1954")
    assert placed(anchor_of(changed)) == (CHANGED, *["rose four metres in one night"] * 2)
    assert placed(anchor_of(gone)) == (ORPHANED, "Nobody was hurt.", False)


def test_an_anchor_says_how_it_came_there_and_that_nobody_settled_it(mark, correct, gus):
    span = mark("highest since 1954")
    correct(TEXT.replace("in a night", "in one night"))
    anchor = anchor_of(span)
    assert (anchor.method, anchor.score, anchor.settled_by) == (AnchorMethod.DIFFERENCE, 1.0, None)
    row = anchor.history.get()
    assert (row.history_user, row.history_change_reason, row.event) == (gus, "revised", EVENT)


def test_an_anchor_keeps_a_context_that_is_unique_in_the_new_text(mark, correct):
    span = mark("rose four metres")
    revision = correct("Rain.\n" + TEXT)
    anchor = anchor_of(span)
    assert revision.text.count(anchor.prefix + anchor.quote + anchor.suffix) == 1


def test_the_anchors_of_the_old_revision_stay_as_they_are(mark, correct):
    span = mark("Nobody was hurt.")
    before = Anchor.objects.values().get(span=span)
    correct(SHORTER)
    assert Anchor.objects.values().get(span=span, revision__number=1) == before


def test_a_withdrawn_span_is_carried_along_and_not_counted(mark, article, correct):
    span = mark("Nobody was hurt.")
    span.withdrawn_at = span.created_at
    span.save()
    assert plan_revision(article, "Rain.\n" + TEXT).counts == {}
    correct("Rain.\n" + TEXT)
    assert anchor_of(span).state == KEPT


def test_the_same_text_is_refused(mark, correct):
    with pytest.raises(UnchangedText):
        correct(TEXT)


def test_a_plan_for_another_text_is_refused(article, correct):
    with pytest.raises(OutdatedPlan):
        correct(SHORTER, plan_revision(article, "Other."))


def test_a_plan_from_before_a_mark_a_settlement_or_a_revision_is_refused(article, mark, correct, gus):
    plan = plan_revision(article, SHORTER)
    span = mark("Nobody was hurt.")
    with pytest.raises(OutdatedPlan):
        correct(SHORTER, plan)
    correct(SHORTER)
    plan = plan_revision(article, TEXT)
    settle_anchor(anchor=anchor_of(span), place=None, by=gus, event=uuid.UUID(int=8), reason="settled")
    with pytest.raises(OutdatedPlan):
        correct(TEXT, plan)
    correct(TEXT + "\nRain.")
    with pytest.raises(OutdatedPlan):
        correct(TEXT, plan)


def test_a_passage_that_is_put_back_is_found_and_provisional(mark, correct):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    correct(TEXT)
    anchor = anchor_of(span, 3)
    assert (placed(anchor), anchor.waits) == ((FOUND, "Nobody was hurt.", "Nobody was hurt."), True)


def test_what_was_provisional_stays_so_until_a_person_confirms_it(mark, correct, gus):
    span = mark("Nobody was hurt.")
    for text in (SHORTER, TEXT, TEXT + "\nRain."):
        correct(text)
    assert anchor_of(span, 4).state == FOUND
    settle(anchor_of(span, 4), gus, "Nobody was hurt.")
    correct(TEXT)
    assert anchor_of(span, 5).state == KEPT


def test_an_orphan_that_a_person_left_waits_no_more_until_its_words_are_back(mark, correct, gus):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    assert settle(anchor_of(span), gus, None).waits is False
    correct(SHORTER + "\nRain.")
    assert (anchor_of(span, 3).state, anchor_of(span, 3).settled_by) == (ORPHANED, gus)
    correct(TEXT)
    assert anchor_of(span, 4).waits is True


def test_an_orphan_carries_the_suggestion_for_a_person_to_take(article, mark, correct, gus):
    span = mark("Nobody was hurt.")
    correct(SHORTER + "\nNo one at all was badly hurt, he said then.")
    anchor = anchor_of(span)
    (step,) = plan_revision(article, SHORTER).steps
    assert (anchor.state, step.old_words) == (ORPHANED, "Nobody was hurt.")
    if anchor.suggested_start is not None:
        assert 0 <= anchor.suggested_start < anchor.suggested_end <= len(anchor.revision.text)


def test_placing_an_orphan_makes_it_placed_by_that_person(mark, correct, gus):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    anchor = settle(anchor_of(span), gus, "highest since 1954")
    assert (placed(anchor), anchor.score) == ((PLACED, "highest since 1954", "highest since 1954"), 1.0)
    assert (anchor.method, anchor.settled_by, anchor.waits) == (AnchorMethod.SELECTION, gus, False)
    assert [row.state for row in anchor.history.order_by("history_id")] == [ORPHANED, PLACED]


def test_leaving_a_found_one_orphaned_gives_it_back_the_words_last_known(mark, correct, gus):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    correct(TEXT.replace("Nobody was hurt.", "Nobody got hurt."))
    anchor = anchor_of(span, 3)
    assert placed(anchor) == (FOUND, "Nobody got hurt.", "Nobody got hurt.")
    assert placed(settle(anchor, gus, None)) == (ORPHANED, "Nobody was hurt.", False)


@pytest.mark.parametrize(
    ("place", "error"),
    [((4, 9, "water"), QuoteMismatch), ((4, 999, "x"), InvalidOffsets), ((3, 4, " "), InvalidOffsets)],
)
def test_words_that_do_not_stand_there_settle_nothing(mark, correct, gus, place, error):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    with pytest.raises(error):
        settle_anchor(anchor=anchor_of(span), place=place, by=gus, event=EVENT, reason="settled")
    assert anchor_of(span).waits is True


def test_every_span_has_one_anchor_in_every_revision_since_it_was_made(mark, correct):
    mark("river")
    correct(SHORTER)
    correct(TEXT)
    assert [anchor.revision.number for anchor in Anchor.objects.order_by("revision__number")] == [1, 2, 3]
    assert Span.objects.count() == 1


@pytest.mark.parametrize("suggestion", [(4, None), (None, 9), (9, 4)])
def test_a_suggestion_has_both_ends_in_order(mark, correct, suggestion):
    span = mark("Nobody was hurt.")
    correct(SHORTER)
    anchor = anchor_of(span)
    anchor.suggested_start, anchor.suggested_end = suggestion
    with pytest.raises(IntegrityError, match="anchor_is_suggested_only_if_orphaned"):
        anchor.save()


def test_only_an_orphan_has_a_suggestion(mark):
    anchor = mark("Nobody was hurt.").anchors.get()
    anchor.suggested_start, anchor.suggested_end = 4, 9
    with pytest.raises(IntegrityError, match="anchor_is_suggested_only_if_orphaned"):
        anchor.save()
