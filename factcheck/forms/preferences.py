"""Keys, steps and e-mail, as one person likes them."""

from typing import Any

from django import forms

from factcheck.accounts.models import Preferences
from factcheck.choices import Mail, Step
from factcheck.keys import KEYS, Key, Keyboard

KEY = forms.TextInput(
    attrs={"class": "key", "size": 1, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
)


def field_of(key: Key) -> str:
    """The name of the field for a key: one of its acts is called as another field of the form."""
    return f"key-{key.act}"


class PreferencesForm(forms.Form):
    """Whether single keys do anything, how far an arrow moves, and a field for each act of the table of keys."""

    single_keys = forms.BooleanField(
        required=False,
        label="Single keys do something",
        help_text="They never do while you type in a field. Switch them off if a dictation programme types for you.",
    )
    step = forms.ChoiceField(choices=Step.choices, label="Arrow keys in the text move by")

    mail = forms.ChoiceField(
        choices=Mail.choices,
        required=False,
        label="E-mail about notices",
        help_text="Of what you are told from now on, and have not read by then.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in KEYS:
            # A blank typed by accident is no key; strip makes it none.
            self.fields[field_of(key)] = forms.CharField(
                required=False,
                max_length=1,
                label=key.says,
                widget=KEY,
                error_messages={"max_length": "One character."},
            )

    @classmethod
    def of(cls, preferences: Preferences) -> "PreferencesForm":
        """The form filled with what a person has now, single keys that are switched off included."""
        by_act = Keyboard.of(preferences.keys).by_act
        keys = {field_of(key): by_act[key.act] for key in KEYS}
        plain = {name: getattr(preferences, name) for name in ("single_keys", "step", "mail")}
        return cls(initial={**plain, **keys})

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the keys, place by place."""
        found = [(group.where, [self[field_of(key)] for key, _ in group.keys]) for group in Keyboard.of({}).groups]
        return [(where, fields) for where, fields in found if fields]

    def clean(self) -> dict[str, Any]:
        """Every key a character one sees, and no two the same: of two, the one that was changed is refused."""
        taken: dict[str, str] = {}
        given = {key.act: self.cleaned_data.get(field_of(key), "") for key in KEYS}
        for key in sorted(KEYS, key=lambda key: given[key.act] != key.default):
            chosen = given[key.act]
            if chosen and not chosen.isprintable():
                self.add_error(field_of(key), "A key is one character that can be seen.")
            elif chosen in taken:
                self.add_error(field_of(key), f"“{chosen}” is the key for “{taken[chosen]}” already.")
            elif chosen:
                taken[chosen] = key.says
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """What ``set_preferences`` is asked for besides the person; call it on a valid form only."""
        data = self.cleaned_data
        mail = Mail(data["mail"]) if data["mail"] else None
        return {"single_keys": data["single_keys"], "step": Step(data["step"]), "keys": self.keys(), "mail": mail}

    def keys(self) -> dict[str, str]:
        """Act -> key; call it on a valid form only."""
        return {key.act: self.cleaned_data[field_of(key)] for key in KEYS}
