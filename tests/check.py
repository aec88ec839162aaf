"""What CI checks besides the tests. Runs everything, then says which failed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DEPLOYED = {
    "SECRET_KEY": "not-a-secret-but-long-enough-for-the-deployment-check-0123456789",
    "ALLOWED_HOSTS": "desk.example",
    "EMAIL_URL": "consolemail://",
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
}

CHECKS: list[tuple[str, list[str]]] = [
    ("formatting", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy"]),
    ("import contracts", ["lint-imports"]),
    ("templates", ["djlint", "templates", "--lint", "--quiet"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("deployment", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
    ("security", ["bandit", "-q", "-r", "annotations", "factcheck", "-c", "pyproject.toml"]),
]


def main() -> int:
    (ROOT / "var").mkdir(exist_ok=True)
    failed = []
    for name, (program, *arguments) in CHECKS:
        print(f"=== {name}", flush=True)
        run = subprocess.run(
            [BIN / program, *arguments], cwd=ROOT, env={**os.environ, **DEPLOYED, "PYTHONPATH": str(ROOT)}, check=False
        )
        if run.returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
