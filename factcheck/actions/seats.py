"""Who is to answer a claim: seats, which count assignments and draws, never answers."""

from factcheck.actions.recording import Recording
from factcheck.models import Claim


def open_seat(record: Recording, claim: Claim) -> None:
    """Add a seat for one more blind reviewer to a claim, within an event under way; it writes no event itself.

    The claim is one that this transaction fetched under lock: the whole row is written.
    """
    claim.extra_seats += 1
    record.write(claim)
