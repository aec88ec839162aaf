"""What stands beside an article's text, by its address: a claim, or the form for one on a passage."""

from typing import Any

from django.http import Http404

from annotations.errors import AnnotationError
from annotations.models import Article, Revision
from annotations.quotes import trim
from factcheck.access import MemberRequest, get_claim, get_revision
from factcheck.accounts.models import User
from factcheck.forms.claims import ClaimForm
from factcheck.models import FormName
from factcheck.numbers import number_in
from factcheck.responses import Part
from factcheck.rules import require
from factcheck.unsaved import Unsaved, unsaved
from factcheck.views.claim_panel import DETAIL as CLAIM
from factcheck.views.claim_panel import claim_context
from factcheck.views.offers import offered
from factcheck.views.sources import show_files

MARK = "factcheck/articles/mark.html"


def opened_in(request: MemberRequest, article: Article) -> Part | None:
    """The panel that ``?claim=`` or ``?revision=&start=&end=`` asks for; None without. Http404 if there is no such."""
    if number := request.GET.get("claim", ""):
        claim = get_claim(request.user, _number(number))
        beside = get_revision(request.user, article).number
        return Part(CLAIM, "panel", claim_context(request, claim, article=article, beside=beside))
    if "start" in request.GET:
        return new_claim_asked_for(request, article)
    return None


def new_claim_asked_for(request: MemberRequest, article: Article) -> Part:
    """The form for a claim on the passage of the query. Http404 if no words of the article stand there."""
    require("propose", request.user)
    number, start, end = (_number(request.GET.get(name, "")) for name in ("revision", "start", "end"))
    revision = get_revision(request.user, article, number)
    try:
        place = trim(revision.text, start, end)
    except AnnotationError:
        raise Http404("No words of this article stand there.") from None
    return new_claim(request.user, article, revision, place, chosen=request.GET.get("text", ""))


def new_claim(
    person: User, article: Article, revision: Revision, place: tuple[int, int], rating: str = "", *, chosen: str = ""
) -> Part:
    """The form for a claim on a place (code points), with what this person typed into it before.

    The statement starts as the quotation, on one line; the rating is the one they pressed, if any.
    """
    start, end = place
    typed = unsaved(person, FormName("new", 0, article.pk, revision.number, start, end), chosen=chosen)
    quote = revision.text[start:end]
    initial = {"answer": "none", "statement": " ".join(quote.split())[:2_000], **typed.fields}
    passage = {"revision": revision.number, "start": start, "end": end, "quote": quote}
    form = ClaimForm.filled({**initial, **passage, **({"answer": rating} if rating else {})})
    if rating:  # the rationale is where a person goes on
        form.fields["rationale"].widget.attrs["data-write"] = True
    return Part(MARK, "panel", new_claim_context(person, article, revision, form, typed))


def new_claim_context(
    person: User, article: Article, revision: Revision, form: ClaimForm, typed: Unsaved
) -> dict[str, Any]:
    """What the form's page shows: with it the claims that the passage may belong to."""
    show_files(person, form)
    context = {"article": article, "revision": revision, "form": form, "unsaved": typed}
    return {**context, "opened": typed.name.query, "offers": offered(person, article, form)}


def name_of(article: Article, form: ClaimForm) -> FormName:
    """Of a form that came back; the beginning of the text if it does not say where it belongs."""
    place = [form[field].value() for field in ("revision", "start", "end")]
    return FormName.of("new:{}:{}:{}-{}".format(article.pk, *place)) or FormName("new", 0, article.pk, 1, 0, 1)


def _number(words: str) -> int:
    number = number_in(words)
    if number is None:
        raise Http404("That is not a number.")
    return number
