"""One passage of a claim: moving its edges, by dragging them in the article or by writing its exact words."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from annotations.errors import AnnotationError
from annotations.models import Anchor, Article
from factcheck.access import MemberRequest, get_article, get_claim, get_revision, member_view
from factcheck.actions import move_passage
from factcheck.actions.recording import state_of
from factcheck.errors import Conflict, Invalid
from factcheck.forms.passages import MoveForm
from factcheck.models import Claim
from factcheck.reading import standing_anchors, words_around
from factcheck.responses import Part, page, saved
from factcheck.rules import require
from factcheck.views.article_parts import changed_parts
from factcheck.views.claim_panel import DETAIL, claim_context

PASSAGE = "factcheck/articles/passage.html"
#: The largest number that the databases hold.
MAX_ID = 2**63 - 1
#: So many code points are shown before and after a passage whose edges are to be moved: what they may take in.
AROUND = 400


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def move(request: MemberRequest, pk: int, span: int) -> HttpResponse:
    """The passage in the newest text with the words around it; its edges move to what is sent."""
    article = get_article(request.user, pk)
    anchor = _standing(request, article, span)
    claim = get_claim(request.user, anchor.span.occurrence.claim_id)
    require("edit", request.user, claim)
    if request.method != "POST":
        form = MoveForm(initial={"seen": state_of(anchor), "words": anchor.quote})
        return _show(request, article, claim, anchor, form)
    form = MoveForm(request.POST)
    place = None
    if form.is_valid():
        place = form.place(anchor.revision.text, anchor.start or 0, anchor.end or 0)
    if place is None:
        return _show(request, article, claim, anchor, form, status=422)
    try:
        moved = move_passage(
            anchor=anchor, place=place, seen=form.cleaned_data["seen"], by=request.user, key=form.cleaned_data["key"]
        )
    except (Conflict, Invalid, AnnotationError) as problem:
        error = form.refuse(problem)
        now = _standing(request, article, span)
        form.data["seen"] = state_of(now)  # type: ignore[index]
        return _show(request, article, claim, now, form, status=error.status)
    return _moved(request, article, claim, anchor, moved)


def _standing(request: MemberRequest, article: Article, span: int) -> Anchor:
    """Where the passage stands in the newest text, or Http404."""
    revision = get_revision(request.user, article)
    if span > MAX_ID:
        raise Http404("There is no such passage in this article.")
    found = standing_anchors().filter(revision=revision, span=span).select_related("revision", "span__occurrence")
    anchor: Anchor | None = found.first()
    if anchor is None:
        raise Http404("There is no such passage in this article.")
    return anchor


def _moved(request: MemberRequest, article: Article, claim: Claim, before: Anchor, after: Anchor) -> HttpResponse:
    """Back to the claim; for htmx its panel, its card, and the paragraphs where the passage stood and stands."""
    places = [(one.start, one.end) for one in (before, after) if one.start is not None and one.end is not None]
    context = claim_context(request, claim, article=article, beside=after.revision.number)
    parts = [Part(DETAIL, "panel", context), *changed_parts(request, article, claim.pk, places)]
    to = f"{article.get_absolute_url()}#span-{after.span_id}"
    return saved(request, to, fact="passage-moved", parts=parts, sentence="The edges of the passage are moved.")


def _show(
    request: MemberRequest, article: Article, claim: Claim, anchor: Anchor, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    before = after = ""
    if anchor.start is not None and anchor.end is not None:
        before, after = words_around(anchor.revision.text, anchor.start, anchor.end, AROUND)
    context = {"article": article, "claim": claim, "anchor": anchor, "form": form, "before": before, "after": after}
    return page(request, PASSAGE, context, fragment="panel", status=status)
