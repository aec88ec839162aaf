"""What a page sends of a form while somebody types."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from annotations.text import fold_newlines
from factcheck.models import FormName

#: The year 2200, in milliseconds: beyond it no clock is.
_FAR = 7_258_118_400_000


class FormNameForm(forms.Form):
    """Which form it is."""

    unsaved = forms.CharField(max_length=80)

    def clean_unsaved(self) -> FormName:
        name = FormName.of(self.cleaned_data["unsaved"])
        if name is None:
            raise forms.ValidationError("There is no such form.")
        return name


class UnsavedForm(FormNameForm):
    """A form with all its fields, when the last was typed, and when it was sent: in ms of the browser's clock."""

    version = forms.UUIDField(required=False)
    typed = forms.IntegerField(min_value=0, max_value=_FAR)
    now = forms.IntegerField(min_value=0, max_value=_FAR)

    def fields_typed(self) -> dict[str, str]:
        """Every field that was sent, with its line ends as the text layer has them."""
        data: Any = self.data
        return {name: fold_newlines(data[name]) for name in data}

    def typed_at(self) -> datetime:
        """When it was typed by our clock, but for the time it was on its way; never after now.

        Of the browser's clock only differences count: it may be wrong.
        """
        age = _moment(self.cleaned_data["now"]) - _moment(self.cleaned_data["typed"])
        return timezone.now() - max(age, timedelta(0))


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
