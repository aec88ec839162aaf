"""The editors' work list and their decisions."""

import pytest

from factcheck.choices import Move, Outcome, Rating, State
from factcheck.models import Claim, Decision, FirstAnswer, Sighting
from tests.desk import edit, propose, rate, rule_on
from tests.web import WHOLE_ONLY, doors, sentences, text, value


@pytest.fixture
def ready(claim, bo, emil) -> Claim:
    """Two say verified."""
    rate(claim, bo, Rating.VERIFIED)
    rate(claim, emil, Rating.VERIFIED)
    return claim


@pytest.fixture
def path(claim: Claim) -> str:
    return f"/desk/{claim.pk}/"


@pytest.fixture
def send(as_cleo, path):
    """Open the claim as cleo and send a decision on what stands there."""
    return lambda **data: as_cleo.post(path, {"seen": value(as_cleo.get(path), "seen"), **data})


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def test_index_comes_whole_through_every_door(as_cleo, claim):
    assert doors(as_cleo, "/desk/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(rows, as_cleo, ada, revision, django_assert_num_queries):
    for words in ("night", "Officials", "1954")[:rows]:
        propose(ada, revision, words)
    with django_assert_num_queries(23):
        answer = as_cleo.get("/desk/")
    assert [len(group.rows) for group in answer.context["groups"]] == [rows]


def test_index_groups_claims_by_outcome_what_can_be_acted_on_first(as_cleo, ada, revision, ready):
    below = propose(ada, revision, "1954")
    groups = as_cleo.get("/desk/").context["groups"]
    assert [(group.outcome, [item.claim for item, _ in group.rows]) for group in groups] == [
        (Outcome.UNANIMOUS, [ready]),
        (Outcome.NO_VERDICT, [below]),
    ]


def test_index_shows_one_outcome_when_asked(as_cleo, ada, revision, ready):
    propose(ada, revision, "1954")
    groups = as_cleo.get("/desk/?outcome=unanimous").context["groups"]
    assert [group.outcome for group in groups] == [Outcome.UNANIMOUS]


def test_index_records_what_was_seen(as_cleo, cleo, claim):
    as_cleo.get("/desk/")
    assert [(row.person, row.version) for row in Sighting.objects.all()] == [(cleo, claim.current_version)]


def test_index_counts_and_hides_what_the_editor_took_part_in(ines, claim, sign_in):
    rate(claim, ines, Rating.VERIFIED)
    answer = sign_in(ines).get("/desk/?open=1")
    assert (answer.context["groups"], answer.context["hidden"]) == ([], 1)


def test_claim_comes_whole_through_every_door(as_cleo, path):
    assert doors(as_cleo, path) == WHOLE_ONLY


def test_claim_is_not_for_an_editor_who_took_part(ines, claim, path, sign_in):
    rate(claim, ines, Rating.VERIFIED)
    answer = sign_in(ines).get(path)
    assert (answer.status_code, sentences(answer)) == (
        403,
        ["You took part in this claim, so another editor has to decide."],
    )


def test_approving_takes_the_rating_the_rule_proposes(send, cleo, ready):
    answer = send(move="approve")
    decision = Decision.objects.get()
    assert (answer.status_code, answer.headers["Location"], state_of(ready)) == (302, "/desk/", State.APPROVED)
    assert (decision.editor, decision.rating, decision.rule, decision.verified) == (cleo, Rating.VERIFIED, 1, 2)


def test_approving_without_a_consensus_is_not_offered_and_a_conflict(send, as_cleo, path, claim):
    assert 'value="approve"' not in text(as_cleo.get(path))
    assert (send(move="approve").status_code, state_of(claim)) == (409, State.OPEN)


def test_overriding_needs_rating_and_reason_and_keeps_what_was_typed(send, ready):
    answer = send(move="override", reason="The gauge was moved.")
    assert (answer.status_code, value(answer, "reason")) == (422, "The gauge was moved.")
    assert state_of(ready) == State.OPEN


def test_overriding_with_the_proposed_rating_is_sent_back(send, ready):
    answer = send(move="override", rating="verified", reason="So it is.")
    assert (answer.status_code, value(answer, "reason")) == (422, "So it is.")
    assert "The rule proposes this rating; approve it instead." in text(answer)


def test_overriding_decides_otherwise(send, ready):
    send(move="override", rating="disputed", reason="The gauge was moved.")
    decision = Decision.objects.get()
    assert (decision.move, decision.rating, decision.reason) == ("override", "disputed", "The gauge was moved.")


@pytest.mark.parametrize(
    ("move", "state"), [("return", State.RETURNED), ("reject", State.REJECTED)], ids=["return", "reject"]
)
def test_returning_and_rejecting_say_why(send, ready, move, state):
    more = {"rejection": "opinion"} if move == "reject" else {}
    assert (send(move=move, **more).status_code, state_of(ready)) == (422, State.OPEN)
    assert (send(move=move, reason="Which gauge?", **more).status_code, state_of(ready)) == (302, state)


def test_a_question_is_shown_to_those_who_answered(send, as_bo, as_ada, ready):
    send(move="return", reason="Which gauge?")
    path = ready.get_absolute_url()
    assert ["Which gauge?" in text(client.get(path)) for client in (as_bo, as_ada)] == [True, False]


def test_an_approved_claim_can_only_be_reopened(send, as_cleo, path, ready):
    rule_on(ready, Decision._meta.get_field("editor").related_model.objects.get(name="Cleo"), Move.APPROVE)
    assert [radio.data["value"] for radio in as_cleo.get(path).context["form"]["move"]] == ["reopen"]
    assert (send(move="reopen", correction="updated", reason="A new book.").status_code, state_of(ready)) == (
        302,
        State.OPEN,
    )


def test_an_answer_given_meanwhile_is_a_conflict_that_keeps_the_reason(as_cleo, ada, path, ready):
    data = {
        "move": "override",
        "rating": "disputed",
        "reason": "Kept.",
        "key": "k",
        "seen": value(as_cleo.get(path), "seen"),
    }
    rate(ready, ada, Rating.DISPUTED, "The book says less.")
    answer = as_cleo.post(path, data)
    assert (answer.status_code, value(answer, "reason"), state_of(ready)) == (409, "Kept.", State.OPEN)
    assert "The book says less." in text(answer)
    again = {**data, "seen": value(answer, "seen"), "key": value(answer, "key")}
    assert (as_cleo.post(path, again).status_code, state_of(ready)) == (302, State.APPROVED)


def test_a_double_click_makes_one_decision(as_cleo, path, ready):
    data = {"move": "approve", "seen": value(as_cleo.get(path), "seen"), "key": "once"}
    assert [as_cleo.post(path, data).status_code for _ in range(2)] == [302, 302]
    assert Decision.objects.count() == 1


def test_two_editors_at_once_leave_one_decision(as_cleo, gus, path, ready, sign_in):
    seen = value(as_cleo.get(path), "seen")
    sign_in(gus).post(path, {"move": "approve", "seen": seen})
    answer = as_cleo.post(path, {"move": "override", "rating": "disputed", "reason": "Kept.", "seen": seen})
    assert (answer.status_code, Decision.objects.count(), state_of(ready)) == (409, 1, State.APPROVED)


def test_a_decision_below_quorum_is_marked_as_such(send, as_bo, claim):
    send(move="override", rating="unverified", reason="Nobody has the book.")
    assert "Decided below quorum" in text(as_bo.get(claim.get_absolute_url()))


def test_index_says_how_long_each_claim_waits_since_its_last_answer(as_cleo, ada, ready):
    rate(ready, ada, Rating.VERIFIED)
    (group,) = as_cleo.get("/desk/").context["groups"]
    last = FirstAnswer.objects.get(reviewer=ada).answered_at
    assert [(item.claim, at) for item, at in group.rows] == [(ready, last)]
    edit(ready, ada)
    (group,) = as_cleo.get("/desk/").context["groups"]
    assert [at for _, at in group.rows] == [None]


def test_claim_shows_what_a_reviewer_changed_after_the_reveal(as_cleo, path, bo, ready):
    rate(ready, bo, Rating.DISPUTED, "The book says less.")
    shown = {one.verdict.reviewer.name: one for one in as_cleo.get(path).context["verdicts"]}
    assert [(one.label, one.old, one.new) for one in shown["Bo"].changes] == [
        ("Answer", "Verified", "Disputed"),
        ("Rationale", "Read the gauge records.", "The book says less."),
    ]
    assert (shown["Bo"].blind, shown["Emil"].changes) == (True, [])
    assert "Changed after the others’ answers were shown" in text(as_cleo.get(path))


def test_claim_marks_an_answer_that_was_not_blind(as_cleo, path, ada, cleo, gus, ready):
    rule_on(ready, gus, Move.OVERRIDE, rating=Rating.DISPUTED, reason="The gauge decides.")
    rule_on(ready, gus, Move.REOPEN, reason="It was found.")
    rate(ready, ada, Rating.VERIFIED)
    shown = {one.verdict.reviewer.name: one.blind for one in as_cleo.get(path).context["verdicts"]}
    assert shown == {"Bo": True, "Emil": True, "Ada": False}
    assert text(as_cleo.get(path)).count("Not blind") == 1


def test_claim_compares_with_the_first_answer_to_the_current_version(as_cleo, path, ada, bo, ready):
    rate(ready, bo, Rating.DISPUTED)
    edit(ready, ada)
    rate(ready, bo, Rating.UNVERIFIED)
    shown = {one.verdict.reviewer.name: one.changes for one in as_cleo.get(path).context["verdicts"]}
    assert shown == {"Bo": []}
