"""An editor's decision."""

from typing import Any

from django import forms
from django.utils import timezone

from annotations.text import fold_newlines
from factcheck.choices import DECISIONS, CorrectionKind, Move, Rating, Rejection
from factcheck.forms.base import KeyedForm
from factcheck.numbers import DIGITS

MOVE_LABELS = {
    Move.APPROVE: "Approve what the rule proposes",
    Move.OVERRIDE: "Override: decide on another rating",
    Move.RETURN: "Return with a question",
    Move.REJECT: "Reject",
    Move.REOPEN: "Reopen, with a correction",
}


class DecisionForm(KeyedForm):
    """One move, with the rating and the reason it needs; ``seen`` is the fingerprint of what was on the page."""

    move = forms.ChoiceField(
        widget=forms.RadioSelect, label="Decision", error_messages={"required": "Choose what to do with this claim."}
    )
    rating = forms.ChoiceField(choices=[("", "Rating…"), *Rating.choices], required=False, label="Rating, for override")
    rejection = forms.ChoiceField(choices=[("", "As…"), *Rejection.choices], required=False, label="Rejected as")
    duplicate_of = forms.IntegerField(
        min_value=1,
        max_value=10**DIGITS - 1,
        required=False,
        label="Of claim number, for a duplicate",
        help_text="The claim that is left. Both show the link.",
    )
    correction = forms.ChoiceField(
        choices=[("", "Kind…"), *CorrectionKind.choices],
        required=False,
        label="Kind of correction",
        help_text="What stands now is kept as what stood before. Give the cause below.",
    )
    reason = forms.CharField(
        max_length=5_000,
        required=False,
        label="Reason or question",
        help_text="Needed for everything but approving.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    #: When the page was made: what came after it is shown if the form comes too late.
    looked = forms.DateTimeField(required=False, widget=forms.HiddenInput, initial=lambda: timezone.now().isoformat())

    def __init__(self, *args: Any, moves: frozenset[Move] = DECISIONS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(moves)

    def offer(self, moves: frozenset[Move]) -> None:
        """Show these moves only; one alone is chosen already."""
        choice: Any = self.fields["move"]
        choice.choices = [(move, label) for move, label in MOVE_LABELS.items() if move in moves]
        if len(choice.choices) == 1:
            self.initial.setdefault("move", choice.choices[0][0])

    def clean(self) -> dict[str, Any]:
        """Every move but approving needs a reason."""
        data = self.cleaned_data
        data["reason"] = fold_newlines(data.get("reason", "")).strip()
        if data.get("move") and data["move"] != Move.APPROVE and not data["reason"]:
            self.add_error("reason", "Give the reason, or the question, in a sentence.")
        if data.get("move") == Move.OVERRIDE and not data.get("rating"):
            self.add_error("rating", "Choose the rating you decide on.")
        if data.get("move") == Move.REJECT and not data.get("rejection"):
            self.add_error("rejection", "Say as what you reject it.")
        if data.get("move") == Move.REOPEN and not data.get("correction"):
            self.add_error("correction", "Say what kind of correction it is.")
        return data

    def ruling(self) -> dict[str, Any]:
        """What ``decide`` is asked for besides claim, fingerprint and person; of a valid form only."""
        data = self.cleaned_data
        given: dict[str, Any] = {"move": Move(data["move"]), "reason": data["reason"], "key": data["key"]}
        if given["move"] == Move.OVERRIDE:
            given["rating"] = Rating(data["rating"])
        if given["move"] == Move.REJECT:
            given |= {"rejection": Rejection(data["rejection"]), "duplicate_of": data["duplicate_of"]}
        if given["move"] == Move.REOPEN:
            given["correction"] = CorrectionKind(data["correction"])
        return given
