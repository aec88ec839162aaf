"""Clients of the people who are at work on most pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.accounts.models import User


@pytest.fixture
def as_ada(ada: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(ada)


@pytest.fixture
def as_bo(bo: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(bo)


@pytest.fixture
def as_cleo(cleo: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(cleo)


@pytest.fixture
def as_gus(gus: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(gus)
