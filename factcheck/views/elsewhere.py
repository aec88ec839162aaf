"""The same words elsewhere in an article: offered when a passage was marked, and from the claim at any time."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from annotations.errors import AnnotationError
from annotations.models import Article, Revision
from factcheck.access import MemberRequest, get_article, get_claim, get_revision, member_view
from factcheck.actions import link_passages
from factcheck.actions.passages import Passage
from factcheck.errors import Conflict, Invalid
from factcheck.forms.elsewhere import ElsewhereForm, tokens
from factcheck.models import Claim
from factcheck.reading import in_context, same_words_elsewhere
from factcheck.responses import Part, page, saved
from factcheck.rules import require
from factcheck.views.article_parts import DETAIL, changed_parts

ELSEWHERE = "factcheck/articles/elsewhere.html"
#: So many places are shown to tick; taking all takes the others too.
MOST_SHOWN = 100


def elsewhere_context(
    article: Article, claim: Claim, revision: Revision, form: ElsewhereForm | None = None
) -> dict[str, Any]:
    """What the page shows: the places, with the words around them."""
    places = same_words_elsewhere(claim, revision)
    return {
        "article": article,
        "claim": claim,
        "revision": revision,
        "places": [in_context(revision.text, *place) for place in places[:MOST_SHOWN]],
        "found": len(places),
        "offered": tokens(places),
        "form": form or ElsewhereForm(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def elsewhere(request: MemberRequest, pk: int, claim: int) -> HttpResponse:
    """Where else the claim's words stand in this article; all, or those ticked, become passages of the claim."""
    article = get_article(request.user, pk)
    known = get_claim(request.user, claim)
    require("link", request.user)
    if request.method != "POST":
        return _offer(request, article, known)
    form = ElsewhereForm(request.POST)
    if not form.is_valid():
        return _offer(request, article, known, form, status=422)
    data = form.cleaned_data
    revision = get_revision(request.user, article, data["revision"])
    # Offsets are of the text that was shown; the words come from that text, which never changes.
    try:
        places = data["places"]
        passages = [Passage(revision, start, end, revision.text[start:end]) for start, end in places]
        linked = link_passages(claim=known, passages=passages, by=request.user, key=data["key"])
    except (Conflict, Invalid, AnnotationError) as problem:
        return _offer(request, article, known, form, status=form.refuse(problem).status)
    count = len(linked)
    sentence = f"{count} passage{'s belong' if count > 1 else ' belongs'} to claim {known.pk} now."
    if revision != get_revision(request.user, article):
        sentence += " The text was corrected meanwhile; this is the new one."
        return saved(request, article, fact="passages-linked", sentence=sentence)
    parts = [
        Part(DETAIL, "panel", {"article": article}),
        *changed_parts(request, article, known.pk, places, fresh=True),
    ]
    return saved(request, article, fact="passages-linked", parts=parts, sentence=sentence)


def _offer(
    request: MemberRequest, article: Article, claim: Claim, form: ElsewhereForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = elsewhere_context(article, claim, get_revision(request.user, article), form)
    return page(request, ELSEWHERE, context, fragment="panel", status=status)
