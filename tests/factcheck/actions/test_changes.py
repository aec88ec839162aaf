"""The sequence of what changed on an article's page."""

import pytest

from annotations.models import Kind
from annotations.text import decode
from factcheck.actions import (
    change_zone,
    describe_article,
    import_articles,
    link_passage,
    remove_zone,
    restore_zone,
    withdraw_claim,
)
from factcheck.actions.articles import Incoming
from factcheck.actions.changes import note_changes
from factcheck.actions.recording import recording, state_of
from factcheck.choices import Abstention, Move, Rating, Twins, Verb
from factcheck.models import Change, Claim, Event
from tests.desk import abstain, bring_in, edit, mark, newest_anchor, passage, propose, rate, revise, rule_on, settle


def changes(article):
    """Number, verb, claim and span of each."""
    rows = Change.objects.filter(article=article)
    return [tuple(row) for row in rows.values_list("number", "event__verb", "claim", "span")]


@pytest.fixture
def elsewhere(ada):
    """An article with two passages to link."""
    return bring_in("It rose. It rose twice.", ada, "elsewhere").revisions.get()


def test_an_import_is_no_change(ada):
    texts = [Incoming(decode(b"One.")), Incoming(decode(b"Two."))]
    import_articles(incoming=texts, by=ada, twins=Twins.OTHER)
    assert Change.objects.count() == 0


def test_each_event_on_a_claim_is_numbered_on_its_page(article, claim, ada, bo, cleo, revision):
    edit(claim, bo)
    occurrence = link_passage(claim=claim, passage=passage(revision, "river rose four metres"), by=bo)
    rule_on(claim, cleo, Move.RETURN, reason="Which night?")
    withdraw_claim(claim=Claim.objects.get(), reason="Mine no more.", by=ada)
    assert occurrence.claim == claim
    verbs = ["claim-proposed", "claim-edited", "passage-linked", "claim-returned", "claim-withdrawn"]
    assert changes(article) == [(number, verb, claim.pk, None) for number, verb in enumerate(verbs, 1)]


def test_what_is_done_to_a_zone_names_its_span(article, zone, ada):
    change_zone(span=zone, kind=Kind.CAVEAT, reading="", seen=state_of(zone), by=ada)
    zone.refresh_from_db()
    remove_zone(span=zone, seen=state_of(zone), by=ada)
    zone.refresh_from_db()
    restore_zone(span=zone, seen=state_of(zone), by=ada)
    verbs = ["zone-marked", "zone-changed", "zone-removed", "zone-restored"]
    assert changes(article) == [(number, verb, None, zone.pk) for number, verb in enumerate(verbs, 1)]


def test_a_description_is_about_the_article_alone(article, ada):
    describe_article(article=article, title="Flood", details={}, seen=state_of(article), by=ada)
    assert changes(article) == [(1, "article-described", None, None)]


def test_a_correction_elsewhere_in_the_text_is_about_the_article_alone(article, claim, gus):
    revise(article, gus, ("Nobody", "No one"))
    assert changes(article)[1:] == [(2, "article-revised", None, None)]


def test_a_claim_that_gets_a_new_version_changes_on_every_page_it_occurs_on(article, claim, ada, gus, elsewhere):
    link_passage(claim=claim, passage=passage(elsewhere, "It rose"), by=ada)
    revise(elsewhere.article, gus, ("It rose twice.", "It rose thrice."))
    revise(article, gus, ("rose four metres in", "rose four feet in"))
    assert changes(article) == [
        (1, "claim-proposed", claim.pk, None),
        (2, "passage-linked", claim.pk, None),
        (3, "article-revised", None, None),
        (4, "article-revised", claim.pk, None),
    ]
    assert changes(elsewhere.article) == [
        (1, "passage-linked", claim.pk, None),
        (2, "article-revised", None, None),
        (3, "article-revised", claim.pk, None),
    ]


def test_a_passage_that_is_settled_names_its_claim_and_a_zone_itself(article, claim, zone, gus):
    revise(article, gus, ("The river rose four metres in a night.\nOfficials said t", "T"))
    settle(newest_anchor(claim), gus, "rose four metres")
    settle(zone.anchors.latest("revision"), gus, None)
    assert changes(article)[3:] == [
        (4, "anchor-settled", claim.pk, None),
        (5, "anchor-settled", None, zone.pk),
    ]


def test_answers_are_no_change_and_shift_no_number(article, claim, ada, bo, emil):
    before = changes(article)
    rate(claim, bo, Rating.VERIFIED)
    abstain(claim, emil, Abstention.NOT_CHECKABLE)
    rate(claim, bo, Rating.DISPUTED)
    assert changes(article) == before
    edit(claim, ada)
    assert changes(article)[1:] == [(2, "claim-edited", claim.pk, None)]


def test_what_changed_nothing_is_no_change(article, claim, ada):
    edit(claim, ada, claim.current_version.statement)
    assert changes(article) == [(1, "claim-proposed", claim.pk, None)]


def test_another_thing_can_be_named_besides_the_principal_and_each_comes_once(article, claim, ada, revision):
    other = propose(ada, revision, "1954")
    with recording(Verb.CLAIM_EDITED, by=ada) as record:
        record.about(claim)
        record.also(other)
        record.also(claim)
    assert changes(article)[2:] == [
        (3, "claim-edited", claim.pk, None),
        (4, "claim-edited", other.pk, None),
    ]


def test_three_queries_write_them_and_none_for_an_answer(claim, bo, ada, elsewhere, django_assert_num_queries):
    link_passage(claim=claim, passage=passage(elsewhere, "It rose"), by=ada)
    verdict = rate(claim, bo, Rating.VERIFIED)
    event, occurrence = Event.objects.latest("number"), claim.occurrences.first()
    with django_assert_num_queries(3):
        note_changes(event, [claim, occurrence, elsewhere.article])
    with django_assert_num_queries(0):
        note_changes(event, [verdict])


def test_withdrawn_passages_are_remembered(article, claim, ada):
    """The page it was taken from has to hear of it."""
    withdraw_claim(claim=claim, reason="Mine no more.", by=ada)
    zone = mark(ada, article.revisions.get(), "1954", Kind.CAVEAT)
    assert changes(article)[1:] == [
        (2, "claim-withdrawn", claim.pk, None),
        (3, "zone-marked", None, zone.pk),
    ]
