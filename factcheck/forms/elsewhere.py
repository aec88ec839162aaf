"""The same words elsewhere: which of the places are the claim's too."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from factcheck.forms.base import KeyedForm

_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def tokens(places: Iterable[tuple[int, int]]) -> str:
    """Places as the form carries them: "24-30 47-53", in code points."""
    return " ".join(f"{start}-{end}" for start, end in places)


class ElsewhereForm(KeyedForm):
    """The revision the places were found in, all of them, and those that were ticked."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    #: What was offered: taking all takes these, be it sent twice or be others there by now.
    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    everywhere = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """``places``: those ticked, or all that were offered, as (start, end); at least one."""
        data: Any = self.data
        everywhere = self.cleaned_data.get("everywhere")
        taken = self.cleaned_data.get("offered", "").split() if everywhere else data.getlist("place")
        found = [match for one in taken if (match := _PLACE.fullmatch(one))]
        if len(found) < len(taken):
            raise forms.ValidationError("A place you ticked is none of those that were offered. Open the page again.")
        if not found:
            raise forms.ValidationError("Tick the places that belong to the claim, or take all of them.")
        self.cleaned_data["places"] = [(int(match[1]), int(match[2])) for match in found]
        return self.cleaned_data
