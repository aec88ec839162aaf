"""An answer to an earlier wording, confirmed for the present one with one click on the claim's page."""

import pytest

from factcheck.actions.answers import Answer, Source
from factcheck.choices import Abstention, Move, Rating, Stance
from factcheck.models import Claim, FirstAnswer, Verdict
from tests.desk import abstain, assign, edit, propose, rate, revise, rule_on
from tests.web import HTMX, sentences, text, values

GAUGE = Source(Stance.SUPPORTS, citation="The gauge book")
BUTTON = "Still so: confirm"


@pytest.fixture
def stale(claim, ada, bo):
    """Bo said verified, with a source; then Ada edited the statement."""
    rate(claim, bo, Rating.VERIFIED, evidence=[GAUGE])
    edit(claim, ada)
    return Claim.objects.get()


def confirm(client, claim, headers=None, **more):
    sent = {"key": "k" * 32, "version": str(Claim.objects.get(pk=claim.pk).current_version_id), **more}
    return client.post(f"/claims/{claim.pk}/confirm/", sent, headers=headers)


def test_the_page_shows_the_answer_what_differs_why_and_the_button(as_bo, stale):
    page = text(as_bo.get(stale.get_absolute_url()))
    assert all(words in page for words in ("You judged another wording", "<ins>", "Clearer.", BUTTON))


def test_it_is_the_same_answer_with_its_sources_for_the_new_wording_and_never_blind(as_bo, stale, bo):
    assert confirm(as_bo, stale)["Location"] == stale.get_absolute_url()
    mine = Verdict.objects.get(reviewer=bo)
    assert (mine.rating, mine.rationale, mine.version) == ("verified", "Read the gauge records.", stale.current_version)
    assert [(one.citation, one.withdrawn_at) for one in mine.evidence.all()] == [("The gauge book", None)]
    firsts = FirstAnswer.objects.filter(reviewer=bo).order_by("version__number")
    assert [one.blind for one in firsts] == [True, False]
    assert BUTTON not in text(as_bo.get(stale.get_absolute_url()))


def test_with_htmx_the_panel_comes_back_with_the_fact(as_bo, stale):
    answer = confirm(as_bo, stale, headers=HTMX)
    assert (answer.status_code, "verdict-recorded" in answer["HX-Trigger"]) == (200, True)
    assert ("Your answer is confirmed." in text(answer), BUTTON in text(answer)) == (True, False)


def test_from_the_queue_it_leads_to_the_next(as_bo, stale, ada, bo, cleo, revision):
    following = propose(ada, revision, "1954")
    assign(following, bo, cleo)
    page = as_bo.get(f"{stale.get_absolute_url()}?from=queue")
    assert set(values(page, "from")) == {"queue"}
    assert confirm(as_bo, stale, **{"from": "queue"})["Location"] == f"{following.get_absolute_url()}?from=queue"


def test_an_abstention_is_confirmed_too(as_bo, claim, ada, bo):
    abstain(claim, bo, Abstention.OUTSIDE_MY_FIELD)
    edit(claim, ada)
    confirm(as_bo, claim)
    assert Verdict.objects.get().version == Claim.objects.get().current_version


def test_more_time_is_nothing_to_confirm(as_bo, claim, ada, bo):
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    edit(claim, ada)
    assert BUTTON not in text(as_bo.get(claim.get_absolute_url()))
    answer = confirm(as_bo, claim)
    said = ["You have no answer to this claim that could be confirmed."]
    assert (answer.status_code, sentences(answer)) == (409, said)


def test_a_correction_that_leaves_the_statement_says_which_passage_changed(as_bo, claim, article, bo, cleo):
    rate(claim, bo, Rating.VERIFIED)
    revise(article, cleo, ("rose four metres", "rose five metres"))
    page = text(as_bo.get(claim.get_absolute_url()))
    assert (BUTTON in page, "The passage changed in revision 2 of article" in page) == (True, True)


def test_edited_once_more_it_is_too_late(as_bo, stale, ada):
    seen = stale.current_version_id
    edit(stale, ada, "The river rose by some four metres.")
    answer = confirm(as_bo, stale, version=str(seen))
    assert (answer.status_code, sentences(answer)) == (
        409,
        ["The statement was edited again meanwhile. Read the new words, then confirm or revise."],
    )
    assert Verdict.objects.get().version.number == 1


def test_evidence_that_is_asked_for_by_now_has_to_be_given(as_bo, stale, settings):
    settings.REQUIRED_EVIDENCE = 2
    answer = confirm(as_bo, stale)
    assert (answer.status_code, "Cite at least 2 sources" in sentences(answer)[0]) == (422, True)


def test_who_saw_the_others_answers_first_confirms_no_rating(claim, ada, ines, sign_in):
    rate(claim, ines, Rating.VERIFIED)
    edit(claim, ada)
    Claim.objects.get().current_version.sightings.create(person=ines)
    answer = confirm(sign_in(ines), claim)
    assert (answer.status_code, "You saw the others' answers" in sentences(answer)[0]) == (409, True)


def test_a_decided_claim_is_not_confirmed(as_bo, stale, cleo):
    rule_on(stale, cleo, Move.OVERRIDE, rating=Rating.DISPUTED, reason="So.")
    assert BUTTON not in text(as_bo.get(stale.get_absolute_url()))
    assert confirm(as_bo, stale).status_code == 409


def test_the_wording_has_to_be_said(as_bo, stale):
    answer = as_bo.post(f"/claims/{stale.pk}/confirm/", {})
    said = ["Say which wording you confirm your answer for. Open the page again."]
    assert (answer.status_code, sentences(answer)) == (422, said)


def test_words_that_were_edited_again_come_back_with_the_way_to_confirm_them(as_bo, stale, ada):
    page = as_bo.get(stale.get_absolute_url())
    edit(Claim.objects.get(pk=stale.pk), ada, "The river rose by six metres in one night.", reason="Again.")
    seen = {"version": values(page, "version")[0], "key": "k"}
    answer = as_bo.post(f"{stale.get_absolute_url()}confirm/", seen)
    assert (answer.status_code, "edited again meanwhile" in text(answer), BUTTON in text(answer)) == (409, True, True)
    assert set(values(answer, "version")) == {str(Claim.objects.get().current_version_id)}
    told = as_bo.post(f"{stale.get_absolute_url()}confirm/", {**seen, "from": "notices"}, follow=True)
    assert (told.redirect_chain, "edited again meanwhile" in text(told)) == ([("/notices/", 302)], True)


def test_an_answer_that_was_changed_meanwhile_is_not_put_back(as_bo, stale, monkeypatch):
    read_before = Answer(rating=Rating.DISPUTED, rationale="As it was when the page asked.")
    monkeypatch.setattr("factcheck.views.verdicts.given", lambda _: read_before)
    answer = confirm(as_bo, stale)
    assert (answer.status_code, Verdict.objects.get().rationale) == (409, "Read the gauge records.")


def test_beside_an_article_the_panel_and_what_changes_with_it_come_back(as_bo, stale, article):
    page = as_bo.get(f"{article.get_absolute_url()}?claim={stale.pk}")
    assert f'hx-post="/claims/{stale.pk}/confirm/?article={article.pk}&revision=1"' in text(page)
    version = str(stale.current_version_id)
    path = f"/claims/{stale.pk}/confirm/?article={article.pk}&revision=1"
    answer = as_bo.post(path, {"key": "k" * 32, "version": version}, headers=HTMX)
    assert (answer.status_code, 'id="panel"' in text(answer), "hx-swap-oob" in text(answer)) == (200, True, True)
