"""Bring in articles: paste one, upload several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from annotations.incoming import Incoming
from annotations.twins import Match
from factcheck.access import MemberRequest, member_view
from factcheck.actions import import_articles
from factcheck.actions.articles import state_of_matches
from factcheck.choices import Twins
from factcheck.errors import AlreadyHere, Conflict
from factcheck.forms.articles import PasteForm, UploadForm
from factcheck.responses import page
from factcheck.rules import require

NEW = "factcheck/articles/new.html"


@dataclass(frozen=True, slots=True)
class Found:
    """A text that is here already, or nearly: its title, the likest match, and further ones."""

    title: str
    match: Match
    others: Sequence[Match]
    #: Where the match is a text of the same batch, its title.
    beside: str


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """Paste one article."""
    require("import", request.user)
    if request.method != "POST":
        return page(request, NEW, {"paste": PasteForm(), "upload": UploadForm()})
    form = PasteForm(request.POST)
    if not form.is_valid():
        return page(request, NEW, {"paste": form, "upload": UploadForm()}, status=422)
    answer = _bring_in(request, form, [form.incoming()])
    return answer if isinstance(answer, HttpResponse) else _not_yet(request, answer, paste=form, upload=UploadForm())


@require_http_methods(["POST"])
@member_view
def upload(request: MemberRequest) -> HttpResponse:
    """Bring in one or several files, all or none."""
    require("import", request.user)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, NEW, {"paste": PasteForm(), "upload": form}, status=422)
    answer = _bring_in(request, form, form.cleaned_data["files"])
    return answer if isinstance(answer, HttpResponse) else _not_yet(request, answer, paste=PasteForm(), upload=form)


def _bring_in(
    request: MemberRequest, form: PasteForm | UploadForm, incoming: Sequence[Incoming]
) -> HttpResponse | dict[str, Any]:
    """Save the texts and lead to them; else what the page says of why it did not."""
    data = form.cleaned_data
    try:
        articles = import_articles(
            incoming=incoming, by=request.user, twins=Twins(data["twins"]), seen=data["seen"], key=data["key"]
        )
    except Conflict as problem:
        found = problem.found if isinstance(problem, AlreadyHere) else [()] * len(incoming)
        form.ask_again(state_of_matches(incoming, found) if any(found) else "")
        return {"conflict": str(problem), "found": _listed(incoming, found), "of_upload": isinstance(form, UploadForm)}
    count = len(articles)
    messages.success(request, f"«{articles[0]}» is here." if count == 1 else f"{count} articles are here.")
    return redirect(articles[0] if count == 1 else "articles:index")


def _not_yet(request: MemberRequest, told: dict[str, Any], **forms: PasteForm | UploadForm) -> HttpResponse:
    return page(request, NEW, {**forms, **told}, status=409)


def _listed(incoming: Sequence[Incoming], found: Sequence[Sequence[Match]]) -> list[Found]:
    return [
        Found(one.title, matches[0], matches[1:], incoming[original].title if isinstance(original, int) else "")
        for one, matches in zip(incoming, found, strict=True)
        if matches
        for original in [matches[0].original]
    ]
