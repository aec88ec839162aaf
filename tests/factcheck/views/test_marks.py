"""From words to the form for a claim, and from a position to its claims."""

import re

import pytest

from annotations.models import Revision
from factcheck.models import Claim
from tests.desk import TEXT, all_rows, bring_in, propose
from tests.web import HTMX, WITH_A_FRAGMENT, doors, text, value, values


def offsets(answer: object) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in zip(values(answer, "start"), values(answer, "end"), strict=True) if a]


@pytest.fixture
def mark(as_bo, article):
    """Post to the address that turns words into a form."""
    path = f"{article.get_absolute_url()}mark/"
    return lambda headers=None, **data: as_bo.post(path, {"revision": 1, **data}, headers=headers or {})


def test_words_that_stand_once_lead_to_the_form(mark):
    answer = mark(words="Nobody was hurt.")
    start = TEXT.index("Nobody")
    assert (answer.status_code, offsets(answer)) == (200, [(start, start + len("Nobody was hurt."))])
    assert (value(answer, "quote"), value(answer, "statement")) == ("Nobody was hurt.", "Nobody was hurt.")


def test_words_that_stand_nowhere_are_kept_for_another_try(mark):
    answer = mark(words="rose five metres")
    assert (answer.status_code, value(answer, "words")) == (422, "rose five metres")
    assert "These words do not stand in this article." in text(answer)


def test_words_that_stand_in_several_places_offer_each_of_them(mark):
    answer = mark(words="rose four metres")
    second = TEXT.index("rose four metres", 20)
    assert (answer.status_code, offsets(answer)) == (200, [(10, 26), (second, second + 16)])
    assert re.findall(r"Place \d of \d, paragraph \d", text(answer)) == [
        "Place 1 of 2, paragraph 1",
        "Place 2 of 2, paragraph 2",
    ]


def test_lines_without_words_are_no_paragraphs_and_the_same_line_twice_is_told_apart(as_bo, ada):
    article = bring_in("It rained.\n\n \nIt rained.\nIt rained. It rained.", ada)
    answer = as_bo.post(f"{article.get_absolute_url()}mark/", {"revision": 1, "words": "It rained."})
    assert re.findall(r"paragraph (\d)", text(answer)) == ["1", "2", "3", "3"]


@pytest.mark.parametrize(("length", "folded"), [(300, 0), (301, 1)])
def test_a_long_quotation_is_folded_in_the_form(length, folded, as_bo, ada):
    article = bring_in("x" * 400, ada)
    answer = as_bo.get(f"{article.get_absolute_url()}mark/?revision=1&start=0&end={length}")
    assert text(answer).count('<details class="quotation">') == folded
    assert text(answer).count(f'<blockquote dir="auto">{"x" * length}</blockquote>') == 1


def test_each_offered_place_leads_to_its_own_form(mark):
    choice = mark(words="rose four metres")
    start, end = offsets(choice)[1]
    answer = mark(start=start, end=end, quote=values(choice, "quote")[1])
    assert offsets(answer) == [(start, end)]


def test_no_more_than_fifty_places_are_offered(as_bo, ada):
    article = bring_in("rain, " * 60, ada)
    answer = as_bo.post(f"{article.get_absolute_url()}mark/", {"revision": 1, "words": "rain"})
    assert (len(offsets(answer)), "The first 50 are shown" in text(answer)) == (50, True)


@pytest.mark.parametrize(
    "words",
    ['told us: "Nobody was hurt."', "told us: «Nobody was hurt.»", "  told us: “Nobody was hurt.”\r\n"],
    ids=["straight quotes", "angular quotes", "white space around"],
)
def test_pasted_words_are_found_with_other_quotes_and_white_space(mark, words):
    answer = mark(words=words)
    assert value(answer, "quote") == "told us: “Nobody was hurt.”"


def test_words_across_paragraphs_come_with_the_line_ends_of_a_form_post(mark):
    answer = mark(words="in a night.\r\nOfficials said")
    assert value(answer, "quote") == "in a night.\nOfficials said"


def test_a_selection_leads_to_the_form_with_its_rating(mark):
    answer = mark(start=10, end=26, quote="rose four metres", rating="disputed")
    assert (answer.status_code, answer.context["form"]["answer"].value()) == (200, "disputed")


def test_a_selection_beyond_an_emoji_counts_code_points(mark):
    start = TEXT.index("told")
    assert value(mark(start=start, end=start + 7, quote="told us"), "quote") == "told us"


def test_white_space_at_the_edges_of_a_selection_is_left_out(mark):
    answer = mark(start=9, end=27, quote=" rose four metres ")
    assert (offsets(answer), value(answer, "quote")) == ([(10, 26)], "rose four metres")


def test_a_selection_of_other_words_is_refused_and_never_shifted(mark):
    answer = mark(start=11, end=27, quote="rose four metres")
    assert answer.status_code == 409
    assert "are not the words you marked" in text(answer)


def test_marking_comes_as_page_or_panel(mark):
    whole, panel = mark(words="1954"), mark(words="1954", headers=HTMX)
    assert ("<html" in text(whole), "<html" in text(panel)) == (True, False)
    assert (whole.headers["Vary"], panel.headers["Vary"]) == ("HX-Request, Cookie", "HX-Request, Cookie")


def test_marking_writes_nothing(mark):
    before = all_rows()
    mark(words="1954")
    assert all_rows() == before


def test_a_revision_that_is_not_there_is_not_found(mark):
    assert mark(words="1954", revision=2).status_code == 404


def test_only_fact_checkers_mark(as_cleo, article):
    answer = as_cleo.post(f"{article.get_absolute_url()}mark/", {"revision": 1, "words": "1954"})
    assert (answer.status_code, "Marking claims is for fact-checkers." in text(answer)) == (403, True)


@pytest.fixture
def nested(ada, revision: Revision) -> list[Claim]:
    """Three on the same words, made in the order large, small, middle."""
    words = ("The river rose four metres in a night.", "four metres", "rose four metres")
    return [propose(ada, revision, each) for each in words]


def at(client, article, position: int) -> list[Claim]:
    return [item.claim for item in client.get(f"{article.get_absolute_url()}at/?position={position}").context["items"]]


def test_at_shows_the_smallest_passage_first(as_bo, article, nested):
    large, small, middle = nested
    assert at(as_bo, article, 16) == [small, middle, large]


def test_at_leaves_out_what_does_not_cover_the_position(as_bo, article, nested):
    large, _, middle = nested
    assert at(as_bo, article, 11) == [middle, large]


def test_at_shows_a_single_claim_at_once(as_bo, article, nested):
    answer = as_bo.get(f"{article.get_absolute_url()}at/?position=2")
    assert answer.context["claim"] == nested[0]


def test_at_says_so_where_no_claim_stands(as_bo, article, nested):
    answer = as_bo.get(f"{article.get_absolute_url()}at/?position=60")
    assert (answer.status_code, "No claim stands here" in text(answer)) == (200, True)


def test_at_ends_before_the_last_offset(as_bo, article, ada, revision):
    propose(ada, revision, "four metres")
    assert "No claim stands here" in text(as_bo.get(f"{article.get_absolute_url()}at/?position=26"))


@pytest.mark.parametrize("position", [2, 16, 60], ids=["one", "several", "none"])
def test_at_is_a_page_or_its_panel(position, as_bo, article, nested):
    assert doors(as_bo, f"{article.get_absolute_url()}at/?position={position}") == WITH_A_FRAGMENT


def test_at_knows_nothing_of_other_articles(as_bo, ada, nested):
    other = bring_in(TEXT, ada, "twin")
    assert "No claim stands here" in text(as_bo.get(f"{other.get_absolute_url()}at/?position=16"))
