"""One day at the desk, with forms and links alone: from signing in to the export."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from annotations.models import Article
from factcheck.accounts.invitations import create_person
from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS, FACT_CHECKERS
from factcheck.models import Claim
from tests.desk import PASSWORD, TEXT
from tests.web import doors, text, value, values

HERS = "The gauge book of that night says four metres and two."
HIS = "I asked the water office; they confirm it."
EMILS = "Two newspapers of the next day agree."


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Invited yesterday; each has set a password."""
    roles = {"Ada": FACT_CHECKERS, "Bo": FACT_CHECKERS, "Emil": FACT_CHECKERS, "Cleo": EDITORS}
    found = {}
    for name, role in roles.items():
        found[name] = create_person(email=f"{name.lower()}@desk.example", name=name, roles=[role])
        found[name].set_password(PASSWORD)
        found[name].save()
    return found


def comes_in(person: User) -> Client:
    client = Client()
    page = client.post("/account/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert page.status_code == 200
    return client


def fill(page: Any, **typed: str) -> dict[str, str]:
    """What the form on the page would send: its hidden fields, one empty row of evidence, and what is typed."""
    hidden = ("key", "version", "revision", "start", "end", "quote", "seen", "from", "evidence-TOTAL_FORMS")
    sent = {name: values(page, name)[0] for name in hidden if values(page, name)}
    return {**sent, "evidence-INITIAL_FORMS": "0", "role": "assertion", **typed}


def answers(client: Client, rationale: str, rating: str = "verified") -> Any:
    """Draw from the pool, answer what it gives, and see where that leads."""
    page = client.post("/queue/next/", follow=True)
    assert [one for one in (HERS, HIS, EMILS) if one in text(page)] == []
    data = fill(page, answer=rating, rationale=rationale)
    return client.post(f"{page.context['claim'].get_absolute_url()}answer/", data, follow=True)


def test_one_day(people: dict[str, User]) -> None:
    ada = comes_in(people["Ada"])

    # She brings in an article by pasting it.
    page = ada.post("/articles/new/", fill(ada.get("/articles/new/"), text=TEXT, title="High water"), follow=True)
    article = Article.objects.get()
    assert "«High water» is here." in text(page)

    # She marks words by pasting them; they stand twice, and she chooses the second place.
    choice = ada.post(f"{article.get_absolute_url()}mark/", {"revision": "1", "words": "rose four metres"})
    second = {name: values(choice, name)[-1] for name in ("start", "end", "quote")}
    form = ada.post(f"{article.get_absolute_url()}mark/", {"revision": "1", **second})
    assert value(form, "statement") == "rose four metres"

    # She writes the statement in the desk's words, with her verdict and a source.
    typed = {"statement": "The river rose four metres in one night.", "answer": "verified", "rationale": HERS}
    source = {"evidence-0-url": "https://example.org/gauge", "evidence-0-stance": "supports"}
    page = ada.post(f"{article.get_absolute_url()}claims/", fill(form, **typed, **source), follow=True)
    claim = Claim.objects.get()
    assert f"Claim {claim.pk} is saved." in text(page)

    # Bo draws it from the pool. He is blind until he has answered, then sees her words; nothing else waits.
    bo = comes_in(people["Bo"])
    after = answers(bo, HIS)
    assert "Nothing waits for you" in text(after)
    assert HERS in text(bo.get(claim.get_absolute_url()))

    # Emil answers too, with another rating at first; then he changes it.
    emil = comes_in(people["Emil"])
    answers(emil, EMILS, "unverified")
    again = emil.get(f"{claim.get_absolute_url()}answer/")
    assert value(again, "rationale") == EMILS
    emil.post(f"{claim.get_absolute_url()}answer/", fill(again, answer="verified", rationale=EMILS))

    # Cleo, who took no part, finds it unanimous at the desk and approves it.
    cleo = comes_in(people["Cleo"])
    assert "Unanimous" in text(cleo.get("/desk/"))
    desk = cleo.get(f"/desk/{claim.pk}/")
    assert [one for one in (HERS, HIS, EMILS) if one in text(desk)] == [HERS, HIS, EMILS]
    page = cleo.post(f"/desk/{claim.pk}/", fill(desk, move="approve"), follow=True)
    assert f"Claim {claim.pk}: approve, saved." in text(page)

    # The histories of article, claim and verdict tell who did what.
    told = [
        (str(entry.actor), entry.verb) for entry in bo.get(f"{claim.get_absolute_url()}history/").context["entries"]
    ]
    assert told == [
        ("Cleo", "approved the consensus"),
        ("Emil", "answered"),
        ("Emil", "answered"),
        ("Emil", "drew the claim from the pool"),
        ("Bo", "answered"),
        ("Bo", "drew the claim from the pool"),
        ("Ada", "proposed the claim"),
    ]
    emils = bo.get(f"{claim.get_absolute_url()}verdicts/{people['Emil'].pk}/history/")
    assert ("<del>Unverified</del>" in text(emils), "<ins>Verified</ins>" in text(emils)) == (True, True)
    assert "imported" in text(bo.get(f"{article.get_absolute_url()}history/"))

    # The consensus leaves the house as JSON and as CSV.
    (row,) = bo.get("/export/consensus.json").json()["claims"]
    (passage,) = row["occurrences"]
    assert TEXT[passage["start"] : passage["end"]] == passage["words"] == "rose four metres"
    assert (row["verified"], row["outcome"], row["rule"], row["rating"]) == (3, "unanimous", 1, "verified")
    (line,) = csv.DictReader(io.StringIO(bo.get("/export/consensus.csv").content.decode()))
    assert (line["statement"], line["decided_by"]) == ("The river rose four metres in one night.", "Cleo")


def test_every_page_of_that_day_is_there_without_script(people: dict[str, User]) -> None:
    ada = comes_in(people["Ada"])
    pages = ("/articles/", "/articles/new/", "/claims/", "/queue/", "/export/")
    assert {path: doors(ada, path)["page"] for path in pages} == dict.fromkeys(pages, (True, True))
