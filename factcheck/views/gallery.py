"""For developers: every component in its states on one page."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from factcheck.gallery.exhibits import AROUND, exhibits
from factcheck.responses import page

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All components, those without an exhibit named as missing. Only where DEBUG is on; it reads no database."""
    if not settings.DEBUG:
        raise Http404("The gallery is for developers.")
    shown = exhibits()
    drawn = {
        name: {
            state: render_to_string(f"components/{name}.html", {**AROUND, **context}, request)
            for state, context in states.items()
        }
        for name, states in shown.items()
    }
    missing = sorted({path.stem for path in COMPONENTS.glob("*.html")} - set(shown))
    return page(request, "factcheck/gallery/index.html", {"drawn": drawn, "missing": missing})
