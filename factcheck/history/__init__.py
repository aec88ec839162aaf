"""Events and history rows -> what a person may read of what happened: who, when, what changed, why.

The rows come through the blind rule: a verdict's history is there only for somebody who may see the
verdict, and an event only if something of it may be seen.
"""

from annotations.differences import Piece, word_difference
from factcheck.history.entries import Change, Entry
from factcheck.history.firsts import SinceFirst, since_first
from factcheck.history.since import changed_since
from factcheck.history.timelines import BLIND_VERBS, article_timeline, claim_timeline, verdict_timeline

__all__ = [
    "BLIND_VERBS",
    "Change",
    "Entry",
    "Piece",
    "SinceFirst",
    "article_timeline",
    "changed_since",
    "claim_timeline",
    "since_first",
    "verdict_timeline",
    "word_difference",
]
