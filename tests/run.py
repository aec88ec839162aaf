"""Run the suite on SQLite with the browser, then on PostgreSQL; say at the end what was left out.

With CI=true, leaving out Chromium or PostgreSQL is a failure. With --whole, PostgreSQL is asked about the pages too,
one by one, and what is marked ``once``; else its pages are those that the journeys and the shorter proof of blindness
go through, which is every address.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Tests that reach no database have nothing to say about PostgreSQL; they run once.
WITHOUT_DATABASE = [
    *("anchoring", "sources", "test_coverage.py", "test_differences.py", "test_likeness.py", "test_marks.py"),
    *("test_quotes.py", "test_rendering.py", "test_same_words.py", "test_segments.py", "test_text.py"),
]
#: Pages: they ask the databases nothing that actions, models, journeys and the proof of blindness do not.
PAGES = [
    "factcheck/views",
    "factcheck/accounts",
    "factcheck/test_keys.py",
    "factcheck/test_responses.py",
    "test_access.py",
]
#: The same of the judgement layer: what is pure there, and the styles and scripts.
PURE = [
    "factcheck/agreement",
    *(f"factcheck/test_{name}.py" for name in ("charts", "filters", "independence", "numbers", "transitions")),
    "factcheck/test_static_files.py",
]
#: As many as a small machine has cores: with more, each takes longer than all of them gain.
WORKERS = 2
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def postgres_programs() -> Path | None:
    """The folder with initdb and postgres, newest version first; None if there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*folders, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((one for one in candidates if (one / "initdb").exists() and (one / "postgres").exists()), None)


def quietly(command: list[str | Path]) -> None:
    """Run it from a folder every account can read, without its chatter; raise if it fails."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """A throw-away server on a free loopback port, gone afterwards; yields its DATABASE_URL.

    PostgreSQL refuses to run as root, so root hands it to the account Debian made for it.
    """
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if as_postgres:
            Path(folder).chmod(0o755)
            shutil.chown(data, "postgres", "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        quietly([*as_postgres, programs / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        control = [*as_postgres, programs / "pg_ctl", "-D", data, "-w", "-s"]
        quietly([*control, "-o", options, "-l", data / "log", "start"])
        try:
            yield f"postgres://desk@127.0.0.1:{port}/postgres"
        finally:
            quietly([*control, "-m", "immediate", "stop"])


def pytest(name: str, *arguments: str, **environment: str) -> bool:
    """Run pytest in a process of its own; say whether it passed."""
    print(f"\n=== {name}", flush=True)
    given = [one for one in sys.argv[1:] if one != "--whole"]
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS), "--dist", "loadgroup"]
    command += ["--durations", "8", "--durations-min", "5", *arguments, *given]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def on_postgres(programs: Path) -> bool:
    """Run what PostgreSQL is asked about; say whether it passed."""
    with postgres(programs) as url:
        once = [f"--ignore=tests/annotations/{name}" for name in WITHOUT_DATABASE]
        once += [f"--ignore=tests/{name}" for name in PURE]
        marked = "not browser"
        if "--whole" not in sys.argv:
            once += [f"--ignore=tests/{name}" for name in PAGES]
            marked = "not browser and not once"
        return pytest("PostgreSQL", "-m", marked, *once, DATABASE_URL=url)


def main() -> int:
    left_out: list[str] = []
    if CHROMIUM is None:
        left_out.append("the browser tests: no Chromium. On Debian: apt-get install chromium")
    (ROOT / "var").mkdir(exist_ok=True)
    selection = () if CHROMIUM else ("-m", "not browser")
    passed = pytest("SQLite" + (" and Chromium" if CHROMIUM else ""), *selection)
    programs = postgres_programs()
    if programs is None:
        left_out.append("the run on PostgreSQL: no server. On Debian: apt-get install postgresql")
    else:
        passed &= on_postgres(programs)
    print()
    for what in left_out:
        print(f"Left out: {what}")
    if left_out and os.environ.get("CI") == "true":
        print("With CI=true nothing may be left out.")
        return 1
    print("All passed." if passed else "Something failed; see above.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
