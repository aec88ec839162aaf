"""What Django's own errors look like."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from factcheck.responses import notice, wants_fragment

TOO_LARGE = "This is too large: a text has at most 2,000,000 characters. Nothing was saved."
OLD_PAGE = "Your session changed since this page was opened. Go back, reload the page and send it again."


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; one that is too large says so with 413."""
    if isinstance(exception, RequestDataTooBig):
        return notice(request, TOO_LARGE, status=413)
    if isinstance(exception, TooManyFilesSent):
        return notice(request, "At most 100 files at a time. Nothing was saved.", status=413)
    return notice(request, "This request could not be read. Nothing was saved.", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not fit the session: mostly a session that ended meanwhile."""
    return notice(request, OLD_PAGE, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return notice(request, "You may not open this page.", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return notice(request, "There is no such page, or it is not for you to see.", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A defect of ours. Renders nothing that could fail again, and leaves an open form where it is."""
    if wants_fragment(request):
        sentence = "Something went wrong at the desk. What you typed is still here; nothing was half-saved."
        return HttpResponse(sentence, status=500, headers={"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
    return HttpResponse(
        "<!doctype html><title>Error</title><h1>Something went wrong at the desk</h1>"
        "<p>Nothing of what you sent was half-saved. Go back and try again.</p>",
        status=500,
    )
