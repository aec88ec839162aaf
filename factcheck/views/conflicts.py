"""What a form that came too late shows: what was typed, or read, beside what is stored now."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.models import DETAILS, Article, Kind, Span
from factcheck.access import own_files
from factcheck.accounts.models import User
from factcheck.actions.answers import Answer, Source, given
from factcheck.choices import Confidence, Stance
from factcheck.forms.articles import DETAIL_LABELS, DescribeForm
from factcheck.forms.zones import ChangeZoneForm
from factcheck.history.entries import Change
from factcheck.models import Attachment, Claim, Remark, Verdict


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sides of a conflict. ``read``: what the form was made from, and what it is now; ``typed``: what was typed,
    and what is stored. Only what differs is in them. ``why`` is what was said of the change, if anything.
    """

    read: list[Change] = field(default_factory=list)
    typed: list[Change] = field(default_factory=list)
    why: str = ""

    def __bool__(self) -> bool:
        return bool(self.read or self.typed or self.why)


def over_statement(claim: Claim, statement: str) -> Apart:
    """A statement that was typed, and the one that somebody else gave meanwhile."""
    now = claim.current_version
    return Apart(typed=_differing([("Statement", statement.strip(), now.statement)]), why=now.reason)


def over_answer(claim: Claim, version: uuid.UUID, typed: Answer, mine: Verdict | None, *, moved: bool) -> Apart:
    """The wording that was answered, if there is another now; and one's own answer, if it ``moved`` on elsewhere."""
    read = claim.versions.filter(pk=version).exclude(pk=claim.current_version_id).first()
    return Apart(
        read=_differing([("Statement", read.statement, claim.current_version.statement)] if read else []),
        why=claim.current_version.reason if read else "",
        typed=_differing(_answers(typed, given(mine), mine.reviewer)) if moved and mine else [],
    )


def over_remark(words: str, now: Remark) -> Apart:
    """A remark as it was typed, and as its author stored it elsewhere meanwhile."""
    return Apart(typed=_differing([("Remark", words.strip(), now.words)]))


def over_zone(form: ChangeZoneForm, now: Span) -> Apart:
    """What words were said to be, and what they are marked as now."""
    kind, reading = Kind(form.cleaned_data["kind"]), form.cleaned_data["reading"]
    sides = [(form.fields["kind"].label, kind.label, now.get_kind_display())]
    return Apart(typed=_differing([*sides, (form.fields["reading"].label, reading, now.reading)]))


def over_description(form: DescribeForm, now: Article) -> Apart:
    """What an article was described with, and how it is described now."""
    labels: Mapping[str, str] = {"title": "Title", **DETAIL_LABELS}
    names = ("title", *DETAILS)
    return Apart(typed=_differing((labels[name], form.cleaned_data[name], getattr(now, name)) for name in names))


def _answers(typed: Answer, stored: Answer, person: User) -> Iterable[tuple[str, str, str]]:
    """Part by part, in the order of the form; the sources as lines, of which one query tells the files, if any."""
    for label, show in _PARTS.items():
        yield label, show(typed), show(stored)
    files = {source.attachment_id for answer in (typed, stored) for source in answer.evidence} - {None}
    named = own_files(person).in_bulk(files) if files else {}
    yield "Evidence", _sources(typed, named), _sources(stored, named)


def _verdict(answer: Answer) -> str:
    return answer.rating.label if answer.rating else "Abstain"


def _sources(answer: Answer, files: Mapping[Any, Attachment]) -> str:
    return "\n".join(_source(source, files) for source in answer.evidence)


def _source(source: Source, files: Mapping[Any, Attachment]) -> str:
    columns = {**source.columns(), "stance": Stance(source.stance).label}
    columns["attachment_id"] = files.get(source.attachment_id, "")
    return " · ".join(str(value) for value in columns.values() if value)


_PARTS: dict[str, Any] = {
    "Verdict": _verdict,
    "Reason to abstain": lambda answer: answer.abstention.label if answer.abstention else "",
    "Rationale": lambda answer: answer.rationale,
    "Confidence": lambda answer: Confidence(answer.confidence).label if answer.confidence else "",
    "What would change my mind": lambda answer: answer.change_of_mind or "",
}


def _differing(sides: Iterable[tuple[Any, str, str]]) -> list[Change]:
    return [Change(label, one, other) for label, one, other in sides if one != other]
