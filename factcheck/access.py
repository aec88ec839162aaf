"""The gate: the only way a view gets hold of an object.

Not visible: 404. Visible but not theirs to change: the action says 403. What of a claim may be known to
whom is decided in the querysets (``Claim.objects.revealed_to``, ``Verdict.objects.visible_to``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from annotations.models import Article, Revision
from factcheck.accounts.models import User
from factcheck.choices import Stage
from factcheck.errors import NotAllowed
from factcheck.models import Attachment, Claim, CommonOrigin, Correction, Evidence, UnsavedText, Verdict
from factcheck.models.claim import ClaimQuerySet
from factcheck.models.verdict import VerdictQuerySet
from factcheck.responses import standing_on
from factcheck.rules import is_editor, is_member, may

P = ParamSpec("P")
Model = TypeVar("Model", Article, Claim, CommonOrigin)


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
    evidence = Evidence.objects.filter(withdrawn_at=None).select_related("attachment")
    standing = Prefetch("evidence", evidence, to_attr="standing_evidence")
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
    return own.select_related("attachment").order_by("-verdict__updated_at", "position")


def own_files(person: User) -> QuerySet[Attachment]:
    """The files this person sent, cited or not. There is no way to anybody else's but through what cites them."""
    return Attachment.objects.filter(uploaded_by=person)


def get_cited_file(person: User, claim: Claim, sha256: str) -> Attachment:
    """The file with this digest that a verdict on the claim cites which this person may see, or Http404."""
    seen = recorded_verdicts_for(person).standing().filter(claim=claim).values("pk")
    cited = Evidence.objects.filter(verdict__in=seen, withdrawn_at=None, attachment__sha256=sha256)
    source = cited.select_related("attachment").order_by("verdict__created_at", "position").first()
    if source is None or source.attachment is None:
        raise Http404("There is no such page, or it is not for you to see.")
    return source.attachment


def origins_for(person: User) -> QuerySet[CommonOrigin]:
    """The origins this person may know of, without those that were merged: what rests on them tells nothing of
    answers, so for members all of them.
    """
    origins = CommonOrigin.objects.filter(merged_into=None)
    return origins if may("read", person) else origins.none()


def get_origin(person: User, pk: int) -> CommonOrigin:
    """The origin, or Http404."""
    return _one(origins_for(person), pk)


def get_article(person: User, pk: int) -> Article:
    """The article with what it rests on, or Http404."""
    return _one(articles_for(person).select_related("rests_on__origin"), pk)


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
