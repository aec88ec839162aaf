"""Correct an article, read an older text. A large correction goes on in ``views.corrections``."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from annotations.errors import AnnotationError
from annotations.models import Anchor, Article, Revision
from annotations.plans import plan_revision
from annotations.text import Decoded
from factcheck import corrections
from factcheck.access import MemberRequest, drafts_of, get_article, get_draft, get_revision, member_view
from factcheck.actions import keep_draft, revise_article
from factcheck.errors import Conflict, DeskError, Invalid, as_desk_error
from factcheck.forms.revisions import ReviseForm
from factcheck.numbers import number_in
from factcheck.responses import page, wants_fragment
from factcheck.rules import require
from factcheck.tasks import shown_difference, stretches_of
from factcheck.views.article_parts import claims_context, text_context
from factcheck.views.sheets import Sheet
from factcheck.windows import Place

REVISE = "factcheck/articles/revise.html"
#: A correction of a longer text (code points, old and new together) or of more spans is worked out in the background.
MAX_TEXT, MAX_SPANS = 80_000, 200


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """The corrected text -> what it changes, and what becomes of every passage; with ``save``, the next revision.

    Only a text of which the preview was seen is saved: anything else is shown first. A large correction is kept
    as a draft instead, and its preview has a page of its own; ``?draft=`` takes the text of one to change it.
    """
    article = get_article(request.user, pk)
    require("revise", request.user)
    if request.method != "POST":
        return _form(request, article)
    form = ReviseForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, REVISE, {"article": article, "form": form}, status=422)
    if "save" not in request.POST:
        return _preview(request, article, form)
    seen = form.seen(article)
    if seen is None:
        unseen = Conflict("This text was not looked at yet. See what it does, then save.")
        return _preview(request, article, form, unseen)
    try:
        revision = revise_article(
            article=article,
            decoded=seen.decoded,
            reason=form.cleaned_data["reason"],
            seen_revision=seen.number,
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except (DeskError, AnnotationError) as problem:
        return _preview(request, article, form, as_desk_error(problem), seen.decoded)
    return saved_as(request, article, revision)


def saved_as(request: MemberRequest, article: Article, revision: Revision) -> HttpResponse:
    """Lead on from a saved correction: to the passages it left in doubt, if any."""
    messages.success(request, f"Revision {revision.number} is saved.")
    waits = corrections.in_doubt(revision).filter(settled_by=None).exists()
    return redirect("articles:waiting", article.pk) if waits else redirect(article)


def _form(request: MemberRequest, article: Article) -> HttpResponse:
    text = get_revision(request.user, article).text
    initial = {"text": text} if len(text) <= MAX_TEXT else {}
    if (number := number_in(request.GET.get("draft", ""))) is not None:
        draft = get_draft(request.user, article, number)
        initial = {"text": draft.text, "reason": draft.reason}
    context = {"article": article, "form": ReviseForm(initial=initial), "drafts": drafts_of(request.user, article)}
    return page(request, REVISE, context)


def _preview(
    request: MemberRequest,
    article: Article,
    form: ReviseForm,
    refusal: DeskError | None = None,
    decoded: Decoded | None = None,
) -> HttpResponse:
    """The page with all that would change against the newest text, and everything kept; why it was not saved, if so."""
    decoded = decoded or form.cleaned_data["decoded"]
    revision = get_revision(request.user, article)
    if decoded.text == revision.text:
        form.refuse(Invalid("This is the text that is here already, character for character.", field="text"))
        return page(request, REVISE, {"article": article, "form": form}, status=422)
    if is_large(revision, decoded.text):
        reason = form.cleaned_data["reason"]
        return redirect(keep_draft(article=article, decoded=decoded, reason=reason, by=request.user))
    plan = plan_revision(article, decoded.text)
    difference = shown_difference(revision.text, decoded.text)
    context = {
        "article": article,
        "revision": revision,
        "form": form.for_saving(revision, decoded),
        "conflict": refusal,
        "decoded": decoded,
        "difference": difference,
        "stretches": stretches_of(difference),
        "counts": {state.value: count for state, count in plan.counts.items()},
        "foreseen": corrections.foreseen(request.user, corrections.moved(plan), decoded.text),
    }
    return page(request, REVISE, context, status=refusal.status if refusal else 200)


def is_large(revision: Revision, new_text: str) -> bool:
    """Whether working out what the new text does takes longer than a person should wait for a page."""
    if len(revision.text) + len(new_text) > MAX_TEXT:
        return True
    return Anchor.objects.filter(revision=revision).count() > MAX_SPANS


@require_safe
@member_view
def revision(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One text of the article as it was, or is, with the highlights it has; nothing is marked in it here."""
    article = get_article(request.user, pk)
    shown = get_revision(request.user, article, number)
    after = Place.of(request.GET.get("after", ""))
    sheet = Sheet.of(request, shown)
    context = {"article": article, **claims_context(sheet, after)}
    further = after is not None and wants_fragment(request)
    if not further:
        context |= {"newest": get_revision(request.user, article), **text_context(sheet)}
    return page(request, "factcheck/articles/revision.html", context, fragment="claim-cards" if further else "")
