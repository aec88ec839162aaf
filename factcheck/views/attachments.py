"""Files that are cited as evidence."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, get_cited_file, get_claim, member_view

#: Whatever is in it: nothing of it runs, loads or is shown as a page of the desk's.
_POLICY = "sandbox; default-src 'none'"


@require_safe
@member_view
def download(request: MemberRequest, pk: int, sha256: str) -> HttpResponse:
    """A file as it came, to be saved, not opened here. 404 alike if there is none and if it is not to be seen."""
    file = get_cited_file(request.user, get_claim(request.user, pk), sha256)
    answer = HttpResponse(bytes(file.stored.content), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    answer["Content-Length"] = str(file.size)
    answer["Content-Security-Policy"] = _POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
