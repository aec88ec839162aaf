"""Origins that were named before quotes and dashes were made alike get their keys, and none is merged or lost."""

from importlib import import_module

import pytest
from django.apps import apps

from factcheck.models import CommonOrigin

fold_names = import_module("factcheck.migrations.0027_names_of_origins_alike").fold_names
CURLY, STRAIGHT = "The “night” call", 'The "night" call'
KEY = STRAIGHT.casefold()


def keys() -> dict[str, str]:
    return dict(CommonOrigin.objects.order_by("id").values_list("name", "folded"))


@pytest.fixture
def name_before(bo, claim):
    """Name an origin as it was then: the key is the name in small letters."""

    def named(name: str, folded: str = "", **more) -> CommonOrigin:
        given = {"folded": folded or name.casefold(), "created_by": bo, "event": claim.event}
        return CommonOrigin.objects.create(name=name, **given, **more)

    return named


def test_each_gets_its_key(name_before):
    name_before(CURLY), name_before("TV")
    fold_names(apps, None)
    assert keys() == {CURLY: KEY, "TV": "tv"}
    fold_names(apps, None)
    assert keys() == {CURLY: KEY, "TV": "tv"}


@pytest.mark.parametrize("order", [(CURLY, STRAIGHT), (STRAIGHT, CURLY)])
def test_of_two_alike_one_keeps_the_key_it_had(order, name_before):
    for name in order:
        name_before(name)
    fold_names(apps, None)
    assert keys() == {STRAIGHT: KEY, CURLY: CURLY.casefold()}


def test_of_two_alike_the_older_gets_the_key_if_neither_has_it(name_before):
    name_before(CURLY), name_before("The ‘night’ call")
    fold_names(apps, None)
    assert keys() == {CURLY: KEY, "The ‘night’ call": "the ‘night’ call"}


def test_one_that_was_merged_is_in_nobodys_way(name_before):
    left = name_before("TV")
    name_before(CURLY, merged_into=left), name_before(STRAIGHT)
    fold_names(apps, None)
    assert keys() == {"TV": "tv", CURLY: KEY, STRAIGHT: KEY}
