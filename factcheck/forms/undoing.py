"""Undo, and do again."""

from django import forms

from factcheck.numbers import number_in


class UndoForm(forms.Form):
    """What the button showed, and the page it stood on: beside an article's text, or on a claim's own page."""

    #: The idempotency key; its name tells it from those of the forms that stand on the same page.
    once = forms.CharField(max_length=64, required=False)
    #: The token of what the button showed.
    deed = forms.CharField(max_length=64)
    article = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    #: The number of the text that stands there.
    revision = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    claim = forms.IntegerField(min_value=1, max_value=2**31, required=False)

    def open_claim(self) -> int | None:
        """The claim that the panel beside the article shows, if it shows one."""
        opened = [one for one in self.data.getlist("open") if one.startswith("claim-")]  # type: ignore[attr-defined]
        number = opened[-1].removeprefix("claim-") if opened else ""
        return number_in(number, digits=9)
