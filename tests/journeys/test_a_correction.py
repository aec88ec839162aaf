"""An article is corrected after its claims were judged, with forms and links alone."""

import csv
import io
from typing import Any

import pytest

from annotations.models import Anchor, Article
from factcheck.choices import Move, Rating
from factcheck.models import Claim
from tests.desk import bring_in, propose, rate, rule_on
from tests.web import text, value, values

OLD = (
    "The river rose four metres in a night.\n"
    "Twelve bridges were closed on Monday, the mayor said.\n"
    "The last flood like this one was in 1954.\n"
    "Nobody was hurt, according to the fire service."
)
NEW = (
    "The river rose four metres in a night.\n"
    "Fourteen bridges were closed on Monday, the mayor said.\n"
    "The last flood like this one was in 1955."
)


@pytest.fixture
def claims(ada, bo, emil, cleo) -> dict[str, Claim]:
    """Ada marks four passages; Bo and Emil answer; Cleo approves the one of 1954."""
    revision = bring_in(OLD, ada, "High water").revisions.get()
    words = {
        "kept": "rose four metres in a night",
        "changed": "Twelve bridges were closed on Monday",
        "approved": "The last flood like this one was in 1954",
        "deleted": "Nobody was hurt, according to the fire service.",
    }
    found = {name: propose(ada, revision, quote) for name, quote in words.items()}
    for claim in found.values():
        for person in (bo, emil):
            rate(claim, person, Rating.VERIFIED)
    rule_on(found["approved"], cleo, Move.APPROVE)
    return found


def anchors(claim: Claim) -> list[tuple[int, str, str]]:
    rows = Anchor.objects.filter(span__occurrence__claim=claim).order_by("revision__number")
    return list(rows.values_list("revision__number", "state", "quote"))


def exported(client: Any) -> dict[int, dict[str, Any]]:
    rows = client.get("/export/consensus.json?include=unapproved").json()["claims"]
    return {row["claim"]: row for row in rows}


def test_an_article_is_corrected(claims, bo, gus, sign_in):
    article = Article.objects.get()
    path = article.get_absolute_url()
    client = sign_in(gus)
    assert "Correct the text" in text(client.get(path))
    assert "Correct the text" not in text(sign_in(bo).get(path))

    # Gus pastes the corrected text and sees what it does; nothing is saved yet.
    form = client.get(f"{path}revise/")
    typed = {"reason": "Correction printed on Tuesday."}
    page = client.post(f"{path}revise/", {"key": value(form, "key"), "text": NEW.replace("\n", "\r\n"), **typed})
    body = text(page)
    assert page.status_code == 200
    assert "<del>Twelve </del><ins>Fourteen </ins>bridges" in body
    assert "1 stays as it is · 2 changed · 1 without a place." in body
    assert "its claim gets a new version" in body
    assert "its claim is decided, and goes under review" in body
    assert article.revisions.count() == 1

    # He saves it and is led to what waits for him.
    sent = {name: value(page, name) for name in ("key", "text", "preview", "reason")}
    page = client.post(f"{path}revise/", {**sent, "text": sent["text"].replace("\n", "\r\n"), "save": "1"}, follow=True)
    assert page.redirect_chain == [(f"{path}waiting/", 302)]
    assert "1 passage waits for a person" in text(page)
    assert article.revisions.get(number=2).text == NEW

    # One stays, one is stale, the approved one is under review, one has no place.
    assert anchors(claims["kept"])[1][1:] == ("kept", "rose four metres in a night")
    assert anchors(claims["changed"])[1][1:] == ("changed", "Fourteen bridges were closed on Monday")
    assert "Your answer is for another wording" in text(sign_in(bo).get(claims["changed"].get_absolute_url()))
    for where in (claims["approved"].get_absolute_url(), "/claims/?state=under-review", path):
        assert "Under review: a passage changed" in text(client.get(where))
    assert "1 approved claim</a> is under review" in text(client.get("/desk/"))
    rows = exported(client)
    assert {name: rows[claim.pk]["under_review"] for name, claim in claims.items()} == {
        **dict.fromkeys(claims, False),
        "approved": True,
    }
    (orphan,) = rows[claims["deleted"].pk]["occurrences"]
    assert (orphan["revision"], orphan["start"], orphan["end"]) == (2, None, None)
    assert orphan["words"] == "Nobody was hurt, according to the fire service."

    # He places the deleted one at other words; its answers are stale now.
    assert "1 passage waits" in text(client.get(path))
    page = client.get(f"{path}waiting/")
    settle = {"anchor": values(page, "anchor")[0], "seen": values(page, "seen")[0], "do": "place"}
    page = client.post(f"{path}waiting/", {**settle, "words": "the mayor said"}, follow=True)
    assert "No passage waits for a person." in text(page)
    assert anchors(claims["deleted"])[1][1:] == ("placed", "the mayor said")
    assert Claim.objects.get(pk=claims["deleted"].pk).current_version.number == 2

    # The old text reads as it did, with its own highlights, and says that it is not the newest.
    old = sign_in(bo).get(f"{path}revisions/1/")
    assert "This is revision 1 of 2, not the newest text." in text(old)
    assert "Twelve bridges were closed on Monday</mark>" in text(old)

    # The histories tell it.
    told = text(client.get(f"{path}history/"))
    assert all(words in told for words in ("corrected the article", "Correction printed on Tuesday.", "the mayor said"))
    told = text(client.get(f"{claims['changed'].get_absolute_url()}history/"))
    assert f"The passage changed in revision 2 of article {article.pk}." in told

    # Every exported passage stands at its offsets.
    (line,) = csv.DictReader(io.StringIO(client.get("/export/consensus.csv").content.decode()))
    assert (line["claim"], line["under_review"]) == (str(claims["approved"].pk), "true")
    for row in exported(client).values():
        for passage in row["occurrences"]:
            assert NEW[passage["start"] : passage["end"]] == passage["words"]
