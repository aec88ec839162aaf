"""Outside every count by construction: no claim is put wholly inside boilerplate, and no boilerplate over a claim.

Partial overlap is allowed both ways: a claim may run across an advertisement. What a correction, or the settling
of a passage in doubt, brings together is not refused: whoever does that says what the article says.
"""

from collections.abc import Iterable

from annotations.coverage import is_covered
from annotations.models import Anchor, Kind, Revision
from annotations.zones import boilerplate_in, stretches
from factcheck.choices import State
from factcheck.errors import Conflict


def refuse_in_boilerplate(revision: Revision, passages: Iterable[tuple[int, str]]) -> None:
    """Raise Conflict if all words of one of the passages (start, words) are marked as not article text; one query."""
    standing = boilerplate_in(revision.pk)
    outside = stretches(standing)
    covered = next(((start, words) for start, words in passages if is_covered(start, words, outside)), None)
    if covered is None:
        return
    start, ends = covered[0], covered[0] + len(covered[1])
    there = next(anchor for anchor in standing if (anchor.end or 0) > start and (anchor.start or 0) < ends)
    raise Conflict(
        f"These words stand in “{_short(there.quote)}”, which is marked as not article text: no claim is counted "
        "there. If they are article text, change or remove that mark first."
    )


def refuse_over_claims(anchor: Anchor) -> None:
    """Raise Conflict if the boilerplate that stands at this anchor covers all of a claim's passage.

    Together with the boilerplate that is there already. Withdrawn and rejected claims stand in nobody's way.
    """
    if anchor.start is None or anchor.end is None:
        return
    others = [other for other in boilerplate_in(anchor.revision_id) if other != anchor]
    before = stretches(others)
    passages = Anchor.objects.filter(
        revision=anchor.revision_id,
        start__lt=anchor.end,
        end__gt=anchor.start,
        span__kind=Kind.CLAIM,
        span__withdrawn_at=None,
        span__occurrence__withdrawn_at=None,
    ).exclude(span__occurrence__claim__state=State.REJECTED)
    for passage in passages.select_related("span__occurrence").order_by("start", "span_id"):
        at, words = passage.start or 0, passage.quote
        if is_covered(at, words, [*before, (anchor.start, anchor.end)]) and not is_covered(at, words, before):
            raise Conflict(
                f"Claim {passage.span.occurrence.claim_id} stands on these words, on “{_short(words)}”. Mark fewer "
                "words, or have the claim withdrawn or rejected first."
            )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
