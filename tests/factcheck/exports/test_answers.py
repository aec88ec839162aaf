"""What is exported of the ratings that count: their sources, how sure people were, what would change their mind."""

import csv
import io
import json
from dataclasses import asdict
from datetime import date

import pytest

from factcheck.actions import keep_file
from factcheck.actions.answers import Source
from factcheck.choices import Abstention, Rating, Stance
from factcheck.exports import FORMATS
from factcheck.exports.consensus import consensus_rows
from tests.desk import abstain, edit, propose, rate

V, D, U = Rating
NEW = ("evidence", "confidence_low", "confidence_medium", "confidence_high", "change_of_mind")


@pytest.fixture
def file(bo):
    return keep_file(name="=gauge.txt", content=b"4.0 m\n", by=bo)


@pytest.fixture
def answered(claim, bo, emil, file):
    book = Source(Stance.SUPPORTS, citation="Gauge book", accessed_on=date(2025, 3, 1), attachment_id=file.pk)
    rate(claim, bo, V, evidence=[book], confidence="high", change_of_mind="A second gauge.")
    rate(claim, emil, D, confidence="high")
    return claim


def row(person):
    (found,) = consensus_rows(person, unapproved=True)
    return {name: value for name, value in asdict(found).items() if name in NEW}


def test_each_source_says_for_which_rating_it_is_cited_and_what_its_file_is(answered, bo, file):
    (source,) = row(bo)["evidence"]
    assert source == {
        "rating": "verified",
        "stance": "supports",
        "citation": "Gauge book",
        "accessed_on": "2025-03-01",
        **dict.fromkeys(("url", "excerpt", "title", "publisher", "published", "archived_url"), ""),
        "attachment_name": "=gauge.txt",
        "attachment_size": 6,
        "attachment_sha256": file.sha256,
    }


def test_how_sure_people_were_is_counted_and_empty_where_nobody_was_asked(answered, claim, bo, emil):
    counts = [row(bo)[name] for name in NEW[1:4]]
    assert (counts, row(bo)["change_of_mind"]) == ([0, 0, 2], ({"rating": "verified", "words": "A second gauge."},))
    rate(claim, bo, V, confidence="", change_of_mind=""), rate(claim, emil, D, confidence="")
    assert [row(bo)[name] for name in NEW] == [(), None, None, None, ()]


def test_nothing_of_it_reaches_whom_the_claim_is_blind_to(answered, ada):
    assert row(ada) == dict.fromkeys(NEW)


def test_abstentions_stale_answers_and_withdrawn_sources_are_not_among_them(answered, bo, emil, ada, cleo):
    rate(answered, bo, V), abstain(answered, emil, Abstention.NOT_CHECKABLE)
    assert row(bo)["evidence"] == ()
    rate(answered, bo, V, evidence=[Source(Stance.CONTEXT, citation="Radio")])
    edit(answered, ada)
    assert row(None)["evidence"] == ()


def test_no_format_has_the_content_and_no_name_becomes_a_formula(answered, bo):
    rows = consensus_rows(bo, unapproved=True)
    table, document = io.StringIO(), io.StringIO()
    FORMATS["csv"].write(rows, table), FORMATS["json"].write(rows, document)
    (cells,) = csv.DictReader(io.StringIO(table.getvalue()))
    (claim,) = json.loads(document.getvalue())["claims"]
    assert json.loads(cells["evidence"]) == claim["evidence"]
    assert (cells["confidence_high"], claim["confidence_high"], cells["confidence_low"]) == ("2", 2, "0")
    assert ["4.0 m" in written.getvalue() for written in (table, document)] == [False, False]


def test_it_takes_as_many_queries_for_three_claims_as_for_one(
    answered, ada, bo, revision, file, django_assert_num_queries
):
    source = [Source(Stance.SUPPORTS, attachment_id=file.pk)]
    with django_assert_num_queries(8):
        consensus_rows(bo, unapproved=True)
    for words in ("Nobody was hurt", "in a night"):
        rate(propose(ada, revision, words), bo, V, evidence=source)
    with django_assert_num_queries(8):
        assert len(consensus_rows(bo, unapproved=True)) == 3
