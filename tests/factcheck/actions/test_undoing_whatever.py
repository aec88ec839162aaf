"""What an event wrote is undone whatever it was: also for verbs that write several rows of several claims."""

import pytest

from annotations import actions as text_layer
from annotations.audit import faults
from factcheck.actions.recording import recording
from factcheck.actions.tally import recount
from factcheck.actions.versions import give_version
from factcheck.choices import Rating, Verb
from factcheck.errors import Conflict
from factcheck.models import Claim, Tally
from tests.deeds import redo, state, undo
from tests.desk import newest_anchor, propose, rate, revise

pytestmark = pytest.mark.django_db


def move(claim, by, words):
    """Put the claim's passage on other words, for which it gets a new version."""
    anchor = newest_anchor(claim)
    at = anchor.revision.text.index(words)
    with recording(Verb.PASSAGE_LINKED, by=by) as record:
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        place = (at, at + len(words), words)
        text_layer.settle_anchor(anchor=anchor, place=place, by=by, event=record.id, reason=record.reason)
        give_version(record, current, statement="Another wording.", reason="The passage moved.")
        record.about(anchor.span.occurrence)


def merge(one, other, by):
    """Give all passages of a claim to another, which gets a new version, and withdraw it."""
    with recording(Verb.PASSAGE_LINKED, by=by) as record:
        for occurrence in one.occurrences.select_for_update().all():
            occurrence.claim = other
            record.write(occurrence)
        one.state = "withdrawn"
        record.write(one)
        give_version(record, other, statement="Both of it.", reason="Merged.")
        recount(one)
        record.about(occurrence)


def test_a_passage_that_moved_goes_back_with_its_claims_version(claim, ada, bo):
    rate(claim, bo, Rating.VERIFIED)
    before = state()
    move(claim, ada, "metres in a night")
    after = state()
    done = undo(ada)
    assert (state(), Tally.objects.get().verified) == (before, 1)
    assert [place[1:] for place in done.places] == [(10, 26), (20, 37)]
    redo(ada)
    assert (state(), list(faults())) == (after, [])


def test_in_a_text_that_was_corrected_since_nothing_moves_back(claim, ada, gus, article):
    move(claim, ada, "metres in a night")
    revise(article, gus, ("Nobody", "No one"))
    before = state()
    with pytest.raises(Conflict, match="corrected meanwhile"):
        undo(ada)
    assert state() == before


def test_two_claims_that_became_one_are_two_again(claim, ada, bo, revision):
    other = propose(bo, revision, "Nobody was hurt")
    rate(other, bo, Rating.VERIFIED)
    before = state()
    merge(Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=other.pk), ada)
    after = state()
    assert undo(ada).claims == [claim.pk, other.pk]
    assert (state(), Tally.objects.get(claim=other).verified) == (before, 1)
    redo(ada)
    assert (state(), Tally.objects.get(claim=other).verified) == (after, 0)
