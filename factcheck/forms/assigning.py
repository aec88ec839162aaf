"""What editors give people to do."""

from typing import Any

from django import forms

from factcheck.accounts.models import User
from factcheck.accounts.roles import FACT_CHECKERS
from factcheck.forms.base import KeyedForm
from factcheck.forms.scope import DAYS
from factcheck.numbers import number_in


class AssignForm(KeyedForm):
    """To whom, and by when: whoever checks facts, by name. A day that is past is no mistake: it is overdue at once."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="To",
        empty_label="Choose…",
        error_messages={"required": "Choose to whom.", "invalid_choice": "Choose to whom."},
    )
    due_on = forms.DateField(
        label="Due on (optional)",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=DAYS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(is_active=True, groups__name=FACT_CHECKERS).order_by("name", "pk")


class ClaimsForm(AssignForm):
    """The claims that are ticked (``claims``)."""

    def clean(self) -> dict[str, Any]:
        """At least one tick; what names no claim is no tick."""
        if not self.ticked:
            self.add_error(None, "Tick the claims to assign.")
        return self.cleaned_data

    @property
    def ticked(self) -> set[int]:
        """The numbers of the ticked claims, of a bound form."""
        data: Any = self.data
        return {number for one in data.getlist("claims") if (number := number_in(one)) is not None}


class ArticleForm(AssignForm):
    """An article to read and mark, with a word on what to look for."""

    note = forms.CharField(
        max_length=1_000, required=False, label="Note (optional)", widget=forms.Textarea(attrs={"rows": 2})
    )
