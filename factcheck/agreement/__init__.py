"""How far people agree beyond chance, and how sure one may be of it. Pure: rows in, figures or words out."""

from factcheck.agreement.coincidences import Coincidences, coincidences
from factcheck.agreement.figures import Agreement, Measure, agreement, difference, warning
from factcheck.agreement.pairs import Pair, pairs
from factcheck.agreement.ratings import Row
from factcheck.agreement.words import Interval, NotEstimable

__all__ = [
    "Agreement",
    "Coincidences",
    "Interval",
    "Measure",
    "NotEstimable",
    "Pair",
    "Row",
    "agreement",
    "coincidences",
    "difference",
    "pairs",
    "warning",
]
