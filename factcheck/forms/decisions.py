"""An editor's decision."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from annotations.text import fold_newlines
from factcheck.accounts.models import User
from factcheck.choices import DECISIONS, Address, CorrectionKind, Move, Rating, Rejection
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
    address = forms.ChoiceField(
        choices=Address.choices, widget=forms.RadioSelect, required=False, initial="", label="To whom the question goes"
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

    def __init__(
        self, *args: Any, moves: frozenset[Move] = DECISIONS, people: Sequence[User] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(moves, people)

    def offer(self, moves: frozenset[Move], people: Sequence[User]) -> None:
        """Show these moves only, and these people to ask; one move alone is chosen already."""
        # A field for each, as unsaved text keeps one value by name.
        for person in people:
            self.fields.setdefault(f"asked-{person.pk}", forms.BooleanField(required=False, label=str(person)))
        to: Any = self.fields["address"]
        to.choices = [one for one in Address.choices if people or one[0] != Address.NAMED]
        choice: Any = self.fields["move"]
        choice.choices = [(move, label) for move, label in MOVE_LABELS.items() if move in moves]
        if len(choice.choices) == 1:
            self.initial.setdefault("move", choice.choices[0][0])

    @property
    def asked(self) -> list[forms.BoundField]:
        """A tick for each who can be asked by name."""
        return [self[name] for name in self.fields if name.startswith("asked-")]

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
        if data.get("move") == Move.RETURN and data.get("address") == Address.NAMED and not self._ticked():
            self.add_error("address", "Tick at least one of those who answered.")
        return data

    def _ticked(self) -> list[int]:
        return [int(name.removeprefix("asked-")) for name, on in self.cleaned_data.items() if on is True]

    def ruling(self) -> dict[str, Any]:
        """What ``decide`` is asked for besides claim, fingerprint and person; of a valid form only."""
        data = self.cleaned_data
        given: dict[str, Any] = {"move": Move(data["move"]), "reason": data["reason"], "key": data["key"]}
        if given["move"] == Move.OVERRIDE:
            given["rating"] = Rating(data["rating"])
        if given["move"] == Move.RETURN:
            given |= {"address": Address(data["address"]), "asked": self._ticked()}
        if given["move"] == Move.REJECT:
            given |= {"rejection": Rejection(data["rejection"]), "duplicate_of": data["duplicate_of"]}
        if given["move"] == Move.REOPEN:
            given["correction"] = CorrectionKind(data["correction"])
        return given
