"""Which article and which period figures are asked for."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from annotations.models import Article
from factcheck.scope import Scope

#: So many articles are offered, the newest; the one that is asked for stands among them in any case.
OFFERED = 100
#: A day before and after these there are still: a desk's time zone may need them.
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def _day(label: str) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=picker, input_formats=["%Y-%m-%d"], validators=DAYS)


class ScopeForm(forms.Form):
    """Comes with an address, so that figures can be pointed at; nothing of it is required. Two queries at most."""

    article = forms.ModelChoiceField(Article.objects.none(), label="Article", required=False)
    since = _day("From")
    until = _day("To")

    def __init__(self, articles: QuerySet[Article], data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["article"]
        field.queryset = articles.only("title")
        field.error_messages["invalid_choice"] = "There is no such article."
        offered = list(field.queryset[:OFFERED])
        if self.is_valid() and (chosen := self.cleaned_data["article"]) and chosen not in offered:
            offered.append(chosen)
        field.widget.choices = [("", "The whole desk"), *((article.pk, str(article)) for article in offered)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "This day is before the first one.")
        return data

    @property
    def scope(self) -> Scope:
        """What was asked for. Only of a valid form."""
        return Scope(**self.cleaned_data)
