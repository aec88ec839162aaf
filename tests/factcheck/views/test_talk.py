"""The talk on a claim: on its page, on a page with all of it, beside an article, at the desk."""

import html
import re

import pytest

from factcheck.actions import settle_talk, withdraw_claim, withdraw_remark
from factcheck.choices import Move, Rating
from factcheck.models import Claim, Remark, Talk
from tests.desk import edit, person, rate, rule_on, say
from tests.web import HTMX, WITH_A_FRAGMENT, doors, sentences, talk_apart, text, value, values


@pytest.fixture
def answered(claim, bo, emil):
    """By bo and emil."""
    for one in (bo, emil):
        rate(claim, one, Rating.UNVERIFIED)
    return Claim.objects.get()


@pytest.fixture
def path(answered):
    return f"/claims/{answered.pk}/talk/"


OFFERED = ("Add the remark", "Mark as resolved")


def talk(answer):
    """What the talk says, tags and white space folded away; empty where there is none."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", talk_apart(answer)[1])).split())


def own(answer):
    """The address of the first remark that can be changed."""
    return re.search(r'href="(/claims/\d+/talk/[\w-]{36}/)', text(answer))[1]


def test_thread_is_a_page_with_a_fragment(as_bo, path):
    assert doors(as_bo, path) == WITH_A_FRAGMENT


def test_thread_says_who_said_what_the_oldest_first(as_bo, path, answered, bo, emil):
    say(answered, emil, "Which *gauge*?")
    say(answered, bo, "The old one.")
    answer = as_bo.get(path)
    shown = talk(answer)
    assert shown.index("Emil") < shown.index("Which gauge ?") < shown.index("The old one.")
    assert "<em>gauge</em>" in text(answer)


@pytest.mark.parametrize("at", ["", "?at=claim"])
def test_a_remark_is_posted_and_leads_back_to_where_the_talk_stands(at, as_bo, path, answered):
    page = as_bo.get(f"/claims/{answered.pk}/" if at else path)
    data = {"words": "Which gauge?", "key": value(page, "key", in_talk=True)}
    answer = as_bo.post(path + at, data, follow=True)
    back = f"/claims/{answered.pk}/#talk" if at else f"{path}#talk"
    assert (answer.redirect_chain, "Which gauge?" in talk(answer)) == ([(back, 302)], True)
    assert "Your remark is saved." in text(answer)
    assert as_bo.post(path + at, data).status_code == 302
    assert Remark.objects.count() == 1


def test_beside_an_article_and_at_the_desk_it_leads_back_there(as_bo, as_cleo, path, article, answered):
    beside = as_bo.post(f"{path}?article={article.pk}&revision=1", {"words": "Which gauge?"})
    assert beside.headers["Location"] == f"/articles/{article.pk}/?claim={answered.pk}#talk"
    as_cleo.get(f"/desk/{answered.pk}/")
    assert as_cleo.post(f"{path}?at=desk", {"words": "x"}).headers["Location"] == f"/desk/{answered.pk}/#talk"


def test_under_htmx_the_talk_alone_is_swapped_and_one_sentence_is_said(as_bo, path):
    answer = as_bo.post(f"{path}?at=claim", {"words": "Which gauge?"}, headers=HTMX)
    body = text(answer)
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, '{"remark-made": true}')
    assert (body.count('id="talk"'), 'id="panel"' in body) == (1, False)
    assert (body.count("Your remark is saved."), value(answer, "words", in_talk=True)) == (1, "")


@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["page", "htmx"])
def test_an_empty_remark_is_422_with_the_form(htmx, as_bo, path):
    answer = as_bo.post(path, {"words": " "}, headers=htmx)
    assert (answer.status_code, "Write something." in talk(answer)) == (422, True)


def test_somebody_is_told_by_name_or_by_ticking(as_bo, path, ada, bo, emil, cleo, hana, dan):
    asked = as_bo.post(path, {"words": "Which, @Emil?", "people": "1"})
    assert (asked.status_code, value(asked, "words", in_talk=True)) == (200, "Which, @Emil?")
    assert values(asked, "to", in_talk=True) == [str(one.pk) for one in (ada, cleo, emil)]
    assert "Ada Cleo Emil" in talk(asked)
    answer = as_bo.post(path, {"words": "Which, @Emil?", "to": [cleo.pk]}, follow=True)
    assert Remark.objects.get().mentions == {str(emil.pk): "Emil", str(cleo.pk): "Cleo"}
    assert ('<span class="mention">@Emil</span>?' in text(answer), "to Emil, Cleo" in talk(answer)) == (True, True)
    for nobody in (dan, bo):
        assert as_bo.post(path, {"words": "x", "to": [nobody.pk]}).status_code == 422


def test_people_may_be_chosen_before_anything_is_written(as_bo, path, emil):
    asked = as_bo.post(path, {"words": "", "people": "1"})
    assert (asked.status_code, "Emil" in talk(asked), "Write something." in talk(asked)) == (200, True, False)


def test_two_of_one_name_are_told_apart_in_the_list(as_bo, path):
    for email in ("kim", "kim.two"):
        person(email, "Kim", "Editors")
    asked = talk(as_bo.post(path, {"words": "x", "people": "1"}))
    assert ("Kim (kim@desk.example)" in asked, "Kim (kim.two@desk.example)" in asked) == (True, True)


def test_whom_a_remark_mentions_when_it_is_changed_is_told_then(as_bo, path, answered, emil, cleo, bo):
    remark = say(answered, bo, "Which, @Emil?")
    page = as_bo.get(f"{path}{remark.pk}/")
    data = {"words": "Which, @Emil and @Cleo?", "seen": value(page, "seen", in_talk=True)}
    as_bo.post(f"{path}{remark.pk}/", data)
    assert [(person.name, person.notices.count()) for person in (emil, cleo)] == [("Emil", 1), ("Cleo", 1)]


def test_an_author_changes_and_withdraws_from_the_page(as_bo, path, answered, bo):
    say(answered, bo)
    to = own(as_bo.get(path))
    page = as_bo.get(to)
    assert value(page, "words", in_talk=True) == "Which gauge do you mean?"
    changed = as_bo.post(to, {"words": "The old one?", "seen": value(page, "seen", in_talk=True)}, follow=True)
    assert ("The old one?" in talk(changed), " changed " in talk(changed)) == (True, True)
    withdrawn = as_bo.post(to, {"words": "x", "withdraw": "1"}, follow=True)
    assert ("Bo withdrew a remark." in talk(withdrawn), "The old one?" in text(withdrawn)) == (True, False)
    assert as_bo.get(to).status_code == 404


def test_its_author_alone_puts_a_withdrawn_remark_back(as_bo, path, answered, bo, emil, sign_in):
    remark = withdraw_remark(remark=say(answered, bo), by=bo)
    pages = as_bo.get(path), sign_in(emil).get(path)
    assert ["Put it back" in talk(page) for page in pages] == [True, False]
    back = as_bo.post(f"{path}{remark.pk}/", {"restore": "1"}, follow=True)
    assert ("Your remark is back." in text(back), "Which gauge do you mean?" in talk(back)) == (True, True)


def test_a_remark_changed_elsewhere_is_409_with_both_wordings(as_bo, path, answered, bo):
    remark = say(answered, bo)
    seen = value(as_bo.get(f"{path}{remark.pk}/"), "seen", in_talk=True)
    as_bo.post(f"{path}{remark.pk}/", {"words": "The old one?", "seen": seen})
    answer = as_bo.post(f"{path}{remark.pk}/", {"words": "The new one?", "seen": seen})
    assert (answer.status_code, value(answer, "words", in_talk=True)) == (409, "The new one?")
    assert ("Remark, yours The new one?" in talk(answer), "as it is now The old one?" in talk(answer)) == (True, True)
    again = {"words": "The new one?", "seen": value(answer, "seen", in_talk=True)}
    assert as_bo.post(f"{path}{remark.pk}/", again).status_code == 302


def test_what_another_said_is_not_found(as_bo, path, answered, emil):
    remark = say(answered, emil)
    assert [as_bo.get(f"{path}{remark.pk}/").status_code, as_bo.post(f"{path}{remark.pk}/").status_code] == [404, 404]
    assert "Change or withdraw" not in talk(as_bo.get(path))


def test_it_is_resolved_and_taken_up_again_with_a_button(as_bo, path, answered, emil):
    say(answered, emil)
    page = as_bo.get(path)
    assert "Not resolved Mark as resolved" in talk(page)
    answer = as_bo.post(f"{path}settle/", {"resolved": "1", "once": value(page, "once", in_talk=True)}, follow=True)
    assert ("Resolved by Bo" in talk(answer), "Take it up again" in talk(answer)) == (True, True)
    again = as_bo.post(f"{path}settle/", {"resolved": "0"}, headers=HTMX)
    assert (again.headers["HX-Trigger"], Talk.objects.get().resolved_at) == ('{"talk-resumed": true}', None)


@pytest.mark.parametrize("htmx", [{}, HTMX], ids=["page", "htmx"])
def test_posting_to_a_blind_claim_is_403_with_one_sentence(htmx, as_ada, path, answered, emil):
    told = []
    for steps in (lambda: None, lambda: say(answered, emil)):
        steps()
        for to in (path, f"{path}settle/"):
            answer = as_ada.post(to, {"words": "Which?"}, headers=htmx)
            told.append((answer.status_code, sentences(answer)))
    assert told == [told[0]] * 4
    assert told[0][0] == 403


def test_to_whom_the_claim_is_blind_there_is_no_talk_anywhere(as_ada, path, answered, article, emil):
    say(answered, emil)
    for where in (f"/claims/{answered.pk}/", f"/articles/{article.pk}/?claim={answered.pk}"):
        assert talk_apart(as_ada.get(where))[1] == ""
    assert "shown once you have answered" in text(as_ada.get(path))


def test_after_a_new_version_ones_own_remarks_are_shown_and_nothing_is_offered(as_bo, path, answered, ada, bo, emil):
    say(answered, bo)
    say(answered, emil, "The old one.")
    settle_talk(claim=answered, resolved=True, by=emil)
    edit(answered, ada)
    shown = talk(as_bo.get(f"/claims/{answered.pk}/"))
    assert ("Which gauge do you mean?" in shown, "Emil" in shown, "esolved" in shown) == (True, False, False)
    assert ("Add the remark" in shown, "Change or withdraw" in shown) == (False, False)


def test_an_administrator_reads_what_is_decided_and_does_not_speak(path, answered, bo, cleo, hana, sign_in):
    say(answered, bo)
    rule_on(answered, cleo, Move.APPROVE)
    shown = talk(sign_in(hana).get(path))
    assert [words in shown for words in ("Which gauge do you mean?", *OFFERED)] == [True, False, False]


def test_a_withdrawn_claims_talk_is_read_and_does_not_go_on(as_bo, path, answered, ada, bo):
    say(answered, bo)
    withdraw_claim(claim=answered, reason="Mine no more.", by=ada)
    shown = talk(as_bo.get(path))
    assert [words in shown for words in ("Which gauge do you mean?", *OFFERED)] == [True, False, False]
    answer = as_bo.post(path, {"words": "Still there?"})
    assert answer.status_code == 409


def test_with_a_claim_the_newest_fifty_are_shown_and_a_link_to_all(as_bo, path, answered, bo):
    for number in range(51):
        say(answered, bo, f"Remark {number}.")
    shown, whole = talk(as_bo.get(f"/claims/{answered.pk}/")), talk(as_bo.get(path))
    assert ("Remark 0." in shown, "Remark 1." in shown, "All remarks from the first" in shown) == (False, True, True)
    assert ("Remark 0." in whole, "All remarks from the first" in whole) == (True, False)


@pytest.mark.parametrize("remarks", [0, 1, 3])
def test_a_claims_page_takes_one_query_for_its_talk(remarks, as_bo, answered, emil, ada, django_assert_num_queries):
    for number in range(remarks):
        say(answered, emil, f"@Ada, {number}")
    with django_assert_num_queries(18):
        as_bo.get(f"/claims/{answered.pk}/")


def test_the_desk_shows_the_talk_and_marks_what_is_not_resolved(as_cleo, answered, bo):
    say(answered, bo)
    assert "Talk not resolved" in text(as_cleo.get("/desk/?open=1"))
    assert "Which gauge do you mean?" in talk(as_cleo.get(f"/desk/{answered.pk}/"))
    settle_talk(claim=answered, resolved=True, by=bo)
    assert "Talk not resolved" not in text(as_cleo.get("/desk/?open=1"))


def test_a_talk_of_withdrawn_remarks_waits_for_nobody(as_cleo, answered, bo):
    withdraw_remark(remark=say(answered, bo), by=bo)
    assert "Talk not resolved" not in text(as_cleo.get("/desk/?open=1"))
