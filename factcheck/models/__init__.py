"""Claims, verdicts, decisions, and the events that say who did what."""

from factcheck.models.attachment import AttachedContent, Attachment
from factcheck.models.change import Change
from factcheck.models.claim import Claim, ClaimVersion, Occurrence
from factcheck.models.correction import Correction
from factcheck.models.decision import Decision, Participation, Sighting
from factcheck.models.event import Event, EventCounter, PassedOver
from factcheck.models.origin import ArticleOrigin, CommonOrigin
from factcheck.models.tally import Count, Tally
from factcheck.models.unsaved import Drawn, FormName, UnsavedText
from factcheck.models.verdict import Evidence, FirstAnswer, Verdict

__all__ = [
    "ArticleOrigin",
    "AttachedContent",
    "Attachment",
    "Change",
    "Claim",
    "ClaimVersion",
    "CommonOrigin",
    "Correction",
    "Count",
    "Decision",
    "Drawn",
    "Event",
    "EventCounter",
    "Evidence",
    "FirstAnswer",
    "FormName",
    "Occurrence",
    "Participation",
    "PassedOver",
    "Sighting",
    "Tally",
    "UnsavedText",
    "Verdict",
]
