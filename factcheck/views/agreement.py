"""How far people agree on the claims that are decided."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from factcheck import measures
from factcheck.access import MemberRequest, articles_for, member_view
from factcheck.forms.scope import ScopeForm
from factcheck.responses import page
from factcheck.rules import may, require

INDEX = "factcheck/agreement/index.html"


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """The figures of the whole desk, an article, a period; with ``pairs`` also every two people, by name.

    The same for everybody: they rest on decided claims only. Two people by name are for editors and administrators.
    """
    form = ScopeForm(articles_for(request.user), request.GET)
    by_name = "pairs" in request.GET
    if by_name:
        require("compare", request.user)
    if not form.is_valid():
        return page(request, INDEX, {"form": form}, status=422)
    rated = measures.rated(request.user, form.scope)
    report = measures.report(rated)
    warnings = {"First answers, blind": report.blind_warning, "Answers now": report.current_warning}
    context = {
        "form": form,
        "report": report,
        "warnings": [named for named in warnings.items() if named[1]],
        "rounds": measures.ROUNDS,
        "may_compare": may("compare", request.user),
        "compared": measures.by_two(rated) if by_name else None,
    }
    return page(request, INDEX, context)
