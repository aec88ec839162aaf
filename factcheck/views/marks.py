"""From words in an article to a claim on them, and from a highlight to its claims."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.errors import AnnotationError, QuoteMismatch
from annotations.models import Article, Revision
from annotations.quotes import checked_quote, find_words, trim
from factcheck.access import MemberRequest, claims_for, get_article, get_revision, member_view
from factcheck.actions import in_place_of_text, link_passage, propose_claim
from factcheck.actions.passages import Passage, has_passage
from factcheck.cards import claims_at
from factcheck.choices import Role
from factcheck.errors import AlreadyClaimed, Conflict, Invalid
from factcheck.forms.claims import OTHER, ClaimForm, SelectionForm
from factcheck.forms.zones import ZoneForm
from factcheck.models import Claim, Drawn
from factcheck.numbers import number_in
from factcheck.reading import in_context
from factcheck.responses import Part, page, panel, saved
from factcheck.rules import require
from factcheck.unsaved import Unsaved
from factcheck.views.article_parts import DETAIL, changed_parts
from factcheck.views.claim_panel import show_claim
from factcheck.views.elsewhere import ELSEWHERE, elsewhere_context
from factcheck.views.offers import JOINED, joined
from factcheck.views.panels import MARK, name_of, new_claim, new_claim_asked_for, new_claim_context
from factcheck.views.sources import asks_for_rows, posted
from factcheck.views.zones import ZONE, show_zone, zones_at

#: So many places of the same pasted words are offered; more words make fewer places.
MAX_PLACES = 50


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def mark(request: MemberRequest, pk: int) -> HttpResponse:
    """Selected or pasted words -> the form for a claim on them, or for what else they are. Writes nothing.

    Pasted words that stand in several places lead to a choice; each choice posts its own offsets here. A GET has
    them in its query.
    """
    article = get_article(request.user, pk)
    if request.method != "POST":
        return panel(request, new_claim_asked_for(request, article))
    return _mark(request, article)


def _mark(request: MemberRequest, article: Article) -> HttpResponse:
    require("zone" if request.POST.get("rating") == OTHER else "propose", request.user)
    form = SelectionForm(request.POST)
    if not form.is_valid():
        return _again(request, article, form)
    revision = get_revision(request.user, article, form.cleaned_data["revision"])
    data = form.cleaned_data
    if data["start"] is None or data["end"] is None or not data["quote"]:
        places = find_words(revision.text, data["words"])
        if not places:
            form.add_error("words", "These words do not stand in this article. Copy them from it, letter by letter.")
            return _again(request, article, form)
        if len(places) > 1:
            choices = [in_context(revision.text, *place) for place in places[:MAX_PLACES]]
            context = {"article": article, "revision": revision, "places": choices, "found": len(places)}
            context["rating"] = data["rating"]
            return page(request, "factcheck/articles/places.html", context, fragment="panel")
        start, end = places[0]
    else:
        start, end = data["start"], data["end"]
        try:
            checked_quote(revision.text, start, end, data["quote"])
        except AnnotationError as problem:
            form.add_error(None, str(problem))
            return _again(request, article, form, status=409 if isinstance(problem, QuoteMismatch) else 422)
    try:
        place = trim(revision.text, start, end)
    except AnnotationError as problem:
        form.add_error(None, str(problem))
        return _again(request, article, form)
    if data["rating"] == OTHER:
        context = {"article": article, "revision": revision, "form": ZoneForm.at(revision, *place)}
        part = Part(ZONE, "panel", context)
    else:
        part = new_claim(request.user, article, revision, place, data["rating"])
    return panel(request, part)


def _again(request: MemberRequest, article: Article, form: SelectionForm, status: int = 422) -> HttpResponse:
    """The words that were pasted, with what is wrong with them, to be put right."""
    form.auto_id = "again_%s"  # the form this came from may stand on the page still
    context = {"article": article, "revision": get_revision(request.user, article), "selection": form}
    return page(request, "factcheck/articles/paste.html", context, fragment="panel", status=status)


@require_POST
@member_view
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    """Save a new claim on a passage, with an answer if one is given; or add the passage to a claim.

    A claim on which the passage may be, and which the form did not show, is offered first.
    """
    article = get_article(request.user, pk)
    require("propose", request.user)
    form = posted(request, ClaimForm)
    if asks_for_rows(request):
        return _form_again(request, article, form, status=200)
    if not form.is_valid():
        return _form_again(request, article, form, status=422)
    data = form.cleaned_data
    revision = get_revision(request.user, article, data["revision"])
    passage = Passage(revision, data["start"], data["end"], data["quote"], Role(data["role"]))
    try:
        with in_place_of_text(name=name_of(article, form), by=request.user, drawn=Drawn.of(request.POST)):
            claim = _save(request, form, passage)
    except (Conflict, Invalid, AnnotationError) as problem:
        asked = isinstance(problem, AlreadyClaimed)
        return _form_again(request, article, form, status=form.refuse(problem).status, asked=asked)
    if data["existing"] and form.has_answer:
        return joined(request, article, claim, passage, form)
    return _marked(request, article, claim, passage, joins=bool(data["existing"]))


def _save(request: MemberRequest, form: ClaimForm, passage: Passage) -> Claim:
    data = form.cleaned_data
    if data.get("existing"):
        claim = claims_for(request.user).filter(pk=data["existing"]).first()
        if claim is None:
            raise Invalid(f"There is no claim number {data['existing']}.", field="existing")
        # From an offer, a passage that is there already has nothing to add: the claim is what was looked for.
        if not (data.get("join") and has_passage(claim, passage)):
            link_passage(claim=claim, passage=passage, by=request.user, key=data["key"])
        return claim
    return propose_claim(
        passage=passage,
        statement=data["statement"],
        sensitive=data["sensitive"],
        answer=form.to_answer() if form.has_answer else None,
        seen=data["seen"],
        by=request.user,
        key=data["key"],
    )


def _marked(request: MemberRequest, article: Article, claim: Claim, passage: Passage, *, joins: bool) -> HttpResponse:
    """The same words elsewhere, if there are any, and for htmx the parts of the page that change with the claim.

    The whole page instead, if it shows a text that was corrected since: the passage was carried along.
    """
    revision = get_revision(request.user, article)
    sentence = JOINED.format(claim.pk) if joins else f"Claim {claim.pk} is saved."
    if revision != passage.revision:
        sentence += " The text was corrected meanwhile; this is the new one."
        return saved(request, article, fact="claim-proposed", sentence=sentence)
    offer = elsewhere_context(article, claim, revision)
    panel = Part(ELSEWHERE, "panel", offer) if offer["found"] else Part(DETAIL, "panel", {"article": article})
    parts = [panel, *changed_parts(request, article, claim.pk, [(passage.start, passage.end)], fresh=True)]
    to = reverse("articles:elsewhere", args=[article.pk, claim.pk]) if offer["found"] else article
    return saved(request, to, fact="claim-proposed", parts=parts, sentence=sentence)


def _form_again(
    request: MemberRequest, article: Article, form: ClaimForm, *, status: int, asked: bool = False
) -> HttpResponse:
    """The form with what was typed; the passage is read from the text again, never from what was sent."""
    revision: Revision = get_revision(request.user, article)
    typed = Unsaved.sent(name_of(article, form), request.POST)
    context = {**new_claim_context(request.user, article, revision, form, typed), "asked": asked}
    return page(request, MARK, context, fragment="panel", status=status)


@require_safe
@member_view
def at(request: MemberRequest, pk: int) -> HttpResponse:
    """The claims whose passages cover a position (code points), the smallest passage first; else the zones."""
    article = get_article(request.user, pk)
    position = number_in(request.GET.get("position", ""))
    if position is None:
        raise Http404("A position is a number.")
    revision = get_revision(request.user, article, number_in(request.GET.get("revision", ""), digits=9))
    found = claims_at(request.user, revision, position)
    if len(found) == 1:
        return show_claim(request, found[0].claim, article=article, beside=revision.number)
    zones = zones_at(revision, position)
    if zones and not found:
        return show_zone(request, article, zones[0].span, others=zones[1:], revision=revision)
    context = {"article": article, "revision": revision, "items": found, "zones": zones}
    return page(request, "factcheck/articles/at.html", context, fragment="panel")
