"""The consensus as files."""

import csv
import io
import json

import pytest

from factcheck.choices import Move, Rating
from tests.desk import TEXT, propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, text


@pytest.fixture
def approved(claim, ada, emil, cleo):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    rule_on(claim, cleo, Move.APPROVE)
    return claim


def rows(client, query: str = "") -> list[dict[str, object]]:
    return client.get(f"/export/consensus.json{query}").json()["claims"]


def test_index_comes_whole_through_every_door(as_bo):
    assert doors(as_bo, "/export/") == WHOLE_ONLY


def test_index_says_how_many_claims_are_approved(as_bo, approved):
    assert "1 claim is approved." in text(as_bo.get("/export/"))


def test_json_has_one_row_per_approved_claim(as_bo, approved, article):
    (row,) = rows(as_bo)
    told = ("statement", "state", "verified", "disputed", "unverified", "outcome", "rule", "rating", "decision")
    assert {name: row[name] for name in told} == {
        "statement": "The river rose by four metres in one night.",
        "state": "approved",
        "verified": 2,
        "disputed": 0,
        "unverified": 0,
        "outcome": "unanimous",
        "rule": 1,
        "rating": "verified",
        "decision": "approved",
    }
    assert row["decided_by"] == "Cleo"


def test_each_passage_names_article_offsets_and_exact_words(as_bo, approved, article, revision):
    ((passage,),) = [row["occurrences"] for row in rows(as_bo)]
    assert passage == {
        "article": article.pk,
        "title": "flood",
        "revision": 1,
        "sha256": revision.sha256,
        "start": 10,
        "end": 26,
        "words": "rose four metres",
        "role": "assertion",
        "origin": None,
        "zones": [],
    }
    assert TEXT[passage["start"] : passage["end"]] == passage["words"]


def test_csv_and_json_say_the_same(as_bo, approved):
    answer = as_bo.get("/export/consensus.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    (same,) = rows(as_bo)
    assert json.loads(row["occurrences"]) == same["occurrences"]
    assert [row[name] for name in ("claim", "outcome", "decided_by")] == [str(approved.pk), "unanimous", "Cleo"]


def test_unapproved_claims_come_only_on_request(as_bo, ada, revision, approved):
    other = propose(ada, revision, "1954")
    assert [row["claim"] for row in rows(as_bo)] == [approved.pk]
    assert [row["claim"] for row in rows(as_bo, "?include=unapproved")] == [approved.pk, other.pk]


def test_of_an_unapproved_claim_a_blind_reader_gets_no_counts(as_bo, emil, claim):
    rate(claim, emil, Rating.DISPUTED)
    (row,) = rows(as_bo, "?include=unapproved")
    told = ("verified", "disputed", "unverified", "abstentions", "outcome", "rule", "quorum", "not_checkable", "rating")
    assert [row[name] for name in told] == [None] * 9


def test_a_statement_that_begins_like_a_formula_is_made_harmless_in_csv(as_bo, ada, revision):
    propose(ada, revision, "1954", "=HYPERLINK(1)")
    answer = as_bo.get("/export/consensus.csv?include=unapproved")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert row["statement"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("name", "kind"), [("csv", "text/csv; charset=utf-8"), ("json", "application/json")], ids=["csv", "json"]
)
def test_a_file_is_named_and_typed(as_bo, name, kind):
    headers = as_bo.get(f"/export/consensus.{name}").headers
    assert (headers["Content-Type"], headers["Content-Disposition"]) == (
        kind,
        f'attachment; filename="consensus.{name}"',
    )


def test_an_unknown_format_is_not_found(as_bo):
    assert as_bo.get("/export/consensus.xlsx").status_code == 404
