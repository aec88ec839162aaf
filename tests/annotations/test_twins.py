"""Texts that are here already, or nearly: sketches of revisions, and what is found by them."""

from pathlib import Path

import pytest
from django.conf import settings

from annotations.incoming import Incoming
from annotations.likeness import fingerprint, likeness
from annotations.models import Revision, Sketch
from annotations.text import decode
from annotations.twins import Match, look_up, sketch_missing
from tests.desk import bring_in, revise

SEEDS = [path.read_text() for path in sorted((Path(settings.BASE_DIR) / "seeds").glob("*.txt"))]
#: One sentence less.
SHORTER = SEEDS[0].replace(SEEDS[0].split(". ")[3] + ". ", "")


def texts(*given):
    return [Incoming(decode(text.encode())) for text in given]


def found(*given):
    """For each text (what it is like, whether to the character)."""
    return [[(match.original, match.identical) for match in matches] for matches in look_up(texts(*given))]


@pytest.fixture
def seeds(ada):
    """The first three seeds as articles, with no sketches yet."""
    articles = [bring_in(text, ada, f"seed {number}") for number, text in enumerate(SEEDS[:3])]
    Sketch.objects.all().delete()
    return articles


def test_each_revision_is_sketched_once(seeds):
    assert (sketch_missing(), sketch_missing()) == (3, 0)
    stored = {pk: bytes(one) for pk, one in Sketch.objects.values_list("revision_id", "fingerprint")}
    assert stored == {one.pk: fingerprint(one.text) for one in Revision.objects.all()}


def test_the_newest_are_sketched_first_and_no_more_than_asked_for(seeds):
    assert sketch_missing(2) == 2
    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True)[:2]
    assert set(Sketch.objects.values_list("pk", flat=True)) == set(newest)
    assert (sketch_missing(2), sketch_missing(2)) == (1, 0)


def test_an_article_that_comes_in_alone_is_sketched_at_once_and_a_batch_is_not(ada, seeds):
    bring_in("The river rose.", ada)
    assert Revision.objects.get(text="The river rose.").sketch


def test_nearly_the_same_text_is_found_with_its_likeness(seeds):
    sketch_missing()
    ((match,),) = look_up(texts(SHORTER))
    assert match == Match(seeds[0], likeness=likeness(fingerprint(SHORTER), fingerprint(SEEDS[0])))
    assert 0.7 < match.likeness < 1


def test_another_article_is_not(seeds):
    sketch_missing()
    assert found(SEEDS[3]) == [[]]


def test_the_identical_text_is_found_without_a_sketch_and_named_once(seeds):
    assert found(SEEDS[0]) == [[(seeds[0], True)]]
    sketch_missing()
    assert found(SEEDS[0]) == [[(seeds[0], True)]]


def test_an_earlier_revision_names_its_article_too(seeds, cleo):
    revise(seeds[0], cleo, (SEEDS[0], SEEDS[4]))
    sketch_missing()
    results = [found(text) for text in (SHORTER, SEEDS[0], SEEDS[4])]
    assert results == [[[(seeds[0], False)]], [[(seeds[0], True)]], [[(seeds[0], True)]]]


def test_identical_goes_before_near_and_then_the_likest_then_the_older(seeds, ada):
    copies = [bring_in(text, ada) for text in (SEEDS[0], SHORTER, SEEDS[0] + "\nMore.")]
    sketch_missing()
    assert found(SHORTER) == [[(copies[1], True), (seeds[0], False), (copies[0], False)]]


def test_texts_that_come_together_are_compared_with_those_before_them(db):
    assert found(SEEDS[0], SEEDS[1], SHORTER, SEEDS[1]) == [[], [], [(0, False)], [(1, True)]]


def test_texts_without_a_word_are_alike_only_if_they_are_identical(ada):
    article = bring_in("?!", ada)
    assert found("?!", "!?", "!?") == [[(article, True)], [], [(1, True)]]


@pytest.mark.parametrize("count", [1, 4])
def test_four_queries_look_up_one_text_and_four(count, seeds, django_assert_num_queries):
    sketch_missing()
    with django_assert_num_queries(4):
        look_up(texts(*[f"{SHORTER} {number}" for number in range(count)]))
