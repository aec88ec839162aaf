"""Evidence as records, and using a source of one's own again."""

from datetime import date
from uuid import uuid4

import pytest

from factcheck.actions.answers import Source
from factcheck.choices import Rating, Stance
from factcheck.models import Claim, Evidence
from tests.desk import propose, rate
from tests.web import HTMX, a_claim, an_answer, text, value

WHOLE = Source(
    Stance.CONTRADICTS,
    url="https://example.org/gauge",
    citation="Page 12",
    excerpt="3.2 m",
    title="The gauge at the bridge",
    publisher="Waterways office",
    published="March 1955",
    accessed_on=date(2025, 3, 1),
    archived_url="https://archive.example/gauge",
)


def row(number=0, **more):
    return {f"evidence-{number}-{name}": words for name, words in more.items()}


@pytest.fixture
def other(revision, ada) -> Claim:
    return propose(ada, revision, "Nobody was hurt")


@pytest.fixture
def path(claim) -> str:
    return f"{claim.get_absolute_url()}answer/"


def stored(evidence: Evidence) -> Source:
    return Source.of(evidence)


def test_everything_known_of_a_source_is_kept_shown_and_offered_to_be_changed(as_bo, path, claim):
    columns = {name: str(words) for name, words in WHOLE.columns().items() if words}
    as_bo.post(path, an_answer(claim, **row(**columns)))
    shown = text(as_bo.get(claim.get_absolute_url()))
    assert stored(Evidence.objects.get()) == WHOLE
    assert ["The gauge at the bridge</a>, Page 12, Waterways office, March 1955" in shown] == [True]
    assert ["looked at on 1 March 2025" in shown, 'href="https://archive.example/gauge"' in shown] == [True, True]
    form = as_bo.get(path)
    names = ("title", "publisher", "published", "accessed_on", "archived_url")
    assert [value(form, f"evidence-0-{name}") for name in names] == [columns[name] for name in names]


def test_saying_it_again_changes_nothing(bo, claim):
    assert rate(claim, bo, Rating.VERIFIED, evidence=[WHOLE]) == rate(claim, bo, Rating.VERIFIED, evidence=[WHOLE])
    assert Evidence.history.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "The gauge"}, "Name this source: an address, a citation or a file."),
        ({"citation": "Book", "accessed_on": "yesterday"}, "Enter a valid date."),
        ({"citation": "Book", "archived_url": "no address"}, "Enter a valid URL."),
    ],
)
def test_what_is_wrong_is_said_and_kept_in_sight(wrong, sentence, as_bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, **row(**wrong)))
    name, words = list(wrong.items())[-1]
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert [sentence in text(answer), "<details open" in text(answer)] == [True, True]
    assert value(answer, f"evidence-0-{name}") == words


def test_ones_own_sources_are_offered_once_each_the_latest_first(as_bo, bo, emil, path, claim, other, revision):
    third = propose(emil, revision, "a night")
    book, radio = Source(Stance.CONTEXT, citation="Gauge book"), Source(Stance.SUPPORTS, citation="Radio")
    rate(other, bo, Rating.VERIFIED, evidence=[book]), rate(third, bo, Rating.VERIFIED, evidence=[radio, book])
    rate(other, emil, Rating.VERIFIED, evidence=[Source(Stance.SUPPORTS, citation="Somebody else's")])
    answer = as_bo.post(path, an_answer(claim, rationale="Kept.", own_sources="1"))
    assert (answer.status_code, value(answer, "rationale")) == (200, "Kept.")
    assert [one.citation for one in answer.context["form"].own_sources] == ["Radio", "Gauge book"]
    assert "Somebody else's" not in text(answer)


def test_who_cited_nothing_is_told(as_bo, path, claim):
    assert "You have cited nothing yet." in text(as_bo.post(path, an_answer(claim, own_sources="1")))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_source_is_used_again_in_the_first_empty_row(headers, as_bo, bo, path, claim, other):
    rate(other, bo, Rating.VERIFIED, evidence=[WHOLE])
    typed = {**row(0, citation="Radio"), **row(1, citation=""), "evidence-TOTAL_FORMS": "2"}
    answer = as_bo.post(path, an_answer(claim, reuse=str(Evidence.objects.get().pk), **typed), headers=headers)
    assert (answer.status_code, Evidence.objects.count()) == (200, 1)
    assert [value(answer, f"evidence-{at}-citation") for at in (0, 1)] == ["Radio", "Page 12"]
    assert value(answer, "evidence-1-accessed_on") == "2025-03-01"


def test_a_full_form_gets_a_further_row(as_bo, bo, path, claim, other):
    rate(other, bo, Rating.VERIFIED, evidence=[WHOLE])
    answer = as_bo.post(path, an_answer(claim, reuse=str(Evidence.objects.get().pk), **row(0, citation="Radio")))
    assert [value(answer, f"evidence-{at}-citation") for at in (0, 1)] == ["Radio", "Page 12"]


@pytest.mark.parametrize("whose", ["another's", "nobody's", "no id"])
def test_nobody_elses_source_comes_into_the_form(whose, as_bo, emil, path, claim, other):
    rate(other, emil, Rating.VERIFIED, evidence=[WHOLE])
    asked = {"another's": str(Evidence.objects.get().pk), "nobody's": str(uuid4()), "no id": "x\x00"}[whose]
    answer = as_bo.post(path, an_answer(claim, reuse=asked, rationale="Kept."))
    assert (answer.status_code, value(answer, "rationale")) == (200, "Kept.")
    assert "The gauge at the bridge" not in text(answer)


def test_so_it_is_where_a_claim_is_marked(as_bo, bo, article, revision, other):
    rate(other, bo, Rating.VERIFIED, evidence=[WHOLE])
    typed = a_claim(revision, "1954", statement="Kept.", reuse=str(Evidence.objects.get().pk))
    answer = as_bo.post(f"{article.get_absolute_url()}claims/", typed)
    assert (value(answer, "statement"), value(answer, "evidence-0-citation")) == ("Kept.", "Page 12")
