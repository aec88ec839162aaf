"""Unsaved text: kept for its writer alone, the later one, and gone with the form it belongs to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.access import unsaved_by
from factcheck.actions import drop_text, keep_text
from factcheck.actions.unsaved import DELAY, LATE, MAX_TEXTS, UNMARKED
from factcheck.choices import Move
from factcheck.errors import Conflict, Invalid, NotAllowed, TooLarge
from factcheck.models import Drawn, FormName, UnsavedText
from tests.desk import all_rows, rule_on

NOON = timezone.now() - timedelta(hours=3)
MINUTE = timedelta(minutes=1)
#: Two windows with the same form.
FIRST, SECOND, THIRD = (Drawn(letter * 32) for letter in "abc")


@pytest.fixture
def keep(claim, bo):
    def kept(words="Two gauges", typed_at=NOON, name=None, by=bo, drawn=UNMARKED, **fields):
        given = fields or {"rationale": words}
        name = name or FormName("claim", claim.pk)
        version = claim.current_version_id
        return keep_text(name=name, version=version, fields=given, typed_at=typed_at, by=by, drawn=drawn)

    return kept


def texts(person):
    return [(text.name, text.fields) for text in unsaved_by(person)]


def test_keeping_writes_one_row_and_neither_event_nor_history(keep, claim, bo):
    before = all_rows()
    keep()
    after = all_rows()
    assert {name for name in after if after[name] != before[name]} == {"factcheck.UnsavedText"}
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two gauges"})]


def test_what_is_typed_later_takes_the_place_of_what_was_typed_before(keep, bo, claim):
    keep("Two")
    keep("Two gauges", NOON + MINUTE)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two gauges"})]


def test_what_comes_late_takes_the_place_of_nothing(keep, bo, claim):
    keep("Two gauges", NOON)
    with pytest.raises(Conflict, match="You typed something later"):
        keep("Two", NOON - 2 * MINUTE)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two gauges"})]


def test_of_what_was_typed_within_a_minute_what_comes_last_is_kept(keep, bo, claim):
    """The time that requests are on their way may differ by more than the time between two words."""
    keep("Two", NOON)
    keep("Two gauges", NOON - MINUTE)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two gauges"})]


def test_the_same_request_again_changes_nothing(keep, bo):
    keep()
    before = all_rows()
    keep()
    assert all_rows() == before


def test_everybody_has_their_own(keep, ada, bo, emil, claim):
    keep("Mine", by=bo)
    keep("His", by=emil)
    assert [texts(person) for person in (bo, emil, ada)] == [
        [(f"claim:{claim.pk}", {"rationale": "Mine"})],
        [(f"claim:{claim.pk}", {"rationale": "His"})],
        [],
    ]


def test_a_dropped_text_is_empty_and_a_request_on_its_way_brings_nothing_back(keep, bo, claim):
    keep("Two", drawn=FIRST)
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=FIRST)
    with pytest.raises(Conflict, match="saved this form meanwhile"):
        keep("Two gauges", typed_at=timezone.now(), drawn=FIRST)
    assert (texts(bo), UnsavedText.objects.get().fields) == ([], {})


def test_so_it_is_with_a_form_saved_before_any_of_it_was_kept(keep, bo, claim):
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=FIRST)
    with pytest.raises(Conflict):
        keep("Two", typed_at=timezone.now(), drawn=FIRST)
    assert texts(bo) == []


def test_typing_after_a_text_was_dropped_is_kept_again_however_old_it_looks(keep, bo, claim):
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=FIRST)
    keep("Anew", drawn=SECOND)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Anew"})]


def test_who_types_on_in_a_form_that_was_saved_elsewhere_loses_nothing(keep, bo, claim):
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=FIRST)
    keep("Further on", typed_at=timezone.now() + DELAY, drawn=FIRST)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Further on"})]


def test_what_a_dropped_text_left_is_deleted_when_nothing_can_be_on_its_way(keep, bo, emil, claim, revision):
    for person in (bo, emil):
        drop_text(name=FormName("claim", claim.pk), by=person)
    for text in UnsavedText.objects.all():
        text.typed_at -= LATE + MINUTE
        text.save()
    keep(name=FormName("statement", claim.pk), statement="It rose.")
    assert list(UnsavedText.objects.order_by("name").values_list("name", "person")) == [
        (f"claim:{claim.pk}", emil.pk),
        (f"statement:{claim.pk}", bo.pk),
    ]


def test_only_fields_of_the_form_are_kept(keep, bo, claim):
    keep(rationale="Two", csrfmiddlewaretoken="secret", statement="Not here", **{"evidence-3-url": "a.example"})
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two", "evidence-3-url": "a.example"})]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"rationale": "x" * 20_001}, TooLarge),
        ({f"evidence-{row}-excerpt": "x" * 5_000 for row in range(41)}, TooLarge),
        ({"rationale": "Two\x00"}, Invalid),
        ({"nonsense": "x"}, Invalid),
    ],
)
def test_what_cannot_be_kept_is_refused(fields, error, keep, bo):
    with pytest.raises(error):
        keep(**fields)
    assert texts(bo) == []


def test_nobody_fills_the_desk_with_texts(keep, bo, revision):
    for number in range(MAX_TEXTS):
        keep(name=FormName("new", 0, revision.article_id, 1, number, number + 1))
    with pytest.raises(Invalid, match="200 unsaved texts"):
        keep()
    assert len(texts(bo)) == MAX_TEXTS


@pytest.mark.parametrize("kind", ["claim", "statement", "new"])
def test_an_editor_has_no_forms_of_fact_checkers(kind, keep, cleo, claim, revision):
    name = FormName("new", 0, revision.article_id, 1, 4, 9) if kind == "new" else FormName(kind, claim.pk)
    with pytest.raises(NotAllowed):
        keep(name=name, by=cleo, reason="x", rationale="x")


def test_nor_have_fact_checkers_the_form_of_a_decision(keep, bo, claim):
    with pytest.raises(NotAllowed):
        keep(name=FormName("decision", claim.pk), reason="x")


def test_text_is_kept_even_when_its_form_is_there_no_more(keep, bo, cleo, claim):
    rule_on(claim, cleo, Move.REJECT, reason="Not for us.")
    keep()
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Two gauges"})]


def words(person):
    return [(text.drawn[:1], text.fields["rationale"]) for text in unsaved_by(person)]


def showing(drawn, text):
    """This drawing of the form, which shows that text."""
    return Drawn(drawn.id, text.mark)


def test_what_is_typed_in_two_windows_is_kept_twice(keep, bo):
    keep("In the first", NOON, drawn=FIRST)
    keep("In the second", NOON + MINUTE, drawn=SECOND)
    keep("In the first, further on", NOON + 2 * MINUTE, drawn=FIRST)
    assert words(bo) == [("b", "In the second"), ("a", "In the first, further on")]


def test_a_window_that_shows_a_text_goes_on_with_it(keep, bo):
    """A reload: the same text, not a second one, and words may be taken out of it."""
    earlier = keep("Two gauges", drawn=FIRST)
    keep("Two", drawn=showing(SECOND, earlier))
    keep("Two gauges, or three", drawn=showing(SECOND, earlier))
    assert words(bo) == [("b", "Two gauges, or three")]


def test_but_not_if_somebody_typed_on_in_another_since(keep, bo):
    earlier = keep("Two", NOON, drawn=FIRST)
    keep("Two gauges", NOON + MINUTE, drawn=FIRST)
    keep("Two people", NOON + 2 * MINUTE, drawn=showing(SECOND, earlier))
    assert words(bo) == [("a", "Two gauges"), ("b", "Two people")]


def test_nor_takes_the_window_it_was_typed_into_the_text_back(keep, bo):
    earlier = keep("Two", NOON, drawn=FIRST)
    keep("Two people", NOON + MINUTE, drawn=showing(SECOND, earlier))
    keep("Two gauges", NOON + 2 * MINUTE, drawn=FIRST)
    assert words(bo) == [("b", "Two people"), ("a", "Two gauges")]


def test_of_three_windows_with_the_same_text_none_loses_any(keep, bo):
    earlier = keep("Two", NOON, drawn=FIRST)
    for number, drawn in enumerate((FIRST, SECOND, THIRD), 1):
        keep(f"Two {number}", NOON + number * MINUTE, drawn=showing(drawn, earlier))
    assert words(bo) == [("a", "Two 1"), ("b", "Two 2"), ("c", "Two 3")]


@pytest.mark.parametrize(("later", "kept"), [("Two gauges agree", 1), ("Two people", 2)])
def test_what_a_browser_filled_in_itself_is_one_text_if_it_has_all_of_it(later, kept, keep, bo):
    keep("Two gauges", drawn=FIRST)
    keep(later, drawn=Drawn(SECOND.id, FIRST.id))
    assert len(words(bo)) == kept


def test_letting_go_in_one_window_leaves_what_was_typed_in_another(keep, bo, claim):
    keep("Mine", NOON, drawn=FIRST)
    keep("Another", NOON + MINUTE, drawn=SECOND)
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=SECOND)
    assert words(bo) == [("a", "Mine")]


def test_a_form_is_saved_with_the_text_it_shows_though_nothing_was_typed_into_it(keep, bo, claim):
    earlier = keep("Mine", drawn=FIRST)
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=showing(SECOND, earlier))
    assert words(bo) == []
    # Who has it before them in the first window types on and loses nothing, at once.
    keep("Mine, further on", timezone.now(), drawn=FIRST)
    assert words(bo) == [("a", "Mine, further on")]


def test_but_not_with_what_was_typed_into_that_elsewhere_since(keep, bo, claim):
    earlier = keep("Mine", NOON, drawn=FIRST)
    keep("Mine, further on", NOON + MINUTE, drawn=FIRST)
    drop_text(name=FormName("claim", claim.pk), by=bo, drawn=showing(SECOND, earlier))
    assert words(bo) == [("a", "Mine, further on")]


def test_the_texts_of_all_windows_count(keep, bo):
    for number in range(MAX_TEXTS):
        keep(drawn=Drawn(f"{number:032x}"))
    with pytest.raises(Invalid, match="200 unsaved texts"):
        keep(drawn=FIRST)
    assert len(words(bo)) == MAX_TEXTS
