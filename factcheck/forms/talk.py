"""A remark in the talk on a claim."""

from typing import Any

from django import forms

from factcheck.accounts.models import User
from factcheck.accounts.people import at_work
from factcheck.actions.recording import state_of
from factcheck.actions.talk import MAX_WORDS
from factcheck.forms.base import KeyedForm
from factcheck.models import Remark


class RemarkForm(KeyedForm):
    """The words, and people to tick if the form asks for them (``people``) or came with some: one query then.

    Nobody tells themselves: ``by``, who speaks, is not among them.
    """

    words = forms.CharField(
        label="Remark",
        max_length=MAX_WORDS,
        help_text="@ and a full name mentions somebody. Markdown.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something."},
    )
    to = forms.TypedMultipleChoiceField(
        label="Tell them of this remark", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    #: The token of the remark that is changed, as the form was made from it.
    seen = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, by: User | None = None, **kwargs: Any) -> None:
        # An answer stands in the same panel, with fields of the same names.
        super().__init__(data, auto_id="talk_%s", **kwargs)
        if data is not None and "people" in data:
            self.fields["words"].required = False  # they may come after
        if data is not None and ("people" in data or "to" in data):
            people = [one for one in at_work() if one != by]
            names = [one.name for one in people]
            to: Any = self.fields["to"]
            to.choices = [
                (one.pk, one.name if names.count(one.name) == 1 else f"{one.name} ({one.email})") for one in people
            ]
        else:
            del self.fields["to"]

    @property
    def has_people(self) -> bool:
        return "to" in self.fields

    @classmethod
    def changing(cls, remark: Remark, typed: Any) -> "RemarkForm":
        """The form filled with a remark as it is, or with what its author typed over it and did not save."""
        return cls(initial={"words": remark.words, **typed, "seen": state_of(remark)})
