"""A stored row is saved as Django saves it, by a statement that is made once."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Upper

from annotations import prepared_writes
from annotations.prepared_writes import Stored
from factcheck.models import Drawn, EventCounter, UnsavedText
from tests.desk import person

STATES = [
    {"fields": {"rationale": "It’s “so”\n"}, "version": None},
    {"fields": {}, "version": uuid.UUID(int=7)},
    {"fields": {"a": None, "b": [1, "%s"]}, "version": None},
]


def a_text(of, name="claim 1", **columns):
    return UnsavedText(person=of, name=name, drawn=Drawn().id, typed_at="2026-01-02T03:04:05+00:00", **columns)


def stored(row):
    return UnsavedText.objects.values("fields", "version", "name", "kept").get(pk=row.pk)


@pytest.mark.parametrize("state", STATES)
def test_it_stands_in_the_database_as_it_was_saved_and_has_its_number(ada, state):
    row = a_text(ada, **state, kept=True)
    row.save()
    assert stored(row) == {**state, "name": "claim 1", "kept": True}
    assert row.pk == UnsavedText.objects.get().pk


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_saved_again_it_is_as_it_is_now(ada, before, after, django_assert_num_queries):
    other, row = a_text(ada, "claim 2", **before, kept=True), a_text(ada, **before, kept=True)
    other.save()
    row.save()
    row.fields, row.version, row.kept = after["fields"], after["version"], False
    with django_assert_num_queries(1):
        row.save()
    assert stored(row) == {**after, "name": "claim 1", "kept": False}
    assert stored(other) == {**before, "name": "claim 2", "kept": True}


def test_of_named_columns_only_those_are_saved(ada):
    row = a_text(ada, **STATES[0], kept=True)
    row.save()
    row.name, row.kept = "claim 9", False
    row.save(update_fields=["kept"])
    assert stored(row) == {**STATES[0], "name": "claim 1", "kept": False}


def test_a_row_that_is_not_there_is_inserted(db):
    EventCounter.objects.all().delete()
    EventCounter(pk=1, last=4).save()
    assert EventCounter.objects.get().last == 4


def test_a_value_that_the_database_works_out_is_worked_out_by_it(ada):
    row = a_text(ada, Upper(Value("claim 3")), **STATES[0], kept=True)
    row.save()
    assert stored(row)["name"] == "CLAIM 3"
    counter = EventCounter.objects.get()
    before, counter.last = counter.last, F("last") + 5
    counter.save()
    assert EventCounter.objects.get().last == before + 5


def test_what_the_database_refuses_is_refused(ada):
    a_text(ada, kept=True, fields={}).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_text(ada, kept=True, fields={}).save()


def test_in_the_tests_each_statement_is_compared_with_djangos_own(ada, monkeypatch):
    assert Stored.checked
    row = a_text(ada, kept=True, fields={})
    row.save()
    key = (UnsavedText, connection.vendor, len(UnsavedText._meta.local_concrete_fields) - 1)
    statement, *rest = prepared_writes._INSERTS[key]
    monkeypatch.setitem(prepared_writes._INSERTS, key, (statement.replace("version", "drawn"), *rest))
    with pytest.raises(AssertionError, match="is said as"):
        a_text(person("fay", "Fay"), kept=True, fields={}).save()
