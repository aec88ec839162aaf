"""Keep what somebody typed into a form until it is saved.

Nobody's judgement: it writes neither event nor history.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.actions.transactions import in_one
from factcheck.actions.unsaved_fields import RIGHTS, known_fields
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Drawn, FormName, UnsavedText
from factcheck.rules import require

#: So many texts one person has at most.
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
    known = known_fields(name.kind, fields)
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
        known = {**_files_in(text.fields), **known}
        text.drawn, text.version, text.fields, text.typed_at, text.kept = drawn.id, version, known, typed_at, True
        text.save()
        return text


@contextmanager
def in_place_of_text(*, name: FormName, by: User, drawn: Drawn = UNMARKED) -> Iterator[None]:
    """Save what was typed, by an action within, and let go of it: both in one transaction, or neither.

    Around the action and not in it: seeds and commands act too, and no form of theirs holds any text. What the action
    raises goes on.
    """
    with in_one():
        yield
        drop_text(name=name, by=by, drawn=drawn)


def drop_text(*, name: FormName, by: User, drawn: Drawn = UNMARKED) -> None:
    """Let go of what this person typed into this drawing of a form, or of what it shows if they typed nothing.

    So it is with what they typed until now and comes in later. What was typed elsewhere stays.
    """
    now = timezone.now()
    with transaction.atomic(savepoint=False):
        text = _shown(_texts(name, by), drawn) or _empty(name, by, drawn, now)
        if text is not None:
            text.drawn, text.version, text.fields, text.typed_at, text.kept = drawn.id, None, {}, now, False
            text.save()


def _empty(name: FormName, by: User, drawn: Drawn, now: datetime) -> UnsavedText | None:
    """Leave an emptied row for a drawing that has none; the row that came in between, if one did."""
    try:
        with transaction.atomic():
            UnsavedText.objects.create(person=by, name=str(name), drawn=drawn.id, typed_at=now, kept=False)
    except IntegrityError:
        return _own(by).get(name=str(name), drawn=drawn.id)
    return None


def _texts(name: FormName, by: User) -> dict[str, UnsavedText]:
    """The texts of a form by the drawing they were typed into, with what was let go of."""
    return {text.drawn: text for text in _texts_of(person=by.pk, name=str(name))}


@Prepared
def _texts_of(person: int, name: str) -> QuerySet[UnsavedText]:
    return UnsavedText.objects.select_for_update().filter(person=person, name=name)


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


def _files_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The files among the fields. They came with a form that was sent: only one that names them can take them off.

    Words typed before it know nothing of them, and how long they were on their way no clock tells.
    """
    return {name: words for name, words in fields.items() if name.endswith("-attachment_id")}


def _own(person: User) -> QuerySet[UnsavedText]:
    return UnsavedText.objects.select_for_update().filter(person=person)


def _sweep(person: User) -> None:
    """Delete what this person's dropped texts left, when nothing can be on its way any more."""
    stale = UnsavedText.objects.filter(person=person, kept=False, typed_at__lt=timezone.now() - LATE)
    stale.delete()
