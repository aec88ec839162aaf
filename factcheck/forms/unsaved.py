"""What a page sends of a form while somebody types."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from factcheck.forms.base import folded
from factcheck.models import FormName

#: A clock that is further behind than this is wrong; a request that takes so long is none.
SKEW = timedelta(minutes=1)
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
        return {name: folded(data[name]) for name in data}

    def typed_at(self) -> datetime:
        """When it was typed by our clock, and never after now.

        A request that was long on its way must not look younger than it is: the browser's word counts, unless its
        clock is plainly wrong. Then its age does.
        """
        now, sent = timezone.now(), _moment(self.cleaned_data["now"])
        typed = _moment(self.cleaned_data["typed"])
        by_age = now - (sent - typed)
        return min(by_age, now) if now - sent > SKEW else min(typed, by_age, now)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
