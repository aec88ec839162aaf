"""What can be done to a claim, and on which side of it people stand."""

from django.db.models import TextChoices


class Move(TextChoices):
    """What can be done to a claim's state: by its reviewers or by an editor."""

    ANSWER = "answer", "Answer"
    EDIT = "edit", "Edit the statement"
    LINK = "link", "Add a passage"
    WITHDRAW = "withdraw", "Withdraw"
    RESTORE = "restore", "Put back"
    SPLIT = "split", "Split in two"
    MERGE = "merge", "Merge into another"
    APPROVE = "approve", "Approve"
    OVERRIDE = "override", "Override"
    RETURN = "return", "Return with a question"
    REJECT = "reject", "Reject"
    REOPEN = "reopen", "Reopen"
    TAKE_BACK = "take-back", "Take an approval back"


#: The moves of an editor who took no part; each leaves a decision.
DECISIONS = frozenset({Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN})


class Rejection(TextChoices):
    """As what an editor rejects a claim."""

    NOT_A_CLAIM = "not-a-claim", "Not a claim"
    OPINION = "opinion", "Opinion"
    DUPLICATE = "duplicate", "Duplicate of another claim"


class CorrectionKind(TextChoices):
    """What reopening a claim does to what was decided on it."""

    WITHDRAWN = "withdrawn", "Withdrawn"
    CORRECTED = "corrected", "Corrected"
    UPDATED = "updated", "Updated"
    MINOR = "minor", "Minor"


class Part(TextChoices):
    """On which side of a claim a person stands. The database lets nobody stand on both."""

    PARTY = "party", "Took part"
    DECIDER = "decider", "Decided"


class Address(TextChoices):
    """To whom a claim is returned with a question."""

    EVERYBODY = "", "Everybody who answered"
    NAMED = "named", "Some of those who answered"
    ONE_MORE = "one-more", "One more reviewer, who is blind"
