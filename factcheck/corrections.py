"""What an editor sees of a correction: what it does to each passage before it is saved, and what waits after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from annotations.differences import Piece, word_difference
from annotations.models import OPEN_STATES, Anchor, AnchorState, Kind, Revision, Span
from annotations.plans import Plan, Step
from factcheck.access import claims_for
from factcheck.accounts.models import User
from factcheck.actions.recording import state_of
from factcheck.actions.revisions import comes_to_other_words
from factcheck.choices import ANSWERABLE_STATES, BINDING_ROLES, DECIDED_STATES
from factcheck.forms.base import new_key
from factcheck.models import Claim, Occurrence
from factcheck.reading import words_around

#: What needs a person comes first.
_ORDER = [AnchorState.ORPHANED, AnchorState.FOUND, AnchorState.CHANGED]
#: Longer words are shown as they are: comparing them word by word would take long.
_MOST_COMPARED = 2_000


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a correction would do to one passage. ``claim`` is None for a span that is no claim's."""

    step: Step
    claim: Claim | None
    kind: str
    pieces: list[Piece]
    suggested: str
    stales: bool
    flags: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A passage that waits for a person; ``start`` to ``end`` is the place to confirm, if there is one.

    ``claim`` is None for a span that is no claim's. ``left`` says that somebody has left it orphaned: it can
    still be placed.
    """

    anchor: Anchor
    claim: Claim | None
    seen: str
    left: bool
    start: int | None
    end: int | None
    words: str = ""
    before: str = ""
    after: str = ""
    pieces: list[Piece] = field(default_factory=list)
    key: str = field(default_factory=new_key)


def moved(plan: Plan) -> list[Step]:
    """The steps of spans that do not simply stay, what needs a person first, then in text order."""
    steps = [step for step in plan.steps if step.state in _ORDER and not step.withdrawn]
    return sorted(steps, key=lambda step: (_ORDER.index(step.state), step.standing.start or 0, step.span))


def foreseen(person: User, steps: Sequence[Step], new_text: str) -> list[Foreseen]:
    """What these steps do, in their order. Three queries."""
    spans = [step.span for step in steps]
    occurrences, claims = _claims(person, spans)
    kinds = dict(Span.objects.filter(pk__in=spans).values_list("pk", "kind"))
    return [_foresee(step, Kind(kinds[step.span]), occurrences.get(step.span), claims, new_text) for step in steps]


def _foresee(step: Step, kind: Kind, occurrence: Occurrence | None, claims: dict[int, Claim], text: str) -> Foreseen:
    claim = claims.get(occurrence.claim_id) if occurrence else None
    binds = occurrence is not None and occurrence.role in BINDING_ROLES and comes_to_other_words(step)
    return Foreseen(
        step=step,
        claim=claim,
        kind=str(kind.label),
        pieces=_compared(step.old_words, step.new_words),
        suggested=text[slice(*step.suggestion)] if step.suggestion else "",
        stales=claim is not None and binds and claim.state in ANSWERABLE_STATES,
        flags=claim is not None and binds and claim.state in DECIDED_STATES,
    )


def in_doubt(revision: Revision) -> QuerySet[Anchor]:
    """The standing passages of a revision whose place is in doubt, of claims and of other spans; oldest span first."""
    standing = Anchor.objects.filter(revision=revision, state__in=OPEN_STATES, span__withdrawn_at=None)
    return standing.exclude(span__occurrence__withdrawn_at__isnull=False).order_by("span_id")


def waiting(person: User, revision: Revision, anchors: Iterable[Anchor]) -> list[Waiting]:
    """What a person sees of passages ``in_doubt``, in the given order. Three queries."""
    anchors = list(anchors)
    occurrences, claims = _claims(person, [anchor.span_id for anchor in anchors])
    known = _last_known(anchors)
    found = []
    for anchor in anchors:
        occurrence = occurrences.get(anchor.span_id)
        claim = claims[occurrence.claim_id] if occurrence else None
        found.append(_wait(anchor, claim, known[anchor.span_id], revision.text))
    return found


def _wait(anchor: Anchor, claim: Claim | None, known: str, text: str) -> Waiting:
    start, end = anchor.start, anchor.end
    if start is None:
        start, end = anchor.suggested_start, anchor.suggested_end
    seen, left = state_of(anchor), not anchor.waits
    if start is None or end is None:
        return Waiting(anchor, claim, seen, left, None, None, pieces=[Piece("same", known)])
    words = text[start:end]
    before, after = words_around(text, start, end, 120)
    return Waiting(anchor, claim, seen, left, start, end, words, before, after, _compared(known, words))


def _last_known(anchors: Iterable[Anchor]) -> dict[int, str]:
    """Per span the words it last stood at beyond doubt."""
    earlier = Anchor.objects.filter(span__in=[anchor.span_id for anchor in anchors]).exclude(state__in=OPEN_STATES)
    return dict(earlier.order_by("revision__number").values_list("span_id", "quote"))


def _claims(person: User, spans: list[int]) -> tuple[dict[int, Occurrence], dict[int, Claim]]:
    occurrences = Occurrence.objects.filter(span__in=spans, withdrawn_at=None, claim__in=claims_for(person))
    found = {occurrence.span_id: occurrence for occurrence in occurrences}
    claims = claims_for(person).filter(pk__in={occurrence.claim_id for occurrence in found.values()})
    return found, {claim.pk: claim for claim in claims}


def _compared(old: str, new: str) -> list[Piece]:
    if len(old) + len(new) > _MOST_COMPARED:
        return [Piece("del", old), *([Piece("ins", new)] if new else [])]
    return word_difference(old, new)
