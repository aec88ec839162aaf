"""What a reviewer can say of a claim, and of a source."""

from django.db.models import TextChoices


class Rating(TextChoices):
    """What a reviewer found. "Not yet reviewed" is the absence of a verdict, never a rating."""

    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    UNVERIFIED = "unverified", "Unverified"


class Abstention(TextChoices):
    """Why a reviewer gives no rating."""

    NOT_CHECKABLE = "not-checkable", "Not checkable"
    CONFLICT_OF_INTEREST = "conflict-of-interest", "Conflict of interest"
    OUTSIDE_MY_FIELD = "outside-my-field", "Outside my field"
    NEED_MORE_TIME = "need-more-time", "Need more time"


#: Who says one of these says on what: settings.REQUIRED_EVIDENCE. "Unverified" means that there was not enough.
RATINGS_WITH_EVIDENCE = frozenset({Rating.VERIFIED, Rating.DISPUTED})

#: "Need more time" answers nothing and reveals nothing; every other abstention is an answer.
ANSWERING_ABSTENTIONS = frozenset(Abstention) - {Abstention.NEED_MORE_TIME}


class Confidence(TextChoices):
    """How sure a reviewer is of a rating. Asked only where the desk asks for it; it counts for nothing."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Stance(TextChoices):
    """What a source does to the claim it is cited for."""

    SUPPORTS = "supports", "Supports it"
    CONTRADICTS = "contradicts", "Contradicts it"
    SILENT = "silent", "Does not say this"
    CONTEXT = "context", "Context"
