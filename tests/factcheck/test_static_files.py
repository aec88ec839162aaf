"""The desk's own scripts as a browser gets them."""

import re
from pathlib import Path

import brotli
import pytest

from annotations import apps as annotations
from factcheck import static_files

STATIC = [Path(package.__file__).parent / "static" for package in (annotations, static_files)]


@pytest.fixture
def collected(tmp_path, settings):
    """The scripts' names, and what was collected of each."""
    settings.DEBUG = False
    storage = static_files.DeskStorage(location=tmp_path, base_url="/static/")
    sources = {str(path.relative_to(root)): path for root in STATIC for path in root.rglob("*.js")}
    for name, path in sources.items():
        with path.open("rb") as source:
            storage.save(name, source)
    for _, _, problem in storage.post_process({name: (storage, name) for name in sources}):
        assert problem is None or not isinstance(problem, Exception), problem
    return {name: (sources[name].read_text(), (tmp_path / storage.stored_name(name)).read_text()) for name in sources}


def test_each_module_names_what_it_imports_by_its_content(collected):
    imports = {name: re.findall(r'from "(.*?)"', content) for name, (_, content) in collected.items()}
    assert {name: len(named) for name, named in imports.items() if named} == {
        "annotations/annotator.js": 1,
        "annotations/edges.js": 1,
        "factcheck/sheet.js": 1,
    }
    for (named,) in filter(None, imports.values()):
        assert re.fullmatch(r"(\./|\.\./annotations/)offsets\.[0-9a-f]{12}\.js", named)


def test_only_what_readers_need_is_left_out(collected):
    for name, (source, content) in collected.items():
        told = [re.sub(r'from "\.\S*"', "", text) for text in (source, content)]
        code = [line.partition(" // ")[0].strip() for line in told[0].splitlines()]
        assert [line for line in told[1].splitlines() if line] == [
            line for line in code if line and not line.startswith("//")
        ], name


def test_no_string_is_taken_for_a_comment_or_for_indentation(collected):
    """Each line closes the strings it opens, so what stands after it, or after two slashes, is none of theirs."""
    for name, (source, _) in collected.items():
        for line in source.splitlines():
            code = line.partition("//")[0] if line.lstrip().startswith("//") else line.partition(" // ")[0]
            assert (name, line, [code.count(quote) % 2 for quote in '"`']) == (name, line, [0, 0])


def test_they_weigh_no_more_than_ten_kilobytes(collected):
    assert sum(len(brotli.compress(content.encode())) for _, content in collected.values()) <= 10_000
