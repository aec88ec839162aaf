"""The verbs: the only writers. Each takes ``by=``, checks the right and the moment, and records one event."""

from factcheck.actions.answers import Answer
from factcheck.actions.approving import approve_together
from factcheck.actions.articles import describe_article, import_articles
from factcheck.actions.assigning import assign_article, assign_claims, end_article_assignment
from factcheck.actions.attachments import keep_file
from factcheck.actions.claims import edit_claim, propose_claim, withdraw_claim
from factcheck.actions.decisions import decide
from factcheck.actions.drafts import drop_draft, keep_draft, save_draft, work_again
from factcheck.actions.merging import merge_claims
from factcheck.actions.notices import read_notices
from factcheck.actions.origins import change_origin, merge_origins, name_origin, name_origin_of_passage
from factcheck.actions.passages import link_passage, link_passages, move_passage
from factcheck.actions.preferences import set_preferences
from factcheck.actions.restoring import restore_claim, restore_passage, unlink_passage
from factcheck.actions.revisions import revise_article, settle_anchor
from factcheck.actions.seats import draw_next, release_seat, skip_claim
from factcheck.actions.splitting import split_claim
from factcheck.actions.stack import pass_over
from factcheck.actions.talk import change_remark, restore_remark, settle_talk, speak, withdraw_remark
from factcheck.actions.undoing import redo_last, undo_last
from factcheck.actions.unsaved import drop_text, in_place_of_text, keep_text
from factcheck.actions.upholding import uphold
from factcheck.actions.verdicts import record_verdict
from factcheck.actions.zones import change_zone, mark_zone, remove_zone, restore_zone

__all__ = [
    "Answer",
    "approve_together",
    "assign_article",
    "assign_claims",
    "change_origin",
    "change_remark",
    "change_zone",
    "decide",
    "describe_article",
    "draw_next",
    "drop_draft",
    "drop_text",
    "edit_claim",
    "end_article_assignment",
    "import_articles",
    "in_place_of_text",
    "keep_draft",
    "keep_file",
    "keep_text",
    "link_passage",
    "link_passages",
    "mark_zone",
    "merge_claims",
    "merge_origins",
    "move_passage",
    "name_origin",
    "name_origin_of_passage",
    "pass_over",
    "propose_claim",
    "read_notices",
    "record_verdict",
    "redo_last",
    "release_seat",
    "remove_zone",
    "restore_claim",
    "restore_passage",
    "restore_remark",
    "restore_zone",
    "revise_article",
    "save_draft",
    "set_preferences",
    "settle_anchor",
    "settle_talk",
    "skip_claim",
    "speak",
    "split_claim",
    "undo_last",
    "unlink_passage",
    "uphold",
    "withdraw_claim",
    "withdraw_remark",
    "work_again",
]
