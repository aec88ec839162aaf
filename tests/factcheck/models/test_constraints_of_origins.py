"""What the database keeps of origins, broken once on purpose, past the actions."""

import pytest
from django.db import IntegrityError

from factcheck.actions import name_origin
from factcheck.models import ArticleOrigin, CommonOrigin

RADIO = "The radio at seven"


@pytest.fixture(autouse=True)
def origin(article, bo) -> CommonOrigin:
    name_origin(article=article, name=RADIO, seen="", by=bo)
    return CommonOrigin.objects.get()


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("origin_has_a_name", {"name": ""}),
        ("origin_called_so_once|commonorigin.folded", {"folded": RADIO.casefold()}),
        ("origin_is_not_merged_into_itself", {"pk": 99, "merged_into_id": 99}),
    ],
)
def test_the_database_keeps_the_rest(name, broken, origin, bo):
    row = {"name": "Else", "folded": "else", "created_by": bo, "event": origin.event, **broken}
    with pytest.raises(IntegrityError, match=name):
        CommonOrigin.objects.create(**row)


def test_an_article_rests_on_one_origin_at_most(article, origin):
    with pytest.raises(IntegrityError):
        ArticleOrigin.objects.create(article=article, origin=origin, event=origin.event)
