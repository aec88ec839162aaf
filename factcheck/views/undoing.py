"""Undo one's own last deeds, and do them again, from an article, a claim, or anywhere."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from annotations.models import Article, Span
from factcheck import actions
from factcheck.access import MemberRequest, articles_for, claims_for, get_revision, member_view
from factcheck.actions.stack import DECIDED
from factcheck.actions.undoing import ChangedSince, Reversal
from factcheck.choices import Verb
from factcheck.errors import Conflict, DeskError, NotAllowed
from factcheck.forms.undoing import UndoForm
from factcheck.history import changed_since
from factcheck.responses import Part, notice, saved, wants_fragment
from factcheck.undoing import offers
from factcheck.views.article_parts import UNDO
from factcheck.views.undone_parts import undone_parts

Action = Callable[..., Reversal]


@require_POST
@member_view
def undo(request: MemberRequest) -> HttpResponse:
    """Take back what one did last, if that is still what the button showed."""
    return _reverse(request, actions.undo_last)


@require_POST
@member_view
def redo(request: MemberRequest) -> HttpResponse:
    """Do again what one took back last."""
    return _reverse(request, actions.redo_last)


def _reverse(request: MemberRequest, action: Action) -> HttpResponse:
    form = UndoForm(request.POST)
    if not form.is_valid():
        return notice(request, "This form is incomplete. Open the page again.", status=422)
    data = form.cleaned_data
    article = _article(request, form)
    try:
        done = action(by=request.user, seen=data["deed"], key=data["once"])
    except (Conflict, NotAllowed) as problem:
        return _refused(request, form, article, problem)
    fact = "deed-undone" if done.verb == Verb.UNDONE else "deed-redone"
    sentence = _sentence(done)
    if article is None or not wants_fragment(request):
        return saved(request, _back(request, form, article, done), fact=fact, sentence=sentence)
    if data["revision"] != get_revision(request.user, article).number:
        sentence += " The text was corrected meanwhile; this is the new one."
        return saved(request, article, fact=fact, sentence=sentence)
    parts, panel = undone_parts(request, article, done, form.open_claim())
    return saved(request, article, fact=fact, parts=parts, sentence=sentence, target="#panel" if panel else "")


@require_POST
@member_view
def pass_over(request: MemberRequest) -> HttpResponse:
    """Leave a deed as it is that cannot be undone, or done again, and see what came before it."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return notice(request, "This form is incomplete. Open the page again.", status=422)
    article = _article(request, form)
    which, stuck = offers(request.user).of(form.cleaned_data["deed"])
    try:
        deed = actions.pass_over(by=request.user, seen=form.cleaned_data["deed"])
    except Conflict as problem:
        return _refused(request, form, article, problem)
    to: Any = article or claims_for(request.user).filter(pk=form.cleaned_data["claim"]).first() or reverse("home")
    parts = [_buttons(request, form, article, lead=which or "undo")] if article else []
    sentence = f"Left as it is: {stuck.name if stuck else deed.name(None)}."
    return saved(request, to, fact="deed-passed-over", parts=parts, sentence=sentence)


def _article(request: MemberRequest, form: UndoForm) -> Article | None:
    number = form.cleaned_data["article"]
    return articles_for(request.user).filter(pk=number).first() if number else None


def _refused(request: MemberRequest, form: UndoForm, article: Article | None, problem: DeskError) -> HttpResponse:
    """Why nothing was done; and if what was asked for is still next, the way to leave it out."""
    since = changed_since(problem.written, request.user) if isinstance(problem, ChangedSince) else []
    buttons = _buttons(request, form, article)
    parts = [buttons] if article and wants_fragment(request) else []
    return notice(request, str(problem), status=problem.status, parts=parts, moved_on=since, **buttons.context)


def _buttons(request: MemberRequest, form: UndoForm, article: Article | None, lead: str = "") -> Part:
    """Those that undo and redo; with them one that leaves out what this form asked for, if that is still next.

    The focus goes to the one that ``lead`` names.
    """
    data, offered = form.cleaned_data, offers(request.user)
    _, stuck = offered.of(data["deed"])
    shown = {"article": article, "beside": data["revision"], "claim_number": data["claim"]}
    return Part(UNDO, "undo", {**shown, "offers": offered, "stuck": stuck, "lead": lead})


def _sentence(done: Reversal) -> str:
    """What happened, for #notice."""
    what = done.deed.name(done.claims[0] if len(done.claims) == 1 else None)
    return f"{'Undone' if done.verb == Verb.UNDONE else 'Done again'}: {what}."


def _back(request: MemberRequest, form: UndoForm, article: Article | None, done: Reversal) -> str:
    """The page the button stood on, else that of what was undone; for decisions the desk."""
    if done.deed.event.verb in DECIDED:
        return reverse("desk:index")
    if article is not None:
        return article.get_absolute_url()
    claim = claims_for(request.user).filter(pk=form.cleaned_data["claim"] or (done.claims or [0])[0]).first()
    if claim is not None:
        return claim.get_absolute_url()
    span = Span.objects.filter(pk__in=done.spans).select_related("article").first()
    return span.article.get_absolute_url() if span else reverse("home")
