"""A talk is nobody's judgement: nothing that counts, agrees or decides reads it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from factcheck.choices import Rating
from factcheck.exports import FORMATS
from factcheck.models import Claim
from tests.desk import rate, say
from tests.web import told
from tests.worlds import seen

ROOT = Path(settings.BASE_DIR) / "factcheck"
#: What works out a figure, an outcome, a decision or an export.
COUNTING = sorted(
    path
    for name in ("agreement", "consensus.py", "charts.py", "measures.py", "overview", "exports", "decided.py")
    for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
) + [ROOT / "actions" / f"{name}.py" for name in ("tally", "decisions", "approving", "participation")]
TALK = {"Remark", "Talk", "remarks_for", "talks_for", "remarks", "talk"}


def names(path: Path) -> set[str]:
    """All that a module imports, names, or reads off something; and strings, for look-ups across tables."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {*(node.module or "").split("."), *(one.name for one in node.names)}
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found |= {*node.arg.split("__")}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            found |= {*node.value.split("__")}
    return found


@pytest.mark.parametrize("path", COUNTING, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_counts_does_not_know_of_talk(path):
    assert names(path) & TALK == set()


@pytest.fixture
def figures(claim, ada, bo, emil, cleo, sign_in):
    """What editors see of figures, and what leaves the house."""
    for person in (bo, emil):
        rate(claim, person, Rating.UNVERIFIED)
    client = sign_in(cleo)
    client.get(f"/desk/{claim.pk}/")
    paths = ["/overview/?open=1", "/agreement/", *(f"/export/consensus.{name}?include=unapproved" for name in FORMATS)]
    return lambda: [seen(client.get(path)) for path in paths]


def test_figures_and_exports_are_the_same_whatever_is_said(figures, bo, emil):
    claim = Claim.objects.get()
    before = figures()
    say(claim, bo, "I disagree with you, @Emil.")
    say(claim, emil)
    assert [told(*both) for both in zip(before, figures(), strict=True)] == [[]] * 4
