"""A prepared query answers as the query set it is made of, whatever values are put into it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from annotations.models import Anchor, Article, Revision, Span
from annotations.prepared import Prepared
from tests.desk import bring_in


def of_article(article):
    """Through a relation, with what is selected beside it, in the order of the model."""
    return Revision.objects.select_related("article").filter(article=article)


def by_event(event):
    return Article.objects.filter(event=event)


def titled(title, since):
    return Article.objects.filter(title=title, created_at__gte=since).values_list("pk", "title")


def with_spans(least):
    spans = Prefetch("spans", Span.objects.order_by("pk"), to_attr="found")
    revised = Revision.objects.filter(article=OuterRef("pk"), number=least)
    return Article.objects.filter(Exists(revised)).order_by("-pk").prefetch_related(spans)[:2]


@pytest.fixture
def articles(ada, claim):
    return [*Article.objects.all(), *(bring_in(f"{words}.", ada, words) for words in ("One", "Two", "Two"))]


@pytest.mark.parametrize("at", range(4))
def test_it_fetches_what_the_query_set_fetches(at, articles):
    article = articles[at]
    for build, values in [
        (of_article, {"article": article.pk}),
        (by_event, {"event": article.event}),
        (titled, {"title": article.title, "since": article.created_at - timedelta(seconds=1)}),
        (titled, {"title": article.title, "since": timezone.now() + timedelta(days=1)}),
    ]:
        prepared = Prepared(build)
        assert [prepared(**values) for _ in range(2)] == [[*build(**values)]] * 2


def test_another_value_is_another_question(articles):
    prepared = Prepared(of_article)
    assert [prepared(article=one.pk)[0].article for one in articles] == articles


def test_what_is_selected_with_a_row_costs_no_query(articles, django_assert_num_queries):
    prepared = Prepared(of_article)
    prepared(article=articles[0].pk)
    with django_assert_num_queries(1):
        assert prepared.first(article=articles[1].pk).article.title == "One"


def test_what_is_fetched_beside_the_rows_comes_with_them_and_a_slice_holds(articles):
    found = Prepared(with_spans)(least=1)
    assert [(one, one.found) for one in found] == [(one, one.found) for one in with_spans(1)]
    assert len(found) == 2


def test_the_first_is_none_where_there_is_none(articles):
    assert Prepared(of_article).first(article=0) is None


def test_no_row_has_a_number_that_no_column_holds(articles):
    assert Prepared(of_article)(article=2**70) == []


@pytest.mark.parametrize("values", [{}, {"article": None}, {"article": 1, "other": 2}, {"other": 1}])
def test_other_values_are_refused(values, articles):
    with pytest.raises(TypeError, match="of_article takes"):
        Prepared(of_article)(**values)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only():
    prepared = Prepared(lambda pk: Anchor.objects.select_for_update().filter(pk=pk))
    with transaction.atomic():
        assert prepared(pk=1) == []
    with pytest.raises(TransactionManagementError):
        prepared(pk=1)


def test_a_shape_that_hangs_on_a_value_is_found_out_by_the_tests(articles):
    prepared = Prepared(lambda pk: Article.objects.filter(pk=pk) if pk == 1 else Article.objects.all())
    with pytest.raises(AssertionError, match="is asked as"):
        prepared(pk=1)


def test_in_the_tests_each_prepared_query_is_compared_with_the_one_it_stands_for():
    assert Prepared.checked
