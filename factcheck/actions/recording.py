"""One transaction, one event: the frame every action stands in."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from annotations.models import Tracked
from annotations.prepared import Prepared
from annotations.text import UNSTORABLE
from annotations.tracking import write, write_many
from factcheck.accounts.models import User
from factcheck.actions.changes import note_changes
from factcheck.actions.tally import keep_waits
from factcheck.actions.transactions import in_one
from factcheck.actions.vacancies import keep_up
from factcheck.choices import Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Event, EventCounter, Seat
from factcheck.request_id import current_request

Row = TypeVar("Row", bound=Tracked)
Model = TypeVar("Model", bound=models.Model)

#: So many characters the column holds; a form's key has 32.
MAX_KEY = 64


class Recording:
    """An event in the making. Exactly one of ``about`` and ``unchanged`` is called before the frame closes."""

    def __init__(self, verb: Verb, by: User, words: str) -> None:
        self.id = uuid.uuid4()
        self.verb = verb
        self.by = by
        self.words = words
        self.principal: models.Model | None = None
        self.besides: list[models.Model] = []
        #: Claims that were written, or a seat of theirs: what the pool has of them follows at the end.
        self.claims: dict[int, Claim] = {}
        self.changed = True
        self.earlier: Event | None = None
        self.deed: Event | None = None

    @property
    def reason(self) -> str:
        """What goes into the history rows: the verb and, where the person gave one, their words."""
        return f"{self.verb}: {self.words}" if self.words else str(self.verb)

    def write(self, row: Row) -> Row:
        """Save a tracked row with its history row, under this event."""
        write(row, by=self.by, event=self.id, reason=self.reason)
        if isinstance(row, Claim):
            self.claims[row.pk] = row
        elif isinstance(row, Seat):
            self.claims.setdefault(row.claim_id, row.claim)
        return row

    def write_many(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Insert new tracked rows of one model with their history rows, under this event, in few statements."""
        return write_many(rows, by=self.by, event=self.id, reason=self.reason)

    def about(self, principal: Model) -> Model:
        """Name the one object the event is about, and return it."""
        self.principal = principal
        return principal

    def also(self, row: models.Model) -> None:
        """Name an object besides the principal whose place on open pages changes too: see ``note_changes``."""
        self.besides.append(row)

    def follow(self, claims: Iterable[Claim]) -> None:
        """Look again, at the end, who has these claims to answer: for what changes that without writing them."""
        for claim in claims:
            self.claims[claim.pk] = claim

    def unchanged(self, principal: Model) -> Model:
        """Say that nothing had to be written, so that no event is; return the object."""
        self.changed = False
        return self.about(principal)

    def repeated(self, model: type[Model]) -> Model | None:
        """What the first request with this idempotency key made, or None if this is the first."""
        if self.earlier is None:
            return None
        if self.earlier.principal_kind != model._meta.label_lower:
            raise Conflict("This form was sent before, for something else. Open the page again.")
        return model._default_manager.get(pk=self.earlier.principal_id)


@contextmanager
def recording(verb: Verb, *, by: User, key: str = "", content: Any = None, words: str = "") -> Iterator[Recording]:
    """Open a transaction that ends with exactly one event, or with none if the key is a repeat.

    The counter row is locked first, so that writers queue and event numbers appear in the order in which
    they can be seen. ``key`` is the form's idempotency key and ``content`` (anything JSON can say) what
    came with it: the same key with other content raises Conflict, because silently keeping the first
    would lose the second. Anything raised inside undoes everything.
    """
    _refuse_unstorable([content, key])
    if len(key) > MAX_KEY:
        raise Invalid(f"The form's key has more than {MAX_KEY} characters. Open the page again.")
    record = Recording(verb, by, words.strip())
    digest = _digest(content) if key else ""
    with in_one():
        (counter,) = _counter()
        if key:
            record.earlier = _event_with_key.first(actor=by.pk, key=key)
            if record.earlier is not None and record.earlier.content_sha256 != digest:
                raise Conflict("This form was saved before with other content. Your text is kept; save it once more.")
        yield record
        if record.earlier is not None or not record.changed:
            return
        if record.principal is None:
            raise RuntimeError(f"{verb} recorded no principal object")
        counter.last += 1
        counter.save()
        event = Event.objects.create(
            id=record.id,
            number=counter.last,
            actor=by,
            verb=verb,
            principal_kind=record.principal._meta.label_lower,
            principal_id=str(record.principal.pk),
            deed=record.deed,
            words=record.words,
            request=current_request.get(),
            idempotency_key=key,
            content_sha256=digest,
        )
        note_changes(event, [record.principal, *record.besides])
        keep_waits(record.claims.values())
        keep_up(record.claims.values())


@Prepared
def _counter() -> QuerySet[EventCounter]:
    return EventCounter.objects.select_for_update()


@Prepared
def _event_with_key(actor: int, key: str) -> QuerySet[Event]:
    """One at most: the database holds it."""
    return Event.objects.filter(actor=actor, idempotency_key=key)


def state_of(row: Tracked) -> str:
    """A token of the row's present state. No id of an event leaves the house, so it is a digest of one."""
    return hashlib.sha256(row.event.bytes).hexdigest()[:32]


def checked_column(model: type[models.Model], name: str, value: str, *, field: str) -> None:
    """Raise Invalid unless the column can hold the value: length, and for an address its form."""
    column: Any = model._meta.get_field(name)
    try:
        column.run_validators(value)
    except ValidationError as problem:
        raise Invalid(f"{column.verbose_name.capitalize()}: {' '.join(problem.messages)}", field=field) from None


def _refuse_unstorable(content: Any) -> None:
    """Raise Invalid for NUL and halves of a surrogate pair, which the databases cannot hold."""
    if isinstance(content, str) and (found := UNSTORABLE.search(content)):
        raise Invalid(f"What you sent has a character (U+{ord(found[0]):04X}) that cannot be stored. Take it out.")
    if isinstance(content, Mapping):
        content = content.values()
    if isinstance(content, Iterable) and not isinstance(content, str):
        for one in content:
            _refuse_unstorable(one)


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
