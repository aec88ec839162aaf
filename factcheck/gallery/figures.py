"""States of figures: in words and as charts, and the form that says what they speak of."""

from annotations.models import Article
from factcheck.agreement import NotEstimable
from factcheck.charts import bars, curve
from factcheck.forms.scope import ScopeForm
from factcheck.gallery import states
from factcheck.measures import Figure

_STEPS = [("Jan 2025", 0.62, False), ("Feb 2025", 0.7, True), ("Mar 2025", None, False), ("Apr 2025", 1.0, True)]


def exhibits() -> dict[str, states.States]:
    nothing = Figure(str(NotEstimable("no claim has two ratings")), "", 0, 0)
    one = Figure("−0.02", "no interval, because every resample has the same figure", 1, 1)
    return {
        "chart_bars": {
            "two kinds": {
                "chart": bars([("Unanimous", 41, 7), ("Split", 0, 3), ("No verdict", 0, 0)]),
                "title": "Bars",
            },
            "one kind": {"chart": bars([("Ready", 3, 0), ("Returned", 12, 0)]), "title": "Bars"},
        },
        "chart_line": {
            "a gap and few claims": {"chart": curve(_STEPS), "title": "A line"},
            "one point": {"chart": curve(_STEPS[:1]), "title": "A line"},
        },
        "figure": {
            "with an interval": {
                "figure": Figure("0.69", "95 % interval: 0.52 to 0.81; 3 of 1000 resamples have no figure", 12, 4)
            },
            "no figure": {"figure": nothing},
            "no interval": {"figure": one},
        },
        "scope_form": {
            "empty": {"form": _asked()},
            "refused": {"form": _asked(since="2025-02-02", until="2025-02-01", article="7")},
        },
    }


def _asked(**data: str) -> ScopeForm:
    return ScopeForm(Article.objects.none(), data)
