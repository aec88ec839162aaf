"""The desk's own scripts and styles as a browser gets them."""

import re
import shutil
from pathlib import Path

import brotli
import django_htmx
import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from annotations import apps as annotations
from factcheck import static_files
from factcheck.static_files import MAIN, joined, modules

STATIC = [Path(package.__file__).parent / "static" for package in (annotations, static_files)]
SOURCES = {str(path.relative_to(root)): path for root in STATIC for path in root.rglob("*.js")}
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"


def read(name):
    return SOURCES[name].read_text()


def weight(content):
    return len(brotli.compress(content))


@pytest.fixture
def collected(tmp_path, settings):
    """The storage, after all scripts were collected into it from a copy of theirs."""
    settings.DEBUG = False
    for root in STATIC:
        shutil.copytree(root, tmp_path / "source", dirs_exist_ok=True)
    return collect(tmp_path)


def collect(folder):
    storage = static_files.DeskStorage(location=folder / "static", base_url="/static/")
    source = FileSystemStorage(location=folder / "source")
    for _, _, problem in storage.post_process({name: (source, name) for name in SOURCES}):
        assert not isinstance(problem, Exception), problem
    return storage


def test_pages_ask_for_one_script_of_the_desks_own():
    templates = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
    asked = [(path.name, one) for path in templates for one in re.findall(r"<script[^>]*>", path.read_text())]
    assert asked == [("base.html", f"""<script type="module" src="{{% static '{MAIN}' %}}">""")]


def test_it_is_named_by_all_that_is_in_it(collected, tmp_path):
    name = collected.stored_name(MAIN)
    assert re.fullmatch(r"factcheck/main\.[0-9a-f]{12}\.js", name)
    assert Path(collected.path(name)).read_text() == joined(MAIN, read)
    (tmp_path / "source/annotations/page.js").write_text(read("annotations/page.js") + "get();\n")
    again = collect(tmp_path)
    assert again.stored_name(MAIN) != name
    assert "get();" in Path(again.path(again.stored_name(MAIN))).read_text()


def test_no_part_of_it_is_served_alone(collected):
    """A template that asks for one fails."""
    for name in SOURCES.keys() - {MAIN}:
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            collected.url(name)


def test_every_script_is_a_part_of_it_once_after_what_it_imports():
    order = [name for name, _ in modules(MAIN, read)]
    assert sorted(order) == sorted(SOURCES)
    for name, source in modules(MAIN, read):
        for imported in re.findall(r'from "\S*/(\S+)"', source):
            assert (name, imported, order.index(f"annotations/{imported}") < order.index(name)) == (
                name,
                imported,
                True,
            )


MODULES = {
    "desk/main.js": 'import "./a.js";\nimport "./c.js";\nimport { two } from "../text/b.js";\nlet own = two; // 2\n',
    "desk/a.js": (
        'import { one, two } from "../text/b.js";\n\n// Why.\nconst own = one;\n'
        'if (own !== "one" && own === 1) {\n  two();\n}\n'
    ),
    "desk/c.js": "const own = `\\n`;\n",
    "text/b.js": "export const one = 1;\nexport function two() {\n  return one;\n}\n",
}


def test_modules_are_joined_in_the_order_in_which_they_run_and_keep_their_names_to_themselves():
    assert joined("desk/main.js", MODULES.__getitem__) == (
        'let one=1;function two(){return one}{let own=one;if(own!="one"&&own===1){two()}}\n'
        "{let own=`\\n`;}\n{let own=two;}\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        'import { one as own } from "./b.js";',
        'import * as b from "./b.js";',
        'import b from "./b.js";',
        "export default 1;",
        "export { one };",
        "export let one = 1;",
        'const b = import("./b.js");',
    ],
)
def test_what_joining_would_get_wrong_is_refused(line):
    with pytest.raises(ValueError, match=r"text/b\.js imports or exports"):
        joined("text/b.js", {"text/b.js": f"{line}\n"}.__getitem__)


def test_only_what_readers_need_is_left_out():
    def bare(text):
        words = re.sub(r'([=!]=)= ?(?="[A-Za-z])', r"\1", text.replace("const ", "let "))
        return re.sub(r"[\s;{}]", "", words)

    for name, source in modules(MAIN, read):
        code = [line.partition(" // ")[0] for line in source.splitlines() if not line.strip().startswith("//")]
        text = re.sub(r"^import .*?;$|^export ", "", "\n".join(code), flags=re.MULTILINE | re.DOTALL)
        assert bare(text) in bare(joined(MAIN, read)), name


def test_no_string_is_taken_for_a_comment_or_for_indentation():
    """Each line closes the strings it opens, so what stands after it, or after two slashes, is none of theirs."""
    for name, path in SOURCES.items():
        for line in path.read_text().splitlines():
            code = line.partition("//")[0] if line.lstrip().startswith("//") else line.partition(" // ")[0]
            assert (name, line, [code.count(quote) % 2 for quote in '"`']) == (name, line, [0, 0])


def test_our_own_weighs_no_more_than_ten_kilobytes(collected):
    assert weight(Path(collected.path(collected.stored_name(MAIN))).read_bytes()) <= 10_000


def test_all_scripts_and_styles_weigh_no_more_than_forty_five_kilobytes(collected):
    styles = [path for root in STATIC for path in root.rglob("*.css")]
    own = Path(collected.path(collected.stored_name(MAIN))).read_bytes()
    assert sum(weight(one) for one in [own, HTMX.read_bytes(), *(path.read_bytes() for path in styles)]) <= 45_000
