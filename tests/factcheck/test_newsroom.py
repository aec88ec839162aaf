"""The demonstration: loaded whole, once, into an empty database, and as seeds/README.md says."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from annotations.models import Anchor, Article
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.choices import Outcome, Part, Rating
from factcheck.models import Claim, Event, Participation, Tally
from factcheck.newsroom import ForeignDatabase, Newsroom
from tests.desk import all_rows, bring_in, person

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


@pytest.fixture
def newsroom(db):
    return Newsroom(FOLDER)


def test_every_claim_stands_as_the_readme_says(newsroom):
    assert newsroom.load("a password") is True
    statements = {claim["statement"]: claim["key"] for claim in newsroom.script["claims"]}
    assert stored(statements) == table()


def test_every_outcome_is_there(newsroom):
    newsroom.load("a password")
    assert set(Tally.objects.values_list("outcome", flat=True)) == set(Outcome)


def test_every_passage_stands_where_it_says(newsroom):
    newsroom.load("a password")
    anchors = Anchor.objects.select_related("revision")
    assert [a.revision.text[a.start : a.end] for a in anchors] == [a.quote for a in anchors]
    occurrences = sum(len(claim["occurrences"]) for claim in newsroom.script["claims"])
    assert len(anchors) == occurrences + len(newsroom.script["zones"])


def test_nobody_in_it_decides_on_what_they_took_part_in(newsroom):
    newsroom.load("a password")
    for claim in Claim.objects.all():
        deciders = set(claim.decisions.values_list("editor", flat=True))
        parties = set(Participation.objects.filter(claim=claim, part=Part.PARTY).values_list("person", flat=True))
        assert deciders & (parties | {claim.proposer_id}) == set()


def test_it_is_played_through_the_actions(newsroom):
    newsroom.load("a password")
    script = newsroom.script
    occurrences = sum(len(claim["occurrences"]) for claim in script["claims"])
    steps = sum(len(claim["steps"]) for claim in script["claims"])
    assert Event.objects.count() == len(script["articles"]) + len(script["zones"]) + occurrences + steps


def test_its_people_can_sign_in_with_the_password(newsroom):
    newsroom.load("a password")
    people = User.objects.exclude(email=SYSTEM_EMAIL)
    assert {one.email: sorted(one.groups.values_list("name", flat=True)) for one in people} == {
        one["email"]: sorted(one["roles"]) for one in newsroom.script["people"]
    }
    assert all(one.check_password("a password") for one in people)


def test_a_second_time_changes_nothing(newsroom):
    newsroom.load("a password")
    before = all_rows()
    assert (Newsroom(FOLDER).load("another password"), all_rows()) == (False, before)


def test_a_database_with_other_people_is_refused(newsroom, dan):
    dan.email = "dan@paper.example"
    dan.save()
    with pytest.raises(ForeignDatabase):
        newsroom.load("a password")
    assert (Article.objects.count(), User.objects.filter(email__in=newsroom.emails).count()) == (0, 0)


def test_a_database_with_other_articles_is_refused(newsroom):
    bring_in("A real article.", User.objects.system())
    with pytest.raises(ForeignDatabase):
        newsroom.load("a password")
    assert (Article.objects.count(), User.objects.filter(email__in=newsroom.emails).count()) == (1, 0)


def test_somebody_who_joins_later_makes_the_database_foreign(newsroom):
    newsroom.load("a password")
    person("real", "Real", FACT_CHECKERS)
    with pytest.raises(ForeignDatabase):
        Newsroom(FOLDER).load("a password")


def test_a_step_that_fails_leaves_nothing_half_loaded(newsroom):
    newsroom.script = json.loads(json.dumps(newsroom.script))
    newsroom.script["claims"][-1]["steps"].append({"do": "verdict", "by": "dan@desk.example", "rating": "verified"})
    before = all_rows()
    with pytest.raises(KeyError):
        newsroom.load("a password")
    assert (all_rows(), User.objects.count()) == (before, 1)


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "password"
    path.write_text("from a file\n", encoding="utf-8")
    return path


def test_the_command_names_the_accounts_and_the_password(newsroom, password_file, capsys):
    call_command("load_seeds", password_file=password_file)
    out = capsys.readouterr().out
    assert out.startswith("Loaded the demonstration.")
    assert [email for email in newsroom.emails if email not in out] == []
    assert User.objects.get(email="ada@desk.example").check_password("from a file")


def test_the_command_refuses_a_foreign_database(newsroom, password_file):
    bring_in("A real article.", User.objects.system())
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_seeds", password_file=password_file)


def test_the_command_leaves_a_foreign_database_alone_if_told_so(newsroom, password_file, capsys):
    bring_in("A real article.", User.objects.system())
    call_command("load_seeds", password_file=password_file, if_empty=True)
    assert (Article.objects.count(), "not loaded" in capsys.readouterr().out) == (1, True)


def test_without_a_password_file_nothing_is_loaded(newsroom, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_seeds", password_file=tmp_path / "missing")
    assert Article.objects.count() == 0
