"""The bin of an article: what is in it, for whom, and what comes out of it again."""

import re

import pytest

from annotations.models import Kind, Span
from factcheck.actions import link_passage, remove_zone, unlink_passage, withdraw_claim
from factcheck.actions.recording import state_of
from factcheck.models import Claim, Occurrence
from tests.deeds import undo
from tests.desk import mark, passage, propose
from tests.factcheck.views.test_kinship import a_split
from tests.web import HTMX, text, values


@pytest.fixture
def path(article):
    return f"{article.get_absolute_url()}bin/"


def put_backs(answer):
    """Where the buttons lead, in page order."""
    return re.findall(r'action="([^"]+restore/)"', answer.content.decode())


def full(ada, bo, claim, zone, revision):
    """A claim withdrawn by ada, a passage of another taken off by bo, a mark removed by bo."""
    other = propose(ada, revision, "Nobody was hurt")
    second = link_passage(claim=other, passage=passage(revision, "the river rose"), by=ada)
    unlink_passage(occurrence=second, by=bo)
    remove_zone(span=zone, seen=state_of(Span.objects.get(pk=zone.pk)), by=bo)
    withdraw_claim(claim=claim, reason="A mistake.", by=ada)
    return second


def test_an_empty_bin_says_what_it_is_for(as_bo, path, claim):
    assert "Claims that are withdrawn, passages taken off a claim" in text(as_bo.get(path))


def test_it_shows_what_was_taken_away_by_whom_and_why(as_ada, ada, bo, path, claim, zone, revision, article):
    second = full(ada, bo, claim, zone, revision)
    answer = as_ada.get(path)
    assert put_backs(answer) == [
        f"/claims/{claim.pk}/restore/",
        f"/claims/{second.claim_id}/passages/{second.span_id}/restore/",
        f"{article.get_absolute_url()}zones/{zone.pk}/restore/",
    ]
    facts = [" ".join(one.split()) for one in re.findall(r'<p class="meta">([^<]*?), <time', text(answer), re.S)]
    assert facts == [
        f"Claim {claim.pk} · Ada withdrew the claim",
        f"Claim {second.claim_id} · Bo took a passage off",
        "Bo removed a mark besides the claims",
    ]
    assert "A mistake." in text(answer)
    assert re.findall(r"<blockquote[^>]*>(.*?)<", text(answer)) == [
        "rose four metres",
        "the river rose",
        "Officials said",
    ]


@pytest.mark.parametrize(("person", "kinds"), [("bo", ["passage", "zone"]), ("cleo", ["claim", "zone"]), ("hana", [])])
def test_each_sees_the_buttons_that_are_theirs(request, sign_in, ada, bo, path, claim, zone, revision, person, kinds):
    full(ada, bo, claim, zone, revision)
    found = put_backs(sign_in(request.getfixturevalue(person)).get(path))
    named = {"passages": "passage", "zones": "zone"}
    assert [named.get(one.split("/")[3], "claim") for one in found] == kinds


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_the_same_queries_for_one_row_and_three(rows, as_ada, ada, path, revision, django_assert_num_queries):
    for nth in range(rows):
        withdraw_claim(claim=propose(ada, revision, "e", nth=nth + 1), reason="So.", by=ada)
        mark_off = mark(ada, revision, "o", Kind.CAVEAT, nth=nth + 1)
        remove_zone(span=mark_off, seen=state_of(Span.objects.get(pk=mark_off.pk)), by=ada)
    with django_assert_num_queries(7):
        as_ada.get(path)


def test_a_claim_comes_back_to_its_page(as_ada, ada, bo, path, claim, zone, revision):
    full(ada, bo, claim, zone, revision)
    data = {"key": values(as_ada.get(path), "key")[0]}
    answer = as_ada.post(f"/claims/{claim.pk}/restore/", data, follow=True)
    assert (answer.redirect_chain, Claim.objects.get(pk=claim.pk).state) == ([(f"/claims/{claim.pk}/", 302)], "open")
    assert f"Claim {claim.pk} is back." in text(answer)


def test_so_does_a_passage(as_bo, ada, bo, path, claim, zone, revision):
    second = full(ada, bo, claim, zone, revision)
    to = f"/claims/{second.claim_id}/passages/{second.span_id}/restore/"
    answer = as_bo.post(to, {"key": "k"}, follow=True)
    assert (answer.status_code, Occurrence.objects.get(pk=second.pk).withdrawn_at) == (200, None)


def test_and_a_mark(as_bo, ada, bo, path, claim, zone, revision, article):
    full(ada, bo, claim, zone, revision)
    page = as_bo.get(path)
    data = {"key": values(page, "key")[-1], "seen": values(page, "seen")[-1]}
    as_bo.post(f"{article.get_absolute_url()}zones/{zone.pk}/restore/", data)
    assert Span.objects.get(pk=zone.pk).withdrawn_at is None


def test_a_withdrawn_claims_page_offers_to_put_it_back(as_ada, ada, as_bo, claim):
    withdraw_claim(claim=claim, reason="A mistake.", by=ada)
    offered = [put_backs(client.get(claim.get_absolute_url())) for client in (as_ada, as_bo)]
    assert offered == [[f"/claims/{claim.pk}/restore/"], []]


def test_a_passage_can_be_taken_off_where_there_is_another(as_bo, ada, claim, article, revision):
    assert "Take this passage off" not in text(as_bo.get(claim.get_absolute_url()))
    second = link_passage(claim=claim, passage=passage(revision, "the river rose"), by=ada)
    beside = f"?article={article.pk}&revision=1"
    panel = as_bo.get(f"{claim.get_absolute_url()}{beside}", headers=HTMX)
    to = f"/claims/{claim.pk}/passages/{second.span_id}/unlink/{beside}"
    assert to in text(panel)
    answer = as_bo.post(to, {"key": "k"}, headers=HTMX)
    assert "Take this passage off" not in text(answer)
    assert re.findall(r'<p id="(p\d)"', text(answer)) == ["p1"]
    assert "The passage is taken off. It is in the bin of its article." in text(answer)


@pytest.mark.parametrize("span", ["999999", "9" * 18, "{zone}"])
def test_what_is_no_passage_of_the_claim_is_not_found(as_bo, claim, zone, span):
    number = span.format(zone=zone.pk)
    assert as_bo.post(f"/claims/{claim.pk}/passages/{number}/unlink/").status_code == 404


def test_the_article_leads_to_its_bin(as_bo, article, path):
    assert f'href="{path}"' in as_bo.get(article.get_absolute_url()).content.decode()


def test_what_a_split_made_and_undoing_it_took_away_is_told_as_such(as_ada, ada, claim, path):
    as_ada.post(f"{claim.get_absolute_url()}split/", a_split(claim, "both"))
    undo(ada)
    assert "Ada undid: split the claim in two, <time" in text(as_ada.get(path))
