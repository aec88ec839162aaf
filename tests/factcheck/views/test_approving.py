"""The page on which an editor approves several unanimous claims at once, and what the desk offers afterwards."""

import re

import pytest

from factcheck.choices import Move, Rating, State
from factcheck.models import Claim, Decision, Sighting
from tests.desk import propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, sentences, text, value, values

PATH = "/desk/together/"


@pytest.fixture
def three(ada, bo, emil, revision):
    """Three claims of ada's that bo and emil verified."""
    claims = [propose(ada, revision, words) for words in ("rose four metres", "Nobody was hurt", "since 1954")]
    for claim in claims:
        rate(claim, bo, Rating.VERIFIED)
        rate(claim, emil, Rating.VERIFIED)
    return claims


def form_of(answer):
    """What the page would send if its button were pressed."""
    body = answer.content.decode()
    ticked = re.findall(r'name="claims" value="(\d+)" checked', body)
    seen = dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', body))
    return {"claims": ticked, "key": value(answer, "key"), **seen}


def numbers(claims):
    return [str(claim.pk) for claim in claims]


def states():
    return list(Claim.objects.order_by("pk").values_list("state", flat=True))


def test_together_comes_whole_through_every_door(as_cleo, three):
    assert doors(as_cleo, PATH) == WHOLE_ONLY


def test_unanimous_claims_are_listed_and_ticked_and_all_are_seen(as_cleo, cleo, ada, bo, revision, three):
    blank = propose(ada, revision, "1954")
    split = propose(ada, revision, "Officials")
    rate(split, ada, Rating.VERIFIED)
    rate(split, bo, Rating.DISPUTED)
    answer = as_cleo.get(PATH)
    assert (values(answer, "claims"), form_of(answer)["claims"]) == (numbers(three), numbers(three))
    # That the others are not listed tells that they are not unanimous.
    seen = [row.version.claim for row in Sighting.objects.filter(person=cleo).order_by("version__claim")]
    assert seen == [*three, blank, split]


@pytest.mark.parametrize("rows", [1, 3])
def test_together_takes_the_same_queries_for_one_claim_and_three(rows, as_cleo, three, ines, django_assert_num_queries):
    for claim in three[rows:]:
        rate(claim, ines, Rating.DISPUTED)
    with django_assert_num_queries(18):
        answer = as_cleo.get(PATH)
    assert len(answer.context["listed"]) == rows


def test_the_button_approves_what_is_ticked(as_cleo, cleo, three):
    data = form_of(as_cleo.get(PATH))
    answer = as_cleo.post(PATH, {**data, "claims": data["claims"][:2]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert (states(), Decision.objects.filter(editor=cleo).count()) == ([State.APPROVED, State.APPROVED, State.OPEN], 2)


@pytest.mark.parametrize("claims", [[], ["x"], ["9" * 30]])
def test_without_a_tick_nothing_is_approved(as_cleo, three, claims):
    answer = as_cleo.post(PATH, {**form_of(as_cleo.get(PATH)), "claims": claims})
    assert (answer.status_code, "Tick the claims to approve." in text(answer)) == (422, True)
    assert states() == [State.OPEN] * 3


def test_a_changed_claim_is_named_and_the_others_keep_their_ticks(as_cleo, ines, three):
    data = form_of(as_cleo.get(PATH))
    rate(three[1], ines, Rating.DISPUTED, "The book says less.")
    answer = as_cleo.post(PATH, data)
    again = form_of(answer)
    assert (answer.status_code, states()) == (409, [State.OPEN] * 3)
    assert f"Claim {three[1].pk} has changed since you opened this page." in sentences(answer)[0]
    assert f'href="/desk/{three[1].pk}/"' in text(answer)
    assert again["claims"] == numbers([three[0], three[2]])
    assert (as_cleo.post(PATH, again).status_code, states()) == (302, [State.APPROVED, State.OPEN, State.APPROVED])


def test_a_claim_that_is_unanimous_still_loses_its_tick_when_it_changed(as_cleo, ines, three):
    data = form_of(as_cleo.get(PATH))
    rate(three[1], ines, Rating.VERIFIED)
    answer = as_cleo.post(PATH, data)
    assert (answer.status_code, values(answer, "claims")) == (409, numbers(three))
    assert form_of(answer)["claims"] == numbers([three[0], three[2]])


def test_what_is_left_without_a_tick_stays_so(as_cleo, ines, three):
    data = form_of(as_cleo.get(PATH))
    rate(three[1], ines, Rating.DISPUTED)
    answer = as_cleo.post(PATH, {**data, "claims": data["claims"][1:]})
    assert form_of(answer)["claims"] == numbers([three[2]])


def test_an_editor_who_took_part_is_not_offered_the_claim(sign_in, ines, three):
    rate(three[1], ines, Rating.VERIFIED)
    client = sign_in(ines)
    assert values(client.get(f"{PATH}?open=1"), "claims") == numbers([three[0], three[2]])
    data = {**form_of(client.get(f"{PATH}?open=1")), "claims": numbers(three)}
    assert (client.post(PATH, data).status_code, states()) == (403, [State.OPEN] * 3)


def test_a_fact_checker_is_told_first_what_they_would_lose(sign_in, ines, three):
    answer = sign_in(ines).get(PATH)
    assert (values(answer, "claims"), "Before you open the desk" in text(answer)) == ([], True)
    assert Sighting.objects.count() == 0


def test_the_desk_leads_there_when_there_are_several(as_cleo, bo, three):
    assert f'href="{PATH}?open=1"' in text(as_cleo.get("/desk/"))
    for claim in three[1:]:
        rate(claim, bo, Rating.DISPUTED)
    assert PATH not in text(as_cleo.get("/desk/"))


def test_the_desk_offers_to_take_it_back_in_one_step(as_cleo, three):
    as_cleo.post(PATH, form_of(as_cleo.get(PATH)))
    desk = as_cleo.get("/desk/")
    assert "You approved 3 claims at once" in text(desk)
    answer = as_cleo.post("/undo/", {"deed": value(desk, "deed"), "once": value(desk, "once")})
    assert (answer.status_code, answer.headers["Location"], states()) == (302, "/desk/", [State.OPEN] * 3)
    assert "You approved" not in text(as_cleo.get("/desk/"))
    assert text(as_cleo.get(f"/desk/{three[0].pk}/")).count("Taken back") == 1


def test_the_desk_offers_nothing_that_would_be_refused(as_cleo, gus, three):
    as_cleo.post(PATH, form_of(as_cleo.get(PATH)))
    rule_on(three[1], gus, Move.REOPEN, reason="A new book.")
    assert "You approved" not in text(as_cleo.get("/desk/"))


def test_what_was_reopened_since_is_told_and_nothing_is_taken_back(as_cleo, gus, three):
    as_cleo.post(PATH, form_of(as_cleo.get(PATH)))
    desk = as_cleo.get("/desk/")
    rule_on(three[1], gus, Move.REOPEN, reason="A new book.")
    answer = as_cleo.post("/undo/", {"deed": value(desk, "deed"), "once": value(desk, "once")})
    assert (answer.status_code, "This was changed since" in text(answer)) == (409, True)
    assert states() == [State.APPROVED, State.OPEN, State.APPROVED]


def test_the_history_of_each_claim_tells_both(as_cleo, as_bo, three):
    as_cleo.post(PATH, form_of(as_cleo.get(PATH)))
    desk = as_cleo.get("/desk/")
    as_cleo.post("/undo/", {"deed": value(desk, "deed"), "once": value(desk, "once")})
    for claim in three:
        told = text(as_bo.get(f"{claim.get_absolute_url()}history/"))
        said = re.findall(r"(undid: )?approved several unanimous claims at once", told)
        assert said == ["undid: ", ""]
