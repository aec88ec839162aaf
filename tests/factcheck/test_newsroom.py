"""The demonstration is loaded whole, once, into an empty database."""

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.newsroom import ForeignDatabase, Newsroom
from tests.desk import all_rows, bring_in

FOLDER = settings.BASE_DIR / "seeds"


@pytest.fixture
def newsroom(db):
    return Newsroom(FOLDER)


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
