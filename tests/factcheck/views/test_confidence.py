"""How sure a reviewer is, and what would change their mind: asked where the desk asks, and never counted."""

import pytest

from factcheck.actions import Answer, record_verdict
from factcheck.choices import Abstention, Rating
from factcheck.errors import Invalid
from factcheck.models import Claim, Tally, Verdict
from tests.desk import edit, rate
from tests.web import HTMX, an_answer, text, value

V, D, U = Rating
SURE = {"confidence": "high", "change_of_mind": "A *second* gauge."}
NOTHING = {"confidence": "", "change_of_mind": ""}


@pytest.fixture
def asking(settings):
    settings.ASK_CONFIDENCE = settings.ASK_WHAT_WOULD_CHANGE_MY_MIND = True


@pytest.fixture
def path(claim) -> str:
    return f"{claim.get_absolute_url()}answer/"


def said():
    return {name: getattr(Verdict.objects.get(), name) for name in SURE}


def is_asked(answer):
    return [f'name="{name}"' in text(answer) for name in SURE]


def test_neither_is_asked_by_default_and_what_is_posted_all_the_same_is_ignored(as_bo, path, claim):
    assert is_asked(as_bo.get(path)) == [False, False]
    assert as_bo.post(path, an_answer(claim, **SURE)).status_code == 302
    assert said() == NOTHING


@pytest.mark.parametrize(
    ("setting", "field"), [("ASK_CONFIDENCE", "confidence"), ("ASK_WHAT_WOULD_CHANGE_MY_MIND", "change_of_mind")]
)
def test_each_is_asked_alone_where_the_desk_wants_it(setting, field, settings, as_bo, path, claim):
    setattr(settings, setting, True)
    assert is_asked(as_bo.get(path)) == [field == "confidence", field == "change_of_mind"]
    as_bo.post(path, an_answer(claim, **SURE))
    assert said() == {**NOTHING, field: SURE[field]}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_both_are_optional_kept_and_shown_as_text(headers, asking, as_bo, path, claim):
    as_bo.post(path, an_answer(claim, **SURE), headers=headers)
    shown = text(as_bo.get(claim.get_absolute_url()))
    assert (said(), "Confidence: high" in shown, "A <em>second</em> gauge." in shown) == (SURE, True, True)
    assert value(as_bo.get(path), "version") == str(claim.current_version_id)
    assert "A *second* gauge.</textarea>" in text(as_bo.get(path))
    as_bo.post(path, an_answer(claim, **NOTHING), headers=headers)
    assert said() == NOTHING


def test_what_is_no_confidence_is_refused_with_the_words_kept(asking, as_bo, bo, path, claim):
    answer = as_bo.post(path, an_answer(claim, confidence="utter", change_of_mind="Kept."))
    assert (answer.status_code, "Kept.</textarea>" in text(answer), Verdict.objects.count()) == (422, True, 0)
    with pytest.raises(Invalid):
        rate(claim, bo, V, confidence="utter")


def test_what_was_said_before_is_shown_and_stays_with_its_rating_where_it_is_asked_no_more(as_bo, bo, path, claim):
    rate(claim, bo, V, **SURE)
    assert "Confidence: high" in text(as_bo.get(claim.get_absolute_url()))
    as_bo.post(path, an_answer(claim, rationale="In other words.", own=value(as_bo.get(path), "own")))
    assert (Verdict.objects.get().rationale, said()) == ("In other words.", SURE)


def test_of_another_rating_it_says_nothing(as_bo, bo, path, claim):
    rate(claim, bo, V, **SURE)
    as_bo.post(path, an_answer(claim, answer="disputed"))
    assert (Verdict.objects.get().rating, said()) == (D, NOTHING)


def test_nor_of_an_abstention(claim, bo):
    rate(claim, bo, V, **SURE)
    answer = Answer(abstention=Abstention.NOT_CHECKABLE, **SURE)
    record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=bo)
    assert said() == NOTHING


def test_saying_the_same_again_writes_nothing_whether_it_is_asked_or_not(claim, bo):
    rate(claim, bo, V, **SURE), rate(claim, bo, V, **SURE), rate(claim, bo, V)
    assert Verdict.history.count() == 1


def test_nothing_counted_depends_on_them(claim, bo, emil):
    def tally():
        return Tally.objects.filter(claim=claim).values().get()

    rate(claim, bo, V), rate(claim, emil, D)
    before = tally()
    rate(claim, bo, V, confidence="low"), rate(claim, emil, D, **SURE)
    assert tally() == before


def test_they_are_history_and_part_of_what_changed_after_the_reveal(claim, bo, cleo, sign_in):
    rate(claim, bo, V, confidence="low"), rate(claim, bo, V, **SURE)
    history = text(sign_in(bo).get(f"{claim.get_absolute_url()}verdicts/{bo.pk}/history/"))
    assert [words in history for words in ("Confidence", "What would change their mind")] == [True, True]
    desk = text(sign_in(cleo).get(f"/desk/{claim.pk}/"))
    assert [words in desk for words in ("Confidence", "High", "Low")] == [True, True, True]


def test_a_form_that_comes_too_late_shows_both_sides_of_them(asking, as_bo, bo, path, claim):
    rate(claim, bo, V, confidence="low")
    answer = as_bo.post(path, an_answer(claim, own="", **SURE))
    sides = {change.label: (change.old, change.new) for change in answer.context["conflict"].typed}
    assert (answer.status_code, sides["Confidence"]) == (409, ("High", "Low"))
    assert sides["What would change my mind"] == ("A *second* gauge.", "")


def test_where_they_are_not_asked_no_difference_is_made_of_them(as_bo, bo, path, claim):
    rate(claim, bo, V, **SURE)
    answer = as_bo.post(path, an_answer(claim, own="", rationale="Other words."))
    assert (answer.status_code, [one.label for one in answer.context["conflict"].typed]) == (409, ["Rationale"])


def test_they_are_kept_while_they_are_typed(asking, as_bo, path, claim):
    as_bo.post("/unsaved/", {"unsaved": f"claim:{claim.pk}", "typed": 1, "now": 1, **SURE})
    form = as_bo.get(path).context["form"]
    assert [form[name].value() for name in SURE] == ["high", "A *second* gauge."]


def test_an_edit_of_the_statement_leaves_them_with_the_answer(claim, bo, ada):
    rate(claim, bo, V, **SURE)
    edit(claim, ada)
    assert (said(), Verdict.objects.get().version_id == Claim.objects.get().current_version_id) == (SURE, False)
