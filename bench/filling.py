"""Fills an empty desk for ``bench.desk``, through the actions; prints the article's number and a session's key."""

import random
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402  (after Django is set up)
from django.contrib.auth.models import Group  # noqa: E402
from django.test import Client  # noqa: E402

from annotations.text import decode  # noqa: E402
from bench.desk import a_text  # noqa: E402
from factcheck.accounts.models import User  # noqa: E402
from factcheck.accounts.roles import FACT_CHECKERS  # noqa: E402
from factcheck.actions import import_articles, propose_claim  # noqa: E402
from factcheck.actions.articles import Incoming  # noqa: E402
from factcheck.actions.passages import Passage  # noqa: E402


def a_person(name: str) -> User:
    person = User.objects.create_user(f"{name}@desk.example", name.capitalize(), None)
    person.groups.set(Group.objects.filter(name=FACT_CHECKERS))
    return person


def main(characters: int, spans: int) -> None:
    """Claims on stretches of 20 to 300 code points anywhere, overlapping as they fall."""
    ada, bo = a_person("ada"), a_person("bo")
    text = a_text(characters)
    (article,) = import_articles(incoming=[Incoming(decode(text.encode()))], by=ada)
    revision = article.revisions.get()
    rng = random.Random(2)
    for _ in range(spans):
        start = rng.randrange(len(text) - 301)
        words = text[start : start + rng.randint(20, 300)]
        passage = Passage(revision, start, start + len(words), words)
        propose_claim(passage=passage, statement=" ".join(words.split()), by=ada)
    client = Client()
    client.force_login(bo)
    print(article.pk, client.cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
