"""The one row that is locked while an event gets its number."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("factcheck", "EventCounter").objects.get_or_create(pk=1, defaults={"last": 0})


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0001_claims_verdicts_decisions_events")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
