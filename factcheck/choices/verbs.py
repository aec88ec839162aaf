"""What an event says was done."""

from django.db.models import TextChoices


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
    VERDICT_UPHELD = "verdict-upheld", "let the answer stand"
    CLAIM_APPROVED = "claim-approved", "approved the consensus"
    CLAIMS_APPROVED = "claims-approved", "approved several unanimous claims at once, this one among them"
    CLAIM_OVERRIDDEN = "claim-overridden", "overrode the consensus"
    CLAIM_RETURNED = "claim-returned", "returned the claim with a question"
    CLAIM_REJECTED = "claim-rejected", "rejected the claim"
    CLAIM_REOPENED = "claim-reopened", "reopened the claim"
    ORIGIN_NAMED = "origin-named", "said on which origin it rests"
    SEAT_ASSIGNED = "seat-assigned", "assigned the claim"
    SEAT_DRAWN = "seat-drawn", "drew the claim from the pool"
    SEAT_SKIPPED = "seat-skipped", "skipped the claim"
    SEAT_RELEASED = "seat-released", "released a seat"
    ARTICLE_ASSIGNED = "article-assigned", "assigned the article"
    ARTICLE_READ = "article-read", "ended an assignment of the article"
    REMARK_MADE = "remark-made", "wrote in the talk"
    REMARK_CHANGED = "remark-changed", "changed a remark"
    REMARK_WITHDRAWN = "remark-withdrawn", "withdrew a remark"
    REMARK_RESTORED = "remark-restored", "put back a remark"
    TALK_RESOLVED = "talk-resolved", "resolved the talk"
    TALK_RESUMED = "talk-resumed", "took the talk up again"
    UNDONE = "undone", "undid:"
    REDONE = "redone", "did again:"


#: They name no doing of their own: their event says of which deed they are.
REVERSALS = frozenset({Verb.UNDONE, Verb.REDONE})
