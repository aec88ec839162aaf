"""The demonstration, loaded: as seeds/README.md says, and by the rules of the desk."""

import re

import pytest
from django.conf import settings
from django.db import transaction

from annotations.models import Anchor
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.actions.seats import pool_of
from factcheck.choices import Outcome, Part, Rating
from factcheck.models import Claim, Event, Occurrence, Participation, Seat, Tally
from factcheck.newsroom import ForeignDatabase, Newsroom
from factcheck.reading import where_said
from tests.desk import all_rows, person

FOLDER = settings.BASE_DIR / "seeds"
ROW = re.compile(r"^\| `(?P<key>[\w-]+)` \| (?P<outcome>[^|]+) \| (?P<state>[^|]+) \|", re.MULTILINE)
LABELS = {outcome.label.lower(): outcome for outcome in Outcome}


def table():
    """Key -> (outcome, proposed rating if said, not checkable, state, ready) as the README has it."""
    found = {}
    for row in ROW.finditer((FOLDER / "README.md").read_text(encoding="utf-8")):
        words, state = row["outcome"].strip().split(", "), row["state"].strip().split(", ")
        flag, rating = "not checkable" in words, [word for word in words if word in Rating.values]
        found[row["key"]] = (LABELS[words[0]], rating, flag, state[0], state[0] == "open" and "ready" in state)
    return found


def stored(statements):
    """The same as it stands in the database."""
    found = {}
    for tally in Tally.objects.select_related("claim__proposer"):
        key = statements[tally.claim.versions.earliest("number").statement]
        ready = tally.ready and tally.claim.state == "open"
        found[key] = (tally.outcome, [tally.proposed] * bool(tally.proposed), tally.not_checkable)
        found[key] += (tally.claim.state, ready)
    return found


@pytest.fixture(scope="module")
def once_loaded(django_db_setup, django_db_blocker):
    """Loading takes seconds: it is done once, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        newsroom = Newsroom(FOLDER)
        assert newsroom.load("a password") is True
        yield newsroom
        transaction.set_rollback(True)


@pytest.fixture
def loaded(once_loaded, db):
    return once_loaded


def test_every_claim_stands_as_the_readme_says(loaded):
    statements = {claim["statement"]: claim["key"] for claim in loaded.script["claims"]}
    assert stored(statements) == table()


def test_every_outcome_is_there(loaded):
    assert set(Tally.objects.values_list("outcome", flat=True)) == set(Outcome)


def test_every_passage_stands_where_it_says(loaded):
    anchors = Anchor.objects.select_related("revision")
    assert [a.revision.text[a.start : a.end] for a in anchors] == [a.quote for a in anchors]
    occurrences = sum(len(claim["occurrences"]) for claim in loaded.script["claims"])
    assert len(anchors) == occurrences + len(loaded.script["zones"])


def test_nobody_in_it_decides_on_what_they_took_part_in(loaded):
    for claim in Claim.objects.all():
        deciders = set(claim.decisions.values_list("editor", flat=True))
        parties = set(Participation.objects.filter(claim=claim, part=Part.PARTY).values_list("person", flat=True))
        assert deciders & (parties | {claim.proposer_id}) == set()


def test_it_is_played_through_the_actions(loaded):
    script = loaded.script
    occurrences = sum(len(claim["occurrences"]) for claim in script["claims"])
    # An origin is named passage by passage.
    steps = sum(
        len(claim["occurrences"]) if step["do"] == "name-origin" else 1
        for claim in script["claims"]
        for step in claim["steps"]
    )
    given = sum(len(article.get("assignments", ())) for article in script["articles"])
    assert Event.objects.count() == len(script["articles"]) + given + len(script["zones"]) + occurrences + steps


def test_an_origin_that_two_articles_share_is_named(loaded):
    rests = Occurrence.objects.exclude(origin=None)
    assert set(rests.values_list("claim__current_version__statement", "origin__name")) == {
        (
            "About 200 wounded North Korean soldiers were brought to a hospital in or near Moscow within two days.",
            "The recording of a call from a hospital",
        )
    }
    weight = where_said(rests[0].claim)["weight"]
    assert (weight.articles, weight.origins, weight.is_at_most) == (2, 1, False)


def test_bo_has_claims_and_an_article_in_his_queue_and_a_pool_to_draw_from(loaded):
    bo = User.objects.get(email="bo@desk.example")
    waiting = Seat.objects.waiting_for(bo)
    assert [(seat.is_overdue, str(seat.given_by)) for seat in waiting] == [
        (True, "Cleo Marchetti"),
        (False, "Cleo Marchetti"),
    ]
    assert (bo.article_assignments.count(), pool_of(bo).count()) == (1, 7)


def test_its_people_can_sign_in_with_the_password(loaded):
    people = User.objects.exclude(email=SYSTEM_EMAIL)
    assert {one.email: sorted(one.groups.values_list("name", flat=True)) for one in people} == {
        one["email"]: sorted(one["roles"]) for one in loaded.script["people"]
    }
    assert all(one.check_password("a password") for one in people)


def test_a_second_time_changes_nothing(loaded):
    before = all_rows()
    assert (Newsroom(FOLDER).load("another password"), all_rows()) == (False, before)


def test_somebody_who_joins_later_makes_the_database_foreign(loaded):
    person("real", "Real", FACT_CHECKERS)
    with pytest.raises(ForeignDatabase):
        Newsroom(FOLDER).load("a password")
