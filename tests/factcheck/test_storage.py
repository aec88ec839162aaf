"""What the pages of a real desk load: every name carries its hash, in modules as well, and no comment is sent."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command

from factcheck.storage import slim

OWN = sorted(
    path for layer in ("annotations", "factcheck") for path in (settings.BASE_DIR / layer / "static").rglob("*.js")
)


def test_a_module_imports_what_the_page_loads_and_no_second_copy(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "factcheck.storage.HashedStaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "django_*", "*.css"])
    found = sorted(path for layer in ("annotations", "factcheck") for path in (tmp_path / layer).glob("*.js"))
    hashed = [path for path in found if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    assert len(hashed) == len(OWN)
    imported = {path: re.findall(r'from "(\.[^"]+)"', path.read_text()) for path in hashed}
    assert sum(map(len, imported.values())) >= 3
    assert [
        (path.name, name) for path in hashed for name in imported[path] if (path.parent / name).resolve() not in hashed
    ] == []
    assert [path.name for path in hashed if re.search(r"^\s*//|^ ", path.read_text(), re.M)] == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_no_text_of_a_module_stretches_over_lines(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if line.count("`") % 2] == []
    module = path.read_bytes()
    assert slim(slim(module)) == slim(module)
    assert len(brotli.compress(slim(module))) < len(brotli.compress(module))
