"""Unsaved text: kept for its writer alone, the later one, and gone with the form it belongs to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.access import unsaved_by
from factcheck.actions import drop_text, keep_text
from factcheck.actions.unsaved import ANSWER, DELAY, FIELDS, LATE, MAX_TEXTS, SOURCE
from factcheck.choices import Move
from factcheck.errors import Conflict, Invalid, NotAllowed, TooLarge
from factcheck.forms.answers import MAX_SOURCES, EvidenceForm
from factcheck.forms.claims import ClaimForm, StatementForm
from factcheck.forms.decisions import DecisionForm
from factcheck.models import FormName, UnsavedText
from tests.desk import all_rows, rule_on

NOON = timezone.now() - timedelta(hours=3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def keep(claim, bo):
    def kept(words="Two gauges", typed_at=NOON, name=None, by=bo, **fields):
        given = fields or {"rationale": words}
        name = name or FormName("claim", claim.pk)
        return keep_text(name=name, version=claim.current_version_id, fields=given, typed_at=typed_at, by=by)

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
    keep(rationale="Two", key="k")
    drop_text(name=FormName("claim", claim.pk), by=bo)
    with pytest.raises(Conflict, match="saved this form meanwhile"):
        keep(rationale="Two gauges", key="k", typed_at=timezone.now())
    assert (texts(bo), UnsavedText.objects.get().fields) == ([], {"key": "k"})


def test_so_it_is_with_a_form_saved_before_any_of_it_was_kept(keep, bo, claim):
    drop_text(name=FormName("claim", claim.pk), by=bo, key="k")
    with pytest.raises(Conflict):
        keep(rationale="Two", key="k", typed_at=timezone.now())
    assert texts(bo) == []


def test_the_key_it_was_saved_with_counts(keep, bo, claim):
    keep(rationale="Two", key="earlier")
    drop_text(name=FormName("claim", claim.pk), by=bo, key="k")
    assert UnsavedText.objects.get().fields == {"key": "k"}


@pytest.mark.parametrize("key", ["another", ""])
@pytest.mark.parametrize("saved_with", ["k", ""])
def test_typing_after_a_text_was_dropped_is_kept_again_however_old_it_looks(keep, bo, claim, key, saved_with):
    drop_text(name=FormName("claim", claim.pk), by=bo, key=saved_with)
    keep(rationale="Anew", key=key, typed_at=NOON)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Anew", "key": key})]


def test_who_types_on_in_a_form_that_was_saved_elsewhere_loses_nothing(keep, bo, claim):
    drop_text(name=FormName("claim", claim.pk), by=bo, key="k")
    keep(rationale="Further on", key="k", typed_at=timezone.now() + DELAY)
    assert texts(bo) == [(f"claim:{claim.pk}", {"rationale": "Further on", "key": "k"})]


def test_what_a_dropped_text_left_is_deleted_when_nothing_can_be_on_its_way(keep, bo, emil, claim, revision):
    for person in (bo, emil):
        drop_text(name=FormName("claim", claim.pk), by=person)
    for text in UnsavedText.objects.all():
        text.typed_at -= LATE + MINUTE
        text.save()
    drop_text(name=FormName("statement", claim.pk), by=bo)
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


def sizes(form, *left_out):
    """The visible fields of a form, and how much each takes if it says so."""
    fields = {name: field for name, field in form.base_fields.items() if name not in left_out}
    return {name: getattr(field, "max_length", None) for name, field in fields.items()}


@pytest.mark.parametrize(
    ("known", "form"),
    [
        (FIELDS["new"], sizes(ClaimForm, "version", "revision", "start", "end", "quote", "join", "own", "seen")),
        (FIELDS["statement"], sizes(StatementForm, "version")),
        (FIELDS["decision"], sizes(DecisionForm, "seen", "looked")),
        (SOURCE, sizes(EvidenceForm)),
    ],
)
def test_the_fields_and_sizes_are_those_of_the_forms(known, form):
    assert known.keys() == form.keys()
    assert {name: known[name] for name, size in form.items() if size} == {
        name: size for name, size in form.items() if size
    }


def test_a_claim_takes_what_an_answer_takes_and_its_rows_have_two_digits():
    assert ANSWER.items() <= FIELDS["new"].items()
    assert MAX_SOURCES < 100


@pytest.mark.parametrize("name", ["claim:12", "statement:1", "decision:7", "new:5:1:0-40", "new:5:12:24-40"])
def test_a_name_says_which_form_and_is_written_as_it_was_read(name):
    assert str(FormName.of(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "claim:",
        "claim:0",
        "claim:012",
        "claim:x",
        "claim:1 ",
        "verdict:1",
        "new:5",
        "new:5:1:4",
        "claim:" + "9" * 19,
    ],
)
def test_anything_else_is_no_name(name):
    assert FormName.of(name) is None
