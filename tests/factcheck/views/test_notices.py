"""What somebody was told of: the list, what it says, what is unread, and the number in the header."""

import pytest

from factcheck.actions.notices import tell
from factcheck.actions.recording import recording
from factcheck.choices import Abstention, Address, Move, NoticeKind, Rating, Rejection, Verb
from factcheck.models import Claim, Notice
from tests.desk import abstain, edit, propose, rate, rule_on
from tests.web import HTMX, WHOLE_ONLY, doors, sentences, text, value, values

V, D, U = Rating


def said(client):
    """What the notices say: sentence and words."""
    return [(item.sentence, item.words) for item in client.get("/notices/").context["items"]]


def unread(client):
    """The number in the header, as it is said; empty without one."""
    page = text(client.get("/articles/"))
    return page.partition('class="unread-count">')[2].partition("<")[0]


@pytest.fixture
def decided(claim, bo, emil, cleo):
    """Bo said verified, Emil disputed; Cleo decided disputed."""
    rate(claim, bo, V)
    rate(claim, emil, D)
    rule_on(claim, cleo, Move.OVERRIDE, rating=D, reason="The book says less.")
    return claim


def test_index_comes_whole_through_every_door(as_bo, claim):
    assert doors(as_bo, "/notices/") == WHOLE_ONLY


@pytest.mark.parametrize("rows", [1, 3])
def test_index_takes_the_same_queries_for_one_row_and_three(
    rows, as_bo, bo, ada, cleo, revision, django_assert_num_queries
):
    for words in ("night", "Officials", "1954")[:rows]:
        made = propose(ada, revision, words)
        rate(made, bo, V)
        rule_on(made, cleo, Move.OVERRIDE, rating=D, reason="No.")
    # Session, person, roles, how many, the window, decisions, own answers, their history, and the header's number.
    with django_assert_num_queries(9):
        assert len(said(as_bo)) == rows


def test_a_page_costs_nobody_a_query_who_has_nothing_unread(as_bo, as_cleo, decided, django_assert_num_queries):
    with django_assert_num_queries(7):
        as_bo.get("/articles/")
    as_bo.post("/notices/read/", {"notice": values(as_bo.get("/notices/"), "notice")})
    with django_assert_num_queries(6):
        as_bo.get("/articles/")
    with django_assert_num_queries(6):
        as_cleo.get("/articles/")


def test_who_said_otherwise_reads_what_was_decided_and_why(as_bo, decided):
    assert said(as_bo) == [("You said “verified”; Cleo decided “disputed”.", "The book says less.")]


def test_who_said_so_reads_that_it_was_decided_as_they_said(emil, decided, sign_in):
    assert said(sign_in(emil)) == [("Cleo decided “disputed”, as you said.", "The book says less.")]


def test_who_abstained_or_judged_an_earlier_wording_is_told_so(as_bo, claim, ada, bo, emil, cleo, sign_in):
    rate(claim, emil, D)
    edit(claim, ada)
    abstain(claim, bo, Abstention.OUTSIDE_MY_FIELD)
    rule_on(claim, cleo, Move.OVERRIDE, rating=D, reason="So.")
    assert said(as_bo) == [("You abstained (outside my field); Cleo decided “disputed”.", "So.")]
    assert said(sign_in(emil))[0] == ("You said “disputed” of an earlier wording; Cleo decided “disputed”.", "So.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Rejection.NOT_A_CLAIM, "no claim"),
        (Rejection.OPINION, "an opinion"),
        (Rejection.DUPLICATE, "a duplicate of claim {}"),
    ],
)
def test_a_rejection_says_as_what(kind, words, as_bo, claim, ada, bo, cleo, revision):
    other = propose(ada, revision, "1954")
    rate(claim, bo, V)
    rule_on(claim, cleo, Move.REJECT, rejection=kind, duplicate_of=other.pk, reason="See there.")
    assert said(as_bo) == [(f"You said “verified”; Cleo rejected it as {words.format(other.pk)}.", "See there.")]


def test_what_was_said_then_is_told_whatever_was_said_since(as_bo, bo, decided, cleo):
    rule_on(decided, cleo, Move.REOPEN, reason="It was found.")
    rate(decided, bo, U, "I doubt it.")
    assert said(as_bo) == [
        ("Cleo reopened it (updated). You said “verified”.", "It was found."),
        ("You said “verified”; Cleo decided “disputed”. It was reopened since.", "The book says less."),
    ]


def test_a_question_says_who_asks_and_whom(as_bo, claim, bo, emil, cleo, gus, sign_in):
    rate(claim, bo, V)
    rate(claim, emil, D)
    rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")
    rule_on(claim, gus, Move.RETURN, reason="Which page?", address=Address.NAMED, asked=[bo.pk])
    assert said(as_bo) == [("Gus asks you:", "Which page?"), ("Cleo asks everybody who answered:", "Which gauge?")]
    assert said(sign_in(emil)) == [("Cleo asks everybody who answered:", "Which gauge?")]


def test_a_new_wording_shows_what_differs_and_offers_to_confirm_or_revise(as_bo, claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    page = as_bo.get("/notices/")
    (item,) = page.context["items"]
    assert item.sentence == "The wording is another than the one you judged. You said “verified”."
    assert [piece.words for piece in item.pieces if piece.kind == "ins"] != []
    assert "Still so: confirm" in text(page)
    assert f'href="/claims/{claim.pk}/answer/"' in text(page)


def test_confirming_takes_one_click_and_leads_back_to_the_list(as_bo, claim, ada, bo):
    rate(claim, bo, V)
    edit(claim, ada)
    page = as_bo.get("/notices/")
    sent = {name: value(page, name) for name in ("key", "version", "from")}
    for _ in range(2):  # twice is once
        answer = as_bo.post(f"/claims/{claim.pk}/confirm/", sent)
        assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    mine = Claim.objects.get().verdicts.get()
    assert (mine.rating, mine.version, mine.history.count()) == (V, Claim.objects.get().current_version, 2)
    page = as_bo.get("/notices/")
    assert [item.sentence for item in page.context["items"]] == ["The wording changed. You have answered the new one."]
    assert ("Still so" in text(page), page.context["items"][0].unread, unread(as_bo)) == (False, False, "")


def test_a_decided_claim_is_not_to_be_confirmed(as_bo, claim, ada, bo, cleo):
    rate(claim, bo, V)
    edit(claim, ada)
    rule_on(claim, cleo, Move.OVERRIDE, rating=D, reason="So.")
    assert "Still so" not in text(as_bo.get("/notices/"))


def test_a_merged_claim_leads_to_the_one_that_is_left(as_bo, claim, ada, bo, revision):
    from tests.deeds import Desk, _merge

    rate(claim, bo, V)
    kept = propose(ada, revision, "Nobody was hurt")
    _merge(Desk(ada, claim, None, None, revision))
    (item,) = as_bo.get("/notices/").context["items"]
    assert (item.claim.pk, item.may_confirm) == (kept.pk, False)
    assert item.sentence == "A claim you answered was merged into this one, which you have not answered."


def test_an_assigned_article_and_a_mention_are_told(as_bo, article, claim, bo, cleo):
    rate(claim, bo, V)
    for kind, about in ((NoticeKind.ASSIGNED, {"article": article}), (NoticeKind.MENTIONED, {"claim": claim})):
        with recording(Verb.ARTICLE_ASSIGNED, by=cleo) as record:
            tell(record, to=[bo], kind=kind, **about)
            record.about(article)
    assert said(as_bo) == [("Cleo mentioned you.", ""), ("Cleo assigned this to you. It is not yours any more.", "")]


def test_looking_marks_nothing_as_read_and_a_button_does(as_bo, decided):
    assert (unread(as_bo), unread(as_bo)) == ("1", "1")
    of_all, of_the_one = values(as_bo.get("/notices/"), "notice")
    assert of_all == of_the_one
    assert as_bo.post("/notices/read/", {"notice": of_the_one})["Location"] == "/notices/"
    assert (unread(as_bo), "Mark all" in text(as_bo.get("/notices/"))) == ("", False)


def test_opening_one_marks_it_as_read_and_leads_to_its_claim(as_bo, decided, claim):
    sent = {"notice": values(as_bo.get("/notices/"), "notice")[0], "open": "1"}
    for _ in range(2):
        assert as_bo.post("/notices/read/", sent)["Location"] == f"/claims/{claim.pk}/"
    assert (unread(as_bo), sentences(as_bo.get("/notices/"))) == ("", [])


def test_nobody_is_led_to_what_others_were_told(as_bo, decided, emil):
    theirs = Notice.objects.get(recipient=emil)
    assert as_bo.post("/notices/read/", {"notice": theirs.pk, "open": "1"})["Location"] == "/notices/"


def test_all_are_marked_that_stood_on_the_page(as_bo, decided, ada, bo, cleo, revision):
    """Not what came since, nor what was there and hidden from its reader."""
    other = propose(ada, revision, "1954")
    with recording(Verb.REMARK_MADE, by=cleo) as record:
        tell(record, to=[bo], kind=NoticeKind.MENTIONED, claim=other)
        record.about(other)
    stood = values(as_bo.get("/notices/"), "notice")
    rate(other, bo, V)
    rule_on(decided, cleo, Move.REOPEN, reason="It was found.")
    as_bo.post("/notices/read/", {"notice": stood})
    assert [(item.notice.kind, item.unread) for item in as_bo.get("/notices/").context["items"]] == [
        ("reopened", True),
        ("mentioned", True),
        ("decided", False),
    ]


def test_nobody_marks_what_others_were_told(as_bo, decided, emil):
    theirs = Notice.objects.get(recipient=emil)
    as_bo.post("/notices/read/", {"notice": theirs.pk})
    assert Notice.objects.get(pk=theirs.pk).seen_at is None


@pytest.mark.parametrize("sent", [{}, {"notice": "x"}, {"notice": ["", "x"], "open": "1"}])
def test_what_is_read_has_to_be_said(sent, as_bo):
    answer = as_bo.post("/notices/read/", sent, headers=HTMX)
    assert (answer.status_code, sentences(answer)) == (
        422,
        ["Say which notices you have read. Open the page again."],
    )


def test_windows_of_fifty(as_bo, claim, bo, cleo):
    rate(claim, bo, V)
    for _ in range(51):
        with recording(Verb.REMARK_MADE, by=cleo) as record:
            tell(record, to=[bo], kind=NoticeKind.MENTIONED, claim=claim)
            record.about(claim)
    assert (len(said(as_bo)), unread(as_bo)) == (50, "51")
    page = as_bo.get("/notices/")
    assert "Mark these 50 as read" in text(page)
    as_bo.post("/notices/read/", {"notice": values(page, "notice")[:50]})
    assert unread(as_bo) == "1"
    assert len(as_bo.get("/notices/?page=2").context["items"]) == 1


def test_whoever_has_no_notice_is_told_what_will_stand_there(as_bo):
    page = as_bo.get("/notices/")
    assert ("Nothing yet" in text(page), values(page, "notice")) == (True, [])
