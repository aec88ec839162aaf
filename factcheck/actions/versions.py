"""Give a claim its next version: after an edit of its statement, or a change of the words it was made from."""

from factcheck.actions.notices import tell_reviewers
from factcheck.actions.recording import Recording
from factcheck.actions.tally import begin
from factcheck.choices import NoticeKind
from factcheck.models import Claim, ClaimVersion


def give_version(record: Recording, claim: Claim, *, statement: str, reason: str) -> ClaimVersion:
    """Point a locked claim at a new version and write it; answers to the earlier ones are stale and not counted.

    Those whose answers become so are told.
    """
    tell_reviewers(record, NoticeKind.STALE, [claim], of=claim.current_version_id)
    version = ClaimVersion.objects.create(
        claim=claim,
        number=claim.versions.count() + 1,
        statement=statement,
        reason=reason,
        created_by=record.by,
        event=record.id,
    )
    claim.current_version = version
    record.write(claim)
    begin(claim, is_first=False)
    return version
