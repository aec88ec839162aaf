"""The audit: silent on a sound database, loud on each kind of damage."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from annotations.models import Anchor
from tests.desk import newest_anchor, propose, revise, settle


def audit():
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("audit_anchors", stdout=out, stderr=err)
    except SystemExit as done:
        return done.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def damage(statement, *values):
    """Past every action, as a faulty script or a bad disk would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def desk(claim, article, revision, ada, gus):
    """Two revisions, one claim kept and one orphaned and placed by a person."""
    hurt = propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, ("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", ""))
    settle(newest_anchor(hurt), gus, "highest since 1954")


def test_a_sound_database_is_found_sound(desk):
    assert audit() == (0, "4 anchors in 2 revisions: all of them stand where they say.\n", "")


def test_an_empty_database_is_found_sound(db):
    assert audit()[0] == 0


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ('UPDATE annotations_anchor SET start = start + 1, "end" = "end" + 1 WHERE id = %s', "does not stand at"),
        ("UPDATE annotations_anchor SET quote = 'other' WHERE id = %s", "'other' does not stand at"),
        ("UPDATE annotations_anchor SET prefix = 'other' WHERE id = %s", "the context is not what stands around"),
        (
            """UPDATE annotations_anchor SET state = 'orphaned', start = NULL, "end" = NULL,
            suggested_start = 1, suggested_end = 9999 WHERE id = %s""",
            "the suggestion ends at 9999",
        ),
        ("DELETE FROM annotations_anchor WHERE id = %s", "has no anchor"),
    ],
    ids=["shifted", "other words", "context", "suggestion", "missing"],
)
def test_one_damaged_row_is_named(desk, statement, fault):
    anchor = Anchor.objects.filter(revision__number=2).order_by("pk")[0]
    damage(statement, anchor.pk)
    code, _, err = audit()
    assert (code, err.count("\n"), fault in err) == (1, 1, True)
    assert f"span {anchor.span_id}" in err


def test_a_damaged_text_is_named(desk, article):
    damage("UPDATE annotations_revision SET text = text || '.' WHERE number = 1")
    code, _, err = audit()
    assert (code, err) == (1, f"article {article.pk}, revision 1: the text is not the one with its SHA-256.\n")
