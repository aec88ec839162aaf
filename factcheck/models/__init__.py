"""Claims, verdicts, decisions, and the events that say who did what."""

from factcheck.models.assignment import ArticleAssignment
from factcheck.models.attachment import AttachedContent, Attachment
from factcheck.models.change import Change
from factcheck.models.claim import Claim, ClaimVersion
from factcheck.models.correction import Correction
from factcheck.models.decision import Asked, Decision, DeskLook, Participation, Sighting
from factcheck.models.event import Event, EventCounter, PassedOver
from factcheck.models.message import Message
from factcheck.models.notice import Notice
from factcheck.models.occurrence import Occurrence
from factcheck.models.origin import ArticleOrigin, CommonOrigin
from factcheck.models.seat import Pending, Seat, Vacancy
from factcheck.models.talk import Remark, Talk
from factcheck.models.tally import Count, Tally
from factcheck.models.unsaved import Drawn, FormName, UnsavedText
from factcheck.models.verdict import Evidence, FirstAnswer, Upheld, Verdict

__all__ = [
    "ArticleAssignment",
    "ArticleOrigin",
    "Asked",
    "AttachedContent",
    "Attachment",
    "Change",
    "Claim",
    "ClaimVersion",
    "CommonOrigin",
    "Correction",
    "Count",
    "Decision",
    "DeskLook",
    "Drawn",
    "Event",
    "EventCounter",
    "Evidence",
    "FirstAnswer",
    "FormName",
    "Message",
    "Notice",
    "Occurrence",
    "Participation",
    "PassedOver",
    "Pending",
    "Remark",
    "Seat",
    "Sighting",
    "Talk",
    "Tally",
    "UnsavedText",
    "Upheld",
    "Vacancy",
    "Verdict",
]
