"""How somebody likes to work. The one thing people change that writes no event: nobody judges by it."""

from collections.abc import Mapping

from django.db import transaction

from factcheck.accounts.models import Preferences, User
from factcheck.choices import Mail, Step
from factcheck.keys import KEYS


def set_preferences(
    *, single_keys: bool, step: Step, keys: Mapping[str, str], by: User, mail: Mail | None = None
) -> Preferences:
    """Keep one's own preferences. ``keys``: act -> key, "" for none; ``mail``: None leaves it as it is.

    The same again changes nothing. E-mail begins with what one is told of from now on.

    Only what differs from the table of keys is kept, so that a better proposal of the table reaches everybody else.
    """
    own = {key.act: keys[key.act] for key in KEYS if keys.get(key.act, key.default) != key.default}
    with transaction.atomic():
        row, _ = Preferences.objects.select_for_update().get_or_create(person=by)
        row.single_keys, row.step, row.keys = single_keys, step, own
        if mail is not None:
            row.mail = mail
        row.save()
    return row
