"""What all forms share: the idempotency key, and errors of the actions beside the field they belong to."""

import uuid
from typing import Any

from django import forms

from factcheck.errors import DeskError, Invalid, as_desk_error


def new_key() -> str:
    """A fresh idempotency key for a form about to be shown."""
    return uuid.uuid4().hex


class KeyedForm(forms.Form):
    """A form that makes nothing twice: its key goes to the action with its content."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False, initial=new_key)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # While they are typed, words stand as they will once they are saved: from the side their script begins at.
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["dir"] = "auto"

    def refuse(self, problem: Exception) -> DeskError:
        """Show what the action said at the field it names, and give the form a fresh key to try again with.

        Returns the desk's error for it, whose status the answer carries.
        """
        error = as_desk_error(problem) or Invalid(str(problem))
        field = error.field if isinstance(error, Invalid) else None
        self.add_error(field if field in self.fields else None, str(error))
        self.renew_key()
        return error

    def renew_key(self) -> None:
        """Replace the key, in a bound form as well."""
        if self.is_bound:
            data: Any = self.data
            data = data.copy()
            data[self.add_prefix("key")] = new_key()
            self.data = data
