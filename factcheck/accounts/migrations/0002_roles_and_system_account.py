"""The three roles as groups, and the built-in account that imports articles when nobody is named."""

from django.contrib.auth.hashers import make_password
from django.db import migrations


def make(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ("Fact-checkers", "Editors", "Administrators"):
        group.objects.get_or_create(name=name)
    user = apps.get_model("accounts", "User")
    user.objects.get_or_create(
        email="system@desk.invalid",
        defaults={"name": "The desk itself", "is_active": False, "password": make_password(None)},
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people"), ("auth", "0012_alter_user_first_name_max_length")]

    # Taking it back leaves the rows: people and history may name them.
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
