"""For developers: every component in its states on one page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from factcheck.gallery.exhibits import AROUND, exhibits
from factcheck.responses import page

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
#: Components of which there is nothing to see before a script was there.
BROUGHT_OUT = {"live", "text_tools"}


@require_safe
@csp_replace({"form-action": [NONE]})
def index(request: HttpRequest) -> HttpResponse:
    """All components, those without an exhibit named as missing. Only where DEBUG is on; it reads no database.

    Nothing in it does anything: the page has no script, and no form of it may be sent.
    """
    if not settings.DEBUG:
        raise Http404("The gallery is for developers.")
    shown = exhibits()
    drawn = {
        name: {state: _draw(request, name, context) for state, context in states.items()}
        for name, states in shown.items()
    }
    missing = sorted({path.stem for path in COMPONENTS.glob("*.html")} - set(shown))
    return page(request, "factcheck/gallery/index.html", {"drawn": drawn, "missing": missing})


def _draw(request: HttpRequest, name: str, context: Mapping[str, Any]) -> str:
    """One state of a component, or of its named ``part``. What a script would bring out stands there already."""
    part = f"#{context['part']}" if "part" in context else ""
    shown: str = render_to_string(f"components/{name}.html{part}", {**AROUND, **context}, request)
    if name in BROUGHT_OUT:
        shown = shown.replace(" hidden>", ">").replace("<template", "<div").replace("</template", "</div")
    return shown
