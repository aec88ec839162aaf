"""The verbs: the only writers. Each takes ``by=``, checks the right and the moment, and records one event."""

from factcheck.actions.articles import describe_article, import_articles
from factcheck.actions.claims import edit_claim, propose_claim, withdraw_claim
from factcheck.actions.decisions import decide
from factcheck.actions.drafts import drop_draft, keep_draft, save_draft, work_again
from factcheck.actions.merging import merge_claims
from factcheck.actions.passages import link_passage, link_passages
from factcheck.actions.revisions import revise_article, settle_anchor
from factcheck.actions.splitting import split_claim
from factcheck.actions.verdicts import Answer, record_verdict
from factcheck.actions.zones import change_zone, mark_zone, remove_zone, restore_zone

__all__ = [
    "Answer",
    "change_zone",
    "decide",
    "describe_article",
    "drop_draft",
    "edit_claim",
    "import_articles",
    "keep_draft",
    "link_passage",
    "link_passages",
    "mark_zone",
    "merge_claims",
    "propose_claim",
    "record_verdict",
    "remove_zone",
    "restore_zone",
    "revise_article",
    "save_draft",
    "settle_anchor",
    "split_claim",
    "withdraw_claim",
    "work_again",
]
