"""Tell people of a deed, in its transaction."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.actions.posting import post
from factcheck.actions.recording import Recording
from factcheck.choices import Abstention, NoticeKind, Verb
from factcheck.models import Claim, Event, Notice, Verdict


def tell(
    record: Recording,
    *,
    to: Iterable[User],
    kind: NoticeKind,
    claim: Claim | None = None,
    article: Article | None = None,
) -> None:
    """Tell these people of the event under way: once each, never the actor, nobody who is deactivated.

    Nothing of what was done is stored: what a notice says, and whether it may be known of, is asked when it is read.
    Call it once per kind and claim; not for an event that turns out to be none.
    """
    _write(record, [Notice(recipient=one, kind=kind, claim=claim, article=article) for one in to])


def tell_assigned(record: Recording, to: User, claims: Iterable[Claim]) -> None:
    """Tell somebody that these claims are theirs to answer now; as ``tell``, for all of them at once."""
    _write(record, [Notice(recipient=to, kind=NoticeKind.ASSIGNED, claim=one) for one in claims])


def tell_reviewers(record: Recording, kind: NoticeKind, claims: Iterable[Claim], *, of: UUID | None = None) -> None:
    """Tell all who answered one of these claims, whichever version, or this one ``of`` them; as ``tell``."""
    given = answers_to(claims) if of is None else answers_to(claims).filter(version=of)
    _write(record, [Notice(recipient=one.reviewer, kind=kind, claim_id=one.claim_id) for one in given])


def tell_merged(record: Recording, gone: Claim, kept: Claim) -> None:
    """Tell those who answered the claim that is gone, and not the one that is left, to look at that one."""
    answered = answers_to([kept]).values("reviewer")
    tell(
        record,
        to=[one.reviewer for one in answers_to([gone]).exclude(reviewer__in=answered)],
        kind=NoticeKind.STALE,
        claim=kept,
    )


def tell_again(record: Recording, deed: Event, claim: Claim, *, of: UUID) -> None:
    """Tell those who answered this version of the claim that it is not the current one, by undoing or redoing a deed.

    Their notices come and go with what is done: who has one of the same deed, or of undoing it, gets no second.
    """
    heard = Notice.objects.filter(Q(event=deed) | Q(event__deed=deed), kind=NoticeKind.STALE, claim=claim)
    undone = Q(event__verb=Verb.UNDONE)
    heard = heard.filter(undone if record.verb == Verb.UNDONE else ~undone)
    given = answers_to([claim]).filter(version=of).exclude(reviewer__in=heard.values("recipient"))
    tell(record, to=[one.reviewer for one in given], kind=NoticeKind.STALE, claim=claim)


def answers_to(claims: Iterable[Claim]) -> QuerySet[Verdict]:
    """The standing answers to these claims, to whichever version, with their reviewers. No gate: for actions alone."""
    standing = Verdict.objects.standing().filter(claim__in=[claim.pk for claim in claims])
    return standing.exclude(abstention=Abstention.NEED_MORE_TIME).select_related("reviewer")


def read_notices(*, by: User, notices: Collection[UUID]) -> int:
    """Mark these of one's own notices as read; return how many were unread.

    Only those one may know of: what is hidden yet stays unread until it is not. No event: nobody judges by it.
    """
    unread = Notice.objects.listed().filter(recipient=by, seen_at=None, pk__in=notices)
    return unread.update(seen_at=timezone.now())


def _write(record: Recording, notices: Iterable[Notice]) -> None:
    wanted = [one for one in notices if one.recipient.is_active and one.recipient_id != record.by.pk]
    once = {(one.recipient_id, one.kind, one.claim_id): one for one in wanted}
    if not once:
        return
    messages = post({one.recipient_id for one in once.values()}, record.id)
    for one in once.values():
        one.event_id, one.message = record.id, messages.get(one.recipient_id)
    Notice.objects.bulk_create(once.values())
