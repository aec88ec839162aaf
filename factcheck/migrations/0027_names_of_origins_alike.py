"""Names of origins are compared with their quotes, dashes, white space and composition made alike."""

import unicodedata

from django.db import migrations

from annotations.folding import fold


def folded_name(name):
    # As factcheck.models.origin had it when this was written.
    alike, _, _ = fold(unicodedata.normalize("NFC", name))
    return alike.casefold().strip()


def fold_names(apps, schema_editor):
    """Give each its new key, the older first. Whose key another has keeps the old one: nothing is merged here."""
    origins = apps.get_model("factcheck", "CommonOrigin")
    states = apps.get_model("factcheck", "HistoricalCommonOrigin")
    taken = set(origins.objects.filter(merged_into=None).values_list("folded", flat=True))
    for origin in origins.objects.order_by("id"):
        key, stands = folded_name(origin.name), origin.merged_into_id is None
        if not key or key == origin.folded or (stands and key in taken):
            continue
        if stands:
            taken.add(key)
        states.objects.filter(id=origin.pk, name=origin.name).update(folded=key)
        origins.objects.filter(pk=origin.pk).update(folded=key)


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0026_verb_of_remarks_put_back")]
    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
