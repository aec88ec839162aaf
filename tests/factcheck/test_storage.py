"""What the pages of a real desk load: every name carries its hash, in modules as well."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

OWN = [path for layer in ("annotations", "factcheck") for path in (settings.BASE_DIR / layer / "static").rglob("*.js")]


def test_a_module_imports_what_the_page_loads_and_no_second_copy(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "factcheck.storage.HashedStaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "django_*", "*.css"])
    hashed = [path for path in tmp_path.rglob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    own = [path for path in hashed if path.parent.name in ("annotations", "factcheck")]
    assert len(own) == len(OWN)
    imported = {path: re.findall(r'from "(\.[^"]+)"', path.read_text()) for path in own}
    assert sum(map(len, imported.values())) >= 3
    assert [
        (path.name, name) for path in own for name in imported[path] if (path.parent / name).resolve() not in own
    ] == []
