"""The same rows as CSV and as JSON, read back by other people's tools."""

import csv
import io
import json
from dataclasses import asdict, fields

import pytest

from factcheck.choices import Move, Rating
from factcheck.exports import FORMATS
from factcheck.exports.consensus import ConsensusRow, consensus_rows
from tests.desk import propose, rule_on

COLUMNS = [field.name for field in fields(ConsensusRow)]


def written(name, rows):
    out = io.StringIO(newline="")
    FORMATS[name].write(rows, out)
    return out.getvalue()


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def rows(claim, ada, cleo, revision):
    """An overridden claim, with a reason of two lines, and one in work, seen by somebody to whom it is blind."""
    reason = 'The gauge "decides",\nnot the radio; see p. 7.'
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason=reason)
    propose(ada, revision, "A fireman 👨🏻‍🚒", "-4 metres, =SUM(A1), 消防士")
    return consensus_rows(ada, unapproved=True)


def test_csv_has_one_line_of_names_and_one_record_for_each_claim(rows):
    assert list(read_csv(written("csv", rows))[0]) == COLUMNS
    assert len(read_csv(written("csv", rows))) == 2


def test_csv_ends_its_lines_as_the_standard_says(rows):
    text = written("csv", rows)
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert text.endswith("\r\n")


def test_csv_keeps_line_breaks_quotes_and_commas_inside_a_cell(rows):
    assert read_csv(written("csv", rows))[0]["reason"] == 'The gauge "decides",\nnot the radio; see p. 7.'


def test_csv_leaves_empty_what_is_not_known_to_the_reader(rows):
    blind = read_csv(written("csv", rows))[1]
    assert (blind["verified"], blind["outcome"], blind["not_checkable"], blind["decision"]) == ("", "", "", "")


def test_csv_says_true_and_false(rows):
    first = read_csv(written("csv", rows))[0]
    assert (first["sensitive"], first["below_quorum"]) == ("false", "true")


def test_the_occurrences_in_a_cell_are_json(rows):
    cell = read_csv(written("csv", rows))[1]["occurrences"]
    assert json.loads(cell) == [asdict(one) for one in rows[1].occurrences]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(ada, revision, start):
    propose(ada, revision, "fireman", f"{start}cmd|' /C calc'!A0")
    (row,) = read_csv(written("csv", consensus_rows(ada, unapproved=True)))
    assert row["statement"] == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("start", ["\t", "\r", "="])
def test_that_holds_for_names_and_reasons_too(rows, start):
    from dataclasses import replace

    (row,) = read_csv(written("csv", [replace(rows[0], decided_by=f"{start}1+1")]))
    assert row["decided_by"] == f"'{start}1+1"


def test_json_says_what_it_is(rows):
    document = json.loads(written("json", rows))
    assert {name: document[name] for name in document if name != "claims"} == {
        "format": "factcheck-desk/consensus",
        "version": 1,
        "offsets": "Unicode code points, end exclusive",
    }


def test_json_holds_the_rows_as_they_are(rows):
    claims = json.loads(written("json", rows))["claims"]
    assert claims == json.loads(json.dumps([asdict(row) for row in rows]))
    assert [list(claim) for claim in claims] == [COLUMNS, COLUMNS]


def test_json_leaves_text_as_text(rows):
    assert "消防士" in written("json", rows)


@pytest.mark.parametrize("name", FORMATS)
def test_no_claims_are_still_a_file(name):
    text = written(name, [])
    assert (json.loads(text)["claims"] if name == "json" else read_csv(text)) == []
