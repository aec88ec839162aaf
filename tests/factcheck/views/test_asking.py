"""A question of an editor's, from the form at the desk to those it is for; and what of it a blind reader is told."""

import re

import pytest

from factcheck.choices import Move, Rating
from factcheck.models import Claim, Decision, Notice
from tests.desk import edit, rate, rule_on
from tests.web import text, value

V, D, U = Rating


def read(answer):
    """The words of the page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(answer)).split())


@pytest.fixture
def path(claim, bo, emil):
    """Bo and Emil answered."""
    rate(claim, bo, V)
    rate(claim, emil, D)
    return f"/desk/{claim.pk}/"


@pytest.fixture
def send(as_cleo, path):
    """Open the claim as cleo and return it with a question."""

    def sent(**data):
        given = {"move": "return", "reason": "Which gauge?", "seen": value(as_cleo.get(path), "seen")}
        return as_cleo.post(path, {**given, **data})

    return sent


def test_the_form_offers_those_who_answered(as_cleo, path, claim, ada, emil):
    edit(claim, ada)
    rate(claim, ada, U)
    emil.is_active = False
    emil.save()
    form = as_cleo.get(path).context["form"]
    assert [field.label for field in form.asked] == ["Bo", "Ada"]


def test_nobody_is_offered_by_name_where_nobody_answered(as_cleo, claim):
    form = as_cleo.get(f"/desk/{claim.pk}/").context["form"]
    assert ([*form.asked], [one[0] for one in form.fields["address"].choices]) == ([], ["", "one-more"])


def test_without_saying_to_whom_it_goes_to_everybody(send):
    assert send()["Location"] == "/desk/"
    assert (Decision.objects.get().address, Notice.objects.count()) == ("", 2)


def test_it_goes_to_those_who_are_ticked(send, bo):
    send(address="named", **{f"asked-{bo.pk}": "on"})
    assert [one.person for one in Decision.objects.get().asked.all()] == [bo]
    assert [one.recipient for one in Notice.objects.all()] == [bo]


def test_by_name_without_a_tick_is_asked_again_with_what_was_typed(send):
    answer = send(address="named")
    assert (answer.status_code, value(answer, "reason")) == (422, "Which gauge?")
    assert ("Tick at least one of those who answered." in read(answer), Decision.objects.count()) == (True, 0)


def test_ticks_count_for_nothing_with_another_move(as_cleo, path, bo):
    seen = value(as_cleo.get(path), "seen")
    data = {"move": "override", "rating": "unverified", "reason": "So.", "seen": seen, "address": "named"}
    as_cleo.post(path, {**data, f"asked-{bo.pk}": "on"})
    assert (Decision.objects.get().address, Decision.objects.get().asked.count()) == ("", 0)


def test_one_more_reviewer_gets_a_seat(send, claim):
    send(address="one-more")
    assert (Decision.objects.get().address, Claim.objects.get().extra_seats) == ("one-more", 1)


def test_what_was_ticked_and_not_saved_stands_there_again(as_cleo, path, claim, bo):
    typed = {"typed": 1, "now": 1, "drawn": "d" * 32, "unsaved": f"decision:{claim.pk}", "reason": "Which?"}
    as_cleo.post("/unsaved/", {**typed, "move": "return", "address": "named", f"asked-{bo.pk}": "on"})
    form = as_cleo.get(path).context["form"]
    assert [(field.label, bool(field.value())) for field in form.asked] == [("Bo", True), ("Emil", False)]


def test_to_whom_it_went_is_told_to_those_who_see_answers(send, as_bo, as_cleo, claim, path, bo, emil, gus, sign_in):
    send(address="named", **{f"asked-{bo.pk}": "on"})
    url = claim.get_absolute_url()
    assert "Which gauge? Put to you · Cleo" in read(as_bo.get(url))
    assert "Which gauge? Put to Bo · Cleo" in read(sign_in(emil).get(url))
    assert "returned the claim with a question, put to Bo" in read(sign_in(emil).get(f"{url}history/"))
    assert "Cleo : return with a question, put to Bo" in read(as_cleo.get(path))


def test_a_blind_reader_reads_the_question_for_one_more_and_no_other(send, as_ada, as_gus, claim, bo, emil):
    url = claim.get_absolute_url()
    seen = []
    for data in ({}, {"address": "named", f"asked-{bo.pk}": "on"}, {"address": "one-more"}):
        send(**data)
        pages = read(as_ada.get(url)), read(as_gus.get(f"{url}history/"))
        seen.append([("Which gauge? Cleo," in page, "ut to" in page) for page in pages])
    nothing = [(False, False), (False, False)]
    assert seen == [nothing, nothing, [(True, False), (False, False)]]


def test_nor_does_the_history_tell_a_blind_reader_more(send, as_ada, as_bo, claim, bo):
    url, told = f"{claim.get_absolute_url()}history/", []
    for data in ({}, {"address": "named", f"asked-{bo.pk}": "on"}, {"address": "one-more"}):
        send(**data)
        told.append(["Which gauge?" in read(client.get(url)) for client in (as_ada, as_bo)])
    assert told == [[False, True], [False, True], [True, True]]


def test_who_is_asked_by_name_and_blind_reads_only_that_they_are(send, as_bo, claim, ada, bo, emil):
    edit(claim, ada)
    send(address="named", **{f"asked-{one.pk}": "on" for one in (bo, emil)})
    assert "Which gauge? Put to you · Cleo" in read(as_bo.get(claim.get_absolute_url()))


@pytest.mark.parametrize(("more", "queries"), [({}, 15), ({"address": "named"}, 16)])
def test_a_claims_page_takes_one_query_more_if_somebody_was_asked_by_name(
    more, queries, as_ada, claim, bo, cleo, django_assert_num_queries
):
    rate(claim, bo, V)
    rule_on(claim, cleo, Move.RETURN, reason="?", **more, asked=[bo.pk])
    with django_assert_num_queries(queries):
        as_ada.get(claim.get_absolute_url())
