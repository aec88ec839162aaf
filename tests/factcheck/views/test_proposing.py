"""Proposing a claim on marked words, or adding the words to a claim (``marks.propose``)."""

import json
import re

import pytest

from annotations.models import Anchor, Revision
from factcheck.choices import Move, Rating
from factcheck.models import Claim, Event, Occurrence, Verdict
from tests.desk import TEXT, all_rows, bring_in, propose, rule_on
from tests.web import HTMX, a_claim, sentences, text, value


@pytest.fixture
def path(article) -> str:
    return f"{article.get_absolute_url()}claims/"


def test_propose_saves_a_claim_and_goes_back_to_the_article(as_bo, bo, path, revision):
    answer = as_bo.post(path, a_claim(revision, "1954", statement="It was the highest since 1954."))
    claim = Claim.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, revision.article.get_absolute_url())
    assert (claim.proposer, claim.current_version.statement) == (bo, "It was the highest since 1954.")


def test_propose_under_htmx_swaps_the_paragraphs_it_touches_its_card_and_the_counts(as_bo, path, revision):
    words = "in a night.\nOfficials said"
    answer = as_bo.post(path, a_claim(revision, words, quote=words.replace("\n", "\r\n")), headers=HTMX)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])) == (200, {"claim-proposed": True})
    claim = Claim.objects.get()
    assert re.findall(r'<(?:p|div|aside|h2|li)[^>]* ?id="([^"]*)"', text(answer)) == [
        *("panel", "p0", "p1", "claims-head", "claims-title", "arrivals", f"claim-{claim.pk}", "undo", "notice")
    ]


def test_the_card_of_a_new_claim_goes_before_the_next_in_text_order(as_bo, ada, path, revision):
    first, last = propose(ada, revision, "night"), propose(ada, revision, "1954")
    answer = as_bo.post(path, a_claim(revision, "Officials"), headers=HTMX)
    (new,) = Claim.objects.exclude(pk__in=[first.pk, last.pk])
    assert f'<li id="claim-{new.pk}" data-before="claim-{last.pk}" aria-current="true">' in text(answer)
    answer = as_bo.post(path, a_claim(revision, "Nobody"), headers=HTMX)
    assert f'<li id="claim-{Claim.objects.latest("pk").pk}" aria-current="true">' in text(answer)


def test_propose_with_a_rating_saves_the_answer_in_the_same_event(as_bo, bo, path, revision):
    as_bo.post(path, a_claim(revision, "1954", answer="disputed", rationale="1947 was higher."))
    verdict = Verdict.objects.get()
    assert (verdict.reviewer, verdict.rating, verdict.rationale) == (bo, Rating.DISPUTED, "1947 was higher.")
    assert Event.objects.filter(verb="claim-proposed", id=verdict.event).count() == 1


def test_propose_leaves_the_form_as_typed_if_it_cannot_be_saved(as_bo, path, revision):
    answer = as_bo.post(path, a_claim(revision, "1954", statement=" ", answer="verified", rationale=""))
    assert answer.status_code == 422
    assert value(answer, "quote") == "1954"
    said = (
        "Not saved. Statement : Write the claim as one checkable statement. "
        "Rationale : Say in the rationale how you came to this rating."
    )
    assert sentences(answer) == [said]


def test_another_source_without_script_keeps_everything_and_saves_nothing(as_bo, path, revision):
    before = all_rows()
    typed = a_claim(revision, "1954", statement="Kept.", rationale="Kept too.", add_source="1")
    answer = as_bo.post(path, {**typed, "evidence-0-citation": "Gauge book"})
    assert (answer.status_code, value(answer, "statement"), value(answer, "rationale")) == (200, "Kept.", "Kept too.")
    assert (value(answer, "evidence-TOTAL_FORMS"), value(answer, "evidence-0-citation")) == ("2", "Gauge book")
    assert all_rows() == before


def test_a_corrected_text_is_too_late_and_keeps_what_was_typed(as_bo, ada, path, revision):
    fields = {name: getattr(revision, name) for name in ("article", "encoding", "raw_sha256", "created_by", "event")}
    Revision.objects.create(**fields, number=2, text="New.", sha256="0" * 64)
    answer = as_bo.post(path, a_claim(revision, "1954", statement="Kept."))
    assert (answer.status_code, value(answer, "statement"), Claim.objects.count()) == (409, "Kept.", 0)
    assert "The text of this article was corrected meanwhile." in text(answer)


def test_a_second_passage_joins_an_existing_claim(as_bo, path, revision, claim):
    answer = as_bo.post(path, a_claim(revision, "rose four metres", nth=2, existing=claim.pk))
    starts = Anchor.objects.filter(span__occurrence__claim=claim).values_list("start", flat=True)
    assert (answer.status_code, list(starts), Claim.objects.count()) == (302, [10, TEXT.index("rose", 20)], 1)


def test_a_passage_of_another_article_joins_an_existing_claim(as_bo, ada, claim):
    other = bring_in(TEXT, ada, "twin")
    as_bo.post(f"{other.get_absolute_url()}claims/", a_claim(other.revisions.get(), "1954", existing=claim.pk))
    assert [one.span.article for one in Occurrence.objects.select_related("span__article")] == [
        *(claim.occurrences.first().span.article, other)
    ]


def test_a_claim_number_that_nobody_made_is_refused_beside_its_field(as_bo, path, revision):
    answer = as_bo.post(path, a_claim(revision, "1954", existing=999))
    assert (answer.status_code, value(answer, "existing")) == (422, "999")
    assert sentences(answer) == ["Not saved. It belongs to claim number : There is no claim number 999."]


def test_a_decided_claim_takes_no_passage(as_bo, cleo, path, revision, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    answer = as_bo.post(path, a_claim(revision, "1954", existing=claim.pk))
    assert (answer.status_code, Occurrence.objects.count()) == (409, 1)


def test_a_double_click_makes_one_claim(as_bo, path, revision):
    data = a_claim(revision, "1954", key="once")
    assert [as_bo.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert (Claim.objects.count(), Anchor.objects.count()) == (1, 1)


def test_other_words_under_a_used_key_are_kept_and_get_a_fresh_key(as_bo, path, revision):
    as_bo.post(path, a_claim(revision, "1954", key="once"))
    answer = as_bo.post(path, a_claim(revision, "1954", key="once", statement="Changed after going back."))
    assert (answer.status_code, value(answer, "statement")) == (409, "Changed after going back.")
    assert value(answer, "key") != "once"
    assert Claim.objects.count() == 1
