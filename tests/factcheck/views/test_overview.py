"""The overview: counts that depend on others' answers are seen first, and never those of one's own claims."""

import re

import pytest

from factcheck.choices import Abstention, Move, Outcome, Rating, State
from factcheck.errors import Conflict
from factcheck.models import Claim, Sighting
from tests.desk import abstain, bring_in, propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, text, told
from tests.worlds import seen, world

V, D = Rating.VERIFIED, Rating.DISPUTED


@pytest.fixture
def parted(claim, bo, emil) -> Claim:
    rate(claim, bo, V), rate(claim, emil, D)
    return claim


def test_index_comes_whole_through_every_door(as_cleo, parted):
    assert doors(as_cleo, "/overview/") == WHOLE_ONLY


def counts(answer) -> dict[object, dict[State, int]]:
    """What is not nothing in the table of states and outcomes."""
    standing = answer.context["standing"]
    rows = [*standing.outcomes, ("own", standing.own), ("all", standing.all)]
    found = {name: {state: n for state, n in zip(State, row, strict=True) if n} for name, row in rows}
    return {name: row for name, row in found.items() if row}


def test_index_counts_claims_by_state_and_outcome(as_cleo, ada, bo, emil, gus, revision, parted):
    propose(ada, revision, "Officials")
    done, gone = propose(ada, revision, "night"), propose(ada, revision, "1954")
    rate(done, bo, V), rate(done, emil, V)
    rule_on(done, gus, Move.APPROVE)
    rule_on(gone, gus, Move.REJECT, reason="Opinion.")
    assert counts(as_cleo.get("/overview/")) == {
        Outcome.SPLIT: {State.OPEN: 1},
        Outcome.UNANIMOUS: {State.APPROVED: 1},
        Outcome.NO_VERDICT: {State.OPEN: 1, State.REJECTED: 1},
        "all": {State.OPEN: 2, State.APPROVED: 1, State.REJECTED: 1},
    }


def test_each_section_can_be_gone_to(as_cleo, parted):
    page = text(as_cleo.get("/overview/"))
    leads = re.findall(r'<a href="#(\w+)">', page)
    assert leads == ["standing", "stuck", "times", "grid", "load"]
    assert [page.count(f' id="{one}"') for one in leads] == [1] * 5


@pytest.mark.parametrize("claims", [1, 3])
def test_index_takes_the_same_queries_for_one_claim_and_three(
    as_cleo, ada, bo, emil, revision, claims, django_assert_num_queries
):
    for words in ("night", "Officials", "1954")[:claims]:
        one = propose(ada, revision, words)
        rate(one, bo, V), rate(one, emil, D)
    with django_assert_num_queries(27):
        answer = as_cleo.get("/overview/")
    assert len(answer.context["grid"].rows) == claims


def test_index_records_what_was_seen_and_bars_from_rating_it(parted, ines, sign_in):
    sign_in(ines).get("/overview/?open=1")
    assert [(row.person, row.version) for row in Sighting.objects.all()] == [(ines, parted.current_version)]
    with pytest.raises(Conflict, match="at the desk"):
        rate(parted, ines, V)


def test_index_warns_somebody_who_could_still_answer_and_shows_and_notes_nothing(parted, ines, sign_in):
    answer = sign_in(ines).get("/overview/?since=2000-01-01")
    assert " ".join(text(answer).split()).count("1 claim in it still waits for your own answer") == 1
    assert 'href="?since=2000-01-01&open=1"' in text(answer)
    assert ("standing" in answer.context, Sighting.objects.count()) == (False, 0)


def test_index_warns_again_where_more_is_asked_for_than_was_agreed_to(parted, ada, ines, sign_in):
    elsewhere = bring_in("The bridge is closed.", ada)
    propose(ada, elsewhere.revisions.get(), "bridge")
    client = sign_in(ines)
    opened = client.get(f"/overview/?article={elsewhere.pk}&open=1")
    assert ("standing" in opened.context, 'name="open"' in text(opened)) == (True, False)
    assert "standing" in client.get(f"/overview/?article={elsewhere.pk}").context
    assert "standing" not in client.get("/overview/").context


@pytest.mark.parametrize("query", ["", "&since=2000-01-01"])
def test_index_is_the_same_whatever_others_answered_to_a_claim_one_takes_part_in(
    ines, ada, bo, emil, revision, sign_in, query
):
    mine = propose(ines, revision, "1954")
    client, pages = sign_in(ines), []
    for steps in (
        [],
        [lambda: rate(mine, bo, V)],
        [lambda: rate(mine, bo, V), lambda: rate(mine, emil, D), lambda: abstain(mine, ada, Abstention.NOT_CHECKABLE)],
    ):
        with world(*steps):
            pages.append(seen(client.get(f"/overview/?open=1{query}")))
            assert not Sighting.objects.exists()
    assert pages[0][0] == "200"
    assert [told(pages[0], page) for page in pages] == [[], [], []]


def test_the_guard_itself_sees_what_an_editor_is_told(claim, bo, as_cleo):
    pages = []
    for steps in ([], [lambda: rate(claim, bo, V)]):
        with world(*steps):
            pages.append(seen(as_cleo.get("/overview/")))
    assert told(*pages) != []


def test_nonsense_in_the_address_gets_a_sentence_no_figures_and_no_sighting(as_cleo, parted):
    answer = as_cleo.get("/overview/?since=yesterday")
    assert (answer.status_code, "Enter a valid date." in text(answer)) == (422, True)
    assert ("standing" in answer.context, Sighting.objects.count()) == (False, 0)


def test_a_page_of_the_grid_that_is_none_shows_the_last(as_cleo, parted):
    assert as_cleo.get("/overview/?page=99").context["grid"].page.number == 1
