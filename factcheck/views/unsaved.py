"""Keep what somebody is typing, and let go of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.access import MemberRequest, get_article, get_claim, get_revision, member_view
from factcheck.actions import drop_text, keep_text
from factcheck.errors import Conflict, Invalid
from factcheck.forms.unsaved import FormNameForm, UnsavedForm
from factcheck.models import Drawn, FormName
from factcheck.responses import nothing_new, panel, wants_fragment
from factcheck.rules import may
from factcheck.views.beside import article_beside, query_beside
from factcheck.views.claim_panel import show_claim
from factcheck.views.claims import edit_form
from factcheck.views.kinship import merge_form, split_form
from factcheck.views.panels import new_claim

#: The forms about a claim that stand in a panel of their own, by the kind of their name.
_BESIDE = {"statement": edit_form, "split": split_form}


@require_POST
@member_view
def keep(request: MemberRequest) -> HttpResponse:
    """Keep a form as it is now. The answer is empty, so that nothing is swapped under the fingers.

    Text that comes late, after later text or after the form was saved, is no mistake: the answer only states it.
    """
    form = UnsavedForm(request.POST)
    if not form.is_valid():
        raise Invalid("This is no form of the desk. Open the page again; what you typed stays on this device.")
    name: FormName = form.cleaned_data["unsaved"]
    _must_exist(request, name)
    version, fields, drawn = form.cleaned_data["version"], form.fields_typed(), Drawn.of(request.POST)
    answer = nothing_new(request)
    try:
        keep_text(name=name, version=version, fields=fields, typed_at=form.typed_at(), by=request.user, drawn=drawn)
    except Conflict:
        answer["HX-Trigger"] = "later-text-kept"
    return answer


@require_POST
@member_view
def discard(request: MemberRequest) -> HttpResponse:
    """Let go of what was typed in one window; back to the form as it is without, or for htmx its panel.

    Or ``back`` to the list that it stood in. A form beside an article stays there.
    """
    form = FormNameForm(request.POST)
    if not form.is_valid():
        raise Invalid("This is no form of the desk. Open the page again.")
    name: FormName = form.cleaned_data["unsaved"]
    _must_exist(request, name)
    drop_text(name=name, by=request.user, drawn=Drawn.of(request.POST))
    if request.POST.get("back") == "preferences":
        return redirect(reverse("preferences") + "#unsaved")
    if request.POST.get("back") == "claim" and name.claim:
        return redirect("claims:detail", name.claim)
    is_beside = name.kind in _BESIDE or name.into
    beside = query_beside(article_beside(request), request.GET.get("revision", "")) if is_beside else ""
    if not wants_fragment(request) or name.remark:
        return redirect(name.beside(beside))
    return _drawn_anew(request, name)


def _drawn_anew(request: MemberRequest, name: FormName) -> HttpResponse:
    """The form without what was typed, in its panel; the claim, if the form is closed to them now."""
    if name.kind == "new":
        article = get_article(request.user, name.article)
        revision = get_revision(request.user, article, name.revision)
        return panel(request, new_claim(request.user, article, revision, (name.start, name.end)))
    claim = get_claim(request.user, name.claim)
    if not may("edit", request.user, claim):
        return show_claim(request, claim)
    if name.into:
        return merge_form(request, claim, get_claim(request.user, name.into))
    return _BESIDE.get(name.kind, show_claim)(request, claim)


def _must_exist(request: MemberRequest, name: FormName) -> None:
    """Raise Http404 for a form of what is not there."""
    for claim in filter(None, [name.claim, name.into]):
        get_claim(request.user, claim)
    if name.article:
        get_revision(request.user, get_article(request.user, name.article), name.revision)
