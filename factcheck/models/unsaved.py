"""What somebody typed into a form and has not saved."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from annotations.prepared_writes import Stored

_NAME = re.compile(
    r"(?:(claim|statement|decision|split):([1-9][0-9]{0,17})"
    r"|merge:([1-9][0-9]{0,17}):([1-9][0-9]{0,17})"
    r"|remark:([1-9][0-9]{0,17})(?::([0-9a-f]{32}))?"
    r"|new:([1-9][0-9]{0,17}):([1-9][0-9]{0,8}):(0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8}))"
)
_DRAWN = re.compile(r"[0-9a-f]{32}")
#: The fields somebody writes in, in the order in which they are read back; then the sources, row by row.
_WRITTEN = ("statement", "other", "rationale", "change_of_mind", "reason", "words")
_SOURCE = re.compile(r"evidence-([0-9]+)-(?:url|citation|excerpt|title|publisher|published|archived_url)")


@dataclass(frozen=True, slots=True)
class FormName:
    """Which form: an answer (``claim:12``), a ``statement:12``, a ``decision:12``, a ``split:12``, a ``remark:12``; a
    remark that is changed (``remark:12:`` and its id); two claims to be merged (``merge:12:15``, the second is left);
    or a claim that is being made.

    The last is ``new:5:1:24-40``: article, revision, and the passage in code points.
    """

    kind: str
    claim: int = 0
    article: int = 0
    revision: int = 0
    start: int = 0
    end: int = 0
    into: int = 0
    remark: str = ""

    @classmethod
    def of(cls, name: str) -> FormName | None:
        """What a name says; None if it is none."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        kind, claim, gone, into, talk, remark, *place = found.groups()
        if gone:
            return cls("merge", claim=int(gone), into=int(into))
        if talk:
            return cls("remark", claim=int(talk), remark=remark or "")
        if kind:
            return cls(kind, claim=int(claim))
        article, revision, start, end = map(int, place)
        return cls("new", 0, article, revision, start, end)

    def __str__(self) -> str:
        if self.into:
            return f"{self.kind}:{self.claim}:{self.into}"
        if self.claim:
            return f"{self.kind}:{self.claim}" + (f":{self.remark}" if self.remark else "")
        return f"new:{self.article}:{self.revision}:{self.start}-{self.end}"

    @property
    def label(self) -> str:
        """What the form is for, as its writer knows it."""
        labels = {
            "claim": "claim {0}",
            "statement": "the statement of claim {0}",
            "decision": "the decision on claim {0}",
            "split": "the split of claim {0}",
            "remark": "your remark on claim {0}" if self.remark else "a remark on claim {0}",
            "merge": "the merge of claim {0} into claim {1}",
            "new": "a new claim",
        }
        return labels[self.kind].format(self.claim, self.into)

    @property
    def query(self) -> str:
        """Under which an article's page opens the form beside its text."""
        if self.claim:
            return f"?claim={self.claim}"
        return f"?revision={self.revision}&start={self.start}&end={self.end}"

    def get_absolute_url(self) -> str:
        """The page with the form on it."""
        if self.kind == "new":
            return reverse("articles:mark", args=[self.article]) + self.query
        if self.kind == "merge":
            return reverse("claims:merge", args=[self.claim]) + f"?into={self.into}"
        if self.remark:
            return reverse("claims:remark", args=[self.claim, uuid.UUID(self.remark)])
        pages = {
            "remark": "claims:talk",
            "claim": "claims:answer",
            "statement": "claims:edit",
            "decision": "desk:claim",
            "split": "claims:split",
        }
        return reverse(pages[self.kind], args=[self.claim])

    def beside(self, query: str) -> str:
        """The same beside an article, which the query names; the same without one."""
        url = self.get_absolute_url()
        return url + (query.replace("?", "&", 1) if "?" in url else query)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing of a form: each has an ``id`` of its own, so that two windows with the same form can be told apart.

    ``shows`` is the ``mark`` of the unsaved text it was drawn with; or, where a browser filled it, the id of the
    drawing that this was typed into.
    """

    id: str = ""
    shows: str = ""

    @classmethod
    def anew(cls, shows: str = "") -> Drawn:
        return cls(uuid.uuid4().hex, shows)

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Drawn:
        """What a form says of itself, or of another's ``text``; empty where it says nothing, or nonsense."""
        drawn = data.get("drawn") or data.get("text", "")
        return cls(drawn if _DRAWN.fullmatch(drawn) else "", data.get("shows", ""))


class UnsavedText(Stored):
    """The fields of one form as one person left them in one window. Nobody else ever gets it, nothing depends on it.

    It has neither event nor history, and is deleted. When the form is saved or the text discarded the row is emptied
    and stays for a while (``kept`` is false), so that a request that was still on its way brings nothing back.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    #: The drawing of the form that it was last typed into.
    drawn = models.CharField(max_length=32, default="")
    #: The version of the claim that stood above the form.
    version = models.UUIDField(null=True)
    #: Name of the field -> what it held, as the form posts it.
    fields = models.JSONField(default=dict)
    #: When the last of it was typed; text typed well before never takes its place.
    typed_at = models.DateTimeField()
    kept = models.BooleanField(default=True)

    class Meta:
        ordering = ["typed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name", "drawn"], name="unsaved_text_once_per_drawn_form")
        ]

    def __str__(self) -> str:
        return f"Unsaved text {self.name}"

    @property
    def mark(self) -> str:
        """Of the text as it is now: another when something was typed since, or in another window."""
        return f"{self.drawn}@{self.typed_at.isoformat()}"

    @property
    def words(self) -> list[str]:
        """What was written, for whoever reads it away from its form; what was only chosen is left out."""
        sources = sorted((int(found[1]), name) for name in self.fields if (found := _SOURCE.fullmatch(name)))
        names = [*_WRITTEN, *(name for _, name in sources)]
        return [self.fields[name] for name in names if self.fields.get(name, "").strip()]

    @property
    def is_from_today(self) -> bool:
        return timezone.localdate(self.typed_at) == timezone.localdate()
