"""The gate: the only way a view gets hold of an object.

Not visible: 404. Visible but not theirs to change: the action says 403. What of a claim may be known to
whom is decided in the querysets (``Claim.objects.revealed_to``, ``Verdict.objects.visible_to``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import F, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from annotations.models import Article, Revision
from factcheck.accounts.models import User
from factcheck.choices import Stage
from factcheck.errors import NotAllowed
from factcheck.models import ArticleAssignment, Claim, Correction, Evidence, Seat, UnsavedText, Verdict
from factcheck.models.claim import ClaimQuerySet
from factcheck.models.seat import SeatQuerySet
from factcheck.models.verdict import VerdictQuerySet
from factcheck.responses import standing_on
from factcheck.rules import is_editor, is_fact_checker, is_member, may

P = ParamSpec("P")
Model = TypeVar("Model", Article, Claim)


class MemberRequest(HttpRequest):
    """A request by somebody who is signed in and has a role."""

    user: User


def member_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let members in; send strangers to sign in, and answer 403 to an account without a role."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(standing_on(request))
        if not is_member(request.user):
            raise NotAllowed("Your account has no role at this desk yet; an administrator can give you one.")
        return view(cast(MemberRequest, request), *args, **kwargs)

    return guarded


def editor_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """As ``member_view``, for pages only editors may open."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_editor(request.user):
            raise NotAllowed("The desk is for editors.")
        return view(request, *args, **kwargs)

    return member_view(guarded)


def articles_for(person: User) -> QuerySet[Article]:
    """The articles this person may read: all of them for members, none for anybody else."""
    return Article.objects.all() if may("read", person) else Article.objects.none()


def claims_for(person: User) -> ClaimQuerySet:
    """The claims this person may know of, with version and proposer; their answers are another matter."""
    claims = Claim.objects.select_related("current_version", "proposer", "decision__editor")
    return claims if may("read", person) else claims.none()


def verdicts_for(person: User) -> QuerySet[Verdict]:
    """The standing verdicts this person may see, with reviewer, version and the evidence that stands."""
    standing = Prefetch("evidence", Evidence.objects.filter(withdrawn_at=None), to_attr="standing_evidence")
    return recorded_verdicts_for(person).standing().prefetch_related(standing)


def recorded_verdicts_for(person: User) -> VerdictQuerySet:
    """The verdicts this person may see, with those that were taken back: for history, nothing else."""
    visible = Verdict.objects.visible_to(person) if may("read", person) else Verdict.objects.none()
    return visible.select_related("claim", "reviewer", "version").order_by("created_at", "id")


def own_verdicts(person: User) -> VerdictQuerySet:
    """This person's verdicts, those that they took back too. Nothing of the others' is asked, so it is quick."""
    own = Verdict.objects.filter(reviewer=person) if may("read", person) else Verdict.objects.none()
    return own.select_related("version")


def own_evidence(person: User) -> QuerySet[Evidence]:
    """The sources that stand in this person's own standing verdicts, the latest first."""
    own = Evidence.objects.filter(verdict__in=own_verdicts(person).standing(), withdrawn_at=None)
    return own.order_by("-verdict__updated_at", "position")


def seats_of(person: User) -> SeatQuerySet:
    """This person's seats, those that ended too; none for who answers nothing any more."""
    own = Seat.objects.filter(person=person)
    return own if is_fact_checker(person) else own.none()


def queue_of(person: User) -> SeatQuerySet:
    """This person's seats at claims that wait for them, soonest due first."""
    return Seat.objects.waiting_for(person) if is_fact_checker(person) else Seat.objects.none()


def assignments_of(person: User) -> QuerySet[ArticleAssignment]:
    """The articles this person is still to read, soonest due first."""
    own = ArticleAssignment.objects.filter(person=person, ended_at=None).select_related("article", "given_by")
    return own.order_by(F("due_on").asc(nulls_last=True), "given_at", "id") if is_fact_checker(person) else own.none()


def get_seat(person: User, pk: int) -> Seat:
    """Anybody's seat, for an editor; or Http404."""
    found = Seat.objects.filter(pk=pk).select_related("person").first()
    if found is None or not may("assign", person):
        raise Http404("There is no such seat.")
    return found


def get_assignment(person: User, pk: int) -> ArticleAssignment:
    """One's own assignment, or anybody's for an editor; or Http404."""
    found = ArticleAssignment.objects.filter(pk=pk).select_related("person").first()
    if found is None or not (found.person_id == person.pk or may("assign", person)):
        raise Http404("There is no such assignment, or it is somebody else's.")
    return found


def get_article(person: User, pk: int) -> Article:
    """The article, or Http404."""
    return _one(articles_for(person), pk)


def get_claim(person: User, pk: int) -> Claim:
    """The claim, or Http404. For one request: who took part in it is asked once."""
    claim = _one(claims_for(person), pk)
    claim.known_sides = {}
    return claim


def drafts_of(person: User, article: Article) -> QuerySet[Correction]:
    """The large corrections of this article that are not saved yet, of whoever made them, without their texts."""
    drafts = article.corrections.exclude(stage=Stage.SAVED).defer("text", "plan", "difference")
    return drafts.select_related("made_by") if may("revise", person) else drafts.none()


def get_draft(person: User, article: Article, pk: int) -> Correction:
    """The large correction of this article, saved or not, or Http404."""
    found = article.corrections.filter(pk=pk).select_related("made_by", "revision").first()
    if found is None or not may("revise", person):
        raise Http404("There is no such correction. It may have been dropped.")
    return found


def unsaved_by(person: User) -> QuerySet[UnsavedText]:
    """What this person typed and has not saved. There is no way to anybody else's."""
    return UnsavedText.objects.filter(person=person, kept=True)


def get_revision(person: User, article: Article, number: int | None = None) -> Revision:
    """That revision of the article, the newest without a number, or Http404."""
    revisions = article.revisions.order_by("-number")
    revision: Revision | None = (revisions if number is None else revisions.filter(number=number)).first()
    if revision is None or not may("read", person):
        raise Http404("There is no such revision.")
    return revision


def _one(rows: "QuerySet[Model]", pk: int) -> "Model":
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such page, or it is not for you to see.")
    return found
