"""A verdict: rating or abstention, rationale, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Self

from django import forms
from django.conf import settings
from django.forms import BaseFormSet

from annotations.text import fold_newlines
from factcheck.actions.answers import Answer, Source, given
from factcheck.actions.verdicts import too_little_evidence
from factcheck.choices import RATINGS_WITH_EVIDENCE, Abstention, Confidence, Rating
from factcheck.forms.base import KeyedForm
from factcheck.forms.evidence import EvidenceForm, EvidenceFormSet, one_more_row, sources_in
from factcheck.models import Evidence, Verdict

ABSTAIN = "abstain"
NONE = "none"


class AnswerForm(KeyedForm):
    """Rating or abstention with its words; the rows of evidence are a form set beside it."""

    answer = forms.ChoiceField(
        choices=[*Rating.choices, (ABSTAIN, "Abstain")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating, or abstain with a reason."},
    )
    abstention = forms.ChoiceField(
        choices=[("", "Reason…"), *Abstention.choices], required=False, label="Reason to abstain"
    )
    rationale = forms.CharField(
        required=False,
        max_length=20_000,
        help_text="Markdown: *emphasis*, - list, > quotation, [words](https://…).",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    confidence = forms.ChoiceField(
        choices=[("", "Not said"), *Confidence.choices], required=False, label="How sure are you of it?"
    )
    change_of_mind = forms.CharField(
        required=False,
        max_length=5_000,
        label="What would change my mind",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    #: The claim version the form was made from.
    version = forms.UUIDField(widget=forms.HiddenInput)
    #: The token of one's own answer that the form was made from.
    own = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    evidence: BaseFormSet[EvidenceForm]
    #: Sources of the person's own to choose from; None unless they asked.
    own_sources: list[Evidence] | None = None
    #: The choices that are ratings; templates show these as the three big ones.
    ratings = Rating.values

    @property
    def required_evidence(self) -> int:
        """How many sources go with "verified" and "disputed", at least."""
        return int(settings.REQUIRED_EVIDENCE)

    def __init__(self, data: Any = None, *, sources: list[dict[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in self.not_asked():
            del self.fields[name]
        if data is not None and "add_source" in data:
            data = one_more_row(data)
        self.evidence = EvidenceFormSet(data, initial=sources, prefix="evidence")
        if data is not None and "add_source" in data and self.evidence.forms:
            self.evidence.forms[-1].fields["url"].widget.attrs["autofocus"] = True

    @staticmethod
    def not_asked() -> list[str]:
        """The optional fields that this desk does not ask for: the form has none, and what is posted is ignored."""
        asked = {"confidence": settings.ASK_CONFIDENCE, "change_of_mind": settings.ASK_WHAT_WOULD_CHANGE_MY_MIND}
        return [name for name, is_asked in asked.items() if not is_asked]

    @property
    def more_of_a_rating(self) -> list[forms.BoundField]:
        """The optional fields that the desk asks for, in their order."""
        return [self[name] for name in ("confidence", "change_of_mind") if name in self.fields]

    @classmethod
    def filled(cls, fields: Mapping[str, Any]) -> Self:
        """The form holding these fields, among them rows of evidence, as it posts them."""
        return cls(initial=fields, sources=sources_in(fields))

    @classmethod
    def of(
        cls, verdict: Verdict | None, version: Any, typed: Mapping[str, str] | None = None, rating: str = ""
    ) -> AnswerForm:
        """The form filled with what this person typed and did not save, else with what they said before.

        Else with the rating they pressed, if any.
        """
        stored = given(verdict) if verdict else None
        if typed:
            return cls.filled({**typed, "version": version, "own": stored.token if stored else ""})
        if verdict is None or stored is None:
            return cls(initial={"version": version, "answer": rating})
        initial = {
            "version": version,
            "answer": verdict.rating or ABSTAIN,
            "abstention": verdict.abstention,
            "rationale": verdict.rationale,
            "confidence": verdict.confidence,
            "change_of_mind": verdict.change_of_mind,
            "own": stored.token,
        }
        return cls(initial=initial, sources=[asdict(source) for source in stored.evidence])

    @classmethod
    def carrying(cls, other: AnswerForm, version: Any) -> AnswerForm:
        """The form filled with what was typed into another one, for another claim; nothing of it is saved yet."""
        rows = [row for row in other.evidence.forms if row.has_changed()]
        sources = [{name: row[name].value() or "" for name in row.fields if name != "file"} for row in rows]
        names = ["answer", "abstention", "rationale", *(field.name for field in other.more_of_a_rating)]
        typed = {name: other[name].value() or "" for name in names}
        return cls(initial={**typed, "version": version}, sources=sources)

    def is_valid(self) -> bool:
        """Both the form and its rows of evidence, none of which may be counted away."""
        valid = all([super().is_valid(), self.evidence.is_valid()])
        if self.evidence.is_bound and self.evidence.total_form_count() < 0:
            self.add_error(None, "The sources came back damaged. Open the page again.")
            return False
        if valid and len(self.sources()) < self.asked():
            self.add_error(None, too_little_evidence(self.asked()))
            return False
        return valid

    def asked(self) -> int:
        """How many sources the chosen rating takes; none for what is no rating."""
        return settings.REQUIRED_EVIDENCE if self.cleaned_data.get("answer") in RATINGS_WITH_EVIDENCE else 0

    def sources(self) -> list[Source]:
        """The evidence, without the rows left empty; call it on a valid form set only."""
        return [source for row in self.evidence.forms if (source := row.source()) is not None]

    def clean(self) -> dict[str, Any]:
        """Ask for what goes with the choice: a reason with an abstention, a rationale with a rating."""
        data = self.cleaned_data
        choice = data.get("answer")
        if choice == ABSTAIN and not data.get("abstention"):
            self.add_error("abstention", "Say why you abstain.")
        if choice in Rating.values and not data.get("rationale", "").strip():
            self.add_error("rationale", "Say in the rationale how you came to this rating.")
        return data

    def to_answer(self) -> Answer:
        """What the action takes; call it on a valid form only."""
        data: Mapping[str, Any] = self.cleaned_data
        rated = data["answer"] in Rating.values
        change = data.get("change_of_mind")
        return Answer(
            rating=Rating(data["answer"]) if rated else None,
            abstention=None if rated else Abstention(data["abstention"]),
            rationale=fold_newlines(data["rationale"]),
            evidence=self.sources(),
            confidence=data.get("confidence"),
            change_of_mind=None if change is None else fold_newlines(change),
        )
