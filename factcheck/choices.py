"""The enumerations of the judgement layer, each with the groups of it that have a name."""

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


class Step(TextChoices):
    """How far an arrow key moves in the text of an article; the values are those of the script."""

    SENTENCE = "sentence", "Sentence"
    WORD = "word", "Word"
    CHARACTER = "character", "Character"
    PARAGRAPH = "paragraph", "Paragraph"


class Stance(TextChoices):
    """What a source does to the claim it is cited for."""

    SUPPORTS = "supports", "Supports it"
    CONTRADICTS = "contradicts", "Contradicts it"
    SILENT = "silent", "Does not say this"
    CONTEXT = "context", "Context"


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


class Stage(TextChoices):
    """How far a large correction is: what it does is worked out in the background before it can be saved."""

    WORKING = "working", "Being worked out"
    READY = "ready", "Ready to be looked at"
    FAILED = "failed", "Not worked out"
    SAVED = "saved", "Saved"


class Twins(TextChoices):
    """What a person says of texts that are here already, or nearly. ASK: nothing yet."""

    ASK = "", "Not decided"
    COPY = "copy", "A copy"
    OTHER = "other", "Another article"


class Verb(TextChoices):
    """What an event says was done, in the past tense."""

    ARTICLES_IMPORTED = "articles-imported", "imported"
    ARTICLE_DESCRIBED = "article-described", "described the article"
    ARTICLE_REVISED = "article-revised", "corrected the article"
    ANCHOR_SETTLED = "anchor-settled", "settled a passage"
    ZONE_MARKED = "zone-marked", "marked words besides the claims"
    ZONE_CHANGED = "zone-changed", "changed a mark besides the claims"
    ZONE_REMOVED = "zone-removed", "removed a mark besides the claims"
    ZONE_RESTORED = "zone-restored", "put back a mark besides the claims"
    CLAIM_PROPOSED = "claim-proposed", "proposed the claim"
    CLAIM_EDITED = "claim-edited", "edited the statement"
    PASSAGE_LINKED = "passage-linked", "added a passage"
    PASSAGE_MOVED = "passage-moved", "moved the edges of a passage"
    PASSAGE_UNLINKED = "passage-unlinked", "took a passage off"
    PASSAGE_RESTORED = "passage-restored", "put back a passage"
    CLAIM_WITHDRAWN = "claim-withdrawn", "withdrew the claim"
    CLAIM_RESTORED = "claim-restored", "put back the claim"
    CLAIM_SPLIT = "claim-split", "split the claim in two"
    CLAIM_MERGED = "claim-merged", "merged two claims"
    VERDICT_RECORDED = "verdict-recorded", "answered"
    CLAIM_APPROVED = "claim-approved", "approved the consensus"
    CLAIMS_APPROVED = "claims-approved", "approved several unanimous claims at once, this one among them"
    CLAIM_OVERRIDDEN = "claim-overridden", "overrode the consensus"
    CLAIM_RETURNED = "claim-returned", "returned the claim with a question"
    CLAIM_REJECTED = "claim-rejected", "rejected the claim"
    CLAIM_REOPENED = "claim-reopened", "reopened the claim"
    UNDONE = "undone", "undid:"
    REDONE = "redone", "did again:"


#: They name no doing of their own: their event says of which deed they are.
REVERSALS = frozenset({Verb.UNDONE, Verb.REDONE})
