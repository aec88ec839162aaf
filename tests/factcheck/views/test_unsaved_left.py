"""Unsaved text of splits and merges, of an answer that moves to another claim, and where the form is closed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.access import unsaved_by
from factcheck.actions import withdraw_claim
from factcheck.choices import Move
from factcheck.models import Claim, UnsavedText
from factcheck.unsaved import all_left, left_on, unfinished
from tests.desk import propose, rule_on
from tests.factcheck.actions.test_merging import merge
from tests.factcheck.views.test_kinship import a_merge, a_split, checked
from tests.factcheck.views.test_unsaved import DISCARD, KEEP, sent
from tests.factcheck.views.test_unsaved_in_windows import BOTH_WAYS, notices, window
from tests.web import HTMX, a_claim, text, value

PREFERENCES = "/account/preferences/"


@pytest.fixture
def twin(bo, revision):
    return propose(bo, revision, "rose four metres", "The river was four metres up.", nth=2)


def text_in(page) -> str:
    """The rationale, its line ends as a form sends them folded."""
    return value(page, "rationale").replace("\r\n", "\n")


def labels(answer) -> list[str]:
    said = re.search(r"You have unsaved text:.*?</p>", text(answer), re.S)
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', said[0]) if said else []


# Split and merge


def test_a_split_comes_back_and_goes_with_the_save(as_bo, bo, claim):
    path, span = f"{claim.get_absolute_url()}split/", claim.occurrences.get().span_id
    fields = {"statement": "It rose.", "other": "By four metres.", "reason": "Two", f"passage-{span}": "goes"}
    as_bo.post(KEEP, sent(f"split:{claim.pk}", version=str(claim.current_version_id), **fields))
    page = as_bo.get(path)
    assert [value(page, name) for name in ("statement", "other", "reason")] == ["It rose.", "By four metres.", "Two"]
    assert (checked(page), notices(page)) == ([(str(span), "goes")], ["Your unsaved text from . Discard it"])
    as_bo.post(path, a_split(claim, "both", **window(page)))
    assert (Claim.objects.count(), list(unsaved_by(bo))) == (2, [])


def test_a_merge_comes_back_for_these_two_claims_and_goes_with_the_save(as_bo, bo, ada, claim, twin, revision):
    path = f"{claim.get_absolute_url()}merge/"
    third = propose(ada, revision, "Nobody was hurt", "No one was hurt.")
    as_bo.post(KEEP, sent(f"merge:{claim.pk}:{twin.pk}", statement="It rose.", reason="Twice"))
    page = as_bo.get(path, {"into": twin.pk})
    assert (value(page, "statement"), value(page, "reason")) == ("It rose.", "Twice")
    assert value(as_bo.get(path, {"into": third.pk}), "reason") == ""
    as_bo.post(path, a_merge(claim, twin, **window(page)))
    assert (Claim.objects.get(pk=claim.pk).merged_into, list(unsaved_by(bo))) == (twin, [])


@pytest.mark.parametrize("kind", ["split", "merge"])
def test_a_split_or_merge_that_is_refused_keeps_it(kind, as_bo, bo, claim, twin):
    name = f"split:{claim.pk}" if kind == "split" else f"merge:{claim.pk}:{twin.pk}"
    as_bo.post(KEEP, sent(name, reason="Why"))
    given = a_split(claim, "both") if kind == "split" else a_merge(claim, twin)
    page = as_bo.post(f"{claim.get_absolute_url()}{kind}/", {**given, "reason": "", "drawn": "a" * 32})
    assert (page.status_code, value(page, "drawn"), unsaved_by(bo).get().name) == (422, "a" * 32, name)


def test_both_are_for_fact_checkers(as_cleo, claim, twin):
    for name in (f"split:{claim.pk}", f"merge:{claim.pk}:{twin.pk}"):
        assert as_cleo.post(KEEP, sent(name, reason="x")).status_code == 403


def test_a_merge_into_nothing_is_not_there(as_bo, claim):
    assert as_bo.post(KEEP, sent(f"merge:{claim.pk}:999999", reason="x")).status_code == 404


# An answer that goes along when its passage is added to a claim


@BOTH_WAYS
def test_what_was_typed_is_kept_for_the_claim_that_the_passage_joins(headers, as_bo, bo, article, revision, claim):
    place = a_claim(revision, "rose four metres", 2)
    typed = {"answer": "disputed", "rationale": "Three,\r\nI read.", "evidence-0-citation": "Gauge book", "key": "k"}
    as_bo.post(KEEP, sent(f"new:{article.pk}:1:{place['start']}-{place['end']}", drawn="a" * 32, rationale="Three"))
    path = f"{article.get_absolute_url()}claims/"
    page = as_bo.post(path, {**place, **typed, "join": claim.pk, "drawn": "a" * 32}, headers=headers)
    kept = unsaved_by(bo).get()
    sources = {"evidence-0-citation": "Gauge book"}
    assert (kept.name, kept.fields, kept.version) == (
        f"claim:{claim.pk}",
        {"answer": "disputed", "rationale": "Three,\nI read.", **sources},
        claim.current_version_id,
    )
    assert (text_in(page), notices(page)) == ("Three,\nI read.", ["Your unsaved text from . Discard it"])
    assert window(page)["shows"] == kept.mark
    # So it is there on any device; typing on makes no second text.
    assert value(as_bo.get(claim.get_absolute_url()), "evidence-0-citation") == "Gauge book"
    as_bo.post(KEEP, sent(name=kept.name, rationale="Two", drawn="b" * 32, shows=kept.mark))
    assert unsaved_by(bo).get().fields["rationale"] == "Two"


def test_sent_twice_it_is_kept_once(as_bo, bo, article, revision, claim):
    data = a_claim(revision, "rose four metres", 2, answer="disputed", rationale="Three.", join=claim.pk, key="once")
    for _ in range(2):
        page = as_bo.post(f"{article.get_absolute_url()}claims/", {**data, "drawn": "a" * 32}, headers=HTMX)
        assert (page.status_code, value(page, "rationale"), len(notices(page))) == (200, "Three.", 1)
    assert unsaved_by(bo).get().fields["rationale"] == "Three."


def test_it_takes_the_place_of_nothing_that_was_typed_there_before(as_bo, bo, article, revision, claim):
    as_bo.post(KEEP, sent(f"claim:{claim.pk}", ago=90, rationale="Before", drawn="a" * 32))
    data = a_claim(revision, "rose four metres", 2, answer="disputed", rationale="Three.", join=claim.pk)
    page = as_bo.post(f"{article.get_absolute_url()}claims/", data)
    assert [one.fields["rationale"] for one in unsaved_by(bo)] == ["Before", "Three."]
    assert (value(page, "rationale"), len(notices(page))) == ("Three.", 2)


def test_what_cannot_be_kept_stands_in_the_form_all_the_same(as_bo, bo, article, revision, claim):
    data = a_claim(revision, "rose four metres", 2, answer="disputed", rationale="x" * 20_001, join=claim.pk)
    page = as_bo.post(f"{article.get_absolute_url()}claims/", data, headers=HTMX)
    assert (value(page, "rationale"), notices(page), list(unsaved_by(bo))) == ("x" * 20_001, [], [])


# Text on a claim whose forms are closed


@pytest.fixture
def four(as_bo, claim, twin):
    """Unsaved text in four forms of a claim."""
    for ago, kind in enumerate(("claim", "statement", "split", f"merge:{claim.pk}:{twin.pk}")):
        name = kind if ":" in kind else f"{kind}:{claim.pk}"
        as_bo.post(KEEP, sent(name, ago=10 - ago, rationale="Words 1", reason="Words 2", drawn=f"{ago:032x}"))


@pytest.fixture
def close(ada, cleo, claim, twin):
    """Take a claim out of work in one of three ways."""

    def closed(way):
        if way == "withdrawn":
            withdraw_claim(claim=claim, reason="Mine no more", by=ada)
        elif way == "merged":
            merge(claim, twin, ada)
        else:
            rule_on(claim, cleo, Move.REJECT, reason="Not for us.")

    return closed


@pytest.mark.parametrize("way", ["withdrawn", "merged", "rejected"])
def test_it_is_listed_on_the_article_and_readable_on_the_page_of_the_claim(
    way, four, close, as_bo, article, claim, twin
):
    close(way)
    found = [label for _, label in labels(as_bo.get(article.get_absolute_url()))]
    known = [f"claim {claim.pk}", f"the statement of claim {claim.pk}", f"the split of claim {claim.pk}"]
    assert found == [*known, f"the merge of claim {claim.pk} into claim {twin.pk}"]
    page = as_bo.get(claim.get_absolute_url())
    said = "Your unsaved text for {}, from . Discard it Words 2"
    closed = "Your unsaved text from . Discard it The form for it is closed to you now. You had typed: Words 1"
    assert notices(page) == [*(said.format(label) for label in found[1:]), closed]


@pytest.mark.parametrize("way", ["withdrawn", "merged"])
def test_the_article_leads_to_the_page_of_the_claim(way, four, close, as_bo, article, claim):
    close(way)
    listed = labels(as_bo.get(article.get_absolute_url()))
    assert {url for url, _ in listed} == {f"{claim.get_absolute_url()}#unsaved"}


def test_while_the_claim_is_in_work_its_page_leads_to_the_forms(four, as_bo, claim, twin):
    listed = re.findall(r'unsaved text for <a href="([^"]+)"', text(as_bo.get(claim.get_absolute_url())))
    url = claim.get_absolute_url()
    assert listed == [f"{url}edit/", f"{url}split/", f"{url}merge/?into={twin.pk}"]


def test_everything_is_listed_in_ones_own_preferences_with_its_words(four, as_bo, as_ada, ada, claim):
    withdraw_claim(claim=claim, reason="Mine no more", by=ada)
    page = as_bo.get(PREFERENCES)
    assert [one.partition(" Discard it ")[2] for one in notices(page)] == ["Words 1", "Words 2", "Words 2", "Words 2"]
    assert notices(as_ada.get(PREFERENCES)) == []


@pytest.mark.parametrize(("back", "to"), [("preferences", f"{PREFERENCES}#unsaved"), ("claim", "/claims/{}/")])
def test_discarding_leads_back_to_the_list(back, to, four, as_bo, bo, claim):
    answer = as_bo.post(DISCARD, {"unsaved": f"split:{claim.pk}", "text": f"{2:032x}", "back": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, to.format(claim.pk))
    assert f"split:{claim.pk}" not in {one.name for one in unsaved_by(bo)}


def test_who_lost_the_role_still_reads_and_discards_it(four, as_bo, bo, cleo, claim):
    bo.groups.set(cleo.groups.all())
    assert as_bo.get(f"{claim.get_absolute_url()}split/").status_code == 403
    assert len(notices(as_bo.get(PREFERENCES))) == 4
    for one in UnsavedText.objects.all():
        as_bo.post(DISCARD, {"unsaved": one.name, "text": one.drawn, "back": "preferences"})
    assert notices(as_bo.get(PREFERENCES)) == []


def test_the_lists_take_as_many_queries_for_one_text_as_for_four(four, bo, ada, article, claim, twin, queries_of):
    assert queries_of(lambda: left_on(bo, claim), lambda: all_left(bo)) == [1, 2]
    assert queries_of(
        lambda: unfinished(bo, article, {claim.pk, twin.pk}, ""), lambda: unfinished(bo, article, (), "")
    ) == [
        1,
        2,
    ]
    UnsavedText.objects.exclude(name=f"split:{claim.pk}").delete()
    assert queries_of(lambda: left_on(bo, claim), lambda: all_left(bo)) == [1, 2]


@pytest.fixture
def queries_of():
    """How many queries each of these takes."""

    def counted(*calls) -> list[int]:
        found = []
        for call in calls:
            with CaptureQueriesContext(connection) as queries:
                call()
            found.append(len(queries))
        return found

    return counted
