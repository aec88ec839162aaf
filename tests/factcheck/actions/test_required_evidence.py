"""Who says "verified" or "disputed" says on what; how many sources it takes is a setting."""

import pytest

from factcheck.actions import Answer, propose_claim
from factcheck.actions.answers import Source
from factcheck.choices import Abstention, Move, Rating, Stance, State
from factcheck.errors import Invalid
from factcheck.models import Claim, Evidence, Verdict
from tests.desk import abstain, passage, rate, rule_on
from tests.web import HTMX, an_answer, text

V, D, U = Rating
GAUGE = Source(Stance.SUPPORTS, citation="The gauge book")
RADIO = Source(Stance.CONTEXT, citation="The radio at seven")


@pytest.fixture(autouse=True)
def _one_source(settings):
    settings.REQUIRED_EVIDENCE = 1


@pytest.mark.parametrize("rating", [V, D])
def test_a_rating_that_says_yes_or_no_needs_a_source(rating, claim, bo):
    with pytest.raises(Invalid, match="Cite at least one source") as refused:
        rate(claim, bo, rating)
    assert (refused.value.field, Verdict.objects.count()) == ("evidence", 0)
    assert rate(claim, bo, rating, evidence=[GAUGE]).rating == rating


def test_unverified_and_abstentions_need_none(claim, bo, emil):
    assert (rate(claim, bo, U).rating, abstain(claim, emil, Abstention.NOT_CHECKABLE).rating) == (U, "")


def test_the_number_is_a_setting(settings, claim, bo):
    settings.REQUIRED_EVIDENCE = 2
    with pytest.raises(Invalid, match="Cite at least 2 sources"):
        rate(claim, bo, V, evidence=[GAUGE])
    rate(claim, bo, V, evidence=[GAUGE, RADIO])
    assert Evidence.objects.count() == 2


def test_the_last_source_of_a_rating_is_not_taken_away(claim, bo):
    rate(claim, bo, V, evidence=[GAUGE])
    with pytest.raises(Invalid, match="Cite at least one source"):
        rate(claim, bo, V, evidence=[])
    assert Evidence.objects.filter(withdrawn_at=None).count() == 1


def test_it_holds_for_the_proposers_own_answer(revision, ada):
    with pytest.raises(Invalid, match="Cite at least one source"):
        propose_claim(passage=passage(revision, "Nobody"), statement="None.", answer=Answer(V, rationale="So."), by=ada)
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(("move", "state"), [(Move.RETURN, State.RETURNED), (Move.REJECT, State.REJECTED)])
def test_it_blocks_no_editor(move, state, claim, bo, cleo, settings):
    rate(claim, bo, V, evidence=[GAUGE])
    settings.REQUIRED_EVIDENCE = 5
    rule_on(claim, cleo, move, reason="Which gauge?")
    assert Claim.objects.get().state == state


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_the_form_comes_back_with_what_was_typed(headers, claim, bo, sign_in):
    data = an_answer(claim, rationale="Two gauges agree.")
    answer = sign_in(bo).post(f"{claim.get_absolute_url()}answer/", data, headers=headers)
    assert (answer.status_code, Verdict.objects.count()) == (422, 0)
    assert ["Cite at least one source" in text(answer), "Two gauges agree." in text(answer)] == [True, True]
    assert "at least 1 for verified and disputed" in text(answer)


def test_a_source_in_the_form_is_enough(claim, bo, sign_in):
    data = an_answer(claim, **{"evidence-0-citation": "The gauge book", "evidence-0-stance": "supports"})
    answer = sign_in(bo).post(f"{claim.get_absolute_url()}answer/", data)
    assert (answer.status_code, Evidence.objects.get().citation) == (302, "The gauge book")
