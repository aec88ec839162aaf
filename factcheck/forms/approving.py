"""Several unanimous claims approved at once."""

from typing import Any

from factcheck.forms.base import KeyedForm
from factcheck.numbers import number_in


class TogetherForm(KeyedForm):
    """The claims that are ticked (``claims``), each with the fingerprint of what was shown of it (``seen-12``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen: dict[int, str] = {}

    def clean(self) -> dict[str, Any]:
        """At least one tick; what names no claim is no tick."""
        data: Any = self.data
        numbers = [number for one in data.getlist("claims") if (number := number_in(one)) is not None]
        self.seen = {number: data.get(f"seen-{number}", "")[:64] for number in numbers}
        if not self.seen:
            self.add_error(None, "Tick the claims to approve.")
        return self.cleaned_data
