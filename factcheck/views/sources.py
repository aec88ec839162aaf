"""Rows of evidence that a form asks for before it is saved: an empty one, or a source of one's own from elsewhere."""

import uuid
from typing import TypeVar

from factcheck.access import MemberRequest, own_evidence
from factcheck.actions.answers import Source
from factcheck.forms.answers import AnswerForm
from factcheck.forms.evidence import one_more_row
from factcheck.models import Evidence

Form = TypeVar("Form", bound=AnswerForm)
#: So many sources are offered to be used again, of so many that one cited last.
OFFERED, LOOKED_AT = 30, 200


def with_rows(request: MemberRequest, kind: type[Form]) -> Form | None:
    """The form as it was sent, with what it asks for; None if it asks to be saved.

    ``add_source`` asks for an empty row, ``own_sources`` for the person's own sources to choose from, ``reuse`` for a
    row with one of them.
    """
    if "reuse" in request.POST:
        source = _own(request, request.POST["reuse"])
        return kind(one_more_row(request.POST, Source.of(source)) if source else request.POST)
    if "own_sources" in request.POST:
        form = kind(request.POST)
        form.own_sources = _offered(request)
        return form
    return kind(request.POST) if "add_source" in request.POST else None


def _own(request: MemberRequest, words: str) -> Evidence | None:
    try:
        pk = uuid.UUID(words)
    except ValueError:
        return None
    return own_evidence(request.user).filter(pk=pk).first()


def _offered(request: MemberRequest) -> list[Evidence]:
    """Each source once, the latest first."""
    found: dict[tuple[str, str], Evidence] = {}
    for row in own_evidence(request.user)[:LOOKED_AT]:
        found.setdefault((row.url, row.citation), row)
    return list(found.values())[:OFFERED]
