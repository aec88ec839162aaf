"""One object for a person, or 404: alike if there is none and if it is not for them to see."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from annotations.models import Article, Revision
from annotations.prepared import Prepared
from factcheck.access.on_claim import claim_with_all
from factcheck.access.rows import origins_for, own_remarks, recorded_verdicts_for
from factcheck.accounts.models import User
from factcheck.models import ArticleAssignment, Attachment, Claim, CommonOrigin, Correction, Evidence, Remark, Seat
from factcheck.rules import may

#: The same whether there is nothing or it is somebody else's.
NOT_THERE = "There is no such page, or it is not for you to see."


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
    """The article with what it rests on, or Http404."""
    found = _article.first(pk=pk) if may("read", person) else None
    if found is None:
        raise Http404(NOT_THERE)
    return found


@Prepared
def _article(pk: int) -> QuerySet[Article]:
    return Article.objects.select_related("rests_on__origin").filter(pk=pk)


def get_cited_file(person: User, claim: Claim, sha256: str) -> Attachment:
    """The file with this digest that a verdict on the claim cites which this person may see, or Http404."""
    seen = recorded_verdicts_for(person).standing().filter(claim=claim).values("pk")
    cited = Evidence.objects.filter(verdict__in=seen, withdrawn_at=None, attachment__sha256=sha256)
    source = cited.select_related("attachment").order_by("verdict__created_at", "position").first()
    if source is None or source.attachment is None:
        raise Http404(NOT_THERE)
    return source.attachment


def get_origin(person: User, pk: int) -> CommonOrigin:
    """The origin, or Http404; one that was merged with what it was merged into."""
    return _one(origins_for(person, merged=True).select_related("merged_into"), pk)


def get_claim(person: User, pk: int) -> Claim:
    """The claim, or Http404. For one request: who took part in it is asked once."""
    claim = claim_with_all(pk, person)
    if claim is None:
        raise Http404(NOT_THERE)
    claim.known_sides = {}
    return claim


def get_own_remark(person: User, claim: Claim, pk: uuid.UUID) -> Remark:
    """A remark of this person's own on the claim, or Http404: alike if there is none, and if it is another's."""
    found = own_remarks(person).filter(claim=claim, pk=pk).first()
    if found is None:
        raise Http404(NOT_THERE)
    return found


def get_draft(person: User, article: Article, pk: int) -> Correction:
    """The large correction of this article, saved or not, or Http404."""
    found = article.corrections.filter(pk=pk).select_related("made_by", "revision").first()
    if found is None or not may("revise", person):
        raise Http404("There is no such correction. It may have been dropped.")
    return found


def get_revision(person: User, article: Article, number: int | None = None) -> Revision:
    """That revision of the article, the newest without a number, or Http404."""
    own = {"article": article.pk}
    found = _newest_text.first(**own) if number is None else _numbered_text.first(**own, number=number)
    if found is None or not may("read", person):
        raise Http404("There is no such revision.")
    # The article that was asked for, with what was selected with it.
    revision: Revision = found
    revision.article = article
    return revision


@Prepared
def _numbered_text(article: int, number: int) -> QuerySet[Revision]:
    return Revision.objects.filter(article=article, number=number)


@Prepared
def _newest_text(article: int) -> QuerySet[Revision]:
    return Revision.objects.filter(article=article).order_by("-number")[:1]


def _one(rows: QuerySet[CommonOrigin], pk: int) -> CommonOrigin:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(NOT_THERE)
    return found
