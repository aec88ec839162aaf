"""Keep what somebody typed into a form until it is saved.

Nobody's judgement: it writes neither event nor history.
"""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from annotations.text import UNSTORABLE
from factcheck.accounts.models import User
from factcheck.actions.claims import MAX_STATEMENT
from factcheck.actions.recording import MAX_KEY
from factcheck.errors import Conflict, Invalid, TooLarge
from factcheck.models import Claim, Drawn, FormName, UnsavedText
from factcheck.rules import require

#: The fields of an answer, and how many characters each takes. A short one is a choice or a number.
SHORT = 40
ANSWER = {"key": MAX_KEY, "answer": SHORT, "abstention": SHORT, "rationale": 20_000}
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
}
KINDS = {"rejection": SHORT, "correction": SHORT, "duplicate_of": SHORT, "address": SHORT}
FIELDS: dict[str, dict[str, int]] = {
    "claim": ANSWER,
    "new": {**ANSWER, "statement": MAX_STATEMENT, "role": SHORT, "sensitive": SHORT, "existing": SHORT},
    "statement": {"key": MAX_KEY, "statement": MAX_STATEMENT, "reason": 1_000},
    "decision": {"key": MAX_KEY, "move": SHORT, "rating": SHORT, **KINDS, "reason": 5_000},
    "split": {"key": MAX_KEY, "statement": MAX_STATEMENT, "other": MAX_STATEMENT, "reason": 1_000},
    "merge": {"key": MAX_KEY, "statement": MAX_STATEMENT, "reason": 1_000},
}
#: The right that each form asks for, on each of its claims.
RIGHTS = {
    "claim": "answer",
    "new": "propose",
    "statement": "edit",
    "decision": "decide",
    "split": "edit",
    "merge": "edit",
}
#: A row of evidence: nobody has more than the form takes.
_SOURCE = re.compile(rf"evidence-[0-9]{{1,2}}-({'|'.join(SOURCE)})")
#: A choice for each: what becomes of a passage, and whether a reviewer is asked.
_EACH = {"split": re.compile(r"passage-[1-9][0-9]{0,17}"), "decision": re.compile(r"asked-[1-9][0-9]{0,17}")}
#: So many characters one text has at most, and so many texts one person.
MAX_SIZE = 200_000
MAX_TEXTS = 200
#: For so long a request can have been on its way.
LATE = timedelta(hours=1)
#: So much younger than it is text can look, which was on its way. Of two texts closer than that the later to come wins.
DELAY = timedelta(minutes=1)
#: The drawing of a form that does not say which one it is.
UNMARKED = Drawn()


def keep_text(
    *,
    name: FormName,
    version: uuid.UUID | None,
    fields: Mapping[str, str],
    typed_at: datetime,
    by: User,
    drawn: Drawn = UNMARKED,
) -> UnsavedText:
    """Keep the fields of a form in place of what this person typed into the same drawing of it; return them as kept.

    They also take the place of the text that this drawing shows, unless somebody typed on in that elsewhere: then
    both are kept. Fields the form does not have are left out. Raises Conflict if what is kept was typed later, or the
    form was saved or discarded since; TooLarge or Invalid if it cannot be kept; NotAllowed if the form is not theirs.
    """
    for claim in [name.claim, name.into] if name.into else [name.claim]:
        require(RIGHTS[name.kind], by, Claim.objects.filter(pk=claim).first())
    known = _known(name.kind, fields)
    with transaction.atomic():
        _sweep(by)
        text = _shown(_texts(name, by), drawn, known)
        if text is None:
            given = {"version": version, "fields": known, "typed_at": typed_at}
            text, is_new = _own(by).get_or_create(person=by, name=str(name), drawn=drawn.id, defaults=given)
            if is_new:
                if _own(by).filter(kept=True).count() > MAX_TEXTS:
                    raise Invalid(f"You have {MAX_TEXTS} unsaved texts. Save or discard some of them.")
                return text
        if text.drawn == drawn.id and _is_late(text, typed_at):
            raise Conflict("You typed something later, or saved this form meanwhile. That is kept.")
        text.drawn, text.version, text.fields, text.typed_at, text.kept = drawn.id, version, known, typed_at, True
        text.save()
        return text


def drop_text(*, name: FormName, by: User, drawn: Drawn = UNMARKED) -> None:
    """Let go of what this person typed into this drawing of a form, or of what it shows if they typed nothing.

    So it is with what they typed until now and comes in later. What was typed elsewhere stays.
    """
    now = timezone.now()
    with transaction.atomic():
        _sweep(by)
        text = _shown(_texts(name, by), drawn)
        if text is None:
            empty = {"typed_at": now, "kept": False}
            text, is_new = _own(by).get_or_create(person=by, name=str(name), drawn=drawn.id, defaults=empty)
            if is_new:
                return
        text.drawn, text.version, text.fields, text.typed_at, text.kept = drawn.id, None, {}, now, False
        text.save()


def _texts(name: FormName, by: User) -> dict[str, UnsavedText]:
    """The texts of a form by the drawing they were typed into, with what was let go of."""
    return {text.drawn: text for text in _own(by).filter(name=str(name))}


def _shown(
    texts: Mapping[str, UnsavedText], drawn: Drawn, fields: Mapping[str, str] | None = None
) -> UnsavedText | None:
    """The text that belongs to this drawing: its own, else the one it shows, if that is still as it is shown.

    Of a text that changed since, all words must be in ``fields``: a browser that fills a form sends it first.
    """
    if drawn.id in texts:
        return texts[drawn.id]
    text = texts.get(drawn.shows.partition("@")[0])
    if text is None or not text.kept or not drawn.shows:
        return None
    return text if text.mark == drawn.shows or (fields is not None and _holds(fields, text.fields)) else None


def _holds(fields: Mapping[str, str], earlier: Mapping[str, str]) -> bool:
    """Whether each field begins with what it held before."""
    return all(fields.get(name, "").startswith(words) for name, words in earlier.items() if name != "key")


def _is_late(text: UnsavedText, typed_at: datetime) -> bool:
    """Whether text that comes now is older than what is kept, or was typed before the form was saved or discarded."""
    return typed_at + DELAY < text.typed_at if text.kept else typed_at < text.typed_at + DELAY


def _own(person: User) -> QuerySet[UnsavedText]:
    return UnsavedText.objects.select_for_update().filter(person=person)


def _sweep(person: User) -> None:
    """Delete what this person's dropped texts left, when nothing can be on its way any more."""
    stale = UnsavedText.objects.filter(person=person, kept=False, typed_at__lt=timezone.now() - LATE)
    stale.delete()


def _known(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
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
