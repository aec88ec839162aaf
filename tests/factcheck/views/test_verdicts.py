"""Answering a claim."""

import json

import pytest

from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim, Event, Evidence, Verdict
from tests.desk import all_rows, edit, propose, rate, revise, rule_on
from tests.web import HTMX, WITH_A_FRAGMENT, an_answer, doors, sentences, text, value


@pytest.fixture
def path(claim: Claim) -> str:
    return f"{claim.get_absolute_url()}answer/"


def test_answer_is_a_page_or_its_panel(as_bo, path):
    assert doors(as_bo, path) == WITH_A_FRAGMENT


def test_an_answer_is_saved_and_leads_back_to_the_claim(as_bo, bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, rationale="Two gauges agree."))
    verdict = Verdict.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, claim.get_absolute_url())
    assert (verdict.reviewer, verdict.rating, verdict.rationale) == (bo, Rating.VERIFIED, "Two gauges agree.")


def test_under_htmx_the_panel_comes_back_with_a_fact(as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim), headers=HTMX)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])) == (200, {"verdict-recorded": True})
    assert ("<html" in text(answer), "Your answer is saved." in text(answer)) == (False, True)


def test_beside_an_article_its_marks_are_redrawn_too(as_bo, path, claim, article):
    answer = as_bo.post(f"{path}?article={article.pk}&revision=1", an_answer(claim), headers=HTMX)
    assert ['id="p0"' in text(answer), 'id="p1"' in text(answer), "lane-0-verified" in text(answer)] == [
        *(True, False, True)
    ]


def test_line_ends_of_the_form_post_are_folded(as_bo, path, claim):
    as_bo.post(path, an_answer(claim, rationale="First.\r\nSecond."))
    assert Verdict.objects.get().rationale == "First.\nSecond."


def test_others_answers_are_shown_after_ones_own(as_bo, emil, path, claim):
    rate(claim, emil, Rating.DISPUTED, "The book says less.")
    before, after = as_bo.get(claim.get_absolute_url()), as_bo.post(path, an_answer(claim), headers=HTMX)
    assert ["The book says less." in text(one) for one in (before, after)] == [False, True]


def test_a_rating_needs_a_rationale(as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, rationale=" "))
    assert answer.status_code == 422
    assert sentences(answer) == ["Not saved. Rationale : Say in the rationale how you came to this rating."]


def test_an_abstention_needs_its_reason_and_keeps_what_was_typed(as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, answer="abstain", rationale="Kept."))
    assert (answer.status_code, value(answer, "rationale"), Verdict.objects.count()) == (422, "Kept.", 0)


def test_an_abstention_is_saved_with_its_reason(as_bo, path, claim):
    as_bo.post(path, an_answer(claim, answer="abstain", abstention="outside-my-field", rationale=""))
    assert Verdict.objects.get().abstention == Abstention.OUTSIDE_MY_FIELD


def test_needing_more_time_reveals_nothing(as_bo, emil, path, claim):
    rate(claim, emil, Rating.DISPUTED, "The book says less.")
    data = an_answer(claim, answer="abstain", abstention="need-more-time")
    assert "The book says less." not in text(as_bo.post(path, data, follow=True))


def test_sources_are_saved_in_their_order_and_empty_rows_left_out(as_bo, path, claim):
    first = {"evidence-0-citation": "Gauge book", "evidence-0-stance": "contradicts"}
    third = {"evidence-2-url": "example.org/gauge", "evidence-2-stance": "context", "evidence-2-excerpt": "3.9 m"}
    rows = {"evidence-TOTAL_FORMS": "3", **first, **third}
    as_bo.post(path, an_answer(claim, **rows))
    assert list(Evidence.objects.values_list("position", "url", "citation", "stance", "excerpt")) == [
        (0, "", "Gauge book", "contradicts", ""),
        (1, "https://example.org/gauge", "", "context", "3.9 m"),
    ]


def test_an_excerpt_without_its_source_is_refused_and_kept(as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, **{"evidence-0-excerpt": "3.9 m"}))
    assert (answer.status_code, value(answer, "evidence-0-excerpt"), Verdict.objects.count()) == (422, "3.9 m", 0)
    assert "Name the source of this excerpt: an address, a citation or a file." in text(answer)
    answer = as_bo.post(path, an_answer(claim, **{"evidence-0-url": "notaurl"}))
    assert (answer.status_code, "Web address</a>: Enter a valid URL." in text(answer)) == (422, True)


def test_another_source_without_script_keeps_everything_and_saves_nothing(as_bo, path, claim):
    before = all_rows()
    answer = as_bo.post(path, an_answer(claim, add_source="1", **{"evidence-0-citation": "Gauge book"}))
    kept = [value(answer, name) for name in ("rationale", "evidence-0-citation", "evidence-TOTAL_FORMS")]
    assert (answer.status_code, kept) == (200, ["Read the gauge records.", "Gauge book", "2"])
    assert all_rows() == before


def test_changing_an_answer_starts_from_what_was_said(as_bo, path, claim):
    as_bo.post(path, an_answer(claim, rationale="Two gauges.", **{"evidence-0-citation": "Gauge book"}))
    again = as_bo.get(path)
    assert [value(again, name) for name in ("rationale", "evidence-0-citation")] == ["Two gauges.", "Gauge book"]


def test_a_changed_answer_replaces_the_verdict_and_withdraws_what_is_left_out(as_bo, path, claim):
    as_bo.post(path, an_answer(claim, **{"evidence-0-citation": "Gauge book"}))
    as_bo.post(path, an_answer(claim, answer="disputed"))
    assert [verdict.rating for verdict in Verdict.objects.all()] == [Rating.DISPUTED]
    assert [row.withdrawn_at is None for row in Evidence.objects.all()] == [False]


def test_an_answer_to_an_older_wording_is_kept_beside_the_new_one(as_bo, ada, path, claim):
    data = an_answer(claim, rationale="Kept.", key="k")
    edit(claim, ada, "By three metres.")
    answer = as_bo.post(path, data)
    assert (answer.status_code, value(answer, "rationale"), Verdict.objects.count()) == (409, "Kept.", 0)
    assert sentences(answer) == [
        "Not saved. The statement was edited meanwhile. Your text is kept; read the new words and save again."
    ]
    assert "By three metres." in text(answer)
    assert as_bo.post(path, {**data, **{n: value(answer, n) for n in ("version", "key")}}).status_code == 302


def test_an_answer_to_a_decided_claim_is_kept(as_bo, cleo, path, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    answer = as_bo.post(path, an_answer(claim, rationale="Kept."))
    assert (answer.status_code, value(answer, "rationale")) == (409, "Kept.")


def test_whoever_saw_the_answers_at_the_desk_cannot_rate(ines, path, claim, sign_in):
    client = sign_in(ines)
    client.get(f"/desk/{claim.pk}/")
    answer = client.post(path, an_answer(claim, rationale="Kept."))
    assert (answer.status_code, value(answer, "rationale"), Verdict.objects.count()) == (409, "Kept.", 0)


def test_whoever_decided_cannot_answer(ines, path, claim, sign_in):
    rule_on(claim, ines, Move.RETURN, reason="Which gauge?")
    answer = sign_in(ines).post(path, an_answer(claim))
    assert (answer.status_code, Verdict.objects.count()) == (403, 0)


def test_a_double_click_saves_one_verdict_under_one_event(as_bo, path, claim):
    data = an_answer(claim, key="once")
    assert [as_bo.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert (Verdict.objects.count(), Event.objects.filter(verb="verdict-recorded").count()) == (1, 1)


def test_another_answer_under_a_used_key_is_kept_and_gets_a_fresh_key(as_bo, path, claim):
    as_bo.post(path, an_answer(claim, key="once"))
    answer = as_bo.post(path, an_answer(claim, key="once", answer="disputed", rationale="After going back."))
    assert (answer.status_code, value(answer, "rationale")) == (409, "After going back.")
    fresh = value(answer, "key")
    assert fresh != "once"
    as_bo.post(path, an_answer(claim, key=fresh, answer="disputed", rationale="After going back."))
    assert Verdict.objects.get().rating == Rating.DISPUTED


def test_from_the_queue_a_refused_answer_stays_in_the_queue(as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, rationale="", **{"from": "queue"}))
    assert (answer.status_code, value(answer, "from")) == (422, "queue")


def test_a_claim_of_the_same_words_is_answered_apart(as_bo, ada, revision, path, claim):
    twin = propose(ada, revision, "rose four metres", "The river rose by four metres in one night.")
    as_bo.post(path, an_answer(claim))
    assert not Verdict.objects.filter(claim=twin).exists()


def test_a_decided_claim_offers_no_form(as_bo, cleo, path, claim):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    answer = as_bo.get(path)
    assert (answer.status_code, "Save your answer" in text(answer)) == (200, False)


def test_sources_that_were_counted_away_are_not_lost_in_silence(as_bo, path, claim):
    before = all_rows()
    damaged = {**an_answer(claim), "evidence-TOTAL_FORMS": "-1", "evidence-0-citation": "Gauge book"}
    answer = as_bo.post(path, damaged)
    assert (answer.status_code, all_rows() == before) == (422, True)
    assert sentences(answer) == ["Not saved. The sources came back damaged. Open the page again."]


@pytest.mark.parametrize(("beside", "redrawn"), [("2", True), ("1", False), ("", False), ("x", False)])
def test_an_answer_beside_a_text_that_is_not_the_newest_redraws_none_of_it(
    as_bo, gus, path, claim, article, beside, redrawn
):
    revise(article, gus, ("Nobody", "No one"))
    answer = as_bo.post(f"{path}?article={article.pk}&revision={beside}", an_answer(claim), headers=HTMX)
    assert [f'id="{name}"' in text(answer) for name in ("panel", "p0", "arrivals")] == [True, redrawn, redrawn]
