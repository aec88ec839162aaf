"""Boilerplate is outside every count by construction: no claim inside it, and it over no claim."""

import pytest

from annotations.models import Kind
from factcheck.actions import change_zone, link_passage, remove_zone, restore_zone, withdraw_claim
from factcheck.actions.recording import state_of
from factcheck.choices import Move
from factcheck.errors import Conflict
from factcheck.models import Claim
from tests.desk import all_rows, mark, newest_anchor, passage, propose, revise, rule_on, settle

LINE = "Officials said the river rose four metres, the highest since 1954."


def link(claim, by, revision, words, nth):
    return link_passage(claim=claim, passage=passage(revision, words, nth), by=by)


@pytest.fixture
def line(ada, revision):
    """The second paragraph is not article text."""
    return mark(ada, revision, LINE, Kind.BOILERPLATE)


@pytest.mark.parametrize("words", [LINE, "highest since 1954", f"\n{LINE}\n"], ids=["all", "inside", "line ends too"])
def test_no_claim_is_marked_wholly_inside_it(line, bo, revision, words):
    before = all_rows()
    with pytest.raises(Conflict) as problem:
        propose(bo, revision, words, "It is said.")
    assert str(problem.value) == (
        "These words stand in “Officials said the river rose four metres, the highest sinc…”, which is marked as "
        "not article text: no claim is counted there. If they are article text, change or remove that mark first."
    )
    assert all_rows() == before


def test_no_passage_is_linked_inside_it(line, claim, bo, revision):
    with pytest.raises(Conflict, match="marked as not article text"):
        link(claim, bo, revision, "rose four metres", 2)


@pytest.mark.parametrize("words", ["in a night.\nOfficials said", f"{LINE}\n\nA"], ids=["across its start", "over it"])
def test_a_claim_may_run_across_it(line, bo, revision, words):
    assert propose(bo, revision, words).occurrences.count() == 1


def test_two_pieces_of_it_cover_what_lies_in_both(bo, revision):
    mark(bo, revision, "The river rose four metres in a night.", Kind.BOILERPLATE)
    mark(bo, revision, LINE, Kind.BOILERPLATE)
    with pytest.raises(Conflict, match="“The river rose four"):
        propose(bo, revision, "in a night.\nOfficials said")


@pytest.mark.parametrize("kind", [Kind.CAPTION, Kind.HEADLINE, Kind.CAVEAT, Kind.TEXT_DEFECT, Kind.ATTRIBUTION])
def test_other_marks_and_claims_stand_in_nobodys_way(claim, bo, revision, kind):
    mark(bo, revision, "The river rose four metres in a night.", kind)
    assert propose(bo, revision, "four metres in a night").pk


def test_it_is_put_over_no_claim_by_any_way_to_it(claim, bo, revision):
    sentence = "Claim {} stands on these words, on “rose four metres”."
    with pytest.raises(Conflict, match=sentence.format(claim.pk)):
        mark(bo, revision, "The river rose four metres in a night.", Kind.BOILERPLATE)
    caption = mark(bo, revision, "river rose four metres", Kind.CAPTION)
    with pytest.raises(Conflict, match=sentence.format(claim.pk)):
        change_zone(span=caption, kind=Kind.BOILERPLATE, reading="", seen=state_of(caption), by=bo)


def test_it_is_put_back_over_no_claim_that_was_marked_meanwhile(line, bo, revision):
    gone = remove_zone(span=line, seen=state_of(line), by=bo)
    claim = propose(bo, revision, "1954")
    with pytest.raises(Conflict, match=f"Claim {claim.pk} stands on these words, on “1954”."):
        restore_zone(span=gone, seen=state_of(gone), by=bo)


def test_it_may_cover_a_part_of_a_claims_passage(claim, bo, revision):
    mark(bo, revision, "four metres in a night.", Kind.BOILERPLATE)
    with pytest.raises(Conflict, match=f"Claim {claim.pk}"):
        mark(bo, revision, "The river rose", Kind.BOILERPLATE)


@pytest.mark.parametrize("done", ["withdrawn", "rejected"])
def test_a_claim_that_is_off_the_desk_stands_in_nobodys_way(claim, bo, cleo, ada, revision, done):
    if done == "withdrawn":
        withdraw_claim(claim=claim, reason="No claim.", by=ada)
    else:
        rule_on(claim, cleo, Move.REJECT, reason="An advertisement.")
    assert mark(bo, revision, "The river rose four metres in a night.", Kind.BOILERPLATE).pk


def test_more_of_it_may_be_marked_around_a_claim_that_an_editor_placed_in_it(line, article, revision, ada, bo, gus):
    claim = propose(ada, revision, "Nobody was hurt")
    newest = revise(article, gus, ("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", ""))
    settle(newest_anchor(claim), gus, "highest since 1954")
    assert mark(bo, newest, "in a night.\n" + LINE, Kind.BOILERPLATE).pk


def test_the_newest_text_counts(line, article, revision, bo, gus):
    newest = revise(article, gus, ("Officials said the river", "The river"))
    with pytest.raises(Conflict, match=r"“The river rose four metres, the highest since 1954\.”"):
        propose(bo, revision, "highest since 1954")
    assert Claim.objects.count() == 0
    assert propose(bo, newest, "Nobody was hurt").pk


def test_what_a_correction_left_in_doubt_stands_in_nobodys_way(line, article, revision, bo, gus):
    # The paragraph is deleted, and its words come back elsewhere: found, and provisional until a person confirms it.
    revise(article, gus, (f"{LINE}\n", ""))
    newest = revise(article, gus, ("“Nobody was hurt.”", f"“Nobody was hurt.”\n{LINE}"))
    assert line.anchors.get(revision=newest).state == "found"
    assert propose(bo, newest, "highest since 1954").pk
