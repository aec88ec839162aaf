"""Marking what is no claim, changing, removing and putting it back: rights, moments, and what is left behind."""

import pytest

from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.models import ZONES, Anchor, Kind, Span
from factcheck.actions import change_zone, mark_zone, remove_zone, restore_zone
from factcheck.actions.passages import Passage
from factcheck.actions.recording import state_of
from factcheck.actions.zones import MAX_READING
from factcheck.choices import Rating
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Claim, Event, Participation, Tally
from tests.desk import TEXT, all_rows, mark, rate, revise

FIRE = "A fireman 👨🏻‍🚒 told us"


def change(span, by, kind=Kind.CAPTION, reading="", **more):
    return change_zone(span=span, kind=kind, reading=reading, by=by, **{"seen": now(span), **more})


def remove(span, by, **more):
    return remove_zone(span=span, by=by, **{"seen": now(span), **more})


def restore(span, by, **more):
    return restore_zone(span=span, by=by, **{"seen": now(span), **more})


def now(span):
    return state_of(Span.objects.get(pk=span.pk))


def last_event():
    return Event.objects.latest("number")


def everything(zone, by):
    """Each of the verbs, to be tried by somebody."""
    return {
        "mark": lambda: mark(by, zone.article.revisions.get(), "1954", Kind.CAVEAT),
        "change": lambda: change(zone, by),
        "remove": lambda: remove(zone, by),
        "restore": lambda: restore(zone, by),
    }


@pytest.mark.parametrize("kind", sorted(ZONES))
def test_words_are_marked_as_each_kind_in_one_event(revision, bo, kind):
    span = mark(bo, revision, FIRE, kind)
    anchor, event = span.anchors.get(), last_event()
    start = TEXT.index(FIRE)
    assert (span.kind, anchor.start, anchor.end, anchor.quote) == (kind, start, start + len(FIRE), FIRE)
    assert (event.verb, event.actor, event.principal_id) == ("zone-marked", bo, str(span.pk))
    assert {row.event for row in [span.history.get(), anchor.history.get()]} == {event.id}
    assert span.history.get().history_user == bo


@pytest.mark.parametrize("verb", ["mark", "change", "remove", "restore"])
@pytest.mark.parametrize("person", ["hana", "dan"])
def test_it_is_for_fact_checkers_and_editors(zone, request, person, verb):
    before = all_rows()
    with pytest.raises(NotAllowed, match="for fact-checkers and editors"):
        everything(zone, request.getfixturevalue(person))[verb]()
    assert all_rows()["annotations.Span"] == before["annotations.Span"]


@pytest.mark.parametrize("person", ["bo", "cleo"])
def test_fact_checkers_and_editors_do_each_of_it_to_anybodys(zone, request, person):
    by = request.getfixturevalue(person)
    verbs = []
    for act in everything(zone, by).values():
        act()
        verbs.append(last_event().verb)
    assert verbs == ["zone-marked", "zone-changed", "zone-removed", "zone-restored"]


def test_no_claim_and_nobodys_side_changes(claim, revision, bo, gus, article):
    rate(claim, bo, Rating.VERIFIED)
    before = all_rows()
    for kind in (Kind.CAPTION, Kind.TEXT_DEFECT):
        mark(gus, revision, "The river rose four metres in a night.", kind)
    after = all_rows()
    assert {table for table in after if after[table] != before[table]} == {
        *("annotations.Span", "annotations.HistoricalSpan", "annotations.Anchor", "annotations.HistoricalAnchor"),
        *("factcheck.Event", "factcheck.EventCounter", "factcheck.Change"),
    }
    revise(article, gus, ("Officials said", "The officials said"), ("in a night", "in one night"))
    assert Anchor.objects.filter(span__kind=Kind.CAPTION).latest("pk").state == "changed"
    assert (Claim.objects.get().versions.count(), Tally.objects.get().ratings) == (1, 1)
    assert Participation.objects.filter(person=gus).count() == 0


def test_white_space_at_the_edges_is_left_out_before_twice_is_looked_for(revision, bo, zone):
    start = TEXT.index("\nOfficials said ")
    with pytest.raises(Conflict, match="marked as “Attribution” already"):
        mark_zone(passage=Passage(revision, start, start + 16, "\nOfficials said "), kind=Kind.ATTRIBUTION, by=bo)


def test_the_same_kind_on_the_same_words_twice_is_refused_by_every_way_to_it(revision, bo, zone):
    other = mark(bo, revision, "Officials said", Kind.CAPTION)
    for kind in (Kind.CAPTION, Kind.ATTRIBUTION):
        with pytest.raises(Conflict, match="already"):
            mark(bo, revision, "Officials said", kind)
    with pytest.raises(Conflict, match="marked as “Caption” already"):
        change(zone, bo, Kind.CAPTION)
    remove(zone, bo)
    change(other, bo, Kind.ATTRIBUTION)
    with pytest.raises(Conflict, match="marked as “Attribution” already"):
        restore(zone, bo)
    assert mark(bo, revision, "Officials", Kind.ATTRIBUTION).pk


@pytest.mark.parametrize(
    ("kind", "reading", "field"),
    [
        (Kind.CLAIM, "", "kind"),
        (Kind.CAPTION, "They said", "reading"),
        (Kind.TEXT_DEFECT, "x" * (MAX_READING + 1), "reading"),
    ],
)
def test_what_a_mark_cannot_be_is_invalid_and_leaves_nothing(zone, revision, bo, kind, reading, field):
    before = all_rows()
    for act in (lambda: mark(bo, revision, "1954", kind, reading), lambda: change(zone, bo, kind, reading)):
        with pytest.raises(Invalid) as problem:
            act()
        assert problem.value.field == field
    assert all_rows() == before


@pytest.mark.parametrize(
    ("start", "end", "quote", "error"),
    [(4, 9, "water", QuoteMismatch), (4, 10**30, "river", InvalidOffsets), (-5, -1, "hurt", InvalidOffsets)],
)
@pytest.mark.parametrize("kind", [Kind.CAPTION, Kind.BOILERPLATE])
def test_words_that_do_not_stand_there_leave_nothing(revision, bo, start, end, quote, error, kind):
    before = all_rows()
    with pytest.raises(error):
        mark_zone(passage=Passage(revision, start, end, quote), kind=kind, by=bo)
    assert all_rows() == before


def test_a_mark_on_an_older_text_is_carried_to_the_newest_if_its_words_are_kept(article, revision, bo, gus):
    newest = revise(article, gus, ("in a night", "in a single night"), ("Nobody", "No one"))
    anchor = mark(bo, revision, "1954", Kind.CAVEAT).anchors.get()
    assert (anchor.revision, anchor.start) == (newest, newest.text.index("1954"))
    with pytest.raises(Conflict, match="corrected meanwhile"):
        mark(bo, revision, "Nobody was hurt", Kind.CAVEAT)


def test_a_changed_mark_has_its_new_kind_and_reading_and_its_history(zone, bo):
    change(zone, bo, Kind.TEXT_DEFECT, " Officers said ")
    assert [(row.kind, row.reading) for row in zone.history.order_by("history_id")] == [
        ("attribution", ""),
        ("text-defect", "Officers said"),
    ]
    change(zone, bo, Kind.CAPTION)
    assert (Span.objects.get().kind, Span.objects.get().reading) == ("caption", "")


def test_a_change_that_changes_nothing_writes_nothing(zone, bo):
    before = all_rows()
    change(zone, bo, Kind.ATTRIBUTION)
    assert all_rows() == before


def test_nothing_is_deleted_and_what_was_removed_comes_back(zone, bo):
    anchors = list(Anchor.objects.values())
    assert remove(zone, bo).withdrawn_at is not None
    assert restore(zone, bo).withdrawn_at is None
    assert list(Anchor.objects.values()) == anchors


def test_two_people_at_the_same_mark_do_not_overwrite_each_other(zone, bo, ada):
    seen = now(zone)
    change(zone, bo, Kind.CAPTION)
    for act in (change, remove, restore):
        with pytest.raises(Conflict, match="changed this mark meanwhile"):
            act(zone, ada, seen=seen)
    assert Span.objects.get().kind == Kind.CAPTION


def test_the_wrong_moment_is_a_conflict(zone, bo):
    with pytest.raises(Conflict, match="there already"):
        restore(zone, bo)
    remove(zone, bo)
    for act, sentence in ((remove, "removed already"), (change, "Put it back")):
        with pytest.raises(Conflict, match=sentence):
            act(zone, bo)


def test_a_form_sent_twice_does_its_work_once(zone, revision, bo):
    for _ in range(2):
        span = mark(bo, revision, "1954", Kind.CAVEAT, key="mark")
    seen = now(span)
    for _ in range(2):
        change(span, bo, Kind.TEXT_DEFECT, "1945", seen=seen, key="change")
    seen = now(span)
    for _ in range(2):
        remove(span, bo, seen=seen, key="remove")
    seen = now(span)
    for _ in range(2):
        restore(span, bo, seen=seen, key="restore")
    assert Span.objects.filter(kind=Kind.TEXT_DEFECT).count() == 1
    assert [event.verb for event in Event.objects.order_by("-number")[:4]] == [
        *("zone-restored", "zone-removed", "zone-changed", "zone-marked")
    ]
    with pytest.raises(Conflict, match="other content"):
        mark(bo, revision, "since", Kind.CAVEAT, key="mark")


def test_a_claims_span_is_no_zone(claim, bo):
    span = claim.occurrences.get().span
    for act in (change, remove, restore):
        with pytest.raises(Span.DoesNotExist):
            act(span, bo)


def test_a_mark_that_lost_its_place_can_still_be_changed_and_removed(article, bo, gus, zone):
    revise(article, gus, ("Officials said the river rose four metres, the highest since 1954.\n", ""))
    assert Anchor.objects.latest("pk").start is None
    change(zone, bo, Kind.BOILERPLATE)
    remove(zone, bo)
    assert restore(zone, bo).kind == Kind.BOILERPLATE
