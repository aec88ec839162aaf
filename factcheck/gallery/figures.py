"""States of figures: in words and as charts, and the form that says what they speak of."""

from annotations.models import Article
from factcheck.agreement import NotEstimable
from factcheck.forms.scope import ScopeForm
from factcheck.gallery import states
from factcheck.measures import Figure


def exhibits() -> dict[str, states.States]:
    nothing = Figure(str(NotEstimable("no claim has two ratings")), "", 0, 0)
    one = Figure("−0.02", "no interval, because every resample has the same figure", 1, 1)
    return {
        "figure": {
            "with an interval": {"figure": Figure("0.69", "0.52 to 0.81; 3 of 1000 resamples have no figure", 12, 4)},
            "no figure": {"figure": nothing},
            "no interval": {"figure": one},
        },
        "scope_form": {"empty": {"form": _asked()}, "refused": {"form": _asked(since="yesterday", article="7")}},
    }


def _asked(**data: str) -> ScopeForm:
    return ScopeForm(Article.objects.none(), data)
