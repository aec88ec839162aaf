"""Claims that a passage may belong to, as one person sees them: offered before another claim is made on it."""

from dataclasses import dataclass

from annotations.models import Revision
from annotations.resemblance import Likeness
from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.actions.alike import claims_alike
from factcheck.reading import ClaimItem, items


@dataclass(frozen=True, slots=True)
class Offer:
    """A claim on a passage like the one that was marked. One that takes no passage is shown, not offered."""

    item: ClaimItem
    takes: bool
    likeness: Likeness

    @property
    def where(self) -> str:
        """Where its likest passage stands, for somebody who has just marked one."""
        if self.likeness.overlap:
            return "on these words" if self.likeness.overlap == 1 else "on nearly these words"
        return f"on the same words {'elsewhere in this' if self.likeness.same_text else 'in another'} article"


def offers_for(person: User, revision: Revision, start: int, end: int) -> list[Offer]:
    """The claims that ``text[start:end]`` may belong to, the likeliest first; six queries at most, and two for none.

    What others answered changes nothing of it. Raises InvalidOffsets.
    """
    alike = claims_alike(revision, start, end)
    if not alike:
        return []
    claims = claims_for(person).filter(pk__in=[one.claim for one in alike])
    seen = {item.claim.pk: item for item in items(person, claims)}
    return [Offer(seen[one.claim], one.takes, one.likeness) for one in alike if one.claim in seen]
