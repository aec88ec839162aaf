"""manage.py export_consensus: the operator's file."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from factcheck.choices import Move, Rating
from tests.desk import propose, rate, rule_on


@pytest.fixture
def claims(claim, ada, bo, cleo, revision):
    """An approved claim, and one in work with a verdict."""
    for person in (ada, bo):
        rate(claim, person, Rating.VERIFIED)
    rule_on(claim, cleo, Move.APPROVE)
    other = propose(ada, revision, "Nobody was hurt")
    rate(other, bo, Rating.DISPUTED)
    return [claim.pk, other.pk]


@pytest.fixture
def run(db, capsys):
    """What the command writes to standard output."""

    def ran(**options):
        call_command("export_consensus", **options)
        return capsys.readouterr().out

    return ran


def test_it_writes_approved_claims_as_csv(run, claims):
    rows = list(csv.DictReader(io.StringIO(run(), newline="")))
    assert [(row["claim"], row["rating"], row["decided_by"]) for row in rows] == [(str(claims[0]), "verified", "Cleo")]


def test_it_writes_json(run, claims):
    assert [claim["claim"] for claim in json.loads(run(format="json"))["claims"]] == claims[:1]


def test_claims_in_work_only_on_request_and_with_their_counts(run, claims):
    document = json.loads(run(format="json", include_unapproved=True))
    assert [(claim["claim"], claim["verified"], claim["disputed"]) for claim in document["claims"]] == [
        (claims[0], 2, 0),
        (claims[1], 0, 1),
    ]


def test_an_empty_desk_has_an_empty_export(run):
    assert json.loads(run(format="json", include_unapproved=True))["claims"] == []
    assert len(run().splitlines()) == 1


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_file_holds_the_same_bytes(run, claims, tmp_path, format_):
    path = tmp_path / "consensus"
    run(format=format_, output=path)
    assert path.read_bytes().decode("utf-8") == run(format=format_)


def test_a_file_that_cannot_be_written_is_a_sentence(run, claims, tmp_path):
    with pytest.raises(CommandError, match="could not be written: No such file or directory"):
        run(output=tmp_path / "missing" / "file.csv")


def test_an_unknown_format_is_refused(run, claims):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("export_consensus", "--format", "xml")
