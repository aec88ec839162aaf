"""Keys and steps, as one person likes them."""

from typing import Any

from django import forms

from factcheck.accounts.models import Preferences
from factcheck.choices import Step
from factcheck.keys import KEYS, Keyboard

KEY = forms.TextInput(
    attrs={"class": "key", "size": 1, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
)


class PreferencesForm(forms.Form):
    """Whether single keys do anything, how far an arrow moves, and a field for each act of the table of keys."""

    single_keys = forms.BooleanField(
        required=False,
        label="Single keys do something",
        help_text="They never do while you type in a field. Switch them off if a dictation programme types for you.",
    )
    step = forms.ChoiceField(choices=Step.choices, label="Arrow keys in the text move by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in KEYS:
            # A blank typed by accident is no key; strip makes it none.
            self.fields[key.act] = forms.CharField(
                required=False,
                max_length=1,
                label=key.says,
                widget=KEY,
                error_messages={"max_length": "One character."},
            )

    @classmethod
    def of(cls, preferences: Preferences) -> "PreferencesForm":
        """The form filled with what a person has now, single keys that are switched off included."""
        keys = Keyboard.of(preferences.keys).by_act
        return cls(initial={"single_keys": preferences.single_keys, "step": preferences.step, **keys})

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the keys, place by place."""
        found = [(group.where, [self[key.act] for key, _ in group.keys]) for group in Keyboard.of({}).groups]
        return [(where, fields) for where, fields in found if fields]

    def clean(self) -> dict[str, Any]:
        """Every key a character one sees, and no two the same: what stands later is refused."""
        taken: dict[str, str] = {}
        for key in KEYS:
            chosen = self.cleaned_data.get(key.act, "")
            if chosen and not chosen.isprintable():
                self.add_error(key.act, "A key is one character that can be seen.")
            elif chosen in taken:
                self.add_error(key.act, f"“{chosen}” is the key for “{taken[chosen]}” already.")
            elif chosen:
                taken[chosen] = key.says
        return self.cleaned_data

    def keys(self) -> dict[str, str]:
        """Act -> key; call it on a valid form only."""
        return {key.act: self.cleaned_data[key.act] for key in KEYS}
