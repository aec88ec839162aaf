"""What words are, besides a claim: a part of the text, or something to be said of them."""

from collections.abc import Iterator
from typing import Any

from django import forms

from annotations.models import Kind, Revision, Span
from annotations.text import fold_newlines
from factcheck.actions.recording import state_of
from factcheck.actions.zones import MAX_READING
from factcheck.forms.base import KeyedForm

#: Each kind, in the order of the form, with what tells it from the others.
EXPLAINED = {
    Kind.BOILERPLATE: "An advertisement, a comment form, links, hashtags. It is greyed, and outside every count.",
    Kind.HEADLINE: "A headline, or a heading inside the text.",
    Kind.CAPTION: "The words that go with a picture, and its credit.",
    Kind.ATTRIBUTION: "Who is said to say it: “according to”, “a spokesman said”.",
    Kind.CAVEAT: "The text’s own warning: “not independently verified”, “if confirmed”.",
    Kind.TEXT_DEFECT: "A slip of typing, copying or translation. The text stays as it is.",
}


class KindSelect(forms.RadioSelect):
    """Radio buttons, each described by its explanation."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["aria-describedby"] = f"kind-{value}"
        return option


class KindForm(KeyedForm):
    """A kind, and for a text defect the presumed reading; of any other kind it is not asked, and dropped."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in EXPLAINED],
        widget=KindSelect,
        label="These words are",
        error_messages={"required": "Choose what these words are."},
    )
    reading = forms.CharField(
        max_length=MAX_READING,
        required=False,
        label="Presumed reading",
        help_text="What it presumably should say. Leave it empty if nobody can tell.",
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
    )

    def kinds(self) -> Iterator[tuple[Any, str]]:
        """Each radio button with its explanation."""
        return zip(self["kind"], EXPLAINED.values(), strict=True)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        reading = fold_newlines(data.get("reading", "")).strip()
        data["reading"] = reading if data.get("kind") == Kind.TEXT_DEFECT else ""
        return data


class ZoneForm(KindForm):
    """A new mark on a passage."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=forms.Textarea(attrs={"hidden": True, "class": "visually-hidden"}))

    @classmethod
    def at(cls, revision: Revision, start: int, end: int) -> "ZoneForm":
        """The form with the passage in it."""
        quote = revision.text[start:end]
        return cls(initial={"revision": revision.number, "start": start, "end": end, "quote": quote})

    def clean_quote(self) -> str:
        return fold_newlines(self.cleaned_data["quote"])


class ZoneStateForm(KeyedForm):
    """Remove a mark, or put it back, as it was seen; ``revision`` is the number of the text beside the form."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """What the action is to be told, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("seen", "key")}


class ChangeZoneForm(KindForm, ZoneStateForm):
    """Another kind or reading for a mark."""

    @classmethod
    def of(cls, span: Span, revision: Revision) -> "ChangeZoneForm":
        """The form as the mark is now, beside this text."""
        initial = {"kind": span.kind, "reading": span.reading, "seen": state_of(span)}
        return cls(initial={**initial, "revision": revision.number})

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**super().given(), "kind": Kind(data["kind"]), "reading": data["reading"]}
