"""Fills an empty desk for ``bench.saving``; prints the cookies of its reviewers and its claims with their versions."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402  (after Django is set up)
from django.test import Client  # noqa: E402

from annotations.text import decode  # noqa: E402
from bench.desk import a_text  # noqa: E402
from bench.filling import a_person  # noqa: E402
from factcheck.actions import import_articles, propose_claim  # noqa: E402
from factcheck.actions.articles import Incoming  # noqa: E402
from factcheck.actions.passages import Passage  # noqa: E402


def main(reviewers: int, claims: int) -> None:
    """Claims of 40 code points, one after the other."""
    ada = a_person("ada")
    text = a_text(60 * claims)
    (article,) = import_articles(incoming=[Incoming(decode(text.encode()))], by=ada)
    revision = article.revisions.get()
    made = []
    for number in range(claims):
        start = 60 * number
        words = text[start : start + 40]
        passage = Passage(revision, start, start + len(words), words)
        claim = propose_claim(passage=passage, statement=f"Statement number {number}.", by=ada)
        made.append([claim.pk, str(claim.current_version_id)])
    sessions = []
    for number in range(reviewers):
        client = Client()
        client.force_login(a_person(f"reviewer-{number}"))
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    print(json.dumps({"sessions": sessions, "claims": made}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
