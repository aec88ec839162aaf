"""The bin of an article: what was taken away there; putting it back, and taking a passage off its claim."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from factcheck import actions
from factcheck.access import MemberRequest, get_article, get_claim, get_revision, member_view
from factcheck.bin import bin_of
from factcheck.forms.base import KeyedForm
from factcheck.models import Claim, Occurrence
from factcheck.responses import Part, page, saved
from factcheck.views.article_parts import changed_parts
from factcheck.views.claim_panel import DETAIL as CLAIM
from factcheck.views.claim_panel import claim_context


@require_safe
@member_view
def contents(request: MemberRequest, pk: int) -> HttpResponse:
    """What was taken away in this article, by whom and when."""
    article = get_article(request.user, pk)
    return page(request, "factcheck/articles/bin.html", {"article": article, **bin_of(request.user, article)})


@require_POST
@member_view
def restore_claim(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a withdrawn claim back, with the passages that were withdrawn with it."""
    claim = actions.restore_claim(claim=get_claim(request.user, pk), by=request.user, key=_key(request))
    messages.success(request, f"Claim {claim.pk} is back.")
    return redirect(claim)


@require_POST
@member_view
def restore_passage(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """Put a passage back on its claim."""
    claim, occurrence = _passage(request, pk, span)
    actions.restore_passage(occurrence=occurrence, by=request.user, key=_key(request))
    messages.success(request, f"The passage is back on claim {claim.pk}.")
    return redirect(claim)


@require_POST
@member_view
def unlink(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """Take a passage off its claim; beside the newest text of an article, the text is redrawn."""
    claim, occurrence = _passage(request, pk, span)
    gone = actions.unlink_passage(occurrence=occurrence, by=request.user, key=_key(request))
    sentence = "The passage is taken off. It is in the bin of its article."
    context = claim_context(request, claim)
    parts = [Part(CLAIM, "panel", context)]
    article = context["article"]
    if article and context["beside"] == str(get_revision(request.user, article).number):
        own = gone.span.anchors.filter(revision__article=article, revision__number=context["beside"])
        places = [(anchor.start, anchor.end) for anchor in own if anchor.start is not None and anchor.end is not None]
        parts += changed_parts(request, article, claim.pk, places)
    return saved(request, claim, fact="passage-unlinked", parts=parts, sentence=sentence)


def _passage(request: MemberRequest, pk: int, span: int) -> tuple[Claim, Occurrence]:
    claim = get_claim(request.user, pk)
    # Compared here: as a query, a number no database holds would be an error instead of a 404.
    found = next((one for one in claim.occurrences.select_related("span") if one.span_id == span), None)
    if found is None:
        raise Http404("This claim has no such passage.")
    return claim, found


def _key(request: MemberRequest) -> str:
    form = KeyedForm(request.POST)
    return form.cleaned_data["key"] if form.is_valid() else ""
