"""Naming on what articles and passages rest: events with history, one name once, renamed and merged without loss."""

import pytest

from annotations.models import Article
from factcheck.actions import (
    change_origin,
    link_passage,
    merge_origins,
    name_origin,
    name_origin_of_passage,
    split_claim,
)
from factcheck.actions.decisions import fingerprint
from factcheck.actions.origins import state_of_article
from factcheck.actions.recording import state_of
from factcheck.choices import Move, Rating, Share, State, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import ArticleOrigin, Change, Claim, CommonOrigin, Event, Occurrence, Participation
from factcheck.reading import where_said
from tests.desk import all_rows, bring_in, propose, rate, rule_on
from tests.desk import passage as place

RADIO = "The radio at seven"


def on(article, by, name=RADIO, **more):
    seen = state_of_article(ArticleOrigin.objects.filter(article=article).first())
    return name_origin(article=article, name=name, by=by, **{"seen": seen, **more})


def on_passage(occurrence, by, name=RADIO, **more):
    row = Occurrence.objects.get(pk=occurrence.pk)
    return name_origin_of_passage(occurrence=row, name=name, by=by, **{"seen": state_of(row), **more})


def origin(name=RADIO):
    return CommonOrigin.objects.get(name=name)


def rests(article):
    return str(ArticleOrigin.objects.get(article=article).origin or "")


@pytest.fixture
def other(ada) -> Article:
    return bring_in("It was said on the radio that the river rose four metres. More at eight.", ada, "radio")


@pytest.fixture
def passage(claim) -> Occurrence:
    return claim.occurrences.get()


def test_a_name_that_is_longer_in_small_letters_is_refused(ada, article):
    three = "\N{GREEK SMALL LETTER IOTA WITH DIALYTIKA AND TONOS}"  # as casefold has it
    with pytest.raises(Invalid, match="A name has at most"):
        on(article, ada, three * 200)


def test_an_article_rests_on_what_is_named_and_the_event_and_the_rows_say_who_named_it(article, cleo):
    on(article, cleo, f"  {RADIO.replace(' ', '  ')} ")
    event = Event.objects.latest("number")
    assert (rests(article), event.verb, event.actor, event.principal_id) == (
        *(RADIO, Verb.ORIGIN_NAMED, cleo, str(article.pk)),
    )
    rows = [*CommonOrigin.history.all(), *ArticleOrigin.history.all()]
    assert [(row.event, row.history_user, row.history_change_reason) for row in rows] == [
        (event.id, cleo, "origin-named")
    ] * 2


@pytest.mark.parametrize(
    "again", ["THE “CAFÉ” - MIC’S CALL", 'the "café" – mic\'s\u00a0 call', "The “Cafe\u0301” — Mic's call\u200b"]
)
def test_a_name_that_is_here_is_that_origin_whatever_its_case_and_signs(again, article, other, bo, cleo):
    first = "The “Café” – Mic’s call"
    on(article, bo, first), on(other, cleo, again)
    assert CommonOrigin.objects.count() == 1
    assert {rests(article), rests(other)} == {first}


def test_no_name_takes_it_off_and_saying_the_same_again_leaves_no_event(article, bo):
    on(article, bo), on(article, bo, RADIO.lower())
    assert Event.objects.filter(verb=Verb.ORIGIN_NAMED).count() == 1
    on(article, bo, "  ")
    assert (rests(article), Event.objects.filter(verb=Verb.ORIGIN_NAMED).count()) == ("", 2)
    on(article, bo, "")
    assert Event.objects.filter(verb=Verb.ORIGIN_NAMED).count() == 2


def test_a_passage_rests_on_what_is_named_for_it_whatever_its_article_rests_on(article, claim, passage, bo, cleo):
    on(article, cleo), on_passage(passage, bo, "The reporter on the bridge")
    (shown,) = where_said(claim)["passages"]
    assert (str(shown.origin), shown.has_its_own) == ("The reporter on the bridge", True)
    on_passage(passage, bo, "")
    (shown,) = where_said(claim)["passages"]
    assert (str(shown.origin), shown.has_its_own) == (RADIO, False)


def test_two_articles_on_one_recording_are_one_origin_beside_the_claim(article, other, claim, ada, cleo):
    link_passage(claim=claim, passage=place(other.revisions.get(), "rose four metres"), by=ada)

    def weight():
        found = where_said(claim)["weight"]
        return found.articles, found.origins, [str(one) for one in found.named]

    assert weight() == (2, 2, [])
    on(article, cleo)
    assert weight() == (2, 2, [RADIO])
    on(other, cleo)
    assert weight() == (2, 1, [RADIO])


@pytest.mark.parametrize("who", ["hana", "dan"])
def test_only_fact_checkers_and_editors_name_origins(who, article, passage, bo, request):
    on(article, bo)
    person, made = request.getfixturevalue(who), origin()
    deeds = [
        lambda: on(article, person, "Else"),
        lambda: on_passage(passage, person),
        lambda: change_origin(origin=made, name="Else", note="", seen=state_of(made), by=person),
        lambda: merge_origins(origin=made, into=made, seen=state_of(made), by=person),
    ]
    before = all_rows()
    for deed in deeds:
        with pytest.raises(NotAllowed, match="Naming origins is for fact-checkers and editors"):
            deed()
    assert all_rows() == before


def test_it_is_no_part_in_the_claim_and_no_judgement(article, claim, passage, bo, emil, cleo):
    rate(claim, bo, Rating.VERIFIED), rate(claim, emil, Rating.VERIFIED)
    sides = Participation.objects.count()
    on(article, cleo), on_passage(passage, cleo)
    assert Participation.objects.count() == sides
    assert rule_on(claim, cleo, Move.APPROVE).rating == Rating.VERIFIED


def test_who_decides_hears_that_a_passage_has_another_origin(claim, passage, bo):
    before = fingerprint(claim)
    on_passage(passage, bo)
    assert fingerprint(claim) != before


def test_a_decided_claim_keeps_the_origins_of_its_passages(claim, passage, bo, emil, cleo):
    rate(claim, bo, Rating.VERIFIED), rate(claim, emil, Rating.VERIFIED), rule_on(claim, cleo, Move.APPROVE)
    with pytest.raises(Conflict):
        on_passage(passage, bo)
    assert Claim.objects.get().state == State.APPROVED


def test_who_comes_too_late_is_told_and_nothing_is_saved(article, passage, bo, cleo):
    on(article, cleo), on_passage(passage, cleo)
    made = origin()
    deeds = [
        lambda: on(article, bo, "Else", seen=""),
        lambda: on_passage(passage, bo, "Else", seen="f" * 32),
        lambda: change_origin(origin=made, name="Else", note="", seen="f" * 32, by=bo),
        lambda: merge_origins(origin=made, into=made, seen="f" * 32, by=bo),
    ]
    before = all_rows()
    for deed in deeds:
        with pytest.raises(Conflict, match="meanwhile"):
            deed()
    assert all_rows() == before


def test_a_form_sent_twice_names_once(article, passage, bo):
    for _ in range(2):
        on(article, bo, key="a" * 32, seen="")
    seen = state_of(passage)
    for _ in range(2):
        on_passage(passage, bo, key="b" * 32, seen=seen)
    assert Event.objects.filter(verb=Verb.ORIGIN_NAMED).count() == 2


def test_an_origin_is_renamed_and_noted_and_what_rests_on_it_stays(article, bo, cleo):
    on(article, bo)
    change_origin(origin=origin(), name="Radio Delta", note="The news at seven.", seen=state_of(origin()), by=cleo)
    states = CommonOrigin.history.order_by("history_id").values_list("name", "note")
    assert (rests(article), list(states)) == ("Radio Delta", [(RADIO, ""), ("Radio Delta", "The news at seven.")])


@pytest.mark.parametrize(("name", "sentence"), [("TV", "already"), (" ", "Give"), ("x" * 201, "at most 200")])
def test_a_name_is_there_once_short_and_not_empty(name, sentence, article, other, bo):
    on(article, bo), on(other, bo, "tv")
    with pytest.raises(Invalid, match=sentence):
        change_origin(origin=origin(), name=name, note="", seen=state_of(origin()), by=bo)


def test_merging_moves_all_that_rests_on_it_and_its_name_leads_on(article, other, passage, bo, cleo):
    on(article, bo, "The seven o'clock news"), on_passage(passage, bo, "The seven o'clock news"), on(other, bo)
    gone, left = origin("The seven o'clock news"), origin()
    assert merge_origins(origin=gone, into=left, seen=state_of(gone), by=cleo) == left
    assert {rests(article), rests(other), str(Occurrence.objects.get().origin)} == {RADIO}
    assert origin("The seven o'clock news").merged_into == left
    on(other, bo, ""), on(other, bo, "the SEVEN o'clock news")
    assert (rests(other), CommonOrigin.objects.count()) == (RADIO, 2)


def test_merged_twice_leads_to_what_is_left(article, bo):
    for name in ("a", "b", "c"):
        on(article, bo, name)
    for gone, left in (("a", "b"), ("b", "c")):
        merge_origins(origin=origin(gone), into=origin(left), seen=state_of(origin(gone)), by=bo)
    assert {str(one.merged_into) for one in CommonOrigin.objects.exclude(merged_into=None)} == {"c"}


def test_an_origin_is_not_merged_into_itself_nor_into_one_that_is_gone(article, bo):
    on(article, bo, "a"), on(article, bo, "b"), on(article, bo, "c")
    merge_origins(origin=origin("a"), into=origin("b"), seen=state_of(origin("a")), by=bo)
    for into in ("c", "a"):
        with pytest.raises(Invalid, match="Choose another origin"):
            merge_origins(origin=origin("c"), into=origin(into), seen=state_of(origin("c")), by=bo)


def test_open_pages_hear_of_it(article, other, claim, passage, bo, cleo):
    def news():
        found = Change.objects.filter(event=Event.objects.latest("number"))
        return {(one.article_id, one.claim_id) for one in found}

    on(article, bo)
    assert news() == {(article.pk, None)}
    on_passage(passage, bo)
    assert news() == {(article.pk, claim.pk)}
    change_origin(origin=origin(), name="Radio", note="", seen=state_of(origin()), by=cleo)
    assert news() == {(article.pk, None), (article.pk, claim.pk)}


def test_a_split_takes_the_origin_of_a_passage_along(claim, passage, ada, revision):
    on_passage(passage, ada)
    split_claim(
        claim=claim,
        shares={passage.span_id: Share.BOTH},
        statement="It rose.",
        other="It rose in a night.",
        reason="Two.",
        seen_version=claim.current_version_id,
        by=ada,
    )
    assert [str(one.origin) for one in Occurrence.objects.all()] == [RADIO, RADIO]


def test_another_claim_on_the_same_words_is_not_told_what_the_passage_rests_on(passage, ada, revision):
    on_passage(passage, ada)
    second = propose(ada, revision, "rose four metres", "Four metres.")
    assert second.occurrences.get().origin is None
