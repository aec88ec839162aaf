"""Which forms unsaved text is of, and what of them is kept."""

import pytest

from factcheck.actions.unsaved_fields import ANSWER, FIELDS, RIGHTS, SOURCE
from factcheck.forms.claims import ClaimForm, StatementForm
from factcheck.forms.decisions import DecisionForm
from factcheck.forms.evidence import MAX_SOURCES, EvidenceForm
from factcheck.forms.kinship import MergeForm, SplitForm
from factcheck.models import FormName


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
        (FIELDS["split"], sizes(SplitForm, "version")),
        (FIELDS["merge"], sizes(MergeForm, "into", "version", "version_into")),
        (SOURCE, sizes(EvidenceForm, "file")),
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


@pytest.mark.parametrize(
    "name", ["claim:12", "statement:1", "decision:7", "split:3", "merge:3:15", "new:5:1:0-40", "new:5:12:24-40"]
)
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
        "merge:3",
        "claim:3:15",
        "claim:" + "9" * 19,
    ],
)
def test_anything_else_is_no_name(name):
    assert FormName.of(name) is None


def test_every_form_has_its_fields_and_asks_for_a_right():
    assert FIELDS.keys() == RIGHTS.keys() == {"claim", "new", "statement", "decision", "split", "merge", "remark"}
