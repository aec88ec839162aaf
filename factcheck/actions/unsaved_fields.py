"""What the forms whose unsaved text is kept are made of: their fields, how long each is at most, and who may use it."""

import re
from collections.abc import Mapping

from annotations.text import UNSTORABLE
from factcheck.actions.claims import MAX_STATEMENT
from factcheck.actions.recording import MAX_KEY
from factcheck.actions.talk import MAX_WORDS
from factcheck.errors import Invalid, TooLarge

#: The fields of an answer, and how many characters each takes. A short one is a choice or a number.
SHORT = 40
ANSWER = {
    "key": MAX_KEY,
    "answer": SHORT,
    "abstention": SHORT,
    "rationale": 20_000,
    "confidence": SHORT,
    "change_of_mind": 5_000,
}
SOURCE = {
    "stance": SHORT,
    "url": 2_000,
    "citation": 2_000,
    "excerpt": 5_000,
    "title": 500,
    "publisher": 300,
    "published": 60,
    "accessed_on": SHORT,
    "archived_url": 2_000,
    "attachment_id": SHORT,
}
KINDS = {"rejection": SHORT, "correction": SHORT, "duplicate_of": SHORT, "address": SHORT}
FIELDS: dict[str, dict[str, int]] = {
    "claim": ANSWER,
    "new": {**ANSWER, "statement": MAX_STATEMENT, "role": SHORT, "sensitive": SHORT, "existing": SHORT},
    "statement": {"key": MAX_KEY, "statement": MAX_STATEMENT, "reason": 1_000},
    "decision": {"key": MAX_KEY, "move": SHORT, "rating": SHORT, **KINDS, "reason": 5_000},
    "split": {"key": MAX_KEY, "statement": MAX_STATEMENT, "other": MAX_STATEMENT, "reason": 1_000},
    "merge": {"key": MAX_KEY, "statement": MAX_STATEMENT, "reason": 1_000},
    "remark": {"key": MAX_KEY, "words": MAX_WORDS},
}
#: The right that each form asks for, on each of its claims.
RIGHTS = {
    "claim": "answer",
    "new": "propose",
    "statement": "edit",
    "decision": "decide",
    "split": "edit",
    "merge": "edit",
    "remark": "speak",
}
#: A row of evidence: nobody has more than the form takes.
_SOURCE = re.compile(rf"evidence-[0-9]{{1,2}}-({'|'.join(SOURCE)})")
#: A choice for each: what becomes of a passage, and whether a reviewer is asked.
_EACH = {"split": re.compile(r"passage-[1-9][0-9]{0,17}"), "decision": re.compile(r"asked-[1-9][0-9]{0,17}")}
#: So many characters one text has at most.
MAX_SIZE = 200_000


def known_fields(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Those of the fields that the form has, checked for what a column can hold."""
    known = {}
    for field, words in fields.items():
        row = _SOURCE.fullmatch(field) if "rationale" in FIELDS[kind] else None
        one_of_many = kind in _EACH and _EACH[kind].fullmatch(field)
        most = SOURCE[row[1]] if row else SHORT if one_of_many else FIELDS[kind].get(field)
        if most is None:
            continue
        if len(words) > most:
            raise TooLarge(f"One of the fields takes {most:,} characters; this has {len(words):,}.")
        if found := UNSTORABLE.search(words):
            raise Invalid(f"What you typed has a character (U+{ord(found[0]):04X}) that cannot be stored. Take it out.")
        known[field] = words
    if sum(map(len, known.values())) > MAX_SIZE:
        raise TooLarge(f"Unsaved text has at most {MAX_SIZE:,} characters.")
    if not known:
        raise Invalid("There is nothing in this form to keep.")
    return known
