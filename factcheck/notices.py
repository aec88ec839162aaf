"""What a notice says to its recipient: put together when it is read, from what they may know by then.

For the page and for e-mail alike. Below the actions, because background work that sends mail stands there.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef

from annotations.differences import Piece, word_difference
from factcheck.accounts.models import User
from factcheck.choices import (
    ANSWERABLE_STATES,
    ASKING_NOTICES,
    Abstention,
    Address,
    Move,
    NoticeKind,
    Rating,
    Rejection,
)
from factcheck.models import Claim, Decision, Notice, Verdict
from factcheck.models.notice import NoticeQuerySet
from factcheck.rules import is_fact_checker, may

#: So many notices that ask for something are looked through.
MOST = 200


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One notice as its recipient reads it: a sentence, and the ``words`` of whoever did the deed, if they gave any.

    ``pieces`` are the words they judged and those that are to be judged now, where these differ.
    """

    notice: Notice
    sentence: str
    words: str = ""
    unread: bool = False
    pieces: list[Piece] = field(default_factory=list)
    #: Their answer judges another wording, and can be confirmed for this one with one click, or revised.
    may_confirm: bool = False
    #: A fresh idempotency key for confirming.
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def claim(self) -> Claim | None:
        return self.notice.claim

    @property
    def title(self) -> str:
        """The statement it is about, or the article."""
        return str(self.notice.claim.current_version if self.notice.claim else self.notice.article)

    @property
    def judged(self) -> str:
        """The words they judged, where those to be judged now are others."""
        return "".join(piece.words for piece in self.pieces if piece.kind != "ins")

    def get_absolute_url(self) -> str:
        """Where it leads: the claim, or the article."""
        url: str = (self.notice.claim or self.notice.article).get_absolute_url()  # type: ignore[union-attr]  # has one
        return url


def notices_for(person: User) -> NoticeQuerySet:
    """The notices this person may know of, the newest first, with all that is shown of them."""
    rows = Notice.objects.listed().filter(recipient=person)
    rows = rows.select_related("event__actor", "claim__current_version", "article")
    is_unread = Exists(Notice.objects.unread().filter(pk=OuterRef("pk")))
    is_theirs = ExpressionWrapper(NoticeQuerySet.theirs(), output_field=BooleanField())
    rows = rows.annotate(is_unread=is_unread, is_theirs=is_theirs)
    return rows if may("read", person) else rows.none()


def asks(person: User) -> list[NoticeItem]:
    """What is asked of this person and not done, though they may have marked it as read: the newest of each claim.

    Without what is assigned to them, which stands in their queue by itself, and without what was reopened where
    their answer still is for its wording. Four queries, one if there is nothing.
    """
    open_ones = notices_for(person).filter(kind__in=sorted(ASKING_NOTICES - {NoticeKind.ASSIGNED}))
    newest = {one.claim_id: one for one in reversed(list(open_ones.exclude(NoticeQuerySet.settled())[:MOST]))}
    found = items(person, reversed(newest.values()))
    return [item for item in found if item.may_confirm or item.notice.kind != NoticeKind.REOPENED]


def items(person: User, notices: Iterable[Any]) -> list[NoticeItem]:
    """What these notices, fetched by ``notices_for``, say to the person; three queries, none if there are none."""
    notices = list(notices)
    if not notices:
        return []
    known = _Known(person, notices)
    return [known.item(one) for one in notices]


class _Known:
    """What is asked once for all notices of a page: decisions, and the person's own answers as they are and were."""

    def __init__(self, person: User, notices: list[Any]) -> None:
        claims = {one.claim_id for one in notices}
        decisions = Decision.objects.filter(event__in={one.event_id for one in notices}, claim__in=claims)
        self.person = person
        self.decisions = {(one.event, one.claim_id): one for one in decisions.select_related("editor")}
        own = Verdict.objects.standing().filter(reviewer=person, claim__in=claims)
        self.own: Mapping[int, Verdict] = {one.claim_id: one for one in own.select_related("version")}
        self.earlier: dict[int, list[Any]] = defaultdict(list)
        for state in Verdict.history.filter(reviewer_id=person.pk, claim_id__in=claims).order_by("history_id"):
            self.earlier[state.claim_id].append(state)

    def item(self, notice: Any) -> NoticeItem:
        own = self.own.get(notice.claim_id)
        words, pieces, may_confirm = "", [], False
        decision = self.decisions.get((notice.event_id, notice.claim_id))
        match notice.kind:
            case NoticeKind.DECIDED | NoticeKind.REOPENED | NoticeKind.ASKED if decision is not None:
                sentence, words = self._of_decision(notice, decision), decision.reason
            case NoticeKind.STALE:
                sentence = _of_wording(notice.claim, own, merged=not self.earlier[notice.claim_id])
            case NoticeKind.ASSIGNED:
                sentence = f"{notice.event.actor} assigned this to you.{_by_now(notice)}"
            case NoticeKind.UPHELD:
                sentence, words = f"{notice.event.actor} lets the answer stand after your question.", notice.event.words
            case _:
                sentence = f"{notice.event.actor} mentioned you."
        if notice.kind in {NoticeKind.STALE, NoticeKind.REOPENED} and own and _is_stale(own, notice.claim):
            pieces = word_difference(own.version.statement, notice.claim.current_version.statement)
            may_confirm = own.is_answer and notice.claim.state in ANSWERABLE_STATES and is_fact_checker(self.person)
        return NoticeItem(notice, sentence, words, notice.is_unread, pieces, may_confirm)

    def _of_decision(self, notice: Any, decision: Decision) -> str:
        if decision.move == Move.RETURN:
            whom = "you" if decision.address == Address.NAMED else "everybody who answered"
            return f"{decision.editor} asks {whom}:"
        state = self._at(notice)
        since = "" if notice.claim.decision_id == decision.pk else " It was reopened since."
        if decision.move == Move.REOPEN:
            return f"{decision.editor} reopened it ({decision.get_correction_display().lower()}). {_said(state)}."
        if decision.rating and state and state.rating == decision.rating and state.version_id == decision.version_id:
            return f"{decision.editor} decided “{decision.get_rating_display().lower()}”, as you said.{since}"
        earlier = " of an earlier wording" if state and state.version_id != decision.version_id else ""
        return f"{_said(state)}{earlier}; {decision.editor} {_decided(decision)}.{since}"

    def _at(self, notice: Any) -> Any:
        """The state of the person's own answer when they were told, whatever they said since; None without one."""
        states = [one for one in self.earlier[notice.claim_id] if one.history_date <= notice.made_at]
        return states[-1] if states and states[-1].withdrawn_at is None else None


def _is_stale(own: Verdict, claim: Claim) -> bool:
    return own.version_id != claim.current_version_id


def _of_wording(claim: Claim, own: Verdict | None, *, merged: bool) -> str:
    if own is None and merged:
        return "A claim you answered was merged into this one, which you have not answered."
    if own is None:
        return "The wording changed. You took your answer back."
    if own.abstention == Abstention.NEED_MORE_TIME:
        return "The wording changed. You asked for more time."
    if _is_stale(own, claim):
        return f"The wording is another than the one you judged. {_said(own)}."
    return "The wording changed. You have answered the new one."


def _by_now(notice: Any) -> str:
    """What became of what was assigned."""
    if notice.claim and notice.claim.state not in ANSWERABLE_STATES:
        return f" It is {notice.claim.get_state_display().lower()} by now."
    return "" if notice.is_theirs else " It is not yours any more."


def _said(state: Any) -> str:
    if state is None:
        return "You answered"
    if state.rating:
        return f"You said “{Rating(state.rating).label.lower()}”"
    return f"You abstained ({Abstention(state.abstention).label.lower()})"


def _decided(decision: Decision) -> str:
    if decision.move == Move.REJECT:
        other = f"a duplicate of claim {decision.duplicate_of_id}"
        return "rejected it as " + {
            Rejection.NOT_A_CLAIM.value: "no claim",
            Rejection.OPINION.value: "an opinion",
        }.get(decision.rejection, other)
    return f"decided “{decision.get_rating_display().lower()}”"
