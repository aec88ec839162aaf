"""Adding passages to a claim: all or none, one event, nothing twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.errors import QuoteMismatch
from annotations.models import Anchor
from factcheck.actions import link_passages
from factcheck.actions.passages import Passage
from factcheck.choices import Move
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Event, Occurrence
from tests.desk import all_rows, bring_in, passage, propose, revise, rule_on

RAIN = "It rained. They said it rained. Nobody said it rained."


@pytest.fixture
def rain(ada):
    revision = bring_in(RAIN, ada).revisions.get()
    return propose(ada, revision, "rained"), revision


def starts(claim) -> list[int]:
    anchors = Anchor.objects.filter(span__occurrence__claim=claim).order_by("start")
    return list(anchors.values_list("start", flat=True))


def others(revision) -> list[Passage]:
    return [passage(revision, "rained", nth) for nth in (2, 3)]


def test_several_passages_join_a_claim_in_one_event(rain, bo):
    claim, revision = rain
    linked = link_passages(claim=claim, passages=others(revision), by=bo)
    assert starts(claim) == [3, 24, 47]
    event = Event.objects.get(verb="passage-linked")
    assert ({one.event for one in linked}, event.principal_id) == ({event.id}, str(linked[0].pk))


def test_a_passage_that_is_there_already_undoes_all_of_them(rain, bo):
    claim, revision = rain
    before = all_rows()
    with pytest.raises(Conflict, match="belongs to that claim already"):
        link_passages(claim=claim, passages=[*others(revision), passage(revision, "rained")], by=bo)
    with pytest.raises(Conflict, match="belongs to that claim already"):
        link_passages(claim=claim, passages=[others(revision)[0]] * 2, by=bo)
    assert all_rows() == before


def test_words_that_do_not_stand_there_undo_all_of_them(rain, bo):
    claim, revision = rain
    before = all_rows()
    with pytest.raises(QuoteMismatch):
        link_passages(claim=claim, passages=[others(revision)[0], Passage(revision, 47, 53, "poured")], by=bo)
    assert all_rows() == before


def test_no_passage_is_nothing_to_add(rain, bo):
    with pytest.raises(Invalid, match="no passage"):
        link_passages(claim=rain[0], passages=[], by=bo)


def test_the_same_key_adds_nothing_twice_and_other_passages_under_it_are_refused(rain, bo):
    claim, revision = rain
    first = link_passages(claim=claim, passages=others(revision), by=bo, key="k")
    assert link_passages(claim=claim, passages=others(revision), by=bo, key="k") == first
    with pytest.raises(Conflict):
        link_passages(claim=claim, passages=others(revision)[:1], by=bo, key="k")
    assert Occurrence.objects.filter(claim=claim).count() == 3


def test_passages_of_an_older_text_are_carried_to_the_newest(rain, bo, gus):
    claim, revision = rain
    revise(revision.article, gus, ("It rained. They", "It rained. All of them"))
    link_passages(claim=claim, passages=others(revision), by=bo)
    newest = revision.article.revisions.get(number=2)
    places = Anchor.objects.filter(span__occurrence__claim=claim, revision=newest).order_by("start")
    assert [one.quote for one in places] == ["rained"] * 3


def test_a_decided_claim_takes_none(rain, bo, cleo):
    claim, revision = rain
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    with pytest.raises(Conflict):
        link_passages(claim=claim, passages=others(revision), by=bo)


def test_adding_is_for_fact_checkers(rain, cleo):
    with pytest.raises(NotAllowed):
        link_passages(claim=rain[0], passages=others(rain[1]), by=cleo)


def test_many_passages_take_as_many_queries_as_few(ada, bo):
    revision = bring_in("It rained. " * 30, ada).revisions.get()
    first, few, many = (propose(ada, revision, "rained") for _ in range(3))
    counts = []
    for claim, upto in ((first, 3), (few, 4), (many, 31)):  # the first asks for bo's roles as well
        with CaptureQueriesContext(connection) as asked:
            link_passages(claim=claim, passages=[passage(revision, "rained", n) for n in range(2, upto)], by=bo)
        counts.append(len(asked))
    assert counts[1:] == [18, 18]
    assert len(starts(many)) == 30


def test_white_space_at_its_edges_makes_no_other_passage(rain, bo):
    claim, revision = rain
    with pytest.raises(Conflict, match="belongs to that claim already"):
        link_passages(claim=claim, passages=[Passage(revision, 2, 9, " rained")], by=bo)
