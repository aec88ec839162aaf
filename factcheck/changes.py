"""What changed on an article's page since somebody looked at it, by tokens that count nothing.

The browser gets no number of a change: a decision that was taken back is told to nobody to whom the claim is blind,
and a gap in the numbers would tell. A token is worked out from its number and found again by looking back.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.crypto import salted_hmac

from annotations.models import Article
from annotations.prepared import Prepared
from factcheck.accounts.models import User
from factcheck.models import Change, Claim, Event, Verdict
from factcheck.numbers import number_in
from factcheck.rules import may
from factcheck.talk import last_said

#: What stands for the talk on a claim in which others said nothing.
SILENT = "0"
#: Nobody is told more than so many changes one by one.
MOST = 50


def get_article_with_last(person: User, pk: int) -> tuple[Any, int]:
    """The article and the number of the last change on its page, 0 if there is none; or Http404. One query.

    With it comes ``last_deed``, the id of what the person did last, anywhere; None if they did nothing yet.

    Ask before anything else of a page is read: then what comes in between is told later, and not missed.
    """
    article, last = _with_last(person, pk)
    if article is None:
        raise Http404("There is no such page, or it is not for you to see.")
    return article, last


def named_with_last(person: User, number: str) -> tuple[Article | None, str]:
    """The article with this number in a query, and the token of the last change on its page; one query at most.

    None and "" for what names no article.
    """
    article, last = _with_last(person, number_in(number))
    return article, token_of(article.pk, last) if article else ""


def _with_last(person: User, pk: int | None) -> tuple[Any, int]:
    if pk is None:
        return None, 0
    found: Any = _article.first(person=person.pk, pk=pk) if may("read", person) else None
    return found, found.last_change or 0 if found else 0


@Prepared
def _article(person: int, pk: int) -> QuerySet[Article]:
    newest = Change.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")[:1]
    deeds = Event.objects.filter(actor=person).order_by("-number").values("pk")[:1]
    articles = Article.objects.select_related("rests_on__origin").filter(pk=pk)
    return articles.annotate(last_change=Subquery(newest), last_deed=Subquery(deeds))


def last_token(article: Article) -> str:
    """The token of the last change on an article's page; one query."""
    newest = Change.objects.filter(article=article).order_by("-number").values_list("number", flat=True)
    return token_of(article.pk, newest.first() or 0)


def token_of(article: int, number: int) -> str:
    """What stands for the state of an article's page after this change. The same for everybody."""
    return salted_hmac("factcheck.changes", f"{article}:{number}", algorithm="sha256").hexdigest()[:20]


def number_of(article: int, token: str, last: int) -> int | None:
    """The number a token stands for, or None if it is unknown here, or more than ``MOST`` changes ago."""
    back = range(last, max(-1, last - MOST - 1), -1)
    return next((number for number in back if token_of(article, number) == token), None)


def token_of_deed(event: uuid.UUID | None) -> str:
    """What stands for something a person did, for their own pages; "" for nothing."""
    return hashlib.sha256(event.bytes).hexdigest()[:20] if event else ""


def deeds_since(person: User, token: str) -> list[Event]:
    """What the person did after the deed with this token, newest first, ``MOST`` at most; one query."""
    newest = Event.objects.filter(actor=person).order_by("-number")[:MOST]
    return list(takewhile(lambda event: token_of_deed(event.id) != token, newest))


def answered_in(article: Article, deeds: Iterable[Event]) -> dict[int, Event]:
    """The claims of this article whose answers these deeds (newest first) are about, each with the newest of them.

    One query, none without answers.
    """
    newest: dict[str, Event] = {}
    for event in deeds:
        if event.principal_kind == Verdict._meta.label_lower:
            newest.setdefault(event.principal_id, event)
    if not newest:
        return {}
    here = Verdict.objects.filter(pk__in=newest, claim__occurrences__span__article=article)
    return {claim: newest[str(pk)] for pk, claim in here.values_list("pk", "claim")}


def changes_between(article: Article, seen: int, last: int) -> list[Change]:
    """The changes after ``seen`` up to ``last``, in their order, with what was done and by whom; one query."""
    new = Change.objects.filter(article=article, number__gt=seen, number__lte=last)
    return list(new.select_related("event__actor", "event__deed").order_by("number"))


@dataclass(frozen=True, slots=True)
class Look:
    """What one person saw of a claim beside an article: up to which change, which version, what others said."""

    change: str
    version: int
    answers: str
    #: Empty where no talk is drawn: to whom a claim is blind. ``SILENT`` where others said nothing.
    talk: str = ""

    def __str__(self) -> str:
        return f"{self.change}.{self.version}.{self.answers}.{self.talk}"

    @classmethod
    def of(cls, token: str) -> "Look | None":
        """What ``str`` of it names, or None."""
        change, _, rest = token.partition(".")
        number, _, rest = rest.partition(".")
        answers, _, talk = rest.partition(".")
        version = number_in(number, digits=9)
        return None if version is None else cls(change, version, answers, talk)


def answers_among(verdicts: list[Verdict], person: User) -> str:
    """A token of the others' answers among these verdicts and their standing evidence; empty if there are none."""
    events = set()
    for verdict in verdicts:
        if verdict.reviewer_id != person.pk:
            standing: Any = verdict
            events |= {verdict.event, *(source.event for source in standing.standing_evidence)}
    return _digest(events)


def said_of(claim: int, person: User) -> tuple[str, str]:
    """The same of all answers to a claim that this person may see now, and a token of what others said in its talk.

    One query. Blind until answered: through the gate nothing of the others comes here before, and both are empty.
    """
    # As ``verdicts_for`` decides, asked of this one claim: of all of them it takes milliseconds.
    revealed = Claim.objects.revealed_to(person).filter(pk=claim).order_by()
    of_answers = ("event", "reviewer", "withdrawn_at", "evidence__event", "evidence__withdrawn_at")
    rows = revealed.values_list(*(f"verdicts__{name}" for name in of_answers), *last_said(claim, person))
    answers, talk = set(), set()
    for verdict, reviewer, taken_back, source, withdrawn, *said in rows:
        talk |= {*said} - {None}
        if verdict is not None and reviewer != person.pk and taken_back is None:
            answers |= {verdict, source if withdrawn is None else None} - {None}
    return _digest(answers), _digest(talk)


def look_at(
    claim: Claim, verdicts: list[Verdict], person: User, change: str, said: Collection[Any] | None = None
) -> str:
    """The token of what is shown of a claim with these verdicts beside an article's page as of this change.

    ``said`` are the events of what others said last in its talk; None where none is drawn.
    """
    talk = "" if said is None else _digest({*said}) or SILENT
    return str(Look(change, claim.current_version.number, answers_among(verdicts, person), talk))


def _digest(events: set[Any]) -> str:
    if not events:
        return ""
    return hashlib.sha256(b"".join(sorted(event.bytes for event in events))).hexdigest()[:20]
