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
from factcheck.models import Claim, FormName, UnsavedText
from factcheck.rules import require

#: The fields of an answer, and how many characters each takes. A short one is a choice or a number.
SHORT = 40
ANSWER = {"key": MAX_KEY, "answer": SHORT, "abstention": SHORT, "rationale": 20_000}
SOURCE = {"stance": SHORT, "url": 2_000, "citation": 2_000, "excerpt": 5_000}
KINDS = {"rejection": SHORT, "correction": SHORT, "duplicate_of": SHORT}
FIELDS: dict[str, dict[str, int]] = {
    "claim": ANSWER,
    "new": {**ANSWER, "statement": MAX_STATEMENT, "role": SHORT, "sensitive": SHORT, "existing": SHORT},
    "statement": {"key": MAX_KEY, "statement": MAX_STATEMENT, "reason": 1_000},
    "decision": {"key": MAX_KEY, "move": SHORT, "rating": SHORT, **KINDS, "reason": 5_000},
}
#: The right that each form asks for.
RIGHTS = {"claim": "answer", "new": "propose", "statement": "edit", "decision": "decide"}
#: A row of evidence: nobody has more than the form takes.
_SOURCE = re.compile(r"evidence-[0-9]{1,2}-(stance|url|citation|excerpt)")
#: So many characters one text has at most, and so many texts one person.
MAX_SIZE = 200_000
MAX_TEXTS = 200
#: For so long a request can have been on its way.
LATE = timedelta(hours=1)
#: So much younger than it is text can look, which was on its way. Of two texts closer than that the later to come wins.
DELAY = timedelta(minutes=1)


def keep_text(
    *, name: FormName, version: uuid.UUID | None, fields: Mapping[str, str], typed_at: datetime, by: User
) -> UnsavedText:
    """Keep the fields of a form in place of what this person typed into it earlier; return them as kept.

    Fields the form does not have are left out. Raises Conflict if what is kept was typed later, or the form was
    saved or discarded since; TooLarge or Invalid if it cannot be kept; NotAllowed if the form is not theirs.
    """
    claim = Claim.objects.filter(pk=name.claim).first() if name.claim else None
    require(RIGHTS[name.kind], by, claim)
    known = _known(name.kind, fields)
    with transaction.atomic():
        _sweep(by)
        given = {"version": version, "fields": known, "typed_at": typed_at}
        text, is_new = _own(by).get_or_create(person=by, name=str(name), defaults=given)
        if is_new:
            if _own(by).filter(kept=True).count() > MAX_TEXTS:
                raise Invalid(f"You have {MAX_TEXTS} unsaved texts. Save or discard some of them.")
            return text
        if _is_late(text, typed_at, known.get("key")):
            raise Conflict("You typed something later, or saved this form meanwhile. That is kept.")
        text.version, text.fields, text.typed_at, text.kept = version, known, typed_at, True
        text.save()
        return text


def drop_text(*, name: FormName, by: User, key: str = "") -> None:
    """Let go of what this person typed into a form, and of what they typed until now and comes in later.

    The latter is known by the form's key: the one that is given, else that of the text.
    """
    now = timezone.now()
    with transaction.atomic():
        _sweep(by)
        text, _ = _own(by).get_or_create(person=by, name=str(name), defaults={"typed_at": now})
        left = {"key": key or text.fields.get("key", "")}
        text.version, text.fields, text.typed_at, text.kept = None, left, now, False
        text.save()


def _is_late(text: UnsavedText, typed_at: datetime, key: str | None) -> bool:
    """Whether text that comes now is older than what is kept, or belongs to the form that was saved or discarded."""
    if text.kept:
        return typed_at + DELAY < text.typed_at
    return bool(key) and key == text.fields.get("key") and typed_at < text.typed_at + DELAY


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
        most = SOURCE[row[1]] if row else FIELDS[kind].get(field)
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
