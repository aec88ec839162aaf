"""Pages on which origins are named, renamed and merged; and where it is told on what a claim rests."""

import re

import pytest

from annotations.models import Article
from factcheck.actions import link_passage, name_origin
from factcheck.models import ArticleOrigin, CommonOrigin, Occurrence
from tests.desk import bring_in, passage, propose
from tests.open_page import Page
from tests.web import HTMX, WITH_A_FRAGMENT, doors, sentences, text, value

RADIO = "The radio at seven"


@pytest.fixture
def other(ada, claim) -> Article:
    made = bring_in("It was said on the radio that the river rose four metres.", ada, "radio")
    link_passage(claim=claim, passage=passage(made.revisions.get(), "rose four metres"), by=ada)
    return made


@pytest.fixture
def path(article) -> str:
    return f"{article.get_absolute_url()}origin/"


@pytest.fixture
def passage_path(claim) -> str:
    return f"/claims/{claim.pk}/passages/{claim.occurrences.earliest('pk').span_id}/origin/"


def named(client, path, name=RADIO, **more):
    return client.post(path, {"name": name, "seen": value_of_seen(client, path), **more})


def value_of_seen(client, path):
    form = client.get(path).context["form"]
    return form["seen"].value() or ""


def rests(article):
    return str(ArticleOrigin.objects.get(article=article).origin or "")


@pytest.mark.parametrize("who", ["as_bo", "as_cleo"])
def test_it_is_named_for_an_article_and_told_on_its_page(who, request, path, article):
    client = request.getfixturevalue(who)
    assert "Name its origin" in text(client.get(article.get_absolute_url()))
    assert named(client, path).headers["Location"] == article.get_absolute_url()
    assert f'Rests on <a href="/origins/{CommonOrigin.objects.get().pk}/" dir="auto">{RADIO}</a>' in text(
        client.get(article.get_absolute_url())
    )
    assert value(client.get(path), "name") == RADIO


def test_names_that_are_here_are_offered_while_somebody_types(as_bo, path, passage_path, other):
    named(as_bo, path)
    for where in (f"{other.get_absolute_url()}origin/", passage_path):
        assert f'<datalist id="origins"><option value="{RADIO}"></option></datalist>' in text(as_bo.get(where))
        assert 'list="origins"' in text(as_bo.get(where))


def test_who_comes_too_late_sees_what_stands_and_keeps_the_words(as_bo, as_cleo, path, article):
    named(as_cleo, path)
    answer = as_bo.post(path, {"name": "The mayor", "seen": ""})
    assert (answer.status_code, value(answer, "name"), rests(article)) == (409, "The mayor", RADIO)
    assert f'Now it is said to rest on <strong dir="auto">{RADIO}</strong>' in text(answer)
    as_bo.post(path, {"name": "The mayor", "seen": value(answer, "seen")})
    assert rests(article) == "The mayor"


def test_a_name_that_is_too_long_is_refused_and_kept(as_bo, path):
    answer = as_bo.post(path, {"name": "x" * 201, "seen": ""})
    assert (answer.status_code, value(answer, "name"), CommonOrigin.objects.count()) == (422, "x" * 201, 0)


def test_beside_a_claim_it_is_told_before_anybody_answers(as_bo, as_cleo, claim, path, other, article):
    def told(client, where):
        return re.findall(r"<strong>(\d articles?, (?:up to )?\d origins?)</strong>", text(client.get(where)))

    places = [claim.get_absolute_url(), f"{article.get_absolute_url()}?claim={claim.pk}"]
    assert [told(as_bo, where) for where in places] == [["2 articles, up to 2 origins"]] * 2
    named(as_bo, path), named(as_bo, f"{other.get_absolute_url()}origin/")
    assert [told(as_bo, where) for where in places] == [["2 articles, 1 origin"]] * 2
    assert told(as_cleo, f"/desk/{claim.pk}/") == ["2 articles, 1 origin"]
    assert f'dir="auto">{RADIO}</a></p>' in text(as_bo.get(claim.get_absolute_url()))
    assert as_bo.get(claim.get_absolute_url()).context["item"].revealed is False


def test_it_costs_no_query(as_bo, claim, path, other, article, django_assert_num_queries):
    def count(where):
        with django_assert_num_queries(100, exact=False) as counted:
            as_bo.get(where)
        return len(counted)

    places = [claim.get_absolute_url(), article.get_absolute_url(), f"{article.get_absolute_url()}?claim={claim.pk}"]
    before = [count(where) for where in places]
    named(as_bo, path), named(as_bo, f"{other.get_absolute_url()}origin/", "Another")
    assert [count(where) for where in places] == before


def test_it_is_named_for_one_passage_on_the_page_of_its_claim(as_bo, claim, passage_path):
    assert passage_path in text(as_bo.get(claim.get_absolute_url()))
    assert named(as_bo, passage_path).headers["Location"] == claim.get_absolute_url()
    shown = text(as_bo.get(claim.get_absolute_url()))
    assert [words in shown for words in (f'origin: <span dir="auto">{RADIO}</span>', "Change its origin")] == [True] * 2


def test_beside_the_article_the_form_and_the_claim_stand_in_the_panel(as_bo, claim, passage_path, article):
    where = f"{passage_path}?article={article.pk}&revision=1"
    assert doors(as_bo, where) == WITH_A_FRAGMENT
    sent = {"name": RADIO, "seen": value_of_seen(as_bo, where)}
    answer = as_bo.post(where, sent, headers=HTMX)
    assert ("origin-named" in answer.headers["HX-Trigger"], RADIO in text(answer)) == (True, True)


def test_a_passage_named_too_late_shows_what_stands(as_bo, as_cleo, passage_path):
    named(as_cleo, passage_path)
    answer = as_bo.post(passage_path, {"name": "The mayor", "seen": "f" * 32})
    assert (answer.status_code, value(answer, "name")) == (409, "The mayor")
    assert f'<strong dir="auto">{RADIO}</strong>' in text(answer)
    as_bo.post(passage_path, {"name": "The mayor", "seen": value(answer, "seen")})
    assert str(Occurrence.objects.get().origin) == "The mayor"


@pytest.mark.parametrize("span", ["{zone}", "999999", str(2**70)])
def test_what_is_no_passage_of_the_claim_is_not_found(span, as_bo, claim, zone):
    assert as_bo.get(f"/claims/{claim.pk}/passages/{span.format(zone=zone.pk)}/origin/").status_code == 404


def test_an_origin_tells_what_rests_on_it(as_bo, path, passage_path, claim, article, as_cleo, hana, sign_in):
    named(as_bo, path), named(as_bo, passage_path)
    where = CommonOrigin.objects.get().get_absolute_url()
    shown = text(as_bo.get(where))
    assert [words in shown for words in (">flood</a>", claim.current_version.statement)] == [True, True]
    assert [("Merge it" in text(one.get(where))) for one in (as_bo, as_cleo, sign_in(hana))] == [True, True, False]


def test_it_is_renamed_and_a_name_that_another_has_is_refused(as_bo, path, other):
    named(as_bo, path), named(as_bo, f"{other.get_absolute_url()}origin/", "TV")
    where = CommonOrigin.objects.get(name=RADIO).get_absolute_url()
    given = {"name": "Radio", "note": "At seven.", "seen": value_of_seen(as_bo, where)}
    assert as_bo.post(where, given).status_code == 302
    assert "At seven." in text(as_bo.get(where))
    answer = as_bo.post(where, {**given, "name": "tv", "seen": value_of_seen(as_bo, where)})
    assert (answer.status_code, len(sentences(answer)), CommonOrigin.objects.count()) == (422, 1, 2)
    assert as_bo.post(where, {**given, "name": "R"}).status_code == 409


def test_it_is_merged_into_one_that_is_here(as_bo, path, other, article):
    named(as_bo, path), named(as_bo, f"{other.get_absolute_url()}origin/", "TV")
    radio, tv = CommonOrigin.objects.get(name=RADIO), CommonOrigin.objects.get(name="TV")
    where, seen = f"/origins/{radio.pk}/merge/", value_of_seen(as_bo, radio.get_absolute_url())
    refused = as_bo.post(where, {"into": "Nothing", "seen": seen})
    assert (refused.status_code, "There is no origin of this name." in text(refused)) == (422, True)
    assert as_bo.post(where, {"into": "tv", "seen": "f" * 32}).status_code == 409
    assert as_bo.post(where, {"into": "tv", "seen": seen}).headers["Location"] == tv.get_absolute_url()
    assert (rests(article), rests(other)) == ("TV", "TV")
    assert f"“{RADIO}”" in text(as_bo.get(tv.get_absolute_url()))


def test_one_that_was_merged_leads_to_what_it_is_now_and_what_was_typed_there_is_kept(as_bo, path, other):
    named(as_bo, path), named(as_bo, f"{other.get_absolute_url()}origin/", "TV")
    radio, tv = CommonOrigin.objects.get(name=RADIO), CommonOrigin.objects.get(name="TV")
    where, seen = radio.get_absolute_url(), value_of_seen(as_bo, radio.get_absolute_url())
    assert as_bo.post(f"{where}merge/", {"into": "TV", "seen": seen}).status_code == 302
    assert as_bo.get(where).headers["Location"] == tv.get_absolute_url()
    late = {
        where: {"name": "The radio at night", "note": "At seven.", "seen": seen},
        f"{where}merge/": {"into": "The weather service", "seen": seen},
    }
    for address, typed in late.items():
        answer = as_bo.post(address, typed)
        assert (answer.status_code, answer.context["origin"]) == (409, tv)
        assert "This origin was merged into another meanwhile." in text(answer)
        assert [words in text(answer) for words in typed.values() if words != seen] == [True] * (len(typed) - 1)
        # Sent again, it is about the origin that is left.
        now = value_of_seen(as_bo, tv.get_absolute_url())
        assert {answer.context[name]["seen"].value() for name in ("form", "merging")} == {now}
    empty = as_bo.post(where, {"name": "", "seen": seen})
    assert (empty.status_code, empty.context["origin"]) == (422, tv)


def test_all_of_them_are_listed_with_how_much_rests_on_each(
    as_bo, bo, path, passage_path, revision, ada, django_assert_num_queries
):
    def rows():
        return [(str(one), one.article_count, one.passage_count) for one in as_bo.get("/origins/").context["page"]]

    def queries():
        with django_assert_num_queries(100, exact=False) as counted:
            as_bo.get("/origins/")
        return len(counted)

    assert "No origins yet" in text(as_bo.get("/origins/"))
    named(as_bo, path), named(as_bo, passage_path)
    assert rows() == [(RADIO, 1, 1)]
    one = queries()
    for at in ("a", "b"):
        name_origin(article=bring_in(f"Text {at} of its own.", ada, at), name=at, seen="", by=bo)
    propose(ada, revision, "Nobody was hurt")
    assert (rows(), queries()) == ([("a", 1, 0), ("b", 1, 0), (RADIO, 1, 1)], one)


def test_the_histories_of_article_and_claim_tell_it_to_who_has_not_answered_too(
    as_bo, path, passage_path, claim, article
):
    named(as_bo, path), named(as_bo, passage_path, "The mayor")
    where = CommonOrigin.objects.get(name=RADIO).get_absolute_url()
    as_bo.post(where, {"name": "Radio Delta", "note": "", "seen": value_of_seen(as_bo, where)})
    of_article = text(as_bo.get(f"{article.get_absolute_url()}history/"))
    of_claim = text(as_bo.get(f"{claim.get_absolute_url()}history/"))
    for told, words in [
        (of_article, ["said on which origin it rests", "Origin of the article", "Name of the origin", "Delta"]),
        (of_claim, ["said on which origin it rests", "Origin of the passage", "Origin of the article", "The mayor"]),
    ]:
        assert [one for one in words if one not in told] == []
    assert "Origin of the passage" not in of_article


def test_who_has_the_claim_open_beside_the_article_hears_of_it_before_they_answer(as_bo, cleo, claim, article):
    opened = Page(as_bo, article, claim)
    name_origin(article=article, name=RADIO, seen="", by=cleo)
    answer = opened.ask()
    assert "Cleo said on which origin it rests." in text(answer)
    assert "Cleo said on which origin it rests." not in text(opened.ask())
