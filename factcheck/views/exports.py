"""The consensus as files."""

import io

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, member_view
from factcheck.exports import FORMATS
from factcheck.exports.consensus import consensus_rows
from factcheck.responses import page


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """What can be had, and how many approved claims there are."""
    context = {"approved": len(consensus_rows(request.user)), "formats": FORMATS}
    return page(request, "factcheck/exports/index.html", context)


@require_safe
@member_view
def consensus(request: MemberRequest, name: str) -> HttpResponse:
    """One file: approved claims, with ``include=unapproved`` those in work as well."""
    if name not in FORMATS:
        raise Http404("There is no such format.")
    chosen = FORMATS[name]
    out = io.StringIO(newline="")
    chosen.write(consensus_rows(request.user, unapproved=request.GET.get("include") == "unapproved"), out)
    response = HttpResponse(out.getvalue(), content_type=chosen.content_type)
    response["Content-Disposition"] = f'attachment; filename="consensus.{chosen.name}"'
    return response
