"""Move the edges of a passage."""

from typing import Any

from django import forms

from annotations.quotes import find_words
from annotations.text import fold_newlines
from factcheck.forms.base import KeyedForm


class MoveForm(KeyedForm):
    """Where the passage stands from now on: offsets in code points with the words there, or the words alone."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)
    quote = forms.CharField(required=False, strip=False)
    words = forms.CharField(
        required=False,
        strip=False,
        max_length=20_000,
        label="Exact words of the passage",
        help_text="Add words from before and after, or take some away, exactly as they stand in the text.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two ways to say it."""
        data = self.cleaned_data
        data["quote"], data["words"] = fold_newlines(data.get("quote", "")), fold_newlines(data.get("words", ""))
        placed = data.get("start") is not None and data.get("end") is not None and data["quote"]
        if not placed and not data["words"].strip() and not self.errors:
            self.add_error("words", "Write the words of the passage exactly as they stand in the text.")
        return data

    def place(self, text: str, start: int, end: int) -> tuple[int, int, str] | None:
        """The place that was sent, or where the words stand that were: there, where they share most with ``start``
        to ``end``. None, with the error at the field, if they stand nowhere.
        """
        data = self.cleaned_data
        if not data["words"].strip():
            return data["start"], data["end"], data["quote"]
        places = find_words(text, data["words"])
        if not places:
            self.add_error("words", "These words do not stand in this article. Copy them from it, letter by letter.")
            return None
        begin, upto = max(places, key=lambda place: min(end, place[1]) - max(start, place[0]))
        return begin, upto, text[begin:upto]
