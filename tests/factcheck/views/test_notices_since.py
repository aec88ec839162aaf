"""What a notice says of what became of it since."""

from factcheck.actions import assign_article, end_article_assignment, release_seat
from factcheck.choices import Abstention, Move, Rating, Rejection
from tests.deeds import undo
from tests.desk import abstain, assign, edit, rate, rule_on


def said(client):
    return [item.sentence for item in client.get("/notices/").context["items"]]


def test_of_a_new_wording_it_is_said_what_one_made_of_it(as_bo, claim, ada, bo):
    def sentence():
        return said(as_bo)[-1]

    rate(claim, bo, Rating.VERIFIED)
    edit(claim, ada)
    assert sentence() == "The wording is another than the one you judged. You said “verified”."
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert sentence() == "The wording changed. You asked for more time."
    rate(claim, bo, Rating.UNVERIFIED)
    assert sentence() == "The wording changed. You have answered the new one."
    for _ in range(3):
        undo(bo)
    assert sentence() == "The wording changed. You took your answer back."


def test_of_an_assignment_it_is_said_what_became_of_it(as_bo, claim, article, bo, cleo):
    assign(claim, bo, cleo)
    assign_article(article=article, to=bo, by=cleo)
    assert said(as_bo) == ["Cleo assigned this to you."] * 2
    release_seat(seat=bo.seats.get(), by=cleo)
    end_article_assignment(assignment=bo.article_assignments.get(), by=bo)
    assert said(as_bo) == ["Cleo assigned this to you. It is not yours any more."] * 2
    rule_on(claim, cleo, Move.REJECT, rejection=Rejection.OPINION, reason="It is one.")
    assert said(as_bo)[-1] == "Cleo assigned this to you. It is rejected by now."
