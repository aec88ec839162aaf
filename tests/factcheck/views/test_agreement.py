"""The page of agreement: the same figures for everybody, and people by name for those who may."""

import pytest

from factcheck.choices import Move, Rating
from factcheck.models import Claim, Sighting
from tests.desk import propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, sentences, text

V, D = Rating.VERIFIED, Rating.DISPUTED


@pytest.fixture
def decided(claim, bo, emil, cleo) -> Claim:
    rate(claim, bo, V), rate(claim, emil, D)
    rule_on(claim, cleo, Move.OVERRIDE, rating=V, reason="The gauge says so.")
    return claim


def test_index_comes_whole_through_every_door(as_bo, decided):
    assert doors(as_bo, "/agreement/") == WHOLE_ONLY


@pytest.mark.parametrize("claims", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("", 6), ("?pairs=1", 7)])
def test_index_takes_the_same_queries_for_one_claim_and_three(
    as_cleo, ada, bo, emil, gus, revision, claims, query, queries, django_assert_num_queries
):
    for words in ("night", "Officials", "1954")[:claims]:
        one = propose(ada, revision, words)
        rate(one, bo, V), rate(one, emil, V)
        rule_on(one, gus, Move.APPROVE)
    with django_assert_num_queries(queries):
        answer = as_cleo.get(f"/agreement/{query}")
    assert [line.blind.claims for line in answer.context["report"].lines] == [claims] * 3


def test_index_says_the_same_to_everybody_and_notes_no_sighting(decided, ada, revision, bo, ines, cleo, hana, sign_in):
    still_open = propose(ada, revision, "1954")
    rate(still_open, ines, V), rate(still_open, ada, D)
    found = [sign_in(person).get("/agreement/").context["report"] for person in (bo, ines, cleo, hana)]
    assert found[1:] == found[:-1]
    assert [(figure.claims, figure.people) for figure in (found[0].lines[0].blind, found[0].lines[0].current)] == [
        *((1, 2), (1, 2))
    ]
    assert not Sighting.objects.exists()


def test_index_without_a_decided_claim_says_so_in_words(as_bo, claim, bo, emil):
    rate(claim, bo, V), rate(claim, emil, D)
    answer = as_bo.get("/agreement/")
    said = {figure.words for line in answer.context["report"].lines for figure in (line.blind, line.current)}
    assert said == {"not estimable, because fewer than two people gave a rating"}
    assert text(answer).count("No claim has two ratings or more: below ten, figures say little.") == 2


def test_index_is_asked_for_one_article_and_a_period(as_bo, decided, article):
    def claims(query: str) -> int:
        return as_bo.get(f"/agreement/?{query}").context["report"].lines[0].blind.claims

    assert [claims(f"article={article.pk}"), claims("since=2000-01-01"), claims("until=2000-01-01")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("article=999999", "There is no such article."),
        (f"article={'9' * 5000}", "There is no such article."),
        ("article=%00", "Null characters are not allowed."),
        ("since=yesterday", "Enter a valid date."),
        ("until=9999-12-31", "Ensure this value is less than or equal to 2999-12-31."),
        ("since=2025-02-02&until=2025-02-01", "This day is before the first one."),
    ],
)
@pytest.mark.parametrize("path", ["/agreement/"])
def test_nonsense_in_the_address_gets_a_sentence_and_no_figures(as_cleo, decided, path, query, sentence):
    answer = as_cleo.get(f"{path}?{query}")
    assert (answer.status_code, sentence in text(answer), "report" in answer.context) == (422, True, False)


def test_two_people_by_name_are_for_editors_and_administrators(decided, bo, cleo, hana, sign_in):
    assert "Compare every two people" not in text(sign_in(bo).get("/agreement/"))
    refused = sign_in(bo).get("/agreement/?pairs=1")
    assert (refused.status_code, sentences(refused)) == (
        403,
        ["Comparing people by name is for editors and administrators."],
    )
    for person in (cleo, hana):
        assert "Compare every two people" in text(sign_in(person).get("/agreement/"))
        (_, blind), _ = sign_in(person).get("/agreement/?pairs=1").context["compared"]
        assert [(str(two.one), str(two.other)) for two in blind] == [("Bo", "Emil")]
