"""Claims that a marked passage may belong to: offered beside the form, and once more when it is saved."""

import re

import pytest

from factcheck.actions import withdraw_claim
from factcheck.choices import Move, Rating
from factcheck.models import Claim, Occurrence, Verdict
from tests.desk import abstain, all_rows, bring_in, passage, propose, rate, rule_on
from tests.web import HTMX, a_claim, sentences, text, value, values

WORDS = "rose four metres"


@pytest.fixture
def path(article) -> str:
    return f"{article.get_absolute_url()}claims/"


def selected(client, article, words=WORDS, nth=1, **more):
    where = passage(article.revisions.get(), words, nth)
    data = {"revision": 1, "start": where.start, "end": where.end, "quote": words, **more}
    return client.post(f"{article.get_absolute_url()}mark/", data, headers=HTMX)


def offers(answer) -> list[str]:
    found = re.search(r'<section class="offers.*?</section>', text(answer), re.S)
    items = re.findall(r"<li>(.*?)</li>", found[0], re.S) if found else []
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]


def test_mark_offers_the_claim_on_the_same_words_with_its_statement_and_state(as_bo, article, claim):
    answer = selected(as_bo, article)
    shown = "The river rose by four metres in one night. Not yet answered by you Claim {0}, on these words"
    assert offers(answer) == [f"{shown} Add this passage to claim {{0}}".format(claim.pk)]
    assert (value(answer, "seen"), re.findall(r'name="join" value="(\d+)"', text(answer))) == (
        *(str(claim.pk), [str(claim.pk)]),
    )


def test_mark_says_where_else_the_same_words_are(as_bo, ada, article, claim):
    other = bring_in(f"It {WORDS}.", ada)
    assert "on the same words elsewhere in this article" in offers(selected(as_bo, article, nth=2))[0]
    assert "on the same words in another article" in offers(selected(as_bo, other))[0]
    assert "on nearly these words" in offers(selected(as_bo, article, f"{WORDS} in"))[0]


def test_mark_shows_a_claim_that_takes_no_passage_as_what_it_is(as_bo, as_ada, ada, bo, cleo, article, claim):
    rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The book is lost.")
    answer = selected(as_bo, article)
    (shown,) = offers(answer)
    assert "Approved: disputed" in shown
    assert f"Claim {claim.pk}, on these words · Open it" in shown
    assert ("Add this passage" in shown, f'href="{claim.get_absolute_url()}"' in text(answer)) == (False, True)
    rule_on(claim, cleo, Move.REOPEN, reason="It was found.")
    withdraw_claim(claim=claim, reason="Not ours.", by=ada)
    assert "Withdrawn" in offers(selected(as_bo, article))[0]


def test_mark_offers_nothing_for_other_words_or_for_what_is_no_claim(as_bo, article, claim):
    assert offers(selected(as_bo, article, "1954")) == []
    assert offers(selected(as_bo, article, rating="other")) == []


def test_the_enter_key_does_not_add_the_passage_to_another_claim(as_bo, article, claim):
    """It presses the first button of the form."""
    form = re.search(r'<form method="post".*?</form>', text(selected(as_bo, article)), re.S)[0]
    assert "name=" not in re.search(r"<button[^>]*>", form)[0]


def test_propose_saves_a_claim_of_its_own_if_the_offers_were_shown(as_bo, path, revision, claim):
    answer = as_bo.post(path, a_claim(revision, WORDS, seen=claim.pk))
    assert (answer.status_code, Claim.objects.count()) == (302, 2)


def test_propose_comes_back_once_if_somebody_marked_the_same_meanwhile(as_bo, path, revision, claim):
    before = all_rows()
    typed = a_claim(revision, WORDS, seen="", statement="Mine.", answer="disputed", rationale="It did not.", key="k")
    answer = as_bo.post(path, typed, headers=HTMX)
    assert (answer.status_code, all_rows()) == (409, before)
    assert sentences(answer) == [
        f"Not saved. Claim {claim.pk} is on these words. Add the passage to it, or save yours as a claim of its own."
    ]
    assert (value(answer, "seen"), len(offers(answer))) == (str(claim.pk), 1)
    assert (value(answer, "statement"), value(answer, "rationale")) == ("Mine.", "It did not.")
    assert "Save as a claim of its own" in text(answer)
    again = {**typed, "seen": value(answer, "seen"), "key": value(answer, "key")}
    assert as_bo.post(path, again).status_code == 302
    assert Claim.objects.latest("pk").current_version.statement == "Mine."


@pytest.mark.parametrize("seen", ["x", "1 x", "9" * 30, "-1"])
def test_damaged_numbers_of_what_was_seen_are_nothing_seen(as_bo, path, revision, claim, seen):
    answer = as_bo.post(path, a_claim(revision, WORDS, seen=seen.replace("1", "999")))
    assert (answer.status_code, Claim.objects.count()) == (409, 1)


def test_another_source_without_script_keeps_the_offers_on_the_page(as_bo, path, revision, claim):
    answer = as_bo.post(path, a_claim(revision, WORDS, add_source="1"))
    assert (len(offers(answer)), value(answer, "seen")) == (1, str(claim.pk))


@pytest.mark.parametrize("damaged", [{"start": "x"}, {"start": 10**30}, {"revision": 7}, {"end": 10**30}, {"end": ""}])
def test_a_damaged_place_has_no_offers(as_bo, path, revision, claim, damaged):
    answer = as_bo.post(path, {**a_claim(revision, WORDS, add_source="1"), **damaged})
    assert (answer.status_code, offers(answer)) == (200, [])


def test_joining_keeps_the_role_and_makes_no_claim(as_bo, path, revision, claim):
    answer = as_bo.post(path, a_claim(revision, WORDS, nth=2, join=claim.pk, role="denial", statement=""), headers=HTMX)
    assert (answer.status_code, Claim.objects.count()) == (200, 1)
    assert [one.role for one in claim.occurrences.order_by("pk")] == ["assertion", "denial"]
    assert f"The passage belongs to claim {claim.pk} now." in text(answer)


@pytest.mark.parametrize("htmx", [True, False])
def test_joining_with_a_rating_opens_the_answer_with_all_that_was_typed_and_saves_none(
    htmx, as_bo, path, revision, claim
):
    source = {"evidence-0-citation": "Gauge book", "evidence-0-stance": "contradicts", "evidence-0-excerpt": "3.9 m"}
    typed = a_claim(revision, WORDS, nth=2, join=claim.pk, answer="disputed", rationale="It did not.", **source)
    answer = as_bo.post(path, typed, headers=HTMX if htmx else {})
    assert (answer.status_code, Occurrence.objects.count(), Verdict.objects.count()) == (200, 2, 0)
    assert re.search(r'<input type="radio" name="answer" value="disputed"[^>]* checked', text(answer))
    assert (value(answer, "rationale"), value(answer, "version")) == ("It did not.", str(claim.current_version_id))
    assert values(answer, "evidence-0-citation") == ["Gauge book"]
    assert values(answer, "evidence-0-excerpt") == ["3.9 m"]
    assert '<option value="contradicts" selected>' in text(answer)
    assert "Your answer is not saved yet" in text(answer)
    ids = re.findall(r'<(?:p|aside|div|li)[^>]* id="([^"]*)"', text(answer))
    assert set(ids) >= ({"panel", "p1", "claims-head", "arrivals"} if htmx else {"panel", "main"} - {"main"})


def test_joining_twice_links_once_and_shows_the_form_again(as_bo, path, revision, claim):
    typed = a_claim(revision, WORDS, nth=2, join=claim.pk, answer="verified", rationale="Yes.", key="once")
    assert [value(as_bo.post(path, typed), "rationale") for _ in range(2)] == ["Yes.", "Yes."]
    assert Occurrence.objects.count() == 2


def test_joining_a_claim_that_one_has_answered_shows_that_answer_unless_a_rationale_was_typed(
    as_bo, bo, path, revision, claim
):
    rate(claim, bo, Rating.VERIFIED, "I read it.")
    answer = as_bo.post(path, a_claim(revision, WORDS, nth=2, join=claim.pk, answer="disputed"), headers=HTMX)
    assert (values(answer, "rationale"), "I read it." in text(answer)) == ([], True)
    typed = a_claim(revision, "1954", join=claim.pk, answer="disputed", rationale="No.")
    assert value(as_bo.post(path, typed, headers=HTMX), "rationale") == "No."


def test_joining_a_decided_claim_is_too_late_and_keeps_what_was_typed(as_bo, cleo, path, revision, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    answer = as_bo.post(path, a_claim(revision, WORDS, nth=2, join=claim.pk, answer="verified", rationale="Yes."))
    assert (answer.status_code, value(answer, "rationale"), Occurrence.objects.count()) == (409, "Yes.", 1)


def test_the_offers_show_nobody_what_others_answered(as_bo, ada, emil, article, claim):
    propose(ada, article.revisions.get(), WORDS, nth=2)
    before = offers(selected(as_bo, article))
    rate(claim, emil, Rating.DISPUTED)
    abstain(claim, ada, "not-checkable")
    assert offers(selected(as_bo, article)) == before


def test_joining_the_claim_that_has_this_very_passage_opens_it_with_what_was_typed(as_bo, path, revision, claim):
    typed = a_claim(revision, WORDS, join=claim.pk, answer="verified", rationale="Two gauges.")
    answer = as_bo.post(path, typed)
    assert (answer.status_code, value(answer, "rationale")) == (200, "Two gauges.")
    assert Occurrence.objects.filter(claim=claim).count() == 1
