"""Zones on the pages of an article, and what boilerplate leaves out of the counts there."""

import re

import pytest

from annotations.models import Anchor, Kind, Span
from factcheck.actions import remove_zone
from factcheck.actions.recording import state_of
from tests.desk import TEXT, mark, newest_anchor, propose, revise, settle
from tests.open_page import Page, cards
from tests.web import WITH_A_FRAGMENT, doors, text

LINE = "Officials said the river rose four metres, the highest since 1954."


@pytest.fixture
def brought_in(article, revision, ada, gus):
    """A claim whose line a correction deleted, and whose passage was placed in boilerplate by an editor."""
    claim = propose(ada, revision, "Nobody was hurt", "Nobody was hurt.")
    mark(ada, revision, LINE, Kind.BOILERPLATE)
    revise(article, gus, ("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", ""))
    settle(newest_anchor(claim), gus, "highest since 1954")
    return claim


def grounds(answer):
    return re.findall(r'<mark class="span (?:lane-\S+ )*ground-([\w-]+)"', text(answer))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_article_takes_the_same_queries_for_one_zone_and_three(
    rows, as_bo, ada, revision, claim, django_assert_num_queries
):
    for words in ("night", "Officials", "1954")[:rows]:
        mark(ada, revision, words, Kind.CAVEAT)
    with django_assert_num_queries(15):
        answer = as_bo.get(revision.article.get_absolute_url())
    assert len(answer.context["zones"]) == rows


def test_the_article_shows_its_zones_in_text_order_and_each_with_a_note(as_bo, ada, revision, zone):
    defect = mark(ada, revision, "four metres", Kind.TEXT_DEFECT, "forty <metres>")
    answer = as_bo.get(revision.article.get_absolute_url())
    assert [item.span for item in answer.context["zones"]] == [defect, zone]
    assert grounds(answer) == ["text-defect", "attribution"]
    body = answer.content.decode()
    assert f'aria-describedby="zone-{defect.pk}"' in body
    assert f'<span id="zone-{defect.pk}">Text defect, presumably: forty &lt;metres&gt;</span>' in body


def test_the_text_says_the_same_words_with_zones_and_without(as_bo, ada, revision, claim):
    for kind in (Kind.CAPTION, Kind.TEXT_DEFECT):
        mark(ada, revision, "rose four metres in a night.\nOfficials", kind)
    page = as_bo.get(revision.article.get_absolute_url()).content.decode()
    drawn = re.findall(r'<p id="p\d+"[^>]*>(.*?)</p>', page, re.S)
    assert [re.sub(r"<[^>]+>", "", one) for one in drawn] == TEXT.split("\n")


def test_only_who_may_is_offered_to_change_a_zone(as_cleo, hana, sign_in, article, zone):
    remove = f'action="/articles/{article.pk}/zones/{zone.pk}/remove/"'
    offered = [remove in text(client.get(article.get_absolute_url())) for client in (as_cleo, sign_in(hana))]
    assert offered == [True, False]


def test_an_older_text_shows_its_own_zones_and_changes_none(as_bo, ada, gus, article, revision, zone):
    newest = revise(article, gus, ("Officials said the", "The"))
    mark(ada, newest, "1954", Kind.CAVEAT)
    older = as_bo.get(f"/articles/{article.pk}/revisions/1/")
    assert (grounds(older), "remove/" in text(older)) == (["attribution"], False)
    assert f'<span id="zone-{zone.pk}">' in text(older)
    assert grounds(as_bo.get(f"/articles/{article.pk}/revisions/2/")) == ["caveat"]


def test_a_zone_that_lost_its_place_is_listed_last_and_waits(as_cleo, gus, ada, article, revision, zone):
    mark(ada, revision, "hurt", Kind.CAVEAT)
    revise(article, gus, (f"{LINE}\n", ""))
    answer = as_cleo.get(article.get_absolute_url())
    assert [(item.span.kind, item.anchor.start is None) for item in answer.context["zones"]] == [
        ("caveat", False),
        ("attribution", True),
    ]
    assert (grounds(answer), answer.context["waiting"]) == (["caveat"], 1)


@pytest.mark.parametrize(
    ("position", "heading"),
    [(12, "Claim"), (41, "Attribution"), (45, "Attribution"), (60, "No claim stands here")],
    ids=["a claim and a zone", "two zones", "one zone", "nothing"],
)
def test_a_click_opens_the_claim_or_else_the_smallest_zone(as_bo, ada, article, revision, zone, position, heading):
    propose(ada, revision, "rose four metres", "Claim")
    mark(ada, revision, "The river rose four", Kind.HEADLINE)
    mark(ada, revision, "in a night.\nOfficials said the", Kind.CAPTION)
    path = f"{article.get_absolute_url()}at/?position={position}"
    answer = as_bo.get(path)
    assert re.search(r'id="panel-title"[^>]*>([^<]+)</h1>', text(answer))[1] == heading
    assert ("Also on these words" in text(answer)) == (heading == "Attribution")
    assert doors(as_bo, path) == WITH_A_FRAGMENT


def test_several_claims_come_first_and_the_zones_after_them(as_bo, ada, article, revision, claim):
    propose(ada, revision, "four metres")
    headline = mark(ada, revision, "The river rose four", Kind.HEADLINE)
    answer = as_bo.get(f"{article.get_absolute_url()}at/?position=16")
    assert text(answer).index("2 claims on these words") < text(answer).index(f"/zones/{headline.pk}/")


def test_a_zone_opened_beside_an_older_text_says_so_to_its_form(as_bo, gus, article, zone):
    revise(article, gus, ("Nobody", "No one"))
    answer = as_bo.get(f"{article.get_absolute_url()}at/?position=41&revision=1")
    assert (answer.context["revision"].number, answer.context["item"].anchor.revision.number) == (1, 2)


def test_boilerplate_is_outside_the_count_of_words(as_bo, ada, article, revision):
    counts = [as_bo.get(article.get_absolute_url()).context["extent"]]
    for words in (LINE, "the highest", "was hurt.”"):
        mark(ada, revision, words, Kind.BOILERPLATE)
        counts.append(as_bo.get(article.get_absolute_url()).context["extent"])
    left = ", without what is not article text"
    assert counts == ["27 words", f"16 words{left}", f"16 words{left}", f"14 words{left}"]


def test_a_claim_that_came_to_stand_in_boilerplate_is_counted_nowhere_on_the_page(as_bo, ada, article, brought_in):
    newest = article.revisions.get(number=2)
    other = propose(ada, newest, "four metres in a night")
    answer = as_bo.get(article.get_absolute_url())
    assert [item.claim for item in answer.context["items"]] == [other]
    assert [item.claim for item in answer.context["aside"]] == [brought_in]
    assert answer.context["progress"] == {"answered": 0, "of": 1}
    assert "Not counted, because it stands only on words that are not article text" in text(answer)
    assert f'data-spans="{brought_in.occurrences.get().span_id} ' in text(answer)


def test_nor_in_the_list_of_articles(as_bo, ada, article, brought_in, django_assert_num_queries):
    propose(ada, article.revisions.get(number=2), "four metres in a night")
    with django_assert_num_queries(7):
        answer = as_bo.get("/articles/")
    assert [one.claim_count for one in answer.context["page"]] == [1]


def test_with_a_passage_outside_it_counts(as_bo, ada, article, brought_in):
    anchor = newest_anchor(brought_in)
    assert anchor.quote == "highest since 1954"
    Anchor.objects.filter(span__kind=Kind.BOILERPLATE, revision=anchor.revision).update(state="found")
    assert [len(as_bo.get(article.get_absolute_url()).context[name]) for name in ("items", "aside")] == [1, 0]
    assert [one.claim_count for one in as_bo.get("/articles/").context["page"]] == [1]


def test_a_claim_counts_again_when_its_ground_is_removed_while_the_page_is_open(as_bo, ada, article, brought_in):
    opened = Page(as_bo, article)
    (ground,) = Span.objects.filter(kind=Kind.BOILERPLATE)
    remove_zone(span=ground, seen=state_of(ground), by=ada)
    answer = opened.ask()
    assert (cards(answer), "0 of 1 answered by you" in text(answer)) == ([(brought_in.pk, None)], True)
    assert "Not counted" not in text(answer)
