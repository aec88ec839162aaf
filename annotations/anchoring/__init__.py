"""Find the spans of one revision again in the next, or imported words in the only text there is."""

from annotations.anchoring.cascade import reanchor
from annotations.anchoring.imported import QuotePlace, place_quote
from annotations.anchoring.outcomes import Candidate, Outcome, Placed

__all__ = ["Candidate", "Outcome", "Placed", "QuotePlace", "place_quote", "reanchor"]
