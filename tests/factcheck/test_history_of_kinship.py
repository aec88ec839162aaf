"""What the histories of claims say of splitting and merging: each what was its own while it was."""

import pytest

from factcheck.actions import link_passage
from factcheck.choices import Rating
from factcheck.history import Change, claim_timeline
from factcheck.models import Claim
from tests.desk import TEXT, edit, passage, propose, rate, revise
from tests.factcheck.actions.test_merging import merge
from tests.factcheck.actions.test_splitting import BOTH, GOES, STAYS, split

WORDS = "rose four metres"
STATEMENT = "The river rose by four metres in one night."


@pytest.fixture
def twice(claim, ada, revision):
    link_passage(claim=claim, passage=passage(revision, WORDS, 2), by=ada)
    return claim


def told(claim, person):
    return [(entry.verb, entry.changes) for entry in claim_timeline(Claim.objects.get(pk=claim.pk), person)]


def test_a_split_off_claim_begins_with_the_split_and_knows_its_passages_from_then_on(twice, bo, cleo, article):
    made = split(twice, bo, STAYS, GOES)
    revise(article, cleo, ("river rose four metres,", "river rose three metres,"))
    corrected, first = told(made, bo)
    assert first == (
        "split the claim in two",
        [
            Change("Statement", None, "It is the highest since 1954."),
            Change("State", None, "Open"),
            Change("Sensitive", None, "no"),
            Change("Split from", None, f"claim {twice.pk}"),
            Change(f"Passage from claim {twice.pk}", None, WORDS),
            Change("The passage is", None, "Assertion"),
        ],
    )
    assert (corrected[0], Change("Passage", WORDS, "rose three metres") in corrected[1]) == (
        "corrected the article",
        True,
    )


def test_the_claim_it_was_split_from_says_what_went_and_nothing_of_it_afterwards(twice, bo, cleo, article):
    made = split(twice, bo, STAYS, GOES, statement="It rose at night.")
    revise(article, cleo, ("river rose four metres,", "river rose three metres,"))
    assert told(twice, bo)[0] == (
        "split the claim in two",
        [
            Change("Statement", STATEMENT, "It rose at night."),
            Change(f"Passage gone to claim {made.pk}", None, WORDS),
            Change("Split off", None, f"claim {made.pk}"),
        ],
    )
    assert [verb for verb, _ in told(twice, bo)] == ["split the claim in two", "added a passage", "proposed the claim"]


def test_a_passage_that_stands_in_both_is_marked_anew(claim, bo):
    made = split(claim, bo, BOTH)
    assert Change("Passage", None, WORDS) in told(made, bo)[0][1]
    assert told(claim, bo)[0] == ("split the claim in two", [Change("Split off", None, f"claim {made.pk}")])


def test_a_merge_stands_in_both_histories(claim, bo, emil, revision):
    twin = propose(bo, revision, WORDS, nth=2)
    merge(twin, claim, emil)
    assert told(claim, emil)[0] == (
        "merged two claims",
        [
            Change("New version", None, "2: The same thing."),
            Change(f"Passage from claim {twin.pk}", None, WORDS),
            Change("Merged with", None, f"claim {twin.pk}"),
            Change("The passage is", None, "Assertion"),
        ],
    )
    assert told(twin, emil)[0] == (
        "merged two claims",
        [
            Change("State", "Open", "Withdrawn"),
            Change("Merged into", "", f"claim {claim.pk}"),
            Change(f"Passage gone to claim {claim.pk}", None, WORDS),
        ],
    )


def test_a_passage_that_came_and_went_on_is_told_while_it_was_there(claim, bo, emil, revision):
    twin = propose(bo, revision, WORDS, nth=2)
    merge(twin, claim, emil)
    made = split(claim, emil, STAYS, GOES)
    labels = [change.label for _, changes in told(claim, emil) for change in changes if "assage" in change.label]
    assert labels == [
        *(f"Passage gone to claim {made.pk}", f"Passage from claim {twin.pk}"),
        *("The passage is", "Passage", "The passage is"),
    ]


def test_the_words_are_those_the_passage_had_then(twice, bo, cleo, article):
    revise(article, cleo, ("river rose four metres,", "river rose three metres,"))
    made = split(twice, bo, STAYS, GOES)
    revise(article, cleo, ("river rose three metres,", "river rose two metres,"))
    assert Change(f"Passage from claim {twice.pk}", None, "rose three metres") in told(made, bo)[-1][1]
    assert TEXT.count(WORDS) == 2


def test_answers_are_told_only_to_those_who_may_see_them(twice, ada, bo, emil):
    rate(twice, emil, Rating.DISPUTED, "The gauge says less.")
    made = split(twice, ada, STAYS, GOES)
    edit(made, ada, "Again.")
    assert "answered" not in [verb for one in (twice, made) for verb, _ in told(one, bo)]
    assert "answered" in [verb for verb, _ in told(twice, emil)]
