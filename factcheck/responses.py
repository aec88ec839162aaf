"""Page or fragment: the only module that knows htmx."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

#: The level of a panel's heading: the first on a page of its own, the second beside an article. A context that
#: knows better says so: a fragment of a claim's own page is still that page.
ALONE, IN_PANEL = 1, 2


@dataclass(frozen=True, slots=True)
class Part:
    """A named fragment of a page's template, with what it shows."""

    template: str
    fragment: str
    context: Mapping[str, Any]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page; restoring a page from its history wants the whole of it."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def standing_on(request: HttpRequest) -> str:
    """The path of the page the person is on: for a form or a fragment, the page it was sent from.

    Where they come back to after signing in: the address of a form takes no GET. Where nothing of this
    site says, the address asked for, or "/" for a form.
    """
    asked_for = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    if asked_for != "/" and not wants_fragment(request):
        return asked_for
    sent_from = _split(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if sent_from.netloc != request.get_host():
        return asked_for
    return f"{sent_from.path}?{sent_from.query}" if sent_from.query else sent_from.path


def asked_for(request: HttpRequest, name: str) -> str:
    """A parameter of this address, else of the page the person is on; "" if neither has it."""
    return request.GET.get(name) or dict(parse_qsl(_split(standing_on(request)).query)).get(name, "")


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, fragment: str = "", status: int = 200
) -> HttpResponse:
    """Render the page, or its named fragment if htmx asks and the page has one. Both vary on HX-Request."""
    part = bool(fragment) and wants_fragment(request)
    name = f"{template}#{fragment}" if part else template
    data = {"level": IN_PANEL if part else ALONE, **context}
    response = HttpResponse(render_to_string(name, data, request), status=status)
    if part and fragment == "panel":
        _readdress(request, response, context)
    return _vary(response)


def panel(request: HttpRequest, part: Part) -> HttpResponse:
    """A panel on a page of its own, or for htmx beside the article."""
    return page(request, part.template, part.context, fragment=part.fragment)


def part_of_page(request: HttpRequest, part: Part, **more: Any) -> str:
    """A part as it stands in a page."""
    return render_to_string(f"{part.template}#{part.fragment}", {"level": IN_PANEL, **part.context, **more}, request)


def saved(
    request: HttpRequest,
    to: Any,
    *,
    fact: str,
    parts: Sequence[Part] = (),
    sentence: str = "",
    target: str = "",
) -> HttpResponse:
    """Something was saved: redirect, or for htmx the changed parts and the fact as an event.

    The first part is the target of the request, or takes the place of ``target``; the others are swapped where they
    stand, out of band. The sentence, if any, says what happened, in ``#notice`` or on the page that follows.
    """
    if not wants_fragment(request) or not parts:
        if sentence:
            messages.success(request, sentence)
        return _vary(redirect(to))
    rendered = _with_others_out_of_band(request, parts)
    if sentence:
        rendered.append(render_to_string("components/said.html", {"sentence": sentence, "kind": "success"}, request))
    response = HttpResponse("\n".join(rendered))
    response["HX-Trigger"] = json.dumps({fact: True})
    if parts[0].fragment == "panel":
        _readdress(request, response, parts[0].context)
    if target:
        response["HX-Retarget"] = target
    return _vary(response)


def fragments(request: HttpRequest, parts: Sequence[Part]) -> HttpResponse:
    """Several fragments at once: the first is the target of the request, the others are swapped where they stand."""
    return _vary(HttpResponse("\n".join(_with_others_out_of_band(request, parts))))


def _with_others_out_of_band(request: HttpRequest, parts: Sequence[Part]) -> list[str]:
    return [part_of_page(request, part, out_of_band=number > 0) for number, part in enumerate(parts)]


def news(request: HttpRequest, parts: Sequence[Part], *, sentence: str = "") -> HttpResponse:
    """Parts of an open page that others changed, all of them swapped where they stand; the sentence in ``#notice``."""
    rendered = [part_of_page(request, part, out_of_band=True) for part in parts]
    if sentence:
        rendered.append(render_to_string("components/said.html", {"sentence": sentence, "kind": "warning"}, request))
    return _vary(HttpResponse("\n".join(rendered)))


def nothing_new(request: HttpRequest) -> HttpResponse:
    """Answer a fragment that asks whether something changed: nothing did, so that nothing is swapped."""
    return _vary(HttpResponse(status=204))


def notice(
    request: HttpRequest, sentence: str, *, status: int, parts: Sequence[Part] = (), **more: Any
) -> HttpResponse:
    """A sentence that says what went wrong: a page, or for htmx the content of ``#notice``.

    All else is untouched, but for ``parts``, which are swapped where they stand. ``more`` is for the template.
    """
    if wants_fragment(request):
        said = render_to_string("components/notice.html", {"sentence": sentence, "kind": "error", **more}, request)
        rendered = [part_of_page(request, part, out_of_band=True) for part in parts]
        response = HttpResponse("\n".join([said, *rendered]), status=status)
        response["HX-Retarget"] = "#notice"
        response["HX-Reswap"] = "innerHTML"
        return _vary(response)
    context = {"sentence": sentence, "status": status, **more}
    return _vary(HttpResponse(render_to_string("factcheck/errors/error.html", context, request), status=status))


def _readdress(request: HttpRequest, response: HttpResponse, context: Mapping[str, Any]) -> None:
    """Beside an article the address says what stands in its panel: a reload, or the way through sign-in, leads there.

    ``article`` and ``opened``, the query under which its page opens this panel, come with the panel's context. The
    filter of the list stays in the address.
    """
    article = context.get("article")
    if article is None or _split(request.headers.get("HX-Current-URL", "")).path != article.get_absolute_url():
        return
    query = parse_qsl(context.get("opened", "").lstrip("?"))
    if show := asked_for(request, "show"):
        query.append(("show", show))
    response["HX-Replace-Url"] = article.get_absolute_url() + (f"?{urlencode(query)}" if query else "")


def _split(address: str) -> SplitResult:
    """The parts of an address that the browser sent; empty ones of what is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request"])
    return response
