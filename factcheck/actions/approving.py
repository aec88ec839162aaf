"""Approve several unanimous claims at once: all of them, or none."""

from collections.abc import Collection, Mapping

from django.db.models import Q

from factcheck.accounts.models import User
from factcheck.actions.decisions import fingerprints, snapshot
from factcheck.actions.notices import tell_reviewers
from factcheck.actions.participation import stand
from factcheck.actions.recording import Recording, recording
from factcheck.actions.tally import compute_all
from factcheck.choices import Move, NoticeKind, Outcome, Part, State, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Decision, Tally
from factcheck.rules import require
from factcheck.transitions import after

#: So many claims are approved at once: more than that nobody has read.
MOST = 50

#: What is approved with others: quorate, of one opinion, not thought uncheckable by most, and without a question that
#: an editor put to it: that is looked at by itself.
UNANIMOUS = Q(state=State.OPEN, tally__waits=True, tally__outcome=Outcome.UNANIMOUS, tally__not_checkable=False)


class ChangedMeanwhile(Conflict):
    """Some of the claims are not as they were seen, or not unanimous any more. ``claims`` are their numbers."""

    def __init__(self, claims: Collection[int]) -> None:
        numbers = ", ".join(map(str, claims))
        what = f"Claim {numbers} has" if len(claims) == 1 else f"Claims {numbers} have"
        super().__init__(f"{what} changed since you opened this page. None was approved; the others keep their ticks.")
        self.claims = claims


def approve_together(*, seen: Mapping[int, str], by: User, key: str = "") -> list[Decision]:
    """Approve claims of which the rule says unanimous, in one event; return their decisions by number of the claim.

    ``seen`` has the fingerprint of each claim as it was on the page. All or none: raises ChangedMeanwhile if one of
    them changed since, cannot be approved now, or is not unanimous; NotAllowed if the person took part in one;
    Invalid for none, for more than MOST, and for what is no claim. Each gets a decision with a snapshot of its own.
    """
    if not 0 < len(seen) <= MOST:
        raise Invalid(f"Tick at least one claim, and at most {MOST}.", field="claims")
    with recording(Verb.CLAIMS_APPROVED, by=by, key=key, content=sorted(seen.items())) as record:
        if (earlier := record.repeated(Decision)) is not None:
            return list(Decision.objects.filter(event=earlier.event).order_by("claim"))
        claims = list(Claim.objects.select_for_update().filter(pk__in=seen).order_by("pk"))
        if len(claims) < len(seen):
            raise Invalid("One of these is no claim. Open the page again.", field="claims")
        for claim in claims:
            require("decide", by, claim)
        tallies = compute_all(claims)
        now = fingerprints(claims)
        if changed := [one.pk for one in claims if now[one.pk] != seen[one.pk] or not _agreed(one, tallies[one.pk])]:
            raise ChangedMeanwhile(changed)
        decisions = [_approve(record, claim, tallies[claim.pk], seen[claim.pk]) for claim in claims]
        tell_reviewers(record, NoticeKind.DECIDED, claims)
        record.about(decisions[0])
        return decisions


def _agreed(claim: Claim, tally: Tally) -> bool:
    """Whether it can be approved with others now: as ``UNANIMOUS`` says of the stored tally."""
    unanimous = tally.outcome == Outcome.UNANIMOUS and not tally.not_checkable
    return unanimous and claim.state == State.OPEN


def _approve(record: Recording, claim: Claim, tally: Tally, seen: str) -> Decision:
    stand(claim, record.by, Part.DECIDER, record.id)
    given = {"claim": claim, "editor": record.by, "move": Move.APPROVE, "rating": tally.proposed}
    decision = snapshot(tally, **given, fingerprint=seen, event=record.id)
    decision.save()
    claim.state, claim.decision = after(claim.state, Move.APPROVE), decision
    record.also(record.write(claim))
    return decision
