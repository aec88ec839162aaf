"""Tell people of a deed, in its transaction."""

from collections.abc import Iterable

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.actions.recording import Recording
from factcheck.choices import NoticeKind
from factcheck.models import Claim, Notice


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
    people = {one.pk: one for one in to if one.is_active and one.pk != record.by.pk}
    Notice.objects.bulk_create(
        [Notice(recipient=one, kind=kind, event_id=record.id, claim=claim, article=article) for one in people.values()]
    )
