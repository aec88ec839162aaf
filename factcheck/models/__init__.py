"""Claims, verdicts, decisions, and the events that say who did what."""

from factcheck.models.change import Change
from factcheck.models.claim import Claim, ClaimVersion, Occurrence
from factcheck.models.correction import Correction
from factcheck.models.decision import Asked, Decision, Participation, Sighting
from factcheck.models.event import Event, EventCounter, PassedOver
from factcheck.models.message import Message
from factcheck.models.notice import Notice
from factcheck.models.seat import ArticleAssignment, Pending, Seat, Vacancy
from factcheck.models.tally import Count, Tally
from factcheck.models.unsaved import Drawn, FormName, UnsavedText
from factcheck.models.verdict import Evidence, FirstAnswer, Verdict

__all__ = [
    "ArticleAssignment",
    "Asked",
    "Change",
    "Claim",
    "ClaimVersion",
    "Correction",
    "Count",
    "Decision",
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
    "Seat",
    "Sighting",
    "Tally",
    "UnsavedText",
    "Vacancy",
    "Verdict",
]
