"""What an editor says with a decision, from the form to the pages: as what it rejects, what it corrects."""

import re

import pytest

from factcheck.choices import Move, Rating, State
from factcheck.models import Claim, Decision
from tests.desk import propose, rate, rule_on
from tests.web import text, value


@pytest.fixture
def path(claim):
    return f"/desk/{claim.pk}/"


@pytest.fixture
def other(claim, ada, revision):
    return propose(ada, revision, "Nobody was hurt")


@pytest.fixture
def send(as_cleo, path):
    """Open the claim as cleo and send a decision on what stands there."""
    return lambda **data: as_cleo.post(path, {"seen": value(as_cleo.get(path), "seen"), **data})


def read(answer):
    """The words of the page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer)).split())


def test_rejecting_asks_as_what(send, claim):
    answer = send(move="reject", reason="His view.")
    assert (answer.status_code, value(answer, "reason")) == (422, "His view.")
    assert ("Say as what you reject it." in text(answer), Decision.objects.count()) == (True, 0)


def test_an_opinion_is_shown_as_one_everywhere(send, as_bo, as_cleo, path, claim):
    send(move="reject", rejection="opinion", reason="His view.")
    url = claim.get_absolute_url()
    assert "Rejected: opinion" in read(as_bo.get(url))
    assert "Cleo rejected the claim: Opinion" in read(as_bo.get(f"{url}history/"))
    assert "Cleo : reject: Opinion" in read(as_cleo.get(path))


def test_a_duplicate_is_linked_both_ways(send, as_bo, claim, other):
    send(move="reject", rejection="duplicate", duplicate_of=other.pk, reason="The same.")
    there, back = f'href="{other.get_absolute_url()}"', f'href="{claim.get_absolute_url()}"'
    assert there in text(as_bo.get(claim.get_absolute_url()))
    page = as_bo.get(other.get_absolute_url())
    assert (back in text(page), "was rejected as a duplicate of it" in read(page)) == (True, True)


def test_a_duplicate_that_was_reopened_is_no_duplicate_any_more(send, as_bo, claim, other):
    send(move="reject", rejection="duplicate", duplicate_of=other.pk, reason="The same.")
    send(move="reopen", correction="withdrawn", reason="Not the same.")
    assert Claim.objects.get(pk=claim.pk).state == State.OPEN
    assert "duplicate" not in read(as_bo.get(other.get_absolute_url()))


@pytest.mark.parametrize("number", ["", "0", "x", "999999", "9" * 30])
def test_a_number_that_is_no_other_claims_is_told_at_its_field(send, claim, number):
    answer = send(move="reject", rejection="duplicate", duplicate_of=number, reason="The same.")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["duplicate_of"])
    assert (value(answer, "reason"), Decision.objects.count()) == ("The same.", 0)


@pytest.fixture
def approved(claim, cleo):
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.VERIFIED, reason="The gauge decides.")
    return claim


def test_reopening_asks_for_the_kind_of_correction(send, approved):
    answer = send(move="reopen", reason="The gauge was moved.")
    assert (answer.status_code, value(answer, "reason")) == (422, "The gauge was moved.")
    assert "Say what kind of correction it is." in text(answer)
    assert Claim.objects.get(pk=approved.pk).state == State.APPROVED


def test_a_correction_shows_what_stood_before_and_after_once_it_is_decided_again(send, as_bo, as_cleo, approved):
    send(move="reopen", correction="corrected", reason="The gauge was moved.")
    send(move="override", rating="disputed", reason="By the other gauge.")
    page = read(as_bo.get(approved.get_absolute_url()))
    told = re.search(
        r"Correction Corrected , by Cleo , .*? The gauge was moved. Before Verified .*? After Disputed", page
    )
    assert told is not None
    history = read(as_bo.get(f"{approved.get_absolute_url()}history/"))
    assert "Cleo reopened the claim: Corrected" in history


def test_a_correction_is_hidden_while_the_claim_is_blind(send, as_bo, as_cleo, bo, approved):
    send(move="reopen", correction="corrected", reason="The gauge was moved.")
    url = approved.get_absolute_url()
    assert [word in read(as_bo.get(url)) for word in ("Correction", "gauge was moved")] == [False, False]
    assert "Not decided again yet." in read(as_cleo.get(url))
    rate(approved, bo, Rating.DISPUTED)
    assert "Not decided again yet." in read(as_bo.get(url))
