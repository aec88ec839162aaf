"""What stands where a figure would mislead, and how far a figure may be off."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """Why there is no figure. As text: "not estimable, because …"."""

    because: str

    def __str__(self) -> str:
        return f"not estimable, because {self.because}"


Figure = float | NotEstimable

FEW_PEOPLE = NotEstimable("fewer than two people gave a rating")
NO_SHARED_CLAIM = NotEstimable("no claim has two ratings")
ONE_LABEL = NotEstimable("all ratings are the same, so nothing is known of agreement by chance")
#: These stand for an interval.
NO_RESAMPLES = NotEstimable("no resamples were drawn")
FEW_RESAMPLES = NotEstimable("fewer than half of the resamples have a figure")
NO_WIDTH = NotEstimable("every resample has the same figure")
#: This stands for a difference.
ONE_SIDED = NotEstimable("one of the two figures is not")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % bootstrap interval, both ends included.

    ``rounds`` resamples were drawn; ``left_out`` of them had no figure and are not in it.
    """

    low: float
    high: float
    rounds: int
    left_out: int
