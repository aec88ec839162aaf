"""The pages of passages in doubt: the list, and placing one by selecting its words."""

import pytest

from annotations.actions import mark_span
from annotations.models import Anchor, AnchorState, Kind
from factcheck.actions.recording import recording
from factcheck.choices import Verb
from factcheck.models import Event
from tests.desk import TEXT, bring_in, newest_anchor, propose, revise, settle
from tests.web import WHOLE_ONLY, doors, text, value, values

HURT = "\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”"


@pytest.fixture
def path(article):
    return article.get_absolute_url()


@pytest.fixture
def orphan(article, ada, gus, revision):
    """The anchor of ada's claim on words that were deleted."""
    claim = propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, (HURT, ""))
    return newest_anchor(claim)


@pytest.fixture
def headline(article, revision, gus):
    """The anchor of a headline, which is no claim's, on words that were deleted."""
    with recording(Verb.CLAIM_PROPOSED, by=gus) as record:
        at = TEXT.index("Nobody")
        given = {"start": at, "end": at + 16, "quote": TEXT[at : at + 16], "kind": Kind.HEADLINE}
        record.about(mark_span(revision=revision, by=gus, event=record.id, reason=record.reason, **given))
    revise(article, gus, (HURT, ""))
    return Anchor.objects.get(revision__number=2)


def settle_form(page, **more):
    return {"anchor": values(page, "anchor")[0], "seen": values(page, "seen")[0], **more}


def test_a_suggestion_is_confirmed(as_gus, path, article, orphan, gus):
    revise(article, gus, ("since 1954.", "since 1954." + HURT.replace("told us", "said")))
    page = as_gus.get(f"{path}waiting/")
    place = {name: values(page, name)[0] for name in ("start", "end", "quote")}
    answer = as_gus.post(f"{path}waiting/", settle_form(page, do="confirm", **place), follow=True)
    assert "The passage is placed." in text(answer)
    settled = Anchor.objects.get(revision__number=3)
    assert (settled.state, settled.quote, settled.settled_by) == (AnchorState.PLACED, "Nobody was hurt.", gus)


def test_words_that_stand_in_several_places_offer_each_of_them(as_gus, path, orphan):
    page = as_gus.get(f"{path}waiting/")
    choice = as_gus.post(f"{path}waiting/", settle_form(page, do="place", words="rose four metres"))
    assert "These words stand 2 times" in text(choice)
    place = {name: values(choice, name)[-1] for name in ("start", "end", "quote")}
    as_gus.post(f"{path}waiting/", settle_form(choice, do="confirm", **place))
    assert newest_anchor(orphan.span.occurrence.claim).start == TEXT.index("rose four metres", 20)


def test_words_that_stand_nowhere_are_kept_for_another_try(as_gus, path, orphan):
    page = as_gus.get(f"{path}waiting/")
    answer = as_gus.post(f"{path}waiting/", settle_form(page, do="place", words="rose six metres"))
    assert (answer.status_code, "rose six metres" in values(answer, "words")) == (422, True)


def test_leaving_it_without_a_place_takes_it_off_the_count_and_can_be_undone(as_gus, path, orphan):
    page = as_gus.get(f"{path}waiting/")
    answer = as_gus.post(f"{path}waiting/", settle_form(page, do="leave"), follow=True)
    assert "No passage waits for a person." in text(answer)
    assert "Left without a place by Gus" in text(answer)
    assert "wait for a person" not in text(as_gus.get(path))
    as_gus.post(f"{path}waiting/", settle_form(answer, do="place", words="highest since 1954"))
    assert newest_anchor(orphan.span.occurrence.claim).quote == "highest since 1954"


def test_a_passage_settled_meanwhile_is_a_conflict(as_gus, path, orphan, cleo):
    page = as_gus.get(f"{path}waiting/")
    settle(orphan, cleo, "highest since 1954")
    answer = as_gus.post(f"{path}waiting/", settle_form(page, do="leave"))
    assert (answer.status_code, Event.objects.filter(verb="anchor-settled").count()) == (409, 1)
    assert "meanwhile" in text(answer)


def test_settling_twice_by_a_double_click_is_settling_once(as_gus, path, orphan):
    page = as_gus.get(f"{path}waiting/")
    sent = settle_form(page, do="leave", key=values(page, "key")[0])
    assert [as_gus.post(f"{path}waiting/", sent).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(verb="anchor-settled").count() == 1


def test_an_anchor_of_another_article_is_not_found(as_gus, orphan, ada):
    page = as_gus.get(f"{orphan.span.article.get_absolute_url()}waiting/")
    other = bring_in("Other.", ada).get_absolute_url()
    assert as_gus.post(f"{other}waiting/", settle_form(page, do="leave")).status_code == 404


def test_a_headline_that_is_no_claims_waits_under_its_kind(as_gus, path, headline):
    page = as_gus.get(f"{path}waiting/")
    assert ("1 passage waits for a person" in text(page), "<h2>Headline</h2>" in text(page)) == (True, True)
    as_gus.post(f"{path}waiting/", settle_form(page, do="place", words="highest since 1954"))
    settled = Anchor.objects.get(pk=headline.pk)
    assert (settled.state, settled.quote) == (AnchorState.PLACED, "highest since 1954")
    assert "No passage waits" in text(as_gus.get(f"{path}waiting/"))


def test_saving_a_correction_that_leaves_a_headline_in_doubt_leads_to_the_list(as_gus, path, headline):
    sent = {"text": headline.revision.text + "\nRain.", "reason": "The paper said so."}
    page = as_gus.post(f"{path}revise/", sent)
    seen = {name: value(page, name) for name in ("key", "text", "preview", "reason")}
    answer = as_gus.post(f"{path}revise/", {**seen, "save": "1"})
    assert answer.headers["Location"] == f"{path}waiting/"


@pytest.mark.parametrize("what", ["span", "occurrence"])
def test_what_was_withdrawn_waits_no_more(as_gus, path, orphan, what):
    row = orphan.span if what == "span" else orphan.span.occurrence
    row.withdrawn_at = orphan.span.created_at
    row.save()
    assert "No passage waits for a person." in text(as_gus.get(f"{path}waiting/"))


def test_a_long_list_comes_in_pages_and_says_how_many_wait(as_gus, path, article, ada, gus, revision, monkeypatch):
    monkeypatch.setattr("factcheck.views.waiting.PER_PAGE", 2)
    for _ in range(3):
        propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, (HURT, ""))
    first, second = as_gus.get(f"{path}waiting/"), as_gus.get(f"{path}waiting/?page=2")
    assert [len(page.context["items"]) for page in (first, second)] == [2, 1]
    assert "3 passages wait for a person" in text(second)
    # What a form was sent for is on the page that answers it.
    sent = settle_form(second, do="place", words="rose six metres")
    assert str(as_gus.post(f"{path}waiting/", sent).context["items"][0].anchor.pk) == sent["anchor"]


def test_the_list_leads_to_a_page_on_which_the_passage_is_placed_by_selecting(as_gus, path, orphan):
    place = f"{path}waiting/{orphan.pk}/"
    assert f'href="{place}"' in text(as_gus.get(f"{path}waiting/"))
    page = as_gus.get(place)
    assert ("Nobody was hurt." in text(page), 'id="mark-bar"' in text(page)) == (True, True)
    # What the script fills in and sends.
    at = orphan.revision.text.index("highest since 1954")
    form = text(page)[text(page).index('id="selection"') :]
    sent = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "anchor", "seen", "do")}
    words = {"start": at, "end": at + 18, "quote": "highest since 1954"}
    answers = [as_gus.post(f"{path}waiting/", {**sent, **words}) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"{path}waiting/"] * 2
    assert newest_anchor(orphan.span.occurrence.claim).quote == "highest since 1954"
    assert Event.objects.filter(verb=Verb.ANCHOR_SETTLED).count() == 1


def test_a_passage_without_suggestion_can_be_left_from_there(as_gus, path, orphan):
    page = as_gus.get(f"{path}waiting/{orphan.pk}/")
    sent = {name: values(page, name)[0] for name in ("key", "anchor", "seen")}
    as_gus.post(f"{path}waiting/", {**sent, "do": "leave"})
    assert newest_anchor(orphan.span.occurrence.claim).waits is False


def test_a_passage_that_is_settled_leads_back_to_the_list(as_gus, path, orphan, cleo):
    settle(orphan, cleo, "highest since 1954")
    answer = as_gus.get(f"{path}waiting/{orphan.pk}/", follow=True)
    assert answer.redirect_chain == [(f"{path}waiting/", 302)]
    assert "This passage is settled" in text(answer)


def test_a_passage_of_another_article_is_not_placed_here(as_gus, orphan, ada):
    other = bring_in("Other.", ada).get_absolute_url()
    assert as_gus.get(f"{other}waiting/{orphan.pk}/").status_code == 404


def test_each_is_a_whole_page(as_gus, path, orphan):
    assert [doors(as_gus, f"{path}waiting/{page}") for page in ("", f"{orphan.pk}/")] == [WHOLE_ONLY] * 2
