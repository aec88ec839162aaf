"""How the desk stands, for editors."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, articles_for, editor_view
from factcheck.choices import State
from factcheck.forms.scope import ScopeForm
from factcheck.overview.people import grid, load
from factcheck.overview.sight import Sight
from factcheck.overview.standing import standing
from factcheck.overview.stuck import jam
from factcheck.overview.times import times
from factcheck.responses import page
from factcheck.rules import is_fact_checker

INDEX = "factcheck/overview/index.html"


@require_safe
@editor_view
def index(request: MemberRequest) -> HttpResponse:
    """The whole desk, an article, a period.

    As at the desk, somebody who is a fact-checker too is told first what they would lose, what is counted is recorded
    as seen, and claims in work in which the editor takes part are not counted but by state.
    """
    form = ScopeForm(articles_for(request.user), request.GET)
    if not form.is_valid():
        return page(request, INDEX, {"form": form}, status=422)
    sight = Sight(request.user, form.scope)
    if is_fact_checker(request.user) and "open" not in request.GET and (unanswered := sight.unanswered()):
        return page(request, "factcheck/overview/threshold.html", {"unanswered": unanswered})
    sight.note()
    context = {
        "form": form,
        "scope": form.scope,
        "states": list(State),
        "standing": standing(sight),
        "jam": jam(sight),
        "times": times(sight),
        "grid": grid(sight, request.GET.get("page")),
        "load": load(sight),
    }
    return page(request, INDEX, context)
