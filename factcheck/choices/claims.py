"""What a claim is, where it stands, and how passages carry it."""

from django.db.models import TextChoices


class Role(TextChoices):
    """How a passage carries a claim."""

    ASSERTION = "assertion", "Assertion"
    QUOTATION = "quotation", "Quotation"
    PARAPHRASE = "paraphrase", "Paraphrase"
    DENIAL = "denial", "Denial"


#: The claim is what these words say: with other words, what was judged is no longer what is said.
BINDING_ROLES = frozenset({Role.ASSERTION, Role.QUOTATION})


class Share(TextChoices):
    """What becomes of a passage when its claim is split in two."""

    STAYS = "stays", "Stays"
    GOES = "goes", "Goes to the new claim"
    BOTH = "both", "Stands in both"


class State(TextChoices):
    """Where a stored claim stands. Ready is not stored: it is an open or returned claim whose tally says so."""

    OPEN = "open", "Open"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


#: Reviewers may answer.
ANSWERABLE_STATES = frozenset({State.OPEN, State.RETURNED})
#: An editor has ended the matter; blindness ends with it for everybody.
DECIDED_STATES = frozenset({State.APPROVED, State.REJECTED})


class Outcome(TextChoices):
    """What the consensus rule makes of the ratings on the current version of a claim."""

    NO_VERDICT = "no-verdict", "No verdict"
    BELOW_QUORUM = "below-quorum", "Below quorum"
    UNANIMOUS = "unanimous", "Unanimous"
    STRONG_MAJORITY = "strong-majority", "Strong majority"
    SIMPLE_MAJORITY = "simple-majority", "Simple majority"
    SPLIT = "split", "Split"


#: Outcomes in which the rule proposes a rating, so that an editor can approve it.
PROPOSING_OUTCOMES = frozenset({Outcome.UNANIMOUS, Outcome.STRONG_MAJORITY, Outcome.SIMPLE_MAJORITY})
#: Enough people have answered, whatever they said.
QUORATE_OUTCOMES = PROPOSING_OUTCOMES | {Outcome.SPLIT}
