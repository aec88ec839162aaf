"""Errors and redirects, for a page and for htmx alike."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from factcheck.errors import as_desk_error
from factcheck.request_id import current_request
from factcheck.responses import notice

Answer = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Answer) -> Answer:
    """Give each request an id; the events it leaves carry it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = current_request.set(uuid.uuid4().hex)
        try:
            return get_response(request)
        finally:
            current_request.reset(token)

    return middleware


def htmx_redirects(get_response: Answer) -> Answer:
    """Turn a redirect into ``HX-Redirect`` for htmx: it would follow a 302 and swap the whole page in.

    The way to the sign-in page is the case that matters: the browser goes there and comes back.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("HX-Request") == "true" and response.status_code in (301, 302, 303):
            answer = HttpResponse(status=204)
            answer.cookies = response.cookies
            answer["HX-Redirect"] = response["Location"]
            return answer
        return response

    return middleware


def never_cached(get_response: Answer) -> Answer:
    """Keep pages out of every cache: what a page shows depends on who has answered what."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def signing_out(get_response: Answer) -> Answer:
    """Have the browser forget what it kept of unsaved text, whenever somebody who was signed in is not any more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.method == "POST" and request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"storage"'
        return response

    return middleware


class DeskErrors:
    """Turn an error that knows its outcome into a page or a notice with its sentence and its status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:  # Django says nothing but the status
            answer = notice(
                request, "This address takes a form and shows no page. Go back to where you were.", status=405
            )
            answer["Allow"] = response["Allow"]
            return answer
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for our own errors; leave everything else to Django."""
        known = as_desk_error(error)
        return None if known is None else notice(request, str(known), status=known.status)
