"""Split a claim in two, merge two into one."""

from collections.abc import Iterable
from typing import Any

from django import forms

from factcheck.choices import Share
from factcheck.forms.base import KeyedForm

_WHY = forms.Textarea(attrs={"rows": 2})
_STATEMENT = forms.Textarea(attrs={"rows": 3})


class SplitForm(KeyedForm):
    """What becomes of each passage, the two statements, and why."""

    statement = forms.CharField(max_length=2_000, widget=_STATEMENT, label="Statement of this claim")
    other = forms.CharField(max_length=2_000, widget=_STATEMENT, label="Statement of the new claim")
    reason = forms.CharField(max_length=1_000, label="Why", widget=_WHY)
    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, spans: Iterable[tuple[int, bool]], **kwargs: Any) -> None:
        """``spans``: each passage by its span, and whether its place in the text is sure."""
        super().__init__(*args, **kwargs)
        spans = list(spans)
        self.names = {span: f"passage-{span}" for span, _ in spans}
        for number, (span, sure) in enumerate(spans, 1):
            self.fields[self.names[span]] = forms.ChoiceField(
                choices=[choice for choice in Share.choices if sure or choice[0] != Share.BOTH],
                initial=Share.BOTH if sure and len(spans) == 1 else Share.STAYS,
                widget=forms.RadioSelect,
                label=f"Passage {number}",
                error_messages={"required": "Say what becomes of this passage."},
            )

    @property
    def shares(self) -> dict[int, Share]:
        """What becomes of each passage, by span; of a valid form only."""
        return {span: Share(self.cleaned_data[name]) for span, name in self.names.items()}


class MergeForm(KeyedForm):
    """The claim that is left, its statement, and why they are the same."""

    into = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    statement = forms.CharField(max_length=2_000, widget=_STATEMENT, label="Statement from now on")
    reason = forms.CharField(max_length=1_000, label="Why they are the same", widget=_WHY)
    #: The versions of both that the form was made from.
    version = forms.UUIDField(widget=forms.HiddenInput)
    version_into = forms.UUIDField(widget=forms.HiddenInput)
