"""What somebody typed into a form and has not saved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse

_NAME = re.compile(
    r"(?:(claim|statement|decision):([1-9][0-9]{0,17})"
    r"|new:([1-9][0-9]{0,17}):([1-9][0-9]{0,8}):(0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8}))"
)


@dataclass(frozen=True, slots=True)
class FormName:
    """Which form: an answer (``claim:12``), a ``statement:12``, a ``decision:12``, or a claim that is being made.

    The last is ``new:5:1:24-40``: article, revision, and the passage in code points.
    """

    kind: str
    claim: int = 0
    article: int = 0
    revision: int = 0
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, name: str) -> FormName | None:
        """What a name says; None if it is none."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        kind, claim, *place = found.groups()
        return cls(kind, claim=int(claim)) if kind else cls("new", 0, *map(int, place))

    def __str__(self) -> str:
        if self.claim:
            return f"{self.kind}:{self.claim}"
        return f"new:{self.article}:{self.revision}:{self.start}-{self.end}"

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
        pages = {"claim": "claims:answer", "statement": "claims:edit", "decision": "desk:claim"}
        return reverse(pages[self.kind], args=[self.claim])


class UnsavedText(models.Model):
    """The fields of one form as one person left them. Nobody else ever gets it, and nothing depends on it.

    It has neither event nor history, and is deleted. When the form is saved or the text discarded the row is emptied
    but for the form's key and stays for a while (``kept`` is false), so that a request that was still on its way
    brings nothing back.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    #: The version of the claim that stood above the form.
    version = models.UUIDField(null=True)
    #: Name of the field -> what it held, as the form posts it.
    fields = models.JSONField(default=dict)
    #: When the last of it was typed; text typed well before never takes its place.
    typed_at = models.DateTimeField()
    kept = models.BooleanField(default=True)

    class Meta:
        ordering = ["typed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="unsaved_text_once_per_form")]

    def __str__(self) -> str:
        return f"Unsaved text {self.name}"
