"""Bring in and describe articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from annotations.errors import UnreadableText
from annotations.incoming import Incoming
from annotations.models import DETAILS, Article, Origin
from annotations.sources import ENDINGS
from annotations.text import Decoded, decode
from factcheck.actions.articles import read_file
from factcheck.actions.recording import state_of
from factcheck.choices import Twins
from factcheck.forms.base import KeyedForm

DETAIL_LABELS = {
    "outlet": "Outlet",
    "byline": "Author, as printed",
    "published": "Published, as worded",
    "source_url": "Address",
    "language": "Language",
}

#: What is said beside a field of where its present value is from.
FROM_WHERE = {Origin.FILE.value: "From the file.", Origin.GUESS.value: "A guess: check it."}


class DetailsForm(KeyedForm):
    """Title and what else is known of an article; every field may be empty."""

    title = forms.CharField(max_length=300, required=False)
    outlet = forms.CharField(max_length=200, required=False, label=DETAIL_LABELS["outlet"])
    byline = forms.CharField(max_length=200, required=False, label=DETAIL_LABELS["byline"])
    published = forms.CharField(max_length=100, required=False, label=DETAIL_LABELS["published"])
    source_url = forms.URLField(
        max_length=2000, required=False, label=DETAIL_LABELS["source_url"], assume_scheme="https"
    )
    language = forms.CharField(
        max_length=35, required=False, label=DETAIL_LABELS["language"], help_text="A code such as en or pt-BR."
    )

    def details(self) -> dict[str, str]:
        """The metadata without the title."""
        return {name: self.cleaned_data.get(name, "") for name in DETAIL_LABELS}


class DescribeForm(DetailsForm):
    """The same for an article that is here, beside each field where its value is from.

    ``seen`` says from which state the form was made; ``confirmed`` is asked only where something is guessed.
    """

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, label="I have checked the guesses that I leave as they are")

    def __init__(self, data: Any = None, *, article: Article) -> None:
        names = ("title", *DETAILS)
        super().__init__(data, initial={**{name: getattr(article, name) for name in names}, "seen": state_of(article)})
        for name in names:
            from_where = FROM_WHERE.get(getattr(article, f"{name}_origin"), "")
            self.fields[name].help_text = f"{from_where} {self.fields[name].help_text}".strip()
        if not article.guesses:
            del self.fields["confirmed"]


class BringInForm(KeyedForm):
    """What is asked once a text is found to be here already, or nearly. ``seen`` says what was found."""

    twins = forms.ChoiceField(choices=Twins.choices, required=False)
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Take no decision from somebody who was shown nothing to decide upon."""
        data = super().clean() or self.cleaned_data
        if not data.get("seen"):
            data["twins"] = Twins.ASK
        elif not data.get("twins"):
            data["seen"] = ""
        return data

    def ask_again(self, seen: str) -> None:
        """Show the form once more with what was found now, nothing decided, and a fresh key."""
        self.renew_key()
        data: Any = self.data
        data["seen"], data["twins"] = seen, Twins.ASK.value


class PasteForm(DetailsForm, BringInForm):
    """One article as pasted text."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 14}), strip=False)

    def clean_text(self) -> Decoded:
        """The text in its normal form; raises with the sentence of the text layer if it cannot be one."""
        try:
            return decode(self.cleaned_data["text"].encode("utf-8", "surrogatepass"))
        except UnreadableText as problem:
            raise forms.ValidationError(str(problem)) from None

    def incoming(self) -> Incoming:
        """What the action takes."""
        data = self.cleaned_data
        origin = Origin.PERSON if data["title"].strip() else Origin.NONE
        return Incoming(data["text"], data["title"], origin, self.details())


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several uploaded files, each cleaned as a file is."""

    widget = ManyFilesInput(attrs={"accept": ",".join(ENDINGS)})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files; raises if there is none."""
        files = data if isinstance(data, (list, tuple)) else [data]
        files = files or [None]  # so that no file at all is refused as a missing one is
        return [super(ManyFilesField, self).clean(one, initial) for one in files]


class UploadForm(BringInForm):
    """One or several text files, taken all or none."""

    files = ManyFilesField(  # type: ignore[assignment]  # the metaclass takes the field out of the class
        label="Files",
        help_text="One or several: plain text, Markdown, HTML, Word, PDF with a text layer. "
        "Without a title of its own a file is named after its file name.",
    )

    def clean_files(self) -> Sequence[Incoming]:
        """Each file decoded; raises one sentence for each that cannot be."""
        taken: list[Incoming] = []
        problems: list[str] = []
        for file in self.cleaned_data["files"]:
            try:
                taken.append(read_upload(file))
            except UnreadableText as problem:
                problems.append(f"{file.name}: {problem}")
        if problems:
            raise forms.ValidationError([*problems, "Nothing was saved. Choose the files again."])
        return taken


def read_upload(file: UploadedFile[Any]) -> Incoming:
    """A file with the title it names, else its own name; raises UnreadableText."""
    return read_file(file.name or "", file.read())
