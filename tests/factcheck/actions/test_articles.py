"""Bringing in articles and describing them: rights, copies, and all or none."""

import pytest

from annotations.models import Article, Origin, Revision
from annotations.text import decode
from factcheck.accounts.models import User
from factcheck.actions import describe_article, import_articles
from factcheck.actions.articles import Incoming
from factcheck.actions.recording import state_of
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Event
from tests.desk import TEXT, all_rows, bring_in

TOO_LONG = {"outlet": 201, "byline": 201, "published": 101, "language": 36}


def incoming(*texts, **details):
    return [Incoming(decode(text.encode()), f"text {n}", Origin.FILE, details) for n, text in enumerate(texts, 1)]


def describe(article, by, title="Flood", seen=None, **details):
    seen = seen or state_of(Article.objects.get(pk=article.pk))
    return describe_article(article=article, title=title, details=details, seen=seen, by=by)


def test_several_articles_come_in_order_under_one_event(ada):
    articles = import_articles(incoming=incoming("One.", "Two."), by=ada)
    event = Event.objects.get()
    assert [article.title for article in articles] == ["text 1", "text 2"]
    assert {article.event for article in articles} == {event.id}
    assert (event.principal_kind, event.principal_id) == ("annotations.article", str(articles[0].pk))


@pytest.mark.parametrize("person", ["ada", "cleo", "ines"])
def test_fact_checkers_and_editors_bring_in_and_describe(db, request, person):
    by = request.getfixturevalue(person)
    article = bring_in(TEXT, by)
    assert describe(article, by).title == "Flood"


@pytest.mark.parametrize("person", ["hana", "dan"])
def test_nobody_else_does(article, request, person):
    by = request.getfixturevalue(person)
    before = all_rows()
    for act in (lambda: bring_in("Other.", by), lambda: describe(article, by)):
        with pytest.raises(NotAllowed):
            act()
    assert all_rows() == before


def test_the_built_in_account_brings_in_and_does_nothing_else(db):
    system = User.objects.system()
    article = bring_in(TEXT, system)
    with pytest.raises(NotAllowed):
        describe(article, system)


@pytest.mark.parametrize(("name", "length"), TOO_LONG.items())
def test_metadata_that_its_column_cannot_hold_is_invalid(article, ada, name, length):
    before = all_rows()
    details = {name: "x" * length}
    for act in (
        lambda: import_articles(incoming=incoming("One.", **details), by=ada),
        lambda: describe(article, ada, **details),
    ):
        with pytest.raises(Invalid) as problem:
            act()
        assert problem.value.field == name
    assert all_rows() == before


@pytest.mark.parametrize("address", ["javascript:alert(1)", "not an address", "https://a.example/" + "x" * 2000])
def test_an_address_that_is_none_is_invalid(article, ada, address):
    with pytest.raises(Invalid) as problem:
        describe(article, ada, source_url=address)
    assert problem.value.field == "source_url"


@pytest.mark.parametrize("title", ["a\x00b", "a\udc80b"])
def test_a_title_that_no_database_holds_is_invalid(article, ada, title):
    before = all_rows()
    for act in (
        lambda: import_articles(incoming=[Incoming(decode(b"One."), title, Origin.FILE)], by=ada),
        lambda: describe(article, ada, title),
    ):
        with pytest.raises(Invalid, match="cannot be stored"):
            act()
    assert all_rows() == before


def test_describing_changes_metadata_and_not_the_text(article, ada):
    before = list(Revision.objects.values())
    described = describe(article, ada, outlet="The Paper", published="6:00 a.m.", language="en")
    assert (described.title, described.outlet, described.published) == ("Flood", "The Paper", "6:00 a.m.")
    assert list(Revision.objects.values()) == before


def test_a_description_that_somebody_else_changed_meanwhile_is_a_conflict(article, ada, bo):
    seen = state_of(article)
    describe(article, ada, "Flood")
    with pytest.raises(Conflict, match="meanwhile"):
        describe(article, bo, "Storm", seen)
    assert Article.objects.get().title == "Flood"


def test_a_description_that_changes_nothing_leaves_no_event(article, ada):
    describe(article, ada, outlet="The Paper")
    before = all_rows()
    describe(article, ada, " Flood ", outlet=" The Paper ")
    assert all_rows() == before


def test_the_token_of_a_description_says_nothing_of_its_event(article):
    assert article.event.hex not in state_of(article)
