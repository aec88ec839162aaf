"""A text that is here already, or nearly: nobody but a person decides what it is."""

import pytest
from django_tasks_db.models import DBTaskResult

from annotations.models import Article, Origin, Revision
from annotations.text import decode
from factcheck.actions import import_articles
from factcheck.actions.articles import FEW, Incoming, state_of_matches
from factcheck.choices import Twins
from factcheck.errors import AlreadyHere
from factcheck.models import Event
from tests.desk import TEXT, all_rows
from tests.large import work_off

NEARLY = TEXT.replace("highest", "worst")


def incoming(*texts):
    return [Incoming(decode(text.encode()), f"text {n}", Origin.FILE) for n, text in enumerate(texts, 1)]


def refused(by, *texts, **decision):
    """What the person is shown, with nothing written."""
    before = all_rows()
    with pytest.raises(AlreadyHere) as problem:
        import_articles(incoming=incoming(*texts), by=by, **decision)
    assert all_rows() == before
    return problem.value


def seen(by, *texts):
    return state_of_matches(incoming(*texts), refused(by, *texts).found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TEXT, "The text of «text 1» is here already, character for character, as «flood». Nothing was saved."),
        (TEXT.replace("\n", "\r\n"), "The text of «text 1» is here already, character for character, as «flood»."),
        (
            NEARLY,
            "The text of «text 1» is nearly the same as «flood» (about 75\N{NO-BREAK SPACE}% of its words in",
        ),
    ],
)
def test_a_text_that_is_here_is_refused_and_named(article, bo, text, sentence):
    problem = refused(bo, text)
    assert str(problem).startswith(sentence)
    assert [[match.article for match in matches] for matches in problem.found] == [[article]]


def test_one_of_several_is_refused_with_all_of_them(article, bo):
    assert [len(matches) for matches in refused(bo, "New.", NEARLY).found] == [0, 1]
    assert "2 of these 3 texts are here already, or nearly." in str(refused(bo, "New.", NEARLY, TEXT))


def test_a_text_that_comes_twice_is_refused(ada):
    assert "«text 1», which comes with it" in str(refused(ada, "One.", "One."))
    assert (Article.objects.count(), Revision.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_copy_of_what_is_here_names_it_and_the_others_name_nothing(article, bo):
    near, new = import_articles(incoming=incoming(NEARLY, "New."), by=bo, twins=Twins.COPY)
    assert (near.copy_of, new.copy_of) == (article, None)
    assert [row.copy_of_id for row in near.history.all()] == [article.pk]


def test_a_copy_of_a_text_that_comes_with_it_names_that(bo):
    texts = incoming(TEXT, "New.", NEARLY, TEXT)
    first, new, near, same = import_articles(incoming=texts, by=bo, twins=Twins.COPY)
    assert [one.copy_of for one in (first, new, near, same)] == [None, None, first, first]
    assert [one.revisions.get().text for one in (first, new, near, same)] == [TEXT, "New.", NEARLY, TEXT]
    assert Event.objects.count() == 1


@pytest.mark.parametrize("asked", [True, False])
def test_another_article_names_nothing(article, bo, asked):
    shown = seen(bo, NEARLY) if asked else ""
    (near,) = import_articles(incoming=incoming(NEARLY), by=bo, twins=Twins.OTHER, seen=shown)
    assert near.copy_of is None


@pytest.mark.parametrize("twins", [Twins.COPY, Twins.OTHER])
def test_a_decision_holds_for_what_was_seen_only(article, bo, twins):
    shown = seen(bo, NEARLY)
    later = import_articles(incoming=incoming(NEARLY + "\nMore."), by=bo, twins=Twins.OTHER)
    import_articles(incoming=incoming(NEARLY), by=bo, twins=Twins.OTHER)
    problem = refused(bo, NEARLY, twins=twins, seen=shown)
    assert later[0] in [match.article for match in problem.found[0]]
    again = state_of_matches(incoming(NEARLY), problem.found)
    assert import_articles(incoming=incoming(NEARLY), by=bo, twins=twins, seen=again)


def test_a_batch_is_sketched_in_the_background(bo):
    import_articles(incoming=incoming(*(f"{TEXT} {n}" for n in range(FEW))), by=bo, twins=Twins.OTHER)
    assert (Revision.objects.filter(sketch=None).count(), DBTaskResult.objects.count()) == (0, 0)
    import_articles(incoming=incoming(*(f"{NEARLY} {n}" for n in range(FEW + 1))), by=bo, twins=Twins.OTHER)
    assert Revision.objects.filter(sketch=None).count() == FEW + 1
    work_off()
    assert Revision.objects.filter(sketch=None).count() == 0


def test_until_then_the_next_look_up_sketches_a_batch(bo):
    batch = incoming(*(f"{TEXT} {number}" for number in range(FEW + 1)))
    articles = import_articles(incoming=batch, by=bo, twins=Twins.OTHER)
    assert Revision.objects.filter(sketch=None).count() == FEW + 1
    with pytest.raises(AlreadyHere) as problem:
        import_articles(incoming=incoming(NEARLY), by=bo)
    assert problem.value.found[0][0].article in articles
    assert Revision.objects.filter(sketch=None).count() == 0
