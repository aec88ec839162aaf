"""Files are parsed in a process of their own, which can do the desk no harm."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import UnreadableText
from annotations.sources import isolation, read
from tests.annotations.sources.files import FLOOD, pdf

ROOT = Path(__file__).resolve().parents[3]
PDF = pdf([FLOOD.encode()])
CONFINE = "from annotations.sources.worker import confine; confine();"


def refusal(name, raw):
    with pytest.raises(UnreadableText) as problem:
        read(name, raw)
    return str(problem.value)


def test_time_runs_out(monkeypatch):
    monkeypatch.setattr(isolation, "TIME_LIMIT", 0.01)
    assert refusal("a.pdf", PDF) == "Reading a PDF document took longer than 0.01 seconds."


def test_a_crash_is_a_sentence(monkeypatch):
    monkeypatch.setattr(isolation.sys, "executable", "/bin/false")
    assert refusal("a.pdf", PDF) == "The file cannot be read as a PDF document: the program that reads it broke down."


def test_too_much_memory_is_a_sentence():
    code = (
        "from annotations.sources import worker, pdf, formats\n"
        "worker.confine(); pdf.PdfReader = lambda file: bytearray(2_000_000_000)\n"
        "print(worker.answer(formats.FORMATS[-1], b'')['refused'])"
    )
    assert in_a_process(code).stdout.decode() == (
        "Reading a PDF document as large or intricate as this takes too much memory.\n"
    )


def in_a_process(code, check=True):
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=check)


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
    ],
)
def test_a_reader_opens_no_connection_and_starts_no_program(deed):
    run = in_a_process(f"{CONFINE} {deed}", check=False)
    assert b"is not for readers of files" in run.stderr
    assert run.returncode == 1


def test_a_reader_writes_no_file(tmp_path):
    target = tmp_path / "out"
    code = f"import pathlib; {CONFINE} pathlib.Path({str(target)!r}).write_text('a')"
    assert b"File too large" in in_a_process(code, check=False).stderr
    assert target.read_text() == ""


def test_no_secret_of_the_desk_is_in_a_readers_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "tell nobody")
    seen = {}

    def look(*_, env, **__):
        seen.update(env)
        return subprocess.CompletedProcess([], 0, b'{"refused": "Seen enough."}', b"")

    monkeypatch.setattr(isolation.subprocess, "run", look)
    assert refusal("a.pdf", PDF) == "Seen enough."
    assert set(seen) == {"PYTHONPATH", "LC_ALL"}


def test_the_desk_itself_imports_no_parser_and_readers_no_django():
    code = "import sys, annotations.sources; print([m for m in ('docx', 'pypdf', 'trafilatura', 'lxml', 'django')"
    assert in_a_process(code + " if m in sys.modules])").stdout.decode() == "[]\n"
