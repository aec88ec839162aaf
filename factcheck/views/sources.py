"""Rows of evidence as they are sent: with their files kept, and with what a form asks for before it is saved."""

import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from django.utils import timezone

from annotations.text import fold_newlines
from factcheck.access import MemberRequest, own_evidence, own_files
from factcheck.accounts.models import User
from factcheck.actions import keep_file, keep_text
from factcheck.actions.answers import Source
from factcheck.actions.attachments import refuse_size
from factcheck.errors import DeskError, Invalid
from factcheck.forms.answers import AnswerForm
from factcheck.forms.evidence import MAX_SOURCES, one_more_row
from factcheck.models import Attachment, Drawn, Evidence, FormName
from factcheck.numbers import number_in

Form = TypeVar("Form", bound=AnswerForm)
#: So many sources are offered to be used again, of so many that one cited last.
OFFERED, LOOKED_AT = 30, 200
#: What asks for rows, and not to be saved.
ASKS = ("add_source", "own_sources", "reuse", "take_off")
_FILE = re.compile(r"evidence-([0-9]{1,2})-file")


def posted(request: MemberRequest, kind: type[Form]) -> Form:
    """The form as it was sent, or with what it asks for (``asks_for_rows``).

    Files that came with it are kept and stand in their rows from now on; so a form that comes back has them.
    ``add_source`` asks for an empty row, ``own_sources`` for the person's own sources to choose from, ``reuse`` for a
    row with one of them, ``take_off`` for a row without its file.
    """
    data, refused = _with_files(request)
    if "reuse" in data and (source := _own(request, data["reuse"])):
        data = one_more_row(data, Source.of(source))
    form = kind(data)
    for at, sentence in refused.items():
        if at < len(form.evidence.forms):
            form.evidence.forms[at].refused = sentence
    form.own_sources = _offered(request) if "own_sources" in data else None
    return form


def asks_for_rows(request: MemberRequest) -> bool:
    """Whether the form was sent to be shown again with other rows, not to be saved."""
    return any(name in request.POST for name in ASKS)


def show_files(person: User, form: AnswerForm | None) -> None:
    """Give each row of the form the file it names, if that is this person's; one query, none without files."""
    named = (
        [(row, number) for row in form.evidence.forms if (number := _number(row["attachment_id"].value()))]
        if form
        else []
    )
    if named:
        found = own_files(person).in_bulk([number for _, number in named])
        for row, number in named:
            row.attached = found.get(number)


def _with_files(request: MemberRequest) -> tuple[Any, dict[int, str]]:
    """What was posted, with the numbers of the files in place of the files; and why some were not kept, by row."""
    data: Any = request.POST.copy()
    refused: dict[int, str] = {}
    files: Any = request.FILES.items()
    sent = [(int(row[1]), file) for name, file in files if (row := _FILE.fullmatch(name))][:MAX_SOURCES]
    for at, file in sent:
        try:
            refuse_size(file.size)
            kept = keep_file(name=file.name, content=file.read(), by=request.user)
            data[f"evidence-{at}-attachment_id"] = str(kept.pk)
        except Invalid as problem:
            refused[at] = str(problem)
    taken_off = number_in(data.get("take_off", ""))
    if taken_off is not None:
        data[f"evidence-{taken_off}-attachment_id"] = ""
    if len(refused) < len(sent) or taken_off is not None:
        _keep(request, data)
    return data, refused


def _keep(request: MemberRequest, data: Mapping[str, str]) -> None:
    """Keep the form with its files as text that is not saved: they would be out of reach if the page were lost."""
    name = FormName.of(data.get("unsaved", ""))
    if name is None:
        return
    fields = {field: fold_newlines(words) for field, words in data.items()}
    with suppress(DeskError):  # it stands in the form all the same
        keep_text(
            name=name,
            version=_number(data.get("version")),
            fields=fields,
            typed_at=timezone.now(),
            by=request.user,
            drawn=Drawn.of(data),
        )


def _number(words: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(words))
    except ValueError:
        return None


def _own(request: MemberRequest, words: str) -> Evidence | None:
    pk = _number(words)
    return own_evidence(request.user).filter(pk=pk).first() if pk else None


def _offered(request: MemberRequest) -> list[Evidence]:
    """Each source once, the latest first."""
    found: dict[tuple[str, str, Attachment | None], Evidence] = {}
    for row in own_evidence(request.user)[:LOOKED_AT]:
        found.setdefault((row.url, row.citation, row.attachment), row)
    return list(found.values())[:OFFERED]
