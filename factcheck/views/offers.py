"""The claims that a marked passage may belong to, beside the form for a new one; and joining one of them."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from annotations.errors import AnnotationError
from annotations.models import Article
from annotations.text import fold_newlines
from factcheck.access import MemberRequest, get_claim, get_revision
from factcheck.accounts.models import User
from factcheck.actions import keep_text
from factcheck.actions.passages import Passage
from factcheck.errors import Conflict, Invalid, TooLarge
from factcheck.forms.answers import AnswerForm
from factcheck.forms.claims import ClaimForm
from factcheck.models import Claim, Drawn, FormName
from factcheck.offers import Offer, offers_for
from factcheck.responses import Part, page, saved, wants_fragment
from factcheck.unsaved import Unsaved, unsaved
from factcheck.views.article_parts import changed_parts, undo_part
from factcheck.views.claim_panel import DETAIL, claim_context
from factcheck.views.sources import show_files

JOINED = "The passage belongs to claim {} now."


def offered(person: User, article: Article, form: ClaimForm) -> list[Offer]:
    """The offers for the passage in the form, which notes that it was shown with them; none for no passage."""
    found: list[Offer] = []
    with suppress(TypeError, ValueError, AnnotationError):
        number, start, end = (int(form[name].value()) for name in ("revision", "start", "end"))
        if revision := article.revisions.filter(number=number).first():
            found = offers_for(person, revision, start, end)
    form.show(one.item.claim.pk for one in found)
    return found


def joined(request: MemberRequest, article: Article, claim: Claim, passage: Passage, form: ClaimForm) -> HttpResponse:
    """The claim that has the passage now, with what was typed in its form for an answer: kept, and to be saved there.

    Who has answered it already sees that answer, unless they typed a rationale, which is kept.
    """
    claim, sentence = get_claim(request.user, claim.pk), JOINED.format(claim.pk)
    beside = passage.revision.number
    context = claim_context(request, claim, article=article, beside=beside)
    if context["may_answer"] and (not context["item"].answered or form["rationale"].value()):
        context["form"] = AnswerForm.carrying(form, claim.current_version_id)
        show_files(request.user, context["form"])
        context["unsaved"] = _kept(request, claim, form, context["query"])
        sentence += " Your answer is not saved yet: read the statement of this claim, then save it."
    if not wants_fragment(request):
        messages.success(request, sentence)
        return page(request, DETAIL, context)
    parts = [Part(DETAIL, "panel", context)]
    if beside == get_revision(request.user, article).number:
        parts += changed_parts(request, article, claim.pk, [(passage.start, passage.end)], fresh=True)
    else:
        parts.append(undo_part(request.user, article, beside))
    return saved(request, article, fact="claim-proposed", parts=parts, sentence=sentence)


def _kept(request: MemberRequest, claim: Claim, form: ClaimForm, query: str) -> Unsaved:
    """What was sent, as unsaved text of the claim's form, whose own key it gets; beside what is kept there already.

    Twice is once: it stays the drawing that it was typed into.
    """
    name, drawn = FormName("claim", claim.pk), Drawn(Drawn.of(request.POST).id or Drawn.anew().id)
    fields = {field: fold_newlines(str(words)) for field, words in form.data.items() if field != "key"}
    version, now = claim.current_version_id, timezone.now()
    try:
        keep_text(name=name, version=version, fields=fields, typed_at=now, by=request.user, drawn=drawn)
    except (Conflict, Invalid, TooLarge):  # it stands in the form all the same
        return Unsaved(name)
    return unsaved(request.user, name, claim, chosen=drawn.id, query=query)
