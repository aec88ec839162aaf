"""Claims as one person sees them: their own verdict, and the consensus where it is revealed to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from annotations.differences import Piece, word_difference
from annotations.models import Anchor
from annotations.prepared import Prepared
from factcheck.access import is_revealed, own_verdict_on, own_verdicts, tally_of
from factcheck.access.rows import all_claims
from factcheck.accounts.models import User
from factcheck.choices import DECIDED_STATES, State
from factcheck.models import Claim, Decision, Tally, Verdict
from factcheck.rules import may


@dataclass(slots=True)
class ClaimItem:
    """One claim as one person sees it. ``tally`` is None while the claim is blind to them."""

    claim: Claim
    mine: Verdict | None = None
    revealed: bool = False
    tally: Tally | None = None
    passages: list[Anchor] = field(default_factory=list)
    #: They answered, and took it back by undoing: the others' answers stay in sight.
    taken_back: bool = False

    @property
    def answered(self) -> bool:
        """Whether this person's verdict answers the claim's current version."""
        return self.mine is not None and self.mine.is_answer and not self.stale

    @property
    def stale(self) -> bool:
        """Whether this person's verdict judges an earlier version."""
        return self.mine is not None and self.mine.version_id != self.claim.current_version_id

    @property
    def may_confirm(self) -> bool:
        """Whether this person's answer can be given again as it is, for the words that are to be judged now."""
        return self.mine is not None and self.mine.is_answer and self.stale

    @property
    def rewording(self) -> list[Piece]:
        """The words this person judged and those that are to be judged now."""
        judged = self.mine.version.statement if self.mine is not None else ""
        return word_difference(judged, self.claim.current_version.statement)

    @property
    def decided(self) -> bool:
        """Whether an editor has approved or rejected it."""
        return self.claim.state in DECIDED_STATES


def item(person: User, claim: Claim) -> ClaimItem:
    """One claim as this person sees it, without its passages; three queries at most."""
    own, revealed = own_verdict_on(claim, person), is_revealed(claim, person)
    stands = own if own is not None and own.withdrawn_at is None else None
    tally = tally_of(claim) if revealed else None
    return ClaimItem(claim, stands, revealed, tally, taken_back=own is not None and stands is None)


def items(person: User, claims: Iterable[Claim]) -> list[ClaimItem]:
    """The claims as this person sees them, in the given order; passages are left to the caller. Three queries."""
    claims = list(claims)
    ids = [claim.pk for claim in claims]
    own = {verdict.claim_id: verdict for verdict in own_verdicts(person).filter(claim__in=ids)}
    mine = {claim: verdict for claim, verdict in own.items() if verdict.withdrawn_at is None}
    revealed = set(Claim.objects.revealed_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    tallies = {tally.claim_id: tally for tally in Tally.objects.filter(claim__in=revealed)}
    return [
        ClaimItem(
            claim,
            mine.get(claim.pk),
            claim.pk in revealed,
            tallies.get(claim.pk),
            taken_back=claim.pk in own.keys() - mine.keys(),
        )
        for claim in claims
    ]


def kin_of(person: User, claim: Claim) -> list[Claim]:
    """The claims merged into this one, those in sight that were split from it, and its duplicates; oldest first.

    Duplicates are those that stand rejected as such. One query.
    """
    return _kin(claim=claim.pk) if may("read", person) else []


@Prepared
def _kin(claim: int) -> QuerySet[Claim]:
    split_off = Q(split_from=claim) & ~Q(state=State.WITHDRAWN)
    # Asked apart, so that each of the three is looked up in an index.
    duplicates = Q(decision__in=Decision.objects.filter(duplicate_of=claim).values("pk"))
    return all_claims().filter(Q(merged_into=claim) | split_off | duplicates).order_by("pk")
