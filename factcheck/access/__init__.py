"""The gate: the only way a view gets hold of an object.

Not visible: 404. Visible but not theirs to change: the action says 403. What of a claim may be known to
whom is decided in the querysets (``Claim.objects.revealed_to``, ``Verdict.objects.visible_to``).
"""

from factcheck.access.members import MemberRequest, editor_view, member_view
from factcheck.access.objects import (
    get_article,
    get_assignment,
    get_cited_file,
    get_claim,
    get_draft,
    get_origin,
    get_own_remark,
    get_revision,
    get_seat,
)
from factcheck.access.on_claim import claim_with_all, is_revealed, own_verdict_on, tally_of, verdicts_on
from factcheck.access.rows import (
    articles_for,
    assignments_of,
    claims_for,
    drafts_of,
    origins_for,
    own_evidence,
    own_files,
    own_remarks,
    own_verdicts,
    queue_of,
    recorded_verdicts_for,
    remarks_for,
    seats_of,
    talks_for,
    unsaved_by,
    verdicts_for,
)

__all__ = [
    "MemberRequest",
    "articles_for",
    "assignments_of",
    "claim_with_all",
    "claims_for",
    "drafts_of",
    "editor_view",
    "get_article",
    "get_assignment",
    "get_cited_file",
    "get_claim",
    "get_draft",
    "get_origin",
    "get_own_remark",
    "get_revision",
    "get_seat",
    "is_revealed",
    "member_view",
    "origins_for",
    "own_evidence",
    "own_files",
    "own_remarks",
    "own_verdict_on",
    "own_verdicts",
    "queue_of",
    "recorded_verdicts_for",
    "remarks_for",
    "seats_of",
    "talks_for",
    "tally_of",
    "unsaved_by",
    "verdicts_for",
    "verdicts_on",
]
