"""What people say about a claim: who may, what it leaves, and all that it leaves alone."""

import pytest

from factcheck.actions import (
    change_remark,
    decide,
    record_verdict,
    settle_talk,
    speak,
    talk,
    withdraw_claim,
    withdraw_remark,
)
from factcheck.actions.answers import Answer
from factcheck.actions.decisions import fingerprint
from factcheck.actions.recording import state_of
from factcheck.choices import Move, Rating
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import Change, Claim, Event, Participation, Remark, Talk, Tally, Verdict
from factcheck.rules import require
from tests.desk import edit, rate, rule_on, say

BLIND = "The talk on a claim is for fact-checkers who have answered it and for editors who have seen it at the desk."


@pytest.fixture
def answered(claim, bo, emil):
    """By bo and emil, who agree."""
    rate(claim, bo, Rating.UNVERIFIED)
    rate(claim, emil, Rating.UNVERIFIED)
    return Claim.objects.get()


def change(remark, by, words="The one at the bridge?", **more):
    return change_remark(remark=remark, words=words, by=by, **{"seen": state_of(remark), **more})


def is_resolved():
    return Talk.objects.get().resolved_at is not None


def test_a_remark_is_kept_with_its_author_under_one_event(answered, bo):
    remark = say(answered, bo, "  Which gauge?\r\nThe old one?  ")
    assert (remark.words, remark.author, remark.claim) == ("Which gauge?\nThe old one?", bo, answered)
    event = Event.objects.latest("number")
    assert (event.verb, event.principal_id, event.words) == ("remark-made", str(remark.pk), "")
    rows = [*Remark.history.all(), *Talk.history.all()]
    assert [(row.event, row.history_user, row.history_change_reason) for row in rows] == [
        (event.id, bo, "remark-made")
    ] * 2


@pytest.mark.parametrize("words", ["", " \n "])
def test_a_remark_has_words(answered, bo, words):
    with pytest.raises(Invalid, match=r"Write something\.") as refused:
        say(answered, bo, words)
    assert (refused.value.field, Remark.objects.count()) == ("words", 0)


def test_a_remark_has_5000_characters_at_most(answered, bo):
    assert len(say(answered, bo, "x" * 5_000).words) == 5_000
    with pytest.raises(Invalid, match=r"at most 5,000 characters; this has 5,001"):
        say(answered, bo, "x" * 5_001)


def test_the_same_form_twice_says_it_once(answered, bo):
    assert say(answered, bo, key="k") == say(answered, bo, key="k")
    with pytest.raises(Conflict):
        say(answered, bo, "Something else.", key="k")
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("who", ["ada", "ines", "cleo", "hana", "dan"])
def test_nobody_to_whom_the_claim_is_blind_speaks_and_all_are_told_the_same(answered, who, request):
    person = request.getfixturevalue(who)
    for act in (lambda: say(answered, person), lambda: settle_talk(claim=answered, resolved=True, by=person)):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert str(refused.value) == BLIND
    assert (Remark.objects.count(), Talk.objects.count()) == (0, 0)


def test_an_editor_who_saw_it_at_the_desk_speaks_and_decides_on_it_still(answered, cleo, sign_in):
    sign_in(cleo).get(f"/desk/{answered.pk}/")
    say(answered, cleo)
    assert rule_on(answered, cleo, Move.APPROVE).editor == cleo


def test_everybody_who_checks_or_edits_speaks_of_what_is_decided_and_an_administrator_does_not(
    answered, ada, cleo, hana
):
    rule_on(answered, cleo, Move.APPROVE)
    assert say(answered, ada).author == ada
    with pytest.raises(NotAllowed):
        say(answered, hana)


def test_a_new_version_is_blind_again_and_so_is_its_talk(answered, ada, bo):
    remark = say(answered, bo)
    edit(answered, ada)
    for act in (lambda: say(answered, bo), lambda: change(remark, bo), lambda: withdraw_remark(remark=remark, by=bo)):
        with pytest.raises(NotAllowed):
            act()
    rate(answered, bo, Rating.UNVERIFIED)
    assert say(answered, bo).author == bo


def test_a_claim_that_becomes_blind_while_somebody_speaks_is_not_spoken_of(answered, ada, bo, monkeypatch):
    def look_then_edit(permission, person, claim):
        monkeypatch.setattr(talk, "require", require)
        require(permission, person, claim)
        edit(answered, ada)

    monkeypatch.setattr(talk, "require", look_then_edit)
    with pytest.raises(NotAllowed, match="The talk on a claim"):
        say(answered, bo)
    assert Remark.objects.count() == 0


def test_a_withdrawn_claim_is_talked_about_no_more(answered, ada, bo):
    say(answered, bo)
    withdraw_claim(claim=answered, reason="Mine no more.", by=ada)
    for act in (lambda: say(answered, bo), lambda: settle_talk(claim=answered, resolved=True, by=bo)):
        with pytest.raises(Conflict, match="This claim was withdrawn"):
            act()


def test_an_author_changes_a_remark_and_history_keeps_what_it_was(answered, bo):
    remark = say(answered, bo)
    assert remark.changed_at is None
    changed = change(remark, bo)
    assert (changed.words, changed.changed_at is not None) == ("The one at the bridge?", True)
    assert [row.words for row in Remark.history.order_by("history_id")] == [
        "Which gauge do you mean?",
        "The one at the bridge?",
    ]


def test_what_changes_nothing_leaves_no_event(answered, bo):
    remark = say(answered, bo)
    before = Event.objects.count()
    change(remark, bo, remark.words)
    settle_talk(claim=answered, resolved=False, by=bo)
    assert (Event.objects.count(), Remark.objects.get().changed_at) == (before, None)


def test_a_remark_that_was_changed_elsewhere_is_a_conflict(answered, bo):
    remark = say(answered, bo)
    seen = state_of(remark)
    change(remark, bo)
    with pytest.raises(Conflict, match="You changed this remark elsewhere"):
        change(remark, bo, "Neither.", seen=seen)
    assert Remark.objects.get().words == "The one at the bridge?"


def test_nobody_changes_or_withdraws_what_another_said(answered, bo, emil):
    remark = say(answered, bo)
    for act in (lambda: change(remark, emil), lambda: withdraw_remark(remark=remark, by=emil)):
        with pytest.raises(NotAllowed, match="Only who wrote a remark"):
            act()


def test_a_withdrawn_remark_stays_withdrawn(answered, bo):
    remark = say(answered, bo)
    withdraw_remark(remark=remark, by=bo)
    before = Event.objects.count()
    withdrawn = withdraw_remark(remark=remark, by=bo)
    assert (withdrawn.words, Event.objects.count()) == ("Which gauge do you mean?", before)
    with pytest.raises(Conflict, match="You withdrew this remark"):
        change(withdrawn, bo)


def test_anybody_who_may_speak_resolves_and_resumes_and_a_remark_resumes(answered, bo, emil):
    say(answered, bo)
    assert not is_resolved()
    talk = settle_talk(claim=answered, resolved=True, by=emil)
    assert (talk.resolved_by, is_resolved()) == (emil, True)
    settle_talk(claim=answered, resolved=False, by=bo)
    assert not is_resolved()
    settle_talk(claim=answered, resolved=True, by=bo)
    say(answered, emil, "One more thing.")
    assert not is_resolved()
    verbs = list(Event.objects.order_by("-number").values_list("verb", flat=True)[:5])
    assert verbs == ["remark-made", "talk-resolved", "talk-resumed", "talk-resolved", "remark-made"]


def test_there_is_nothing_to_resolve_before_something_is_said(answered, bo):
    with pytest.raises(Conflict, match="Nobody has said anything"):
        settle_talk(claim=answered, resolved=True, by=bo)


def test_speaking_takes_no_part_and_touches_nothing_that_is_judged(answered, ada, bo, cleo, sign_in):
    sign_in(cleo).get(f"/desk/{answered.pk}/")

    def judged():
        rows = [Claim, Tally, Verdict, Participation, Change]
        return [list(model.objects.order_by("pk").values()) for model in rows], fingerprint(Claim.objects.get())

    before, history = judged(), Claim.history.count()
    remark = say(answered, cleo, "@Bo, which one?")
    say(answered, bo)
    change(remark, cleo)
    settle_talk(claim=answered, resolved=True, by=bo)
    withdraw_remark(remark=remark, by=cleo)
    assert (judged(), Claim.history.count()) == (before, history)


def test_a_remark_does_not_stand_in_the_way_of_an_editors_decision(answered, bo, cleo):
    seen = fingerprint(answered)
    say(answered, bo)
    assert decide(claim=answered, move=Move.APPROVE, seen=seen, by=cleo).rating == "unverified"


def test_a_remark_does_not_stand_in_the_way_of_an_answer(answered, bo, emil):
    say(answered, bo)
    verdict = record_verdict(
        claim=answered,
        answer=Answer(rating=Rating.UNVERIFIED, rationale="On second thoughts."),
        seen_version=answered.current_version_id,
        by=emil,
    )
    assert verdict.rationale == "On second thoughts."


def test_when_the_log_cannot_be_written_nothing_is_said(answered, bo, monkeypatch):
    monkeypatch.setattr(Event.objects, "create", lambda **_: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        speak(claim=answered, words="Which?", by=bo)
    assert (Remark.objects.count(), Talk.objects.count()) == (0, 0)
