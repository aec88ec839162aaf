"""On how many origins a claim rests goes with it, to whoever asks."""

import csv
import io

from factcheck.actions import link_passage, name_origin
from factcheck.exports import FORMATS
from factcheck.exports.consensus import consensus_rows
from tests.desk import bring_in, passage


def test_articles_origins_and_their_names_are_exported_to_whom_the_claim_is_blind_too(claim, article, ada, bo, cleo):
    other = bring_in("The radio said that the river rose four metres.", ada, "radio")
    link_passage(claim=claim, passage=passage(other.revisions.get(), "rose four metres"), by=ada)
    name_origin(article=article, name="The radio at seven", seen="", by=cleo)

    def told():
        (row,) = consensus_rows(bo, unapproved=True)
        return row.outcome, row.articles, row.origins, [one.origin for one in row.occurrences]

    assert told() == (None, 2, 2, ["The radio at seven", None])
    name_origin(article=other, name="The radio at seven", seen="", by=bo)
    assert told() == (None, 2, 1, ["The radio at seven"] * 2)
    table = io.StringIO()
    FORMATS["csv"].write(consensus_rows(bo, unapproved=True), table)
    (cells,) = csv.DictReader(io.StringIO(table.getvalue()))
    assert (cells["articles"], cells["origins"]) == ("2", "1")
