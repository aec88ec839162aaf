"""On which origin an article or a passage rests, and what an origin is called."""

from collections.abc import Iterable
from typing import Any

from django import forms

from factcheck.forms.base import KeyedForm


class NameOriginForm(KeyedForm):
    """The name of an origin: one that is here, offered while somebody types, or a new one."""

    name = forms.CharField(
        max_length=200,
        required=False,
        label="It rests on",
        help_text="A call, a recording, a report of an agency: what others may rest on too. Empty: nobody has said.",
        widget=forms.TextInput(attrs={"list": "origins", "dir": "auto", "autocomplete": "off"}),
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: What is offered.
        self.names = list(names)


class PassageOriginForm(NameOriginForm):
    """The same for one passage, in place of what its article rests on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "A call, a recording, a report of an agency. Empty: what its article rests on."


class OriginForm(KeyedForm):
    """An origin's name and what is to be known of it."""

    name = forms.CharField(max_length=200, label="Name", widget=forms.TextInput(attrs={"dir": "auto"}))
    note = forms.CharField(max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class MergeOriginsForm(KeyedForm):
    """The origin that this one turned out to be."""

    into = forms.CharField(
        max_length=200,
        label="It is the same as",
        widget=forms.TextInput(attrs={"list": "origins", "dir": "auto", "autocomplete": "off"}),
    )
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)
