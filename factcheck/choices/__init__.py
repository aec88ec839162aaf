"""The enumerations of the judgement layer, each with the groups of it that have a name."""

from factcheck.choices.answers import (
    ANSWERING_ABSTENTIONS,
    RATINGS_WITH_EVIDENCE,
    Abstention,
    Rating,
    Stance,
)
from factcheck.choices.claims import (
    ANSWERABLE_STATES,
    BINDING_ROLES,
    DECIDED_STATES,
    PROPOSING_OUTCOMES,
    QUORATE_OUTCOMES,
    Outcome,
    Role,
    Share,
    State,
)
from factcheck.choices.decisions import DECISIONS, Address, CorrectionKind, Move, Part, Rejection
from factcheck.choices.desk import Stage, Step, Twins
from factcheck.choices.notices import ASKING_NOTICES, TELLING_NOTICES, Delivery, Mail, NoticeKind
from factcheck.choices.seats import AssignmentEnding, SeatEnding
from factcheck.choices.verbs import REVERSALS, Verb

__all__ = [
    "ANSWERABLE_STATES",
    "ANSWERING_ABSTENTIONS",
    "ASKING_NOTICES",
    "BINDING_ROLES",
    "DECIDED_STATES",
    "DECISIONS",
    "PROPOSING_OUTCOMES",
    "QUORATE_OUTCOMES",
    "RATINGS_WITH_EVIDENCE",
    "REVERSALS",
    "TELLING_NOTICES",
    "Abstention",
    "Address",
    "AssignmentEnding",
    "CorrectionKind",
    "Delivery",
    "Mail",
    "Move",
    "NoticeKind",
    "Outcome",
    "Part",
    "Rating",
    "Rejection",
    "Role",
    "SeatEnding",
    "Share",
    "Stage",
    "Stance",
    "State",
    "Step",
    "Twins",
    "Verb",
]
