"""One more seat for a blind reviewer: within the event of somebody who asks for one."""

from factcheck.actions.recording import recording
from factcheck.actions.seats import open_seat
from factcheck.choices import Verb
from factcheck.history import claim_timeline
from factcheck.models import Claim, Event
from tests.desk import propose


def one_more(claim, by):
    with recording(Verb.CLAIM_RETURNED, by=by) as record:
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        open_seat(record, locked)
        record.about(locked)
    return Claim.objects.get(pk=claim.pk)


def test_a_claim_has_as_many_seats_as_its_quorum(claim, ada, revision):
    sensitive = propose(ada, revision, "1954", sensitive=True)
    assert (claim.seats, sensitive.seats) == (2, 3)


def test_a_seat_is_added_under_the_event_of_who_asks_for_it(claim, cleo):
    before = Event.objects.count()
    found = one_more(claim, cleo)
    row = Claim.history.filter(id=claim.pk).latest("history_id")
    assert (found.seats, found.state, Event.objects.count() - before) == (3, claim.state, 1)
    assert (row.extra_seats, row.history_user, row.event) == (1, cleo, found.event)


def test_the_history_of_the_claim_says_so(claim, cleo, bo):
    one_more(claim, cleo)
    newest = claim_timeline(claim, bo)[0]
    assert [(one.label, one.old, one.new) for one in newest.changes] == [("Seats besides the quorum", "", "1")]
