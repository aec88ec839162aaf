"""What a person sees of claims: the one place where claims, passages, own verdicts and consensus are put together.

Everything is fetched through the gate and the blind rule, in a fixed number of queries.
"""

from factcheck.reading.anchors import in_text_order, standing_anchors
from factcheck.reading.items import ClaimItem, item, items, kin_of
from factcheck.reading.passages import Passage, passages_of, where_said
from factcheck.reading.words import in_context, same_words_elsewhere, words_around

__all__ = [
    "ClaimItem",
    "Passage",
    "in_context",
    "in_text_order",
    "item",
    "items",
    "kin_of",
    "passages_of",
    "same_words_elsewhere",
    "standing_anchors",
    "where_said",
    "words_around",
]
