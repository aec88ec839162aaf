"""What tests read out of an answer, and the forms they send."""

import difflib
import html
import re
import uuid
from typing import Any

from django.test import Client

from annotations.models import Article, Revision
from factcheck.models import Claim
from tests.desk import passage

HTMX = {"HX-Request": "true"}
RESTORED = {**HTMX, "HX-History-Restore-Request": "true"}

#: Whether the whole page came, and whether the answer varies on HX-Request: for a page, under htmx, restored by htmx.
WITH_A_FRAGMENT = {"page": (True, True), "htmx": (False, True), "restored": (True, True)}
WHOLE_ONLY = {"page": (True, True), "htmx": (True, True), "restored": (True, True)}

ROWS = {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"}


#: The id of a verdict that is nobody's here.
SOMEBODY_ELSES = uuid.UUID(int=7)


def doors(client: Client, path: str) -> dict[str, tuple[bool, bool]]:
    """How the address answers a browser, htmx, and htmx restoring its history."""
    ways = {"page": {}, "htmx": HTMX, "restored": RESTORED}
    return {name: _door(client.get(path, headers=headers)) for name, headers in ways.items()}


def _door(answer: Any) -> tuple[bool, bool]:
    assert answer.status_code == 200
    return "<html" in text(answer), "HX-Request" in answer.headers["Vary"]


def text(answer: Any) -> str:
    """The body with entities resolved, so that typed words are found as they were typed."""
    return html.unescape(answer.content.decode())


def values(answer: Any, name: str) -> list[str]:
    """The values of all fields of that name, in page order."""
    body = answer.content.decode()
    inputs = rf'<input(?=[^>]*\sname="{name}")[^>]*?\svalue="([^"]*)"[^>]*>'
    areas = rf'<textarea(?=[^>]*\sname="{name}")[^>]*>(?:\r?\n)?(.*?)</textarea>'
    return [html.unescape(found[1] or found[2] or "") for found in re.finditer(f"{inputs}|{areas}", body, re.S)]


def value(answer: Any, name: str) -> str:
    """The value of the one field of that name."""
    (found,) = values(answer, name)
    return found


def sentences(answer: Any) -> list[str]:
    """What the page or the notice says went wrong, tags and white space folded away."""
    body = answer.content.decode()
    found = re.findall(r'class="notice (?:error|warning)".*?<div>(.*?)</div>', body, re.S)
    # The page for an error says it below its heading.
    found = found or re.findall(r"</h1>\s*<p>(.*?)</p>", body, re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def an_answer(claim: Claim, **more: object) -> dict[str, Any]:
    """A rating with its rationale for the current version."""
    now = Claim.objects.get(pk=claim.pk)
    rated = {"answer": "verified", "rationale": "Read the gauge records.", "version": str(now.current_version_id)}
    return {**ROWS, **rated, **more}


def a_claim(revision: Revision, words: str, nth: int = 1, **more: object) -> dict[str, Any]:
    """A new claim on these words, without a verdict."""
    where = passage(revision, words, nth)
    place = {"revision": revision.number, "start": where.start, "end": where.end, "quote": words}
    return {**ROWS, **place, "statement": f"It is said: {words}", "role": "assertion", "answer": "none", **more}


def told(alone: list[str], there: list[str]) -> list[str]:
    """The lines by which a reader could tell the one world from the other."""
    return [line for line in difflib.unified_diff(alone, there, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")]


def probes(claim: Claim, article: Article) -> dict[str, tuple[str, dict[str, Any]]]:
    """Posts by which somebody blind might try to learn something."""
    rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    version, url = str(claim.current_version_id), claim.get_absolute_url()
    good = {"answer": "verified", "rationale": "I looked.", **rows}
    place = {"revision": 1, "start": 4, "end": 9, "quote": "river", "role": "assertion", **rows}
    span = claim.occurrences.get().span_id
    return {
        "an edit of an old version": (f"{url}edit/", {"statement": "x", "reason": "y", "version": str(SOMEBODY_ELSES)}),
        "an edit": (f"{url}edit/", {"statement": "x", "reason": "y", "version": version}),
        "an edit that changes nothing": (
            f"{url}edit/",
            {"statement": claim.current_version.statement, "reason": "y", "version": version},
        ),
        "a withdrawal without reason": (f"{url}withdraw/", {}),
        "a withdrawal": (f"{url}withdraw/", {"reason": "Mine no more"}),
        "an answer to an old version": (f"{url}answer/", {**good, "version": str(SOMEBODY_ELSES)}),
        "half an answer": (f"{url}answer/", {**rows, "answer": "verified", "version": version}),
        "another source": (f"{url}answer/", {**good, "version": version, "add_source": "1"}),
        "own sources": (f"{url}answer/", {**good, "version": version, "own_sources": "1"}),
        "more time": (
            f"{url}answer/",
            {**rows, "answer": "abstain", "abstention": "need-more-time", "version": version},
        ),
        "a confirmation": (f"{url}confirm/", {"version": version}),
        "a confirmation for an old version": (f"{url}confirm/", {"version": str(SOMEBODY_ELSES)}),
        "reading all notices": ("/notices/read/", {"until": "2100-01-01T00:00"}),
        "a decision": (f"/desk/{claim.pk}/", {"move": "approve", "seen": "f" * 64}),
        "the next claim": ("/queue/next/", {}),
        "the next claim from the pool": ("/queue/next/", {"pool": "1"}),
        "a skip": (f"/queue/{claim.pk}/skip/", {"reason": "Not my field.", "from": "queue"}),
        "a skip without reason": (f"/queue/{claim.pk}/skip/", {}),
        "boilerplate over the claim": (
            f"{article.get_absolute_url()}zones/",
            {"revision": 1, "start": 10, "end": 26, "quote": "rose four metres", "kind": "boilerplate"},
        ),
        "text to be kept": (
            "/unsaved/",
            {"unsaved": f"claim:{claim.pk}", "typed": 1, "now": 1, "rationale": "I looked."},
        ),
        "text to be discarded": ("/unsaved/discard/", {"unsaved": f"claim:{claim.pk}"}),
        "an undoing": ("/undo/", {"deed": "f" * 32, "article": article.pk, "revision": 1}),
        "the same words again": (
            f"{article.get_absolute_url()}mark/",
            {"revision": 1, "start": 10, "end": 26, "quote": "rose four metres"},
        ),
        "another claim on them": (
            f"{article.get_absolute_url()}claims/",
            {**place, "start": 10, "end": 26, "quote": "rose four metres", "statement": "It rose.", "answer": "none"},
        ),
        "the passage judged": (
            f"{article.get_absolute_url()}claims/",
            {**good, **place, "join": claim.pk},
        ),
        "a split": (
            f"{url}split/",
            {f"passage-{span}": "both", "statement": "x", "other": "y", "reason": "z", "version": version},
        ),
        "a split of an old version": (
            f"{url}split/",
            {f"passage-{span}": "both", "statement": "x", "other": "y", "reason": "z", "version": str(SOMEBODY_ELSES)},
        ),
        "a merge with nothing": (f"{url}merge/", {"into": claim.pk, "reason": "z"}),
        "another passage": (f"{article.get_absolute_url()}claims/", {**place, "existing": claim.pk}),
    }
