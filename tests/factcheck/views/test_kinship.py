"""The pages that split a claim and merge two."""

import re
from functools import partial

import pytest

from factcheck.actions import link_passage
from factcheck.choices import Move, Rating
from factcheck.models import Claim
from tests.desk import all_rows, edit, newest_anchor, passage, propose, rate, revise, rule_on
from tests.factcheck.actions.test_merging import merge
from tests.web import HTMX, sentences, text, value, values
from tests.worlds import seen, world


@pytest.fixture
def twice(claim, ada, revision):
    link_passage(claim=claim, passage=passage(revision, "rose four metres", 2), by=ada)
    return claim


@pytest.fixture
def twin(bo, revision):
    return propose(bo, revision, "rose four metres", "The river was four metres up.", nth=2)


def a_split(claim, *shares, **more):
    spans = claim.occurrences.order_by("pk").values_list("span_id", flat=True)
    given = {"statement": claim.current_version.statement, "other": "Another.", "reason": "Two things."}
    chosen = {f"passage-{span}": share for span, share in zip(spans, shares, strict=True)}
    return {**given, **chosen, "version": str(Claim.objects.get(pk=claim.pk).current_version_id), **more}


def a_merge(claim, into, **more):
    versions = [str(Claim.objects.get(pk=one.pk).current_version_id) for one in (claim, into)]
    given = {"statement": "The river rose.", "reason": "The same.", "into": into.pk}
    return {**given, "version": versions[0], "version_into": versions[1], **more}


def checked(answer) -> list[tuple[str, str]]:
    return re.findall(r'name="passage-(\d+)" value="(\w+)"[^>]* checked', text(answer))


def test_split_shows_each_passage_and_starts_both_statements_with_the_old_one(as_bo, twice):
    answer = as_bo.get(f"{twice.get_absolute_url()}split/")
    assert [share for _, share in checked(answer)] == ["stays", "stays"]
    assert text(answer).count("<b>rose four metres</b>") == 2
    words = twice.current_version.statement
    assert (value(answer, "statement"), value(answer, "other")) == (words, words)


def test_split_of_one_passage_starts_with_both(as_bo, claim):
    assert [share for _, share in checked(as_bo.get(f"{claim.get_absolute_url()}split/"))] == ["both"]


def test_a_passage_in_doubt_can_stay_or_go_only(as_bo, claim, article, cleo):
    revise(article, cleo, ("The river rose four metres in a night.\n", "Much rain fell.\n"))
    answer = as_bo.get(f"{claim.get_absolute_url()}split/")
    span = newest_anchor(claim).span_id
    assert re.findall(rf'name="passage-{span}" value="(\w+)"', text(answer)) == ["stays", "goes"]


def test_split_leads_to_the_new_claim_which_says_where_it_is_from(as_bo, twice):
    answer = as_bo.post(f"{twice.get_absolute_url()}split/", a_split(twice, "stays", "goes"), follow=True)
    made = Claim.objects.get(split_from=twice)
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    assert f'Split from <a href="{twice.get_absolute_url()}">claim {twice.pk}</a>' in text(answer)
    there = text(as_bo.get(twice.get_absolute_url()))
    assert f'<a href="{made.get_absolute_url()}">Claim {made.pk}</a> was split from it' in there


def test_split_keeps_what_was_typed_if_it_cannot_be_done(as_bo, twice):
    before = all_rows()
    data = a_split(twice, "goes", "goes", statement="Mine.")
    answer = as_bo.post(f"{twice.get_absolute_url()}split/", data)
    assert (answer.status_code, value(answer, "statement"), all_rows()) == (422, "Mine.", before)
    assert "At least one passage has to stay" in sentences(answer)[0]
    assert [share for _, share in checked(answer)] == ["goes", "goes"]


def test_split_of_an_edited_statement_is_too_late_and_shows_the_new_words(as_bo, ada, twice):
    data = a_split(twice, "stays", "goes")
    edit(twice, ada, "The river rose.")
    answer = as_bo.post(f"{twice.get_absolute_url()}split/", data)
    assert (answer.status_code, Claim.objects.count()) == (409, 1)
    assert '<blockquote dir="auto">The river rose.</blockquote>' in text(answer)
    data = {**data, "version": value(answer, "version"), "key": value(answer, "key")}
    assert as_bo.post(f"{twice.get_absolute_url()}split/", data).status_code == 302


def test_a_passage_that_came_meanwhile_is_asked_about(as_bo, ada, twice, revision):
    data = a_split(twice, "stays", "goes")
    link_passage(claim=twice, passage=passage(revision, "1954"), by=ada)
    answer = as_bo.post(f"{twice.get_absolute_url()}split/", data)
    assert (answer.status_code, "Say what becomes of this passage." in sentences(answer)[0]) == (422, True)


def test_merge_offers_the_claims_on_the_same_words(as_bo, ada, claim, twin, revision):
    propose(ada, revision, "1954", "It was the highest since 1954.")
    answer = text(as_bo.get(f"{twin.get_absolute_url()}merge/"))
    assert re.findall(r"\?into=(\d+)", answer) == [str(claim.pk)]


@pytest.mark.parametrize("asked", ["number", "words"])
def test_merge_finds_a_claim_by_number_and_by_words(as_bo, ada, claim, revision, asked):
    other = propose(ada, revision, "1954", "It was the highest since 1954.")
    words = str(other.pk) if asked == "number" else "HIGHEST"
    answer = as_bo.get(f"{claim.get_absolute_url()}merge/", {"words": words})
    assert re.findall(r"\?into=(\d+)", text(answer)) == [str(other.pk)]


@pytest.mark.parametrize("asked", ["9" * 30, "\x00", "nothing like it"])
def test_merge_says_so_if_nothing_is_found(as_bo, claim, asked):
    answer = as_bo.get(f"{claim.get_absolute_url()}merge/", {"words": asked})
    assert (answer.status_code, "No claim in work" in text(answer) or "No other claim" in text(answer)) == (200, True)


def test_merge_finds_neither_decided_claims_nor_itself(as_bo, cleo, claim, twin):
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    assert "?into=" not in text(as_bo.get(f"{twin.get_absolute_url()}merge/", {"words": "river"}))


def test_merge_shows_both_side_by_side_and_what_will_happen(as_bo, claim, twin):
    answer = as_bo.get(f"{twin.get_absolute_url()}merge/", {"into": claim.pk})
    assert [claim.current_version.statement in text(answer), "The river was four metres up." in text(answer)] == [
        *(True, True)
    ]
    assert f"Claim {claim.pk} gets a new version." in text(answer)
    assert (value(answer, "statement"), value(answer, "into")) == (claim.current_version.statement, str(claim.pk))
    assert f'href="/claims/{claim.pk}/merge/?into={twin.pk}"' in text(answer)


def test_merge_leads_to_the_claim_that_is_left_and_both_say_so(as_bo, claim, twin):
    answer = as_bo.post(f"{twin.get_absolute_url()}merge/", a_merge(twin, claim), follow=True)
    assert answer.redirect_chain == [(claim.get_absolute_url(), 302)]
    assert f'<a href="{twin.get_absolute_url()}">Claim {twin.pk}</a> was merged into it' in text(answer)
    gone = text(as_bo.get(twin.get_absolute_url()))
    assert f'Merged into <a href="{claim.get_absolute_url()}">claim {claim.pk}</a>, which has its passages now.' in gone
    assert [one in gone for one in ("Split in two", "Edit the statement", "Your answer")] == [False, False, False]


def test_merge_stands_beside_the_article_and_every_step_of_it_stays_there(as_bo, article, claim, twin):
    at = f"?article={article.pk}&revision=1"
    path, leads = f"{twin.get_absolute_url()}merge/", f"&article={article.pk}&revision=1"
    choice = as_bo.get(path + at, headers=HTMX)
    assert ("<html" in text(choice), f'hx-get="{path}?into={claim.pk}{leads}"' in text(choice)) == (False, True)
    assert [value(choice, name) for name in ("article", "revision")] == [str(article.pk), "1"]
    form = as_bo.get(f"{path}?into={claim.pk}{leads}", headers=HTMX)
    assert f'hx-post="{path}{at}"' in text(form)
    assert f'hx-get="{claim.get_absolute_url()}merge/?into={twin.pk}{leads}"' in text(form)
    refused = as_bo.post(path + at, a_merge(twin, claim, reason=""), headers=HTMX)
    assert (refused.status_code, f'hx-post="{path}{at}"' in text(refused)) == (422, True)
    done = as_bo.post(path + at, a_merge(twin, claim), headers=HTMX)
    assert (done.status_code, done.headers["HX-Trigger"]) == (200, '{"claims-merged": true}')
    # The claim that is left in the panel and in the list; the other's card is empty, so that it goes.
    assert [words in text(done) for words in (f'data-claim="{claim.pk}"', f'id="claim-{twin.pk}"')] == [True, True]
    assert re.findall(rf'<li id="claim-{twin.pk}"[^>]*>(\s*)</li>', text(done)) != []


def test_merge_beside_the_article_without_script_leads_back_there(as_bo, article, claim, twin):
    path = f"{twin.get_absolute_url()}merge/?article={article.pk}&revision=1"
    answer = as_bo.post(path, a_merge(twin, claim), follow=True)
    assert answer.redirect_chain == [(f"{article.get_absolute_url()}?claim={claim.pk}", 302)]
    assert "which is to be answered anew." in text(answer)


def test_merge_of_an_edited_statement_is_too_late_and_keeps_what_was_typed(as_bo, ada, claim, twin):
    data = a_merge(twin, claim, statement="Kept.")
    edit(claim, ada, "The river rose, they say.")
    answer = as_bo.post(f"{twin.get_absolute_url()}merge/", data)
    assert (answer.status_code, value(answer, "statement")) == (409, "Kept.")
    assert "The river rose, they say." in text(answer)
    data = {**data, **{name: value(answer, name) for name in ("version", "version_into", "key")}}
    assert as_bo.post(f"{twin.get_absolute_url()}merge/", data).status_code == 302


@pytest.mark.parametrize("into", ["", "x", "999999", "9" * 30, "itself"])
def test_merge_into_nothing_asks_again(as_bo, claim, twin, into):
    data = {**a_merge(twin, claim), "into": twin.pk if into == "itself" else into}
    answer = as_bo.post(f"{twin.get_absolute_url()}merge/", data)
    assert (answer.status_code, sentences(answer)) == (422, ["Choose the claim that is left."])


def test_merge_into_a_claim_one_decided_on_is_not_allowed(sign_in, ines, claim, twin):
    rule_on(claim, ines, Move.RETURN, reason="Which?")
    answer = sign_in(ines).post(f"{twin.get_absolute_url()}merge/", a_merge(twin, claim))
    assert (answer.status_code, Claim.objects.filter(merged_into=claim).count()) == (403, 0)


def test_a_claim_that_was_merged_is_listed_as_merged(as_bo, emil, claim, twin):
    merge(twin, claim, emil)
    assert f"Merged into claim {claim.pk}" in text(as_bo.get("/claims/?state=withdrawn"))
    assert values(as_bo.get("/claims/"), "words") == [""]


def test_pages_and_refusals_are_the_same_whatever_others_answered(as_bo, claim, twin, ada, emil, cleo, ines, revision):
    """Ines answers the one and returned the other: merging must not say that she answered."""
    rule_on(claim, ines, Move.RETURN, reason="Which night?")
    third = propose(ada, revision, "1954")
    paths = [f"{one.get_absolute_url()}{what}" for one in (twin, third) for what in ("split/", "merge/")]
    paths += [f"{twin.get_absolute_url()}merge/?into={claim.pk}", f"{claim.get_absolute_url()}merge/?into={twin.pk}"]
    posts = [(f"{twin.get_absolute_url()}merge/", a_merge(twin, claim)), (f"{third.get_absolute_url()}split/", {})]

    def all_of_it():
        return [*(seen(as_bo.get(path)) for path in paths), *(seen(as_bo.post(*one, follow=True)) for one in posts)]

    with world():
        alone = all_of_it()
    with world(*(partial(rate, one, person, Rating.DISPUTED) for one in (twin, third) for person in (emil, ines))):
        assert all_of_it() == alone
