"""Evidence: rows of sources beside an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import formset_factory

from annotations.text import fold_newlines
from factcheck.actions.answers import Source
from factcheck.choices import Stance
from factcheck.models import Attachment
from factcheck.numbers import number_in

MAX_SOURCES = 50
_ROW = re.compile(r"evidence-([0-9]+)-(\w+)")

#: As browsers send it and ask to be sent it.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EvidenceForm(forms.Form):
    """One source. A row left empty is no source.

    A file that is sent with a row is kept before the form is made (``factcheck.views.sources``): the row has its
    number from then on, and never the file itself.
    """

    stance = forms.ChoiceField(choices=Stance.choices, required=False, initial=Stance.SUPPORTS)
    url = forms.URLField(max_length=2000, required=False, label="Web address", assume_scheme="https")
    citation = forms.CharField(
        max_length=2000, required=False, label="Or a citation", widget=forms.Textarea(attrs={"rows": 1})
    )
    excerpt = forms.CharField(
        max_length=5000, required=False, label="Excerpt", widget=forms.Textarea(attrs={"rows": 2})
    )

    title = forms.CharField(max_length=500, required=False, label="Title")
    publisher = forms.CharField(max_length=300, required=False, label="Publisher")
    published = forms.CharField(max_length=60, required=False, label="Published", help_text="As far as it is known.")
    accessed_on = forms.DateField(required=False, label="Looked at on", widget=DAY)
    archived_url = forms.URLField(max_length=2000, required=False, label="Archived at", assume_scheme="https")

    #: A file of the person's own, and the field that sends one.
    attachment_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(required=False, label="Or a file", widget=forms.FileInput)

    #: The file, for showing it; None if there is none, or it is not theirs. ``refused``: why one was not kept.
    attached: Attachment | None = None
    refused = ""

    #: Each of these names a source.
    NAMES = ("url", "citation", "attachment_id")
    #: What is asked for on demand.
    MORE = ("title", "publisher", "published", "accessed_on", "archived_url")

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        """Whether something is in the fields that are asked for on demand, or wrong with it."""
        return any(field.value() or field.errors for field in self.more)

    def has_changed(self) -> bool:
        """Whether there is something in the row; a file that was refused is told of in an empty one too."""
        return bool(self.refused) or super().has_changed()

    def clean(self) -> dict[str, Any]:
        """Refuse what is said about a source without its name."""
        data = self.cleaned_data
        if self.refused:
            self.add_error("file", self.refused)
        named = any(data.get(name) for name in self.NAMES) or "url" in self.errors or self.refused
        if data.get("excerpt") and not named:
            raise forms.ValidationError("Name the source of this excerpt: an address, a citation or a file.")
        if not named and any(data.get(name) for name in self.MORE):
            raise forms.ValidationError("Name this source: an address, a citation or a file.")
        return data

    def source(self) -> Source | None:
        """What the action takes, or None for an empty row."""
        data = self.cleaned_data
        if not any(data.get(name) for name in self.NAMES):
            return None
        return Source(
            stance=Stance(data.get("stance") or Stance.SUPPORTS),
            url=data.get("url", ""),
            citation=fold_newlines(data.get("citation", "")),
            excerpt=fold_newlines(data.get("excerpt", "")),
            title=data.get("title", ""),
            publisher=data.get("publisher", ""),
            published=data.get("published", ""),
            accessed_on=data.get("accessed_on"),
            archived_url=data.get("archived_url", ""),
            attachment_id=data.get("attachment_id"),
        )


#: The fields in which something stands if a row is a source, or wants to be one.
_SAID = (*EvidenceForm.NAMES, "excerpt", *EvidenceForm.MORE)


class SourcesFormSet(forms.BaseFormSet[EvidenceForm]):
    """The rows of an answer."""

    default_error_messages = {  # as Django has it
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": "An answer cites at most %(num)d sources. Take some of them out.",
    }


EvidenceFormSet = formset_factory(
    EvidenceForm, SourcesFormSet, extra=1, max_num=MAX_SOURCES, validate_max=True, absolute_max=60
)


def sources_in(fields: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of evidence among the fields of a form, in their order, without those left empty."""
    rows: dict[int, dict[str, str]] = {}
    for name, words in fields.items():
        if found := _ROW.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = words
    return [row for _, row in sorted(rows.items()) if any(row.get(name) for name in _SAID)]


def one_more_row(data: Any, source: Source | None = None) -> Any:
    """The posted data asking for one more row of evidence, within the limit.

    Holding that source, if one is given: then the first row that is empty takes it.
    """
    data = data.copy()
    total = number_in(data.get("evidence-TOTAL_FORMS", "")) or 0
    if source is not None:
        rows = (at for at in range(total) if not any(data.get(f"evidence-{at}-{name}") for name in _SAID))
        total = min(next(rows, total), MAX_SOURCES - 1)
        for name, value in source.columns().items():
            data[f"evidence-{total}-{name}"] = "" if value is None else str(value)
        data["evidence-TOTAL_FORMS"] = str(max(total + 1, number_in(data.get("evidence-TOTAL_FORMS", "")) or 0))
        return data
    data["evidence-TOTAL_FORMS"] = str(min(total + 1, MAX_SOURCES))
    return data
