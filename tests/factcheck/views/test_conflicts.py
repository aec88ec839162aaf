"""A form that came too late: nothing is written, what was typed stays, and both sides are shown."""

import re

import pytest

from annotations.models import Kind
from factcheck.actions.recording import state_of
from factcheck.choices import Abstention, Move, Rating
from factcheck.models import Claim, Event, Verdict
from tests.desk import abstain, all_rows, edit, mark, rate, revise, rule_on
from tests.web import HTMX, an_answer, text, value, values

OLD, NEW = "The river rose by four metres in one night.", "The river rose by five metres in one night."


def sides(answer):
    """Each thing that is not the same: its label and words on both sides, what differs in brackets."""
    found = re.findall(r'<p class="label">(.*?)</p><p dir="auto">(.*?)</p>', text(answer), re.S)
    return [(label, re.sub(r"<(?:del|ins)>(.*?)</(?:del|ins)>", r"[\1]", words)) for label, words in found]


def own(form):
    """The token of one's own answer in the form; a field without a value is sent empty."""
    return (values(form, "own") or [""])[0]


def written():
    """All rows, but for who saw what: seeing is no answer."""
    return {table: rows for table, rows in all_rows().items() if table != "factcheck.Sighting"}


@pytest.fixture
def path(claim):
    return f"{claim.get_absolute_url()}answer/"


@pytest.fixture
def refused():
    """Post what has to be refused with 409, with nothing written."""

    def sent(client, path, data, **more):
        before = written()
        answer = client.post(path, data, **more)
        assert (answer.status_code, written() == before) == (409, True)
        return answer

    return sent


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_verdict_on_an_earlier_wording(as_bo, ada, path, claim, refused, headers):
    data = an_answer(claim, rationale="Kept.", own="")
    edit(claim, ada, NEW)
    answer = refused(as_bo, path, data, headers=headers)
    assert sides(answer) == [
        ("Statement, as you read it", OLD.replace("four", "[four]")),
        ("Statement, as it is now", NEW.replace("five", "[five]")),
    ]
    assert ("Why the statement changed: " in text(answer), value(answer, "rationale")) == (True, "Kept.")
    again = {**data, "version": value(answer, "version"), "key": value(answer, "key")}
    assert (as_bo.post(path, again).status_code, Verdict.objects.get().rationale) == (302, "Kept.")


def test_a_verdict_on_words_that_a_correction_changed(as_bo, gus, article, path, claim, refused):
    data = an_answer(claim)
    revise(article, gus, ("rose four metres in", "rose four feet in"))
    answer = refused(as_bo, path, data)
    assert (sides(answer), f"The passage changed in revision 2 of article {article.pk}." in text(answer)) == ([], True)


def test_ones_own_verdict_given_in_another_tab(as_bo, bo, path, claim, refused):
    form = as_bo.get(path)
    rate(claim, bo, Rating.DISPUTED, "The book says less.")
    data = an_answer(claim, rationale="Read the gauge.", own=own(form), **{"evidence-0-citation": "Gauge"})
    answer = refused(as_bo, path, {**data, "evidence-0-stance": "context"})
    assert sides(answer) == [
        ("Verdict, yours", "[Verified]"),
        ("Verdict, as it is now", "[Disputed]"),
        ("Rationale, yours", "[Read] [the] [gauge.]"),
        ("Rationale, as it is now", "[The] [book] [says less.]"),
        ("Evidence, yours", "[Context · Gauge]"),
        ("Evidence, as it is now", '<span class="quiet">nothing</span>'),
    ]
    again = {**data, "own": value(answer, "own"), "key": value(answer, "key")}
    assert (as_bo.post(path, again).status_code, Verdict.objects.get().rationale) == (302, "Read the gauge.")


def test_ones_own_verdict_changed_in_another_tab(as_bo, bo, path, claim, refused):
    rate(claim, bo, Rating.VERIFIED)
    form = as_bo.get(path)
    abstain(claim, bo, Abstention.NOT_CHECKABLE)
    data = an_answer(claim, rationale="Longer.", own=own(form))
    assert sides(refused(as_bo, path, data))[:4] == [
        ("Verdict, yours", "[Verified]"),
        ("Verdict, as it is now", "[Abstain]"),
        ("Reason to abstain, yours", '<span class="quiet">nothing</span>'),
        ("Reason to abstain, as it is now", "[Not checkable]"),
    ]


def test_the_same_answer_from_two_tabs_is_no_conflict(as_bo, path, claim):
    forms = [as_bo.get(path) for _ in range(2)]
    for form in forms:
        data = an_answer(claim, own=own(form), key=value(form, "key"))
        assert as_bo.post(path, data).status_code == 302
    assert Event.objects.filter(verb="verdict-recorded").count() == 1


def test_needing_more_time_in_another_tab_is_an_answer_of_ones_own(as_bo, bo, path, claim, refused):
    form = as_bo.get(path)
    abstain(claim, bo, Abstention.NEED_MORE_TIME)
    assert sides(refused(as_bo, path, an_answer(claim, own=own(form))))[1] == (
        "Verdict, as it is now",
        "[Abstain]",
    )


def test_what_others_answer_is_no_conflict(as_bo, emil, path, claim):
    form = as_bo.get(path)
    rate(claim, emil, Rating.DISPUTED)
    assert as_bo.post(path, an_answer(claim, own=own(form))).status_code == 302


def test_a_statement_that_somebody_else_edited(as_bo, ada, claim, refused):
    path = f"{claim.get_absolute_url()}edit/"
    old = value(as_bo.get(path), "version")
    edit(claim, ada, NEW, reason="The <gauge> says so.")
    answer = refused(as_bo, path, {"statement": "The river rose.", "reason": "Shorter", "version": old})
    assert [label for label, _ in sides(answer)] == ["Statement, yours", "Statement, as it is now"]
    assert sides(answer)[1][1] == "The river [rose by five metres in one night.]"
    assert "Why the statement changed: <span" in text(answer)
    assert "The &lt;gauge&gt; says so." in answer.content.decode()
    again = {name: value(answer, name) for name in ("statement", "reason", "version", "key")}
    assert (as_bo.post(path, again).status_code, Claim.objects.get().current_version.number) == (302, 3)


def test_a_claim_that_was_decided_meanwhile_shows_no_difference(as_bo, cleo, claim, refused):
    path = f"{claim.get_absolute_url()}edit/"
    old = value(as_bo.get(path), "version")
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    answer = refused(as_bo, path, {"statement": "The river rose.", "reason": "Shorter", "version": old})
    assert (sides(answer), value(answer, "statement")) == ([], "The river rose.")


def test_a_mark_that_somebody_else_changed(as_bo, ada, article, revision, refused):
    zone = mark(ada, revision, "four metres", Kind.CAVEAT)
    path = f"{article.get_absolute_url()}zones/{zone.pk}/"
    early = {"seen": state_of(zone), "kind": "text-defect", "revision": 1}
    as_bo.post(path, {**early, "reading": "forty metres"})
    answer = refused(as_bo, path, {**early, "reading": "four feet"})
    assert sides(answer) == [
        ("Presumed reading, yours", "[four] [feet]"),
        ("Presumed reading, as it is now", "[forty] [metres]"),
    ]
    assert value(answer, "reading") == "four feet"


def test_a_description_that_somebody_else_changed(as_bo, as_ada, article, refused):
    path = f"{article.get_absolute_url()}describe/"
    seen = value(as_bo.get(path), "seen")
    as_ada.post(path, {"title": "Her flood", "language": "en", "seen": seen})
    answer = refused(as_bo, path, {"title": "His flood", "outlet": "Gazette", "language": "en", "seen": seen})
    assert sides(answer) == [
        ("Title, yours", "[His] flood"),
        ("Title, as it is now", "[Her] flood"),
        ("Outlet, yours", "[Gazette]"),
        ("Outlet, as it is now", '<span class="quiet">nothing</span>'),
    ]


class TestADecision:
    """An editor sees what came in since, besides how it is now."""

    @pytest.fixture
    def form(self, as_cleo, bo, emil, claim):
        rate(claim, bo, Rating.VERIFIED)
        rate(claim, emil, Rating.VERIFIED)
        page = as_cleo.get(f"/desk/{claim.pk}/")
        names = ("seen", "looked", "key")
        return {"move": "override", "rating": "unverified", "reason": "Kept.", **{n: value(page, n) for n in names}}

    def test_a_changed_answer_and_an_edit_are_shown_side_by_side(self, as_cleo, ada, bo, claim, form, refused):
        rate(claim, bo, Rating.DISPUTED)
        edit(claim, ada, NEW)
        answer = refused(as_cleo, f"/desk/{claim.pk}/", form)
        found = dict(sides(answer))
        assert (found["Statement, before"], found["Statement, after"]) == (
            OLD.replace("four", "[four]"),
            NEW.replace("five", "[five]"),
        )
        assert (found["Rating, before"], found["Rating, after"]) == ("[Verified]", "[Disputed]")
        assert value(answer, "reason") == "Kept."

    def test_what_was_there_before_is_not_shown_as_new(self, as_cleo, ada, claim, form, refused):
        edit(claim, ada, NEW)
        answer = refused(as_cleo, f"/desk/{claim.pk}/", form)
        assert [label for label, _ in sides(answer)] == ["Statement, before", "Statement, after"]

    @pytest.mark.parametrize("looked", ["", "x", "9999-99-99"])
    def test_without_a_time_the_page_says_how_it_is_now(self, as_cleo, ada, claim, form, looked):
        edit(claim, ada, NEW)
        answer = as_cleo.post(f"/desk/{claim.pk}/", {**form, "looked": looked})
        assert (answer.status_code, values(answer, "reason")) == (409 if not looked else 422, ["Kept."])
