"""What somebody has read of what they were told, and which wording they confirm an answer for."""

import uuid
from typing import Any

from django import forms

from factcheck.actions.upholding import MAX_WORDS
from factcheck.forms.base import KeyedForm


class ReadForm(forms.Form):
    """The notices that were read, one or several, as they stood on the page. ``open`` asks to be led to the first."""

    open = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Add the ``notices``: an address like ``notice=…`` for each."""
        given: Any = self.data
        try:
            notices = [uuid.UUID(one) for one in given.getlist("notice")]
        except ValueError:
            notices = []
        if not notices:
            raise forms.ValidationError("Say which of them you have read.")
        return {**self.cleaned_data, "notices": notices}


class ConfirmForm(KeyedForm):
    """The wording that was seen, for which one's answer to an earlier one is given again as it is."""

    version = forms.UUIDField(widget=forms.HiddenInput)


class UpholdForm(KeyedForm):
    """The question that was read, after which one's answer stands, and what one says to it."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="A word to the editor (optional)",
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # An answer, and a remark, stand in the same panel.
        super().__init__(*args, auto_id="stands_%s", **kwargs)
