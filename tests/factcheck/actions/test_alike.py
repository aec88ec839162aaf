"""Which claims a passage may belong to, and asking before another one is made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.resemblance import Likeness
from factcheck.actions import link_passage, merge_claims, propose_claim, withdraw_claim
from factcheck.actions.alike import MOST, Alike, claims_alike
from factcheck.choices import Move, Rating
from factcheck.errors import AlreadyClaimed
from factcheck.models import Claim
from tests.desk import all_rows, bring_in, passage, propose, rate, revise, rule_on

#: In the first article "rose four metres" stands twice.
EXACT = Likeness(1.0, same_words=True, same_text=True)
AGAIN = Likeness(0.0, same_words=True, same_text=True)
ELSEWHERE = Likeness(0.0, same_words=True, same_text=False)


def alike(revision, words, nth=1):
    where = passage(revision, words, nth)
    return claims_alike(revision, where.start, where.end)


def test_a_claim_on_the_same_place(claim, revision):
    assert alike(revision, "rose four metres") == [Alike(claim.pk, EXACT, takes=True)]


def test_a_claim_on_four_fifths_of_the_place_and_not_on_less(claim, revision):
    # "rose four metres" has 16 characters; "rose four metres in" 19, "rose four metres in a" 21.
    (found,) = alike(revision, "rose four metres in")
    assert (found.claim, found.likeness) == (claim.pk, Likeness(16 / 19, same_words=False, same_text=True))
    assert alike(revision, "rose four metres in a") == []


def test_white_space_at_the_edges_does_not_count(claim, revision):
    where = passage(revision, " rose four metres ")
    assert claims_alike(revision, where.start, where.end) == [Alike(claim.pk, EXACT, takes=True)]


def test_a_claim_on_the_same_words_once_more_in_the_article(claim, revision):
    assert alike(revision, "rose four metres", nth=2) == [Alike(claim.pk, AGAIN, takes=True)]


def test_a_claim_on_the_same_words_in_another_article_quotes_and_dashes_aside(ada, revision):
    claim = propose(ada, revision, "“Nobody was hurt.”")
    other = bring_in("He said, 'Nobody  was\nhurt.'", ada).revisions.get()
    assert alike(other, "'Nobody  was\nhurt.'") == [Alike(claim.pk, ELSEWHERE, takes=True)]


def test_the_newest_text_of_another_article_counts_and_no_older_one(claim, article, ada, cleo):
    other = bring_in("It rose four metres. It rose five metres.", ada).revisions.get()
    revise(article, cleo, ("rose four metres", "rose five metres"))
    assert alike(other, "rose four metres") == []
    assert alike(other, "rose five metres") == [Alike(claim.pk, ELSEWHERE, takes=True)]


def test_the_likest_comes_first_and_each_claim_once(ada, claim, revision):
    link_passage(claim=claim, passage=passage(revision, "rose four metres", 2), by=ada)
    near = propose(ada, revision, "rose four metres in", "Nearly the same.")
    distant = propose(ada, bring_in("It rose four metres.", ada).revisions.get(), "rose four metres")
    found = alike(revision, "rose four metres")
    assert [one.claim for one in found] == [claim.pk, near.pk, distant.pk]


@pytest.mark.parametrize("end", [Move.REJECT, Move.OVERRIDE])
def test_a_decided_claim_is_named_last_and_takes_nothing(end, ada, bo, cleo, claim, revision):
    rule_on(claim, cleo, end, reason="Enough.", **({"rating": Rating.DISPUTED} if end == Move.OVERRIDE else {}))
    other = propose(ada, revision, "rose four metres", nth=2)
    assert [(one.claim, one.takes) for one in alike(revision, "rose four metres")] == [
        *((other.pk, True), (claim.pk, False))
    ]


def test_a_withdrawn_claim_is_named_and_a_merged_one_is_not(ada, claim, revision):
    withdraw_claim(claim=claim, reason="Not ours.", by=ada)
    assert alike(revision, "rose four metres") == [Alike(claim.pk, EXACT, takes=False)]
    gone, kept = propose(ada, revision, "Officials"), propose(ada, revision, "Officials")
    versions = {"seen_version": gone.current_version_id, "seen_into": kept.current_version_id}
    merge_claims(claim=gone, into=kept, statement="Officials.", reason="Twice.", by=ada, **versions)
    assert [one.claim for one in alike(revision, "Officials")] == [kept.pk]


def test_at_most_so_many_and_those_that_take_a_passage_first(ada, cleo, revision):
    claims = [propose(ada, revision, "Officials") for _ in range(MOST + 1)]
    rule_on(claims[-1], cleo, Move.REJECT, reason="An opinion.")
    assert [one.claim for one in alike(revision, "Officials")] == [one.pk for one in reversed(claims[:-1])]


def test_of_many_on_the_same_words_elsewhere_those_in_the_latest_texts_are_named(ada, revision, monkeypatch):
    older, newer = (bring_in(f"{name} met in 1954.", ada).revisions.get() for name in ("They", "Nobody"))
    latest = propose(ada, newer, "1954")
    propose(ada, older, "1954")
    monkeypatch.setattr("factcheck.actions.alike.ELSEWHERE", 1)
    assert [one.claim for one in alike(revision, "1954")] == [latest.pk]


def test_answers_make_no_difference(ada, bo, claim, revision):
    propose(ada, revision, "rose four metres", nth=2)
    before = alike(revision, "rose four metres")
    rate(claim, bo, Rating.DISPUTED)
    assert alike(revision, "rose four metres") == before


def test_zones_are_no_claims(zone, revision):
    assert alike(revision, "Officials said") == []


def test_two_queries_for_few_and_for_many(ada, revision):
    for count in (1, 30):
        for _ in range(count):
            propose(ada, revision, "Officials")
        with CaptureQueriesContext(connection) as asked:
            alike(revision, "Officials")
        assert len(asked) == 2


def ask(by, revision, seen, **more):
    where = passage(revision, "rose four metres")
    return propose_claim(passage=where, statement="It rose.", by=by, seen=seen, **more)


def test_a_claim_that_was_not_seen_is_asked_about_and_nothing_is_written(bo, claim, revision):
    before = all_rows()
    with pytest.raises(AlreadyClaimed, match=rf"Claim {claim.pk} is on these words\. Add the passage to it"):
        ask(bo, revision, [])
    assert all_rows() == before


def test_a_claim_that_was_seen_is_not_asked_about_again(ada, bo, claim, revision):
    made = ask(bo, revision, [claim.pk])
    with pytest.raises(AlreadyClaimed, match=rf"Claim {made.pk} is on these words"):
        ask(ada, revision, [claim.pk])
    assert Claim.objects.count() == 2


def test_several_are_named_in_one_sentence(ada, bo, claim, revision):
    two, three = (propose(ada, revision, "rose four metres", nth=nth) for nth in (1, 2))
    with pytest.raises(AlreadyClaimed, match=rf"Claims {two.pk}, {claim.pk} and {three.pk} are on these words"):
        ask(bo, revision, [])


def test_a_repeated_form_is_not_asked_about_the_claim_it_made(bo, revision):
    made = ask(bo, revision, [], key="once")
    assert ask(bo, revision, [], key="once") == made


def test_a_mark_for_an_older_text_is_compared_with_the_newest(ada, bo, cleo, article, revision):
    newest = revise(article, cleo, ("The river", "All of the river"))
    claim = propose(ada, newest, "rose four metres")
    with pytest.raises(AlreadyClaimed, match=f"Claim {claim.pk} is"):
        ask(bo, revision, [])
