"""Mark words, propose a claim, edit its statement."""

from collections.abc import Iterable
from typing import Any

from django import forms

from annotations.text import fold_newlines
from factcheck.choices import Rating, Role
from factcheck.forms.answers import ABSTAIN, NONE, AnswerForm
from factcheck.forms.base import KeyedForm
from factcheck.numbers import number_in

#: What leads to a mark that is no claim's, where a rating leads to a claim.
OTHER = "other"


class SelectionForm(forms.Form):
    """What was selected in the article: offsets in code points and the words seen there; or pasted words."""

    revision = forms.IntegerField(min_value=1)
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)
    quote = forms.CharField(required=False, strip=False)
    #: Far more than anybody pastes to find a place, and little enough to be searched for at once.
    words = forms.CharField(required=False, strip=False, max_length=20_000)
    rating = forms.ChoiceField(choices=[("", ""), *Rating.choices, (OTHER, "Something else")], required=False)

    def clean(self) -> dict[str, Any]:
        """Fold the line ends of what was posted; ask for one of the two ways to say it."""
        data = self.cleaned_data
        data["quote"], data["words"] = fold_newlines(data.get("quote", "")), fold_newlines(data.get("words", ""))
        placed = data.get("start") is not None and data.get("end") is not None and data["quote"]
        if not placed and not data["words"].strip() and not self.errors:
            raise forms.ValidationError("Select words in the article, or paste them here exactly as they stand.")
        return data


class ClaimForm(AnswerForm):
    """A new claim on a passage, with the proposer's answer if they give one now; or one more passage of a claim."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=forms.Textarea(attrs={"hidden": True, "class": "visually-hidden"}))
    statement = forms.CharField(
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One checkable statement in neutral words. It starts as the quotation: edit it.",
    )
    role = forms.ChoiceField(choices=Role.choices, initial=Role.ASSERTION, label="The passage is")
    sensitive = forms.BooleanField(required=False, label="Sensitive: three ratings needed")
    existing = forms.IntegerField(
        min_value=1, required=False, label="It belongs to claim number", help_text="Leave empty for a new claim."
    )
    #: The same, of a claim that was offered: the button says it.
    join = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    #: The claims that were shown as ones the passage may belong to.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("statement", "answer", "abstention", "rationale", "role", "sensitive", "existing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["answer"]
        choice.choices = [*Rating.choices, (ABSTAIN, "Abstain"), (NONE, "No verdict yet")]
        self.fields["version"].required = False

    def clean_quote(self) -> str:
        return fold_newlines(self.cleaned_data["quote"])

    def clean_seen(self) -> set[int]:
        # Longer ones are no number of ours, and Python refuses to read very long ones.
        return {number for one in self.cleaned_data["seen"].split() if (number := number_in(one)) is not None}

    def clean(self) -> dict[str, Any]:
        """A statement is needed for a new claim; a passage of an existing one is answered there, not here."""
        self.cleaned_data["existing"] = self.cleaned_data.get("join") or self.cleaned_data.get("existing")
        if self.cleaned_data["existing"]:
            for name in ("rationale", "abstention", "answer", "statement"):
                self.errors.pop(name, None)
            return self.cleaned_data
        data = super().clean()
        if not data.get("statement", "").strip():
            self.add_error("statement", "Write the claim as one checkable statement.")
        return data

    def show(self, claims: Iterable[int]) -> None:
        """Note, in a bound form too, that these are the claims it is shown with."""
        shown = " ".join(map(str, claims))
        self.initial["seen"] = shown
        if self.is_bound:
            data: Any = self.data
            data = data.copy()
            data["seen"] = shown
            self.data = data

    @property
    def has_answer(self) -> bool:
        """Whether the proposer answers at once."""
        return self.cleaned_data.get("answer") not in (None, "", NONE)


class StatementForm(KeyedForm):
    """The statement in new words, and why."""

    statement = forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(max_length=1_000, label="Why", widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.UUIDField(widget=forms.HiddenInput)


class ReasonForm(KeyedForm):
    """A reason in a sentence."""

    reason = forms.CharField(max_length=1_000, label="Why", widget=forms.Textarea(attrs={"rows": 2}))
