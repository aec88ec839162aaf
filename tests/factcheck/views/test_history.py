"""Who, when, what changed, why."""

import pytest

from factcheck.choices import Move, Rating
from tests.desk import edit, rate, rule_on
from tests.web import WHOLE_ONLY, doors, sentences, text, value


def entries(client, path: str) -> list[tuple[str, str]]:
    return [(str(entry.actor), entry.verb) for entry in client.get(path).context["entries"]]


@pytest.fixture
def path(claim) -> str:
    return f"{claim.get_absolute_url()}history/"


def test_every_history_comes_whole_through_every_door(as_bo, bo, claim, article):
    rate(claim, bo, Rating.VERIFIED)
    paths = (f"{article.get_absolute_url()}history/", f"{claim.get_absolute_url()}history/")
    own = f"{claim.get_absolute_url()}verdicts/{bo.pk}/history/"
    assert [doors(as_bo, each) for each in (*paths, own)] == [WHOLE_ONLY] * 3


def test_an_article_tells_who_brought_it_in_and_who_described_it(as_bo, article):
    describe = f"{article.get_absolute_url()}describe/"
    as_bo.post(describe, {"title": "High water", "seen": value(as_bo.get(describe), "seen")})
    history = f"{article.get_absolute_url()}history/"
    assert entries(as_bo, history) == [("Bo", "described the article"), ("Ada", "imported")]
    newest = as_bo.get(history).context["entries"][0]
    assert [(change.label, change.old, change.new) for change in newest.altered] == [
        ("Title", "flood (from the file)", "High water")
    ]


def test_an_edited_statement_stands_old_and_new_side_by_side(as_bo, ada, claim, path):
    edit(claim, ada, "The river rose by five metres in one night.")
    newest = as_bo.get(path).context["entries"][0]
    (change,) = newest.altered
    assert (newest.words, change.label) == ("Clearer.", "Statement")
    assert (change.old, change.new) == (
        "The river rose by four metres in one night.",
        "The river rose by five metres in one night.",
    )
    body = text(as_bo.get(path))
    assert ("<del>four</del>" in body, "<ins>five</ins>" in body) == (True, True)


def test_a_claim_tells_every_answer_to_whoever_answered(as_bo, bo, emil, claim, path):
    rate(claim, emil, Rating.DISPUTED)
    rate(claim, bo, Rating.VERIFIED)
    assert entries(as_bo, path) == [("Bo", "answered"), ("Emil", "answered"), ("Ada", "proposed the claim")]


def test_a_claim_tells_a_blind_reader_of_its_statement_alone(as_bo, emil, claim, path):
    rate(claim, emil, Rating.DISPUTED)
    assert entries(as_bo, path) == [("Ada", "proposed the claim")]


def test_a_decision_stands_in_the_history_with_its_rule(as_bo, ada, emil, cleo, claim, path):
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    rule_on(claim, cleo, Move.APPROVE)
    assert entries(as_bo, path)[0] == ("Cleo", "approved the consensus")
    assert "unanimous, rule 1" in text(as_bo.get(path))


def test_a_verdict_keeps_every_state_it_had(as_bo, bo, claim):
    rate(claim, bo, Rating.VERIFIED, "One book.")
    rate(claim, bo, Rating.DISPUTED, "Two books.")
    answer = as_bo.get(f"{claim.get_absolute_url()}verdicts/{bo.pk}/history/")
    newest, oldest = answer.context["entries"]
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Rating", "Verified", "Disputed"),
        ("Rationale", "One book.", "Two books."),
    ]
    assert [change.new for change in oldest.first] == ["version 1 of the statement", "Verified", "One book."]


def test_a_verdict_that_is_hidden_and_one_that_is_not_there_are_the_same(as_bo, ada, emil, claim):
    rate(claim, emil, Rating.DISPUTED)
    path = f"{claim.get_absolute_url()}verdicts/{{}}/history/"
    hidden, missing = as_bo.get(path.format(emil.pk)), as_bo.get(path.format(ada.pk))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert sentences(hidden) == sentences(missing) == ["There is no such page, or it is not for you to see."]
