"""The people of every test: ada proposes, bo and emil check, cleo and gus edit, hana administers, dan is a stranger."""

import os
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import settings

from annotations.models import Article, Kind, Revision, Span
from annotations.prepared import Prepared
from annotations.prepared_writes import Stored
from factcheck.accounts.models import User
from factcheck.accounts.roles import ADMINISTRATORS, EDITORS, FACT_CHECKERS
from factcheck.models import Claim
from tests.blind_worlds import aged, others  # noqa: F401  (fixtures)
from tests.desk import TEXT, bring_in, mark, person, propose

# A shared machine is slow at times; that alone fails no test. CI asks whether the change is right, with the same
# examples every time; looking for new ones is for the people who can act on them.
settings.register_profile("desk", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("desk")

#: Tests that open the same pages again and again. What others have compared is not compared with each opening.
REPEATED = ("browser", "blindness", "blind_notices", "seen_is_recorded", "test_access")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have each prepared query and statement made anew as well, and the two compared."""
    Prepared.checked = Stored.checked = not any(name in item.nodeid for name in REPEATED)


# Playwright's loop runs in this thread; the ORM beside it is used between its calls, never inside them.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def ada(db: None) -> User:
    return person("ada", "Ada", FACT_CHECKERS)


@pytest.fixture
def bo(db: None) -> User:
    return person("bo", "Bo", FACT_CHECKERS)


@pytest.fixture
def emil(db: None) -> User:
    return person("emil", "Emil", FACT_CHECKERS)


@pytest.fixture
def cleo(db: None) -> User:
    return person("cleo", "Cleo", EDITORS)


@pytest.fixture
def gus(db: None) -> User:
    return person("gus", "Gus", EDITORS)


@pytest.fixture
def ines(db: None) -> User:
    """Both fact-checker and editor."""
    return person("ines", "Ines", FACT_CHECKERS, EDITORS)


@pytest.fixture
def hana(db: None) -> User:
    return person("hana", "Hana", ADMINISTRATORS)


@pytest.fixture
def dan(db: None) -> User:
    """Has an account and no role."""
    return person("dan", "Dan")


@pytest.fixture
def article(ada: User) -> Article:
    return bring_in(TEXT, ada, "flood")


@pytest.fixture
def revision(article: Article) -> Revision:
    return article.revisions.get()


@pytest.fixture
def claim(ada: User, revision: Revision) -> Claim:
    """Ada's, on the first "rose four metres", without an answer of hers."""
    return propose(ada, revision, "rose four metres", "The river rose by four metres in one night.")


@pytest.fixture
def zone(ada: User, revision: Revision) -> Span:
    """Ada's, on "Officials said": an attribution."""
    return mark(ada, revision, "Officials said", Kind.ATTRIBUTION)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client signed in as somebody."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
