"""Which claims beside a text a filter lists, for one person."""

import pytest

from factcheck import drawing, filters
from factcheck.choices import Abstention, Move, Rating
from factcheck.filters import Choice
from tests.desk import abstain, edit, newest_anchor, propose, rate, revise, rule_on, settle


@pytest.fixture
def work(ada, bo, emil, cleo, claim, revision):
    """Ada's claims by name, each in another state for Bo."""
    made = {"open": claim}
    for name, words in (("stale", "1954"), ("disputed", "night"), ("returned", "Officials"), ("approved", "hurt")):
        made[name] = propose(ada, revision, words)
    rate(made["stale"], bo, Rating.DISPUTED)
    edit(made["stale"], ada)
    rate(made["disputed"], bo, Rating.DISPUTED)
    rule_on(made["returned"], cleo, Move.RETURN, reason="Which ones?")
    rate(made["approved"], bo, Rating.VERIFIED)  # in earlier words: nothing is left to be done about it
    edit(made["approved"], ada, "Some were hurt.")
    for person in (ada, emil):
        rate(made["approved"], person, Rating.DISPUTED)
    rule_on(made["approved"], cleo, Move.APPROVE)
    made["rejected"] = propose(bo, revision, "told us")
    rule_on(made["rejected"], cleo, Move.REJECT, reason="An opinion.")
    return made


def listed(person, revision, made) -> dict[str, list[str]]:
    """The names of the claims under each filter that lists any."""
    rows = drawing.rows_in(person, revision)
    names = {claim.pk: name for name, claim in made.items()}
    found = {one.token: [names[pk] for pk in sorted(filters.claims_in(rows, one))] for one in filters.FILTERS}
    return {token: those for token, those in found.items() if those}


def test_each_filter_lists_what_it_says(bo, revision, work):
    assert listed(bo, revision, work) == {
        "unanswered": ["open", "stale", "returned"],
        "stale": ["stale"],
        "mine": ["rejected"],
        "disputed": ["disputed", "approved"],
        "open": ["open", "stale", "disputed"],
        "returned": ["returned"],
        "approved": ["approved"],
        "rejected": ["rejected"],
    }


def test_what_others_answered_moves_no_claim_for_who_has_not(bo, emil, cleo, revision, work):
    before = listed(cleo, revision, work)
    rate(work["open"], bo, Rating.DISPUTED), rate(work["open"], emil, Rating.DISPUTED)
    assert listed(cleo, revision, work) == before


def test_more_time_is_no_answer_until_it_is_one(bo, revision, claim):
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert listed(bo, revision, {"it": claim}) == {"unanswered": ["it"], "open": ["it"]}
    abstain(claim, bo, Abstention.NOT_CHECKABLE)
    assert listed(bo, revision, {"it": claim}) == {"open": ["it"]}


def test_a_passage_in_doubt_is_found_until_a_person_has_settled_it(bo, gus, ada, article, revision, claim):
    lost = propose(ada, revision, "Nobody was hurt")
    newest = revise(article, gus, (" told us: “Nobody was hurt.”", ""))
    made = {"kept": claim, "lost": lost}
    assert listed(bo, newest, made)["doubt"] == ["lost"]
    settle(newest_anchor(lost), gus, None)
    assert "doubt" not in listed(bo, newest, made)


def test_only_filters_that_list_something_are_offered_and_those_on_own_work_to_who_has_any(bo, cleo, revision, claim):
    rows = drawing.rows_in(cleo, revision)
    assert filters.offered(rows, None, own=False) == [Choice("open", "Open", count=1, current=False)]
    assert filters.offered(rows, filters.asked("stale"), own=True) == [
        Choice("unanswered", "Unanswered", count=1, current=False),
        Choice("stale", "Stale", count=0, current=True),
        Choice("open", "Open", count=1, current=False),
    ]


@pytest.mark.parametrize("token", ["", "all", "ready", "Open", "open "])
def test_what_names_no_filter_lists_everything(token):
    assert filters.asked(token) is None
