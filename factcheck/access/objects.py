"""One object for a person, or 404: alike if there is none and if it is not for them to see."""

import uuid
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404

from annotations.models import Article, Revision
from annotations.prepared import Prepared
from factcheck.access.rows import all_claims, articles_for, own_remarks
from factcheck.accounts.models import User
from factcheck.models import ArticleAssignment, Claim, Correction, Remark, Seat
from factcheck.rules import may

Model = TypeVar("Model", Article, Claim)

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
    """The article, or Http404."""
    return _one(articles_for(person), pk)


def get_claim(person: User, pk: int) -> Claim:
    """The claim, or Http404. For one request: who took part in it is asked once."""
    claim = _claim.first(pk=pk) if may("read", person) else None
    if claim is None:
        raise Http404(NOT_THERE)
    claim.known_sides = {}
    return claim


@Prepared
def _claim(pk: int) -> QuerySet[Claim]:
    return all_claims().filter(pk=pk)


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
    revisions = article.revisions.order_by("-number")
    revision: Revision | None = (revisions if number is None else revisions.filter(number=number)).first()
    if revision is None or not may("read", person):
        raise Http404("There is no such revision.")
    return revision


def _one(rows: "QuerySet[Model]", pk: int) -> "Model":
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(NOT_THERE)
    return found
